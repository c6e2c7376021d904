import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { Type } from 'typebox'
import { startBare } from '../../../test/support/bareServer.ts'
import { refuse } from '../../errors.ts'
import { acceptedCoding } from './compression.ts'
import { serveAssets } from './assets.ts'
import { keepOutOfCaches } from './security.ts'

const long = `<p>${'Jalan rusak. '.repeat(500)}</p>`
let isReady = true
const server = await startBare(
  (app) => {
    const config = { access: 'public' } as const
    app.get('/panjang', { config }, async (_, reply) => reply.type('text/html; charset=utf-8').send(long))
    app.get('/pendek', { config }, async (_, reply) =>
      reply.type('text/html; charset=utf-8').send('<p>halo</p>'),
    )
    app.get('/bahasa', { config }, async ({ say, language }) => ({ language, word: say('Kirim', 'Send') }))
    app.get('/rahasia', { config }, async (_, reply) => keepOutOfCaches(reply).type('text/html').send(long))
    app.get('/laporan/:number', { config }, async (request) => ({
      number: (request.params as { number: string }).number,
    }))
    app.get('/rusak', { config }, async () => {
      throw Object.assign(new Error('duplicate key (email)=(sari@contoh.id) "Sari" 081234567890'), {
        code: '23505',
      })
    })
    app.get('/tutup', { config }, async () => {
      throw refuse('database_unavailable')
    })
    const body = Type.Object({ text: Type.String() })
    app.post('/tutup', { schema: { body }, config: { access: 'public', formToken: false } }, async () => {
      throw refuse('database_unavailable', { retryAfterSeconds: 7 })
    })
    app.get('/api/v1/done', { config }, async () => {
      throw refuse('action_not_allowed', { allowed: ['start', 'bounce'] })
    })
    serveAssets(app, {
      version: 'abc',
      files: new Map([
        ['js/a.js', { type: 'text/javascript', body: Buffer.from('a'), brotli: Buffer.from('b') }],
      ]),
    })
  },
  { isReady: async () => isReady, metricsToken: 'ukur' },
)
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${server.url}${path}`, { headers })

test('every answer has the strict headers, an error too', async () => {
  for (const path of ['/pendek', '/tidak-ada', '/%E9', '/healthz']) {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self'; style-src 'self';/)
    assert.doesNotMatch(policy, /unsafe|https?:/)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'same-origin')
    assert.equal(headers.get('strict-transport-security'), null)
  }
})

test('over https the browser is told to stay there', async () => {
  const secure = await startBare(
    (app) => void app.get('/', { config: { access: 'public' } }, async () => 'ok'),
    {
      baseUrl: 'https://lapor.contoh.id',
    },
  )
  assert.match((await fetch(secure.url)).headers.get('strict-transport-security') ?? '', /max-age=31536000/)
})

/** Without fetch, which opens compressed answers silently. */
const encoding = (path: string, accept: string) =>
  new Promise<[string | undefined, number]>((resolve) => {
    request(`${server.url}${path}`, { headers: { 'accept-encoding': accept } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => (bytes += chunk.length))
      response.on('end', () => resolve([response.headers['content-encoding'], bytes]))
    }).end()
  })

test('long pages are compressed as the reader accepts, short ones are not', async () => {
  const [br, brBytes] = await encoding('/panjang', 'gzip, deflate, br')
  assert.deepEqual([br, brBytes < 200], ['br', true])
  assert.equal((await encoding('/panjang', 'gzip'))[0], 'gzip')
  assert.deepEqual(await encoding('/panjang', 'identity'), [undefined, long.length])
  assert.equal((await encoding('/pendek', 'gzip, br'))[0], undefined)
  assert.equal(await (await get('/panjang')).text(), long)
})

test('a coding that is refused with q=0 is not used', () => {
  assert.equal(acceptedCoding('br;q=0, gzip;q=0.5'), 'gzip')
  assert.equal(acceptedCoding(undefined), undefined)
})

test('a public page that has not changed is not sent again; a private one is always', async () => {
  const tag = (await get('/panjang')).headers.get('etag') ?? ''
  const again = await get('/panjang', { 'if-none-match': tag })
  assert.deepEqual([again.status, await again.text()], [304, ''])
  const secret = await get('/rahasia')
  assert.deepEqual(
    [secret.headers.get('etag'), secret.headers.get('cache-control')],
    [null, 'private, no-store'],
  )
})

test('files of the interface are kept for a year under the address of their version', async () => {
  const { headers } = await get('/assets/abc/js/a.js')
  assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable')
  assert.equal((await get('/assets/old/js/a.js')).headers.get('cache-control'), 'public, max-age=60')
  assert.equal((await get('/assets/abc/js/..%2f..%2fpackage.json')).status, 404)
  assert.deepEqual(await encoding('/assets/abc/js/a.js', 'br'), ['br', 1])
})

test('every page stands in Indonesian, and in English under /en', async () => {
  assert.deepEqual(await (await get('/bahasa')).json(), { language: 'id', word: 'Kirim' })
  assert.deepEqual(await (await get('/en/bahasa?x=1')).json(), { language: 'en', word: 'Send' })
  assert.equal((await get('/english')).status, 404)
  assert.equal((await get('/en/api/v1/done')).status, 404)
})

test('a problem for a program is RFC 9457 with a stable code, in the language that it asks for', async () => {
  const response = await get('/api/v1/done', { 'accept-language': 'en' })
  assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const { detail, title, ...rest } = (await response.json()) as Record<string, unknown>
  // The title is the same each time; the detail says what to do instead.
  assert.equal(title, 'The report is not at a stage where this can be done.')
  assert.match(String(detail), /^The report is not at a stage where this can be done. Reload it/)
  assert.deepEqual(rest, {
    type: 'urn:sp4n-lapor:problem:action_not_allowed',
    status: 409,
    code: 'action_not_allowed',
    allowed: ['start', 'bounce'],
  })
})

test('a page that does not exist is a page; asked for as JSON it is a problem', async () => {
  assert.match(await (await get('/tidak-ada', { accept: 'text/html' })).text(), /<h1>page_not_found/)
  const asJson = await get('/tidak-ada', { accept: 'application/json' })
  assert.deepEqual([asJson.status, ((await asJson.json()) as { code: string }).code], [404, 'not_found'])
})

test('a closed database is 503 with Retry-After, and the text of the form is kept', async () => {
  const response = await fetch(`${server.url}/tutup`, {
    method: 'POST',
    body: new URLSearchParams({ text: 'Lampu mati' }),
  })
  assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '7'])
  assert.match(await response.text(), /Lampu mati/)
})

test('an unexpected failure tells the reader an id, and the log the rest without a word about people', async () => {
  const response = await get('/rusak', { accept: 'application/json' })
  const answer = (await response.json()) as { code: string; instance: string }
  assert.deepEqual([response.status, answer.code], [500, 'server_error'])
  const line = server.lines.find(({ msg }) => msg === 'server_error')
  assert.equal(answer.instance, `urn:sp4n-lapor:error:${String(line?.['requestId'])}`)
  assert.doesNotMatch(JSON.stringify(line), /sari|Sari|0812/)
  assert.match(JSON.stringify(line), /23505/)
})

test('the log names routes, never addresses, numbers, search words or callers', async () => {
  await get('/laporan/7K4M-29QX?q=tetangga', { 'user-agent': 'Ponsel' })
  await new Promise((resolve) => setTimeout(resolve, 20))
  const all = JSON.stringify(server.lines)
  assert.match(all, /"route":"\/laporan\/:number"/)
  assert.doesNotMatch(all, /7K4M|tetangga|127\.0\.0\.1|Ponsel/)
})

test('healthz says alive, readyz says whether it can serve', async () => {
  assert.equal((await get('/healthz')).status, 200)
  assert.equal((await get('/readyz')).status, 200)
  isReady = false
  assert.deepEqual([(await get('/readyz')).status, (await get('/healthz')).status], [503, 200])
  isReady = true
})

test('figures are for this machine or for who has the token', async () => {
  assert.match(
    await (await get('/metrics')).text(),
    /http_request_duration_seconds_bucket\{le="0.005",method="GET",route="\/healthz"/,
  )
  assert.equal((await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status, 403)
  const known = await get('/metrics', { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer ukur' })
  assert.equal(known.status, 200)
})
