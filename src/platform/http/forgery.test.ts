import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { startBare } from '../../../test/support/bareServer.ts'

const body = Type.Object({ text: Type.Optional(Type.String()) })
const server = await startBare((app) => {
  app.get('/ubah', { config: { access: 'public' } }, async (request, reply) =>
    reply.type('text/html').send(`<input type="hidden" name="csrf" value="${request.csrfField}">`),
  )
  app.post('/ubah', { schema: { body }, config: { access: 'public', files: true } }, async (request) => ({
    body: request.body,
  }))
  app.post('/lapor', { schema: { body }, config: { access: 'public', formToken: false } }, async () => ({
    done: true,
  }))
})

/** Opens the form as a browser does: the hidden field and the cookies to send with it. */
async function openForm(cookie = ''): Promise<{ csrf: string; cookie: string; response: Response }> {
  const response = await fetch(`${server.url}/ubah`, { headers: { cookie } })
  const set = response.headers.getSetCookie().map((line) => line.split(';')[0])
  const csrf = /value="([^"]+)"/.exec(await response.text())?.[1] ?? ''
  return { csrf, cookie: [cookie, ...set].filter(Boolean).join('; '), response }
}
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams(fields), headers })
const own = { origin: server.url, referer: `${server.url}/ubah`, 'sec-fetch-site': 'same-origin' }

test('a form with its token and cookie is taken, and the token is not one of its fields', async () => {
  const { csrf, cookie } = await openForm()
  const response = await post('/ubah', { csrf, text: 'halo' }, { cookie, ...own })
  assert.deepEqual([response.status, await response.json()], [200, { body: { text: 'halo' } }])
})

test('a multipart form carries its token as a field too', async () => {
  const { csrf, cookie } = await openForm()
  const data = new FormData()
  data.set('csrf', csrf)
  data.set('text', 'halo')
  const response = await fetch(`${server.url}/ubah`, { method: 'POST', body: data, headers: { cookie } })
  assert.deepEqual(await response.json(), { body: { text: 'halo' } })
})

test('a form without token, without cookie, or with a token of somebody else is refused', async () => {
  const { csrf, cookie } = await openForm()
  const other = await openForm()
  assert.equal((await post('/ubah', { text: 'x' }, { cookie })).status, 403)
  assert.equal((await post('/ubah', { csrf, text: 'x' })).status, 403)
  assert.equal((await post('/ubah', { csrf: other.csrf, text: 'x' }, { cookie })).status, 403)
  assert.equal(
    (await post('/ubah', { csrf, text: 'x' }, { cookie: `${cookie}; lapor_session=good` })).status,
    403,
  )
})

test('a token of a session works with that session', async () => {
  const { csrf, cookie, response } = await openForm('lapor_session=good')
  assert.deepEqual(response.headers.getSetCookie(), [])
  assert.equal((await post('/ubah', { csrf }, { cookie })).status, 200)
})

test('a form sent from another site is refused even with a token', async () => {
  const { csrf, cookie } = await openForm()
  const foreign: Record<string, string>[] = [
    { origin: 'https://jahat.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const response = await post('/ubah', { csrf }, { cookie, ...headers })
    assert.equal(response.status, 403)
    assert.match(await response.text(), /foreign_origin/)
  }
})

test('where the browser hides the origin, the token decides', async () => {
  const { csrf, cookie } = await openForm()
  assert.equal((await post('/ubah', { csrf }, { cookie, origin: 'null' })).status, 200)
})

test('sending a report needs no token, but is not taken from another site', async () => {
  const asProgram = { accept: 'application/json' }
  assert.equal((await post('/lapor', { text: 'x' }, asProgram)).status, 200)
  assert.equal((await post('/lapor', { text: 'x' }, { ...asProgram, ...own })).status, 200)
  const foreign = await post('/lapor', { text: 'x' }, { ...asProgram, origin: 'https://jahat.example' })
  assert.deepEqual(
    [foreign.status, ((await foreign.json()) as { code: string }).code],
    [403, 'foreign_origin'],
  )
})

test('JSON needs no token, because no other site can send it with cookies', async () => {
  const headers = { 'content-type': 'application/json', cookie: 'lapor_session=good' }
  const send = (more: Record<string, string>) =>
    fetch(`${server.url}/ubah`, { method: 'POST', body: '{"text":"x"}', headers: { ...headers, ...more } })
  assert.equal((await send({})).status, 200)
  assert.equal((await send({ origin: 'https://jahat.example' })).status, 403)
})

test('the page of a form is kept by no cache, and its cookie is out of reach of scripts', async () => {
  const { response } = await openForm()
  assert.equal(response.headers.get('cache-control'), 'private, no-store')
  assert.match(
    response.headers.getSetCookie()[0] ?? '',
    /^lapor_form=[\w-]{24}; Path=\/; HttpOnly; SameSite=Lax$/,
  )
})

test('two readings of one form have two tokens, and both are good', async () => {
  const first = await openForm()
  const second = await openForm(first.cookie)
  assert.notEqual(first.csrf, second.csrf)
  assert.equal((await post('/ubah', { csrf: first.csrf }, { cookie: first.cookie })).status, 200)
  assert.equal((await post('/ubah', { csrf: second.csrf }, { cookie: first.cookie })).status, 200)
})
