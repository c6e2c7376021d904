import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startBare } from '../../../test/support/bareServer.ts'

let made = 0
let changes = 0
const server = await startBare(
  (app) => {
    app.get('/bersama', { config: { access: 'public', sharedSeconds: 60 } }, async (_request, reply) => {
      reply.type('text/html; charset=utf-8')
      return `<h1>${++made}</h1>${'x'.repeat(2_000)}`
    })
  },
  { publicVersion: () => changes },
)
const page = async (headers: Record<string, string> = {}, path = '/bersama') => {
  const answer = await fetch(server.url + path, { headers })
  return {
    status: answer.status,
    text: (await answer.text()).slice(0, 20),
    etag: answer.headers.get('etag') ?? '',
  }
}

test('a page that is the same for everybody is made once for many readers, in each language apart', async () => {
  const [one, two] = [await page(), await page()]
  assert.equal(one.text, two.text)
  assert.notEqual((await page({}, '/en/bersama')).text, one.text)
})

test('a reader with a cookie or a token gets a page of their own', async () => {
  const shared = await page()
  assert.notEqual((await page({ cookie: 'a=b' })).text, shared.text)
  assert.notEqual((await page({ authorization: 'Bearer good' })).text, shared.text)
})

test('whoever has the page already is told so', async () => {
  const { etag } = await page()
  assert.equal((await page({ 'if-none-match': etag })).status, 304)
})

test('a change of what is public is seen at once', async () => {
  const before = await page()
  changes++
  assert.notEqual((await page()).text, before.text)
})
