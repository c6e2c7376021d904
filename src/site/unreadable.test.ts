import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { makeApp } from '../app.ts'
import { makeServer } from '../platform/http/server.ts'
import { serverSettings } from '../platform/http/settings.ts'
import { sayIn } from '../web/say.ts'

const ground = aGround(await createTestDatabase({ seeded: false }))
const { app } = await makeApp(ground)
const url = await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())

const addresses = ['/%zz', '/laporan/%ff%fe', `/laporan/${'a'.repeat(300)}`, '/%', '/%zz?q=%zz', '/meja/%zz']

for (const address of addresses) {
  for (const [language, word] of [
    ['', 'Tidak ditemukan'],
    ['/en', 'Not found'],
  ]) {
    test(`${language}${address.slice(0, 30)} is a page that says so, and the service goes on`, async () => {
      const response = await fetch(url + language + address, { headers: { accept: 'text/html' } })
      assert.equal(response.status, 404)
      assert.match(response.headers.get('content-type') ?? '', /^text\/html/)
      assert.match(response.headers.get('content-security-policy') ?? '', /default-src/)
      assert.match(await response.text(), new RegExp(`<h1>${word}`))
    })
  }
  test(`${address.slice(0, 30)} sent as a form, or with cookies, is no more than that`, async () => {
    const headers = { cookie: 'lapor_session=x; lapor_display=dark', accept: 'text/html' }
    const response = await fetch(url + address, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ text: 'a' }),
    })
    assert.equal(response.status, 404)
  })
}

test('a program gets it as problem+json in its language', async () => {
  const response = await fetch(`${url}/api/v1/reports/%zz`, { headers: { 'accept-language': 'en' } })
  const { code, detail } = (await response.json()) as Record<string, unknown>
  assert.deepEqual([response.status, code, typeof detail], [404, 'not_found', 'string'])
})

test('when the page itself fails there is a line of text', async () => {
  const { app: failing } = await makeServer({
    ...serverSettings(ground),
    identify: async () => undefined,
    isReady: async () => true,
    renderProblem: () => {
      throw new Error('no page')
    },
    sayIn,
    signInPath: () => '/masuk',
  })
  after(() => failing.close())
  const response = await failing.inject('/%zz')
  assert.deepEqual(
    [response.statusCode, response.headers['content-type']],
    [404, 'text/plain; charset=utf-8'],
  )
  assert.ok(response.body.length > 10)
})
