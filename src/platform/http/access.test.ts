import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { startBare } from '../../../test/support/bareServer.ts'
import { refuse } from '../../errors.ts'

const server = await startBare((app) => {
  app.get('/', { config: { access: 'public' } }, async (request) => ({ who: request.actor.id }))
  app.get('/meja', { config: { access: 'read_desk' } }, async (request) => ({ who: request.actor.id }))
  app.get('/kotak-keluar', { config: { access: 'read_mailbox' } }, async () => 'ok')
  app.get('/api/v1/desk/reports', { config: { access: 'read_desk' } }, async (request) => ({
    who: request.actor.id,
  }))
  app.post('/api/v1/desk/start', { config: { access: 'start' } }, async () => ({ done: true }))
  app.post('/api/v1/desk/forward', { config: { access: 'decide_authority' } }, async () => ({ done: true }))
  const body = Type.Object({ text: Type.String() })
  app.post('/meja/jawab', { schema: { body }, config: { access: 'propose_answer' } }, async () => 'ok')
})
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: 'manual' })
const problem = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
]

test('a route that does not say who may use it stops the program, and is named', async () => {
  await assert.rejects(
    startBare((app) => void app.get('/lupa', async () => 'ok')),
    /The route GET \/lupa does not say who may use it/,
  )
})

test('a route that names an access the rules do not know stops the program', async () => {
  const wrong = { access: 'do_anything' as never }
  await assert.rejects(
    startBare((app) => void app.get('/salah', { config: wrong }, async () => 'ok')),
    /do_anything/,
  )
})

test('a visitor reads public pages, and also somebody whose session is over', async () => {
  assert.deepEqual(await (await get('/')).json(), { who: 'visitor' })
  assert.deepEqual(await (await get('/', { cookie: 'lapor_session=old' })).json(), { who: 'visitor' })
})

test('a page for staff sends a visitor to the sign-in page, which knows the way back', async () => {
  const response = await get('/meja?antrean=lewat')
  assert.deepEqual(
    [response.status, response.headers.get('location')],
    [303, '/masuk?next=%2Fmeja%3Fantrean%3Dlewat'],
  )
})

test('the API answers 401 sign_in_required without a token and with a wrong one', async () => {
  const without = await get('/api/v1/desk/reports')
  assert.equal(without.headers.get('www-authenticate'), 'Bearer')
  assert.deepEqual(await problem(without), [401, 'sign_in_required'])
  assert.deepEqual(await problem(await get('/api/v1/desk/reports', { authorization: 'Bearer wrong' })), [
    401,
    'sign_in_required',
  ])
})

test('a session or a token of the right role is let in', async () => {
  assert.deepEqual(await (await get('/meja', { cookie: 'lapor_session=good' })).json(), { who: 'a1' })
  assert.deepEqual(await (await get('/api/v1/desk/reports', { authorization: 'Bearer good' })).json(), {
    who: 'a1',
  })
})

test('a role without the power is told so: 403 not_permitted', async () => {
  assert.equal((await get('/kotak-keluar', { cookie: 'lapor_session=good' })).status, 403)
})

test('an action of the state table lets in the roles of its rows and no others', async () => {
  const post = (path: string) =>
    fetch(`${server.url}${path}`, { method: 'POST', headers: { authorization: 'Bearer good' } })
  assert.equal((await post('/api/v1/desk/start')).status, 200)
  assert.deepEqual(await problem(await post('/api/v1/desk/forward')), [403, 'not_permitted'])
})

test('with a malformed token the session beside it does not count', async () => {
  const response = await get('/api/v1/desk/reports', {
    authorization: 'Bearer ()',
    cookie: 'lapor_session=good',
  })
  assert.equal(response.status, 401)
})

test('while nobody can be looked up, a form is answered 503 with its text kept', async () => {
  const identify = () => Promise.reject(refuse('database_unavailable', { retryAfterSeconds: 5 }))
  const body = Type.Object({ text: Type.String() })
  const config = { access: 'propose_answer' } as const
  const closed = await startBare(
    (app) => void app.post('/jawab', { schema: { body }, config }, async () => 'ok'),
    { identify },
  )
  const response = await fetch(`${closed.url}/jawab`, {
    method: 'POST',
    headers: { cookie: 'lapor_session=good' },
    body: new URLSearchParams({ text: 'Sudah diperbaiki' }),
  })
  assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '5'])
  assert.match(await response.text(), /Sudah diperbaiki/)
})

test('a form whose session has ended is refused with its text kept', async () => {
  const response = await fetch(`${server.url}/meja/jawab`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: 'lapor_session=old' },
    body: 'text=Sudah+diperbaiki',
  })
  assert.equal(response.status, 401)
  assert.match(await response.text(), /Sudah diperbaiki/)
})
