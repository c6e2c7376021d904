import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startBare } from '../../test/support/bareServer.ts'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { routes as agencies } from './agencies/routes.ts'
import { routes as calendar } from './calendar/routes.ts'
import { routes as regions } from './regions/routes.ts'
import { routes as topics } from './topics/routes.ts'

const ground = aGround(await createTestDatabase())
const { url } = await startBare((app) => {
  for (const room of [agencies, regions, topics, calendar]) room(app, ground)
})
const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${url}/api/v1${path}`, { headers })
const read = async (path: string) =>
  (await ask(path)).json() as Promise<{ items: Record<string, unknown>[]; next?: string }>
const codes = async (path: string) => (await read(path)).items.map(({ code }) => code)

test('regions are chosen step by step, from the provinces down', async () => {
  assert.equal((await codes('/regions')).length, 38)
  assert.equal((await codes('/regions?parent=')).length, 38)
  assert.ok((await codes('/regions?parent=35')).includes('35.78'))
  assert.ok((await codes('/regions?parent=35.78.27')).includes('35.78.27.1004'))
  assert.deepEqual(await codes('/regions?parent=99'), [])
})

test('regions are found by name, also within another one', async () => {
  assert.equal((await codes('/regions?q=putat+gede'))[0], '35.78.27.1004')
  assert.deepEqual(await codes('/regions?q=putat+gede&parent=31'), [])
})

test('one region comes with everything that it lies in', async () => {
  const region = (await read('/regions/35.78')) as unknown as { path: string; chain: { code: string }[] }
  assert.equal(region.path, 'Kota Surabaya, Jawa Timur')
  assert.deepEqual(
    region.chain.map(({ code }) => code),
    ['35', '35.78'],
  )
  assert.equal((await ask('/regions/98')).status, 404)
  assert.equal((await ask('/regions/nowhere')).status, 404)
})

test('a list goes on where it stopped and ends by itself', async () => {
  const seen: unknown[] = []
  let path = '/agencies?type=ministry&limit=20'
  for (let page = 1; page <= 3; page++) {
    const { items, next } = await read(path)
    seen.push(...items.map(({ code }) => code))
    assert.equal(next === undefined, page === 3)
    path = `/agencies?type=ministry&limit=20&cursor=${next}`
  }
  assert.equal(new Set(seen).size, 49)
})

test('an agency, its inspectorate and its offices', async () => {
  const agency = (await read('/agencies/D3578')) as unknown as Record<string, unknown>
  assert.deepEqual(
    [agency['slug'], agency['parent'], agency['inspectorate']],
    ['pemerintah-kota-surabaya', 'P35', 'D3578.inspektorat'],
  )
  assert.ok((await codes('/agencies/D3578/units?q=sosial')).includes('D3578.dinas-sosial'))
  assert.equal((await ask('/agencies/ZZ/units')).status, 404)
})

test('topics by what they belong to', async () => {
  assert.ok((await codes('/categories?parent=928')).includes('1397'))
  assert.equal((await codes('/categories?level=1')).length, 39)
})

test('holidays of a year with their decrees', async () => {
  const { items } = await read('/holidays?year=2026&type=national')
  assert.equal(items.length, 17)
  assert.deepEqual(
    [items[0]?.['day'], items[0]?.['scope'], items[0]?.['known_from']],
    ['2026-01-01', 'nation', '2025-09-19'],
  )
  const { next } = await read('/holidays?year=2026&limit=5')
  assert.equal((await read(`/holidays?year=2026&limit=5&cursor=${next}`)).items.length, 5)
})

test('a reader who has the list is told that it has not changed', async () => {
  const first = await ask('/categories')
  assert.equal(first.headers.get('cache-control'), 'public, max-age=300')
  assert.equal((await ask('/categories', { 'if-none-match': first.headers.get('etag')! })).status, 304)
})

test('values that make no sense are refused by name, not by a failure', async () => {
  for (const path of [
    '/regions?parent=abc',
    '/regions?limit=0',
    '/regions?cursor=xyz',
    '/agencies?type=circus',
    '/agencies?limit=9999',
    '/holidays?from=2026-02-30',
    `/holidays?cursor=${Buffer.from('["2026-02-30","x"]').toString('base64url')}`,
    `/categories?cursor=${Buffer.from('[1,2]').toString('base64url')}`,
  ]) {
    const answer = await ask(path)
    assert.equal(answer.status, 400, path)
    assert.equal(((await answer.json()) as { code: string }).code, 'bad_request', path)
  }
})
