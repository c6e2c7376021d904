import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { Type } from 'typebox'
import { startBare, uploadsFolder } from '../../../test/support/bareServer.ts'

const Report = Type.Object({
  kind: Type.Union([Type.Literal('pengaduan'), Type.Literal('aspirasi')]),
  text: Type.String({ minLength: 5, maxLength: 100 }),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  agree: Type.Optional(Type.Boolean()),
  tags: Type.Optional(Type.Array(Type.String())),
  place: Type.Optional(Type.Object({ name: Type.String() })),
})

const server = await startBare((app) => {
  const config = { access: 'public', formToken: false, files: true } as const
  app.post('/api/v1/echo', { schema: { body: Report }, config }, async ({ body, uploads, droppedFiles }) => ({
    body,
    droppedFiles,
    uploads: uploads.map(({ filename, sizeBytes, isTooLarge }) => ({ filename, sizeBytes, isTooLarge })),
  }))
  app.post('/api/v1/plain', { config: { access: 'public', formToken: false } }, async ({ body }) => ({
    body,
  }))
  app.post('/tulis', { schema: { body: Report }, config }, async () => 'ok')
  app.get(
    '/api/v1/list',
    {
      schema: {
        querystring: Type.Object({
          limit: Type.Optional(Type.Integer({ maximum: 100, default: 25 })),
          state: Type.Optional(Type.Array(Type.String())),
        }),
      },
      config: { access: 'public' },
    },
    async ({ query }) => ({ query }),
  )
  app.get(
    '/api/v1/things/:id',
    {
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) },
      config: { access: 'public' },
    },
    async ({ params }) => ({ params }),
  )
})

const json = { 'content-type': 'application/json' }
const send = async (
  path: string,
  body: string | Uint8Array<ArrayBuffer> | FormData,
  headers: Record<string, string> = json,
) => {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', body, headers })
  return {
    status: response.status,
    answer: (await response.json()) as Record<string, any>,
    headers: response.headers,
  }
}
const post = (value: unknown) => send('/api/v1/echo', JSON.stringify(value))
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a good body arrives as it was sent', async () => {
  const { status, answer } = await post({ kind: 'aspirasi', text: 'Jalan rusak 🙏🏽', lat: -7.2 })
  assert.deepEqual([status, answer.body], [200, { kind: 'aspirasi', text: 'Jalan rusak 🙏🏽', lat: -7.2 }])
})

test('broken JSON is 400 broken_json', async () => {
  const { status, answer, headers } = await send('/api/v1/echo', '{"kind": "asp')
  assert.deepEqual([status, answer.code], [400, 'broken_json'])
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
})

test('an unknown field is refused by name, also inside an object', async () => {
  const { status, answer } = await post({
    kind: 'aspirasi',
    text: 'Jalan rusak',
    colour: 'red',
    place: { name: 'x', zip: 1 },
  })
  assert.deepEqual([status, answer.code], [422, 'invalid_input'])
  assert.deepEqual(answer.errors.map((one: any) => [one.field, one.code]).sort(), [
    ['colour', 'unknown_field'],
    ['place.zip', 'unknown_field'],
  ])
})

test('every wrong field is named with a code and words', async () => {
  const { status, answer } = await post({ kind: 'keluhan', text: 'x'.repeat(101), lat: '-7.2' })
  assert.equal(status, 422)
  assert.deepEqual(
    answer.errors.map((one: any) => [one.field, one.code]),
    [
      ['kind', 'not_a_choice'],
      ['text', 'too_long'],
      ['lat', 'wrong_type'],
    ],
  )
  assert.equal(answer.errors[1].detail, 'Terlalu panjang: paling banyak 100 huruf.')
})

test('a missing field is required', async () => {
  const { answer } = await post({ kind: 'aspirasi' })
  assert.deepEqual(
    answer.errors.map((one: any) => [one.field, one.code]),
    [['text', 'required']],
  )
})

test('NUL, control characters and direction overrides are taken out of text', async () => {
  const { answer } = await post({ kind: 'aspirasi', text: 'Ja\u0000lan\u0007 ru\u202Esak\r\nparah\u009F' })
  assert.equal(answer.body.text, 'Jalan rusak\nparah')
})

test('letters written in two ways become one', async () => {
  const { answer } = await post({ kind: 'aspirasi', text: 'Cafe\u0301 rusak' })
  assert.equal(answer.body.text, 'Café rusak')
})

test('half a character becomes a replacement mark and not an error of the database', async () => {
  const { answer } = await send('/api/v1/echo', '{"kind":"aspirasi","text":"Jalan \\ud83d rusak"}')
  assert.equal(answer.body.text, 'Jalan \uFFFD rusak')
})

test('bytes that are not UTF-8 are 400, in JSON, in a form and in a query', async () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  const inJson = await send('/api/v1/echo', bytes('{"kind":"aspirasi","text":"caf\xe9 rusak"}'))
  const inForm = await send('/api/v1/echo', 'kind=aspirasi&text=caf%E9+rusak', form)
  const inQuery = await fetch(`${server.url}/api/v1/list?q=%E9%`)
  assert.deepEqual([inJson.status, inJson.answer.code], [400, 'broken_encoding'])
  assert.deepEqual([inForm.status, inForm.answer.code], [400, 'broken_encoding'])
  assert.equal(inQuery.status, 400)
})

test('names that reach the prototype are refused', async () => {
  for (const body of [
    '{"__proto__":{"a":1}}',
    '{"constructor":{"prototype":{"a":1}}}',
    '{"a":{"__proto__":{}}}',
  ]) {
    assert.equal((await send('/api/v1/plain', body)).status, 400, body)
  }
  assert.equal((await send('/api/v1/plain', '__proto__=1', form)).status, 400)
  assert.equal(({} as Record<string, unknown>)['a'], undefined)
})

test('nesting without end is 400 and not a crash', async () => {
  const { status } = await send('/api/v1/plain', '['.repeat(9_000) + ']'.repeat(9_000))
  assert.equal(status, 400)
})

test('a body past the limit is 413, announced or not', async () => {
  const { status, answer } = await post({ kind: 'aspirasi', text: 'x'.repeat(30_000) })
  assert.deepEqual([status, answer.code], [413, 'body_too_large'])
  const chunk = `${(12_000).toString(16)}\r\n${'x'.repeat(12_000)}\r\n`
  const head =
    'POST /api/v1/plain HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n'
  assert.match(await server.raw([head, chunk, chunk]), /^HTTP\/1\.1 413 /)
})

test('a body that comes a byte at a time is 408 and the connection is closed', async () => {
  const head =
    'POST /api/v1/plain HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n'
  const answer = await server.raw([head, ...'{"text":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'], 100)
  assert.match(answer, /^HTTP\/1\.1 408 /)
  assert.match(answer, /body_too_slow/)
})

test('another media type is 415; so is a file form where no files are taken', async () => {
  assert.equal(
    (await send('/api/v1/echo', '<a/>', { 'content-type': 'text/xml' })).answer.code,
    'unsupported_media_type',
  )
  const data = new FormData()
  data.set('text', 'Jalan rusak')
  assert.equal((await send('/api/v1/plain', data, {})).answer.code, 'unsupported_media_type')
})

test('a plain form gives numbers, boxes and lists; empty fields are not given; unknown ones are dropped', async () => {
  const body = 'kind=aspirasi&text=Jalan+rusak%21&lat=-7.25&agree=on&tags=satu&place=&button=Kirim'
  const { status, answer } = await send('/api/v1/echo', body, form)
  assert.deepEqual(
    [status, answer.body],
    [200, { kind: 'aspirasi', text: 'Jalan rusak!', lat: -7.25, agree: true, tags: ['satu'] }],
  )
})

test('a refused page form keeps what was typed', async () => {
  const response = await fetch(`${server.url}/tulis`, {
    method: 'POST',
    headers: form,
    body: 'kind=aspirasi&text=abc&password=rahasia',
  })
  assert.equal(response.status, 422)
  const page = await response.text()
  assert.match(page, /"text":"abc"/)
  assert.doesNotMatch(page, /rahasia/)
})

const picture = (bytes: number) => new Blob(['x'.repeat(bytes)], { type: 'image/png' })
const fileForm = (files: [string, number][]) => {
  const data = new FormData()
  data.set('kind', 'aspirasi')
  data.set('text', 'Jalan\u0000 rusak')
  for (const [name, bytes] of files) data.append('files', picture(bytes), name)
  return data
}

test('files of a form lie on disk during the request and are gone after it', async () => {
  const { status, answer } = await send('/api/v1/echo', fileForm([['a.png', 500]]), {})
  assert.deepEqual(
    [status, answer.body.text, answer.uploads],
    [200, 'Jalan rusak', [{ filename: 'a.png', sizeBytes: 500, isTooLarge: false }]],
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.deepEqual(readdirSync(uploadsFolder), [])
})

test('a file past its limit is named with its real size, and the text is not lost', async () => {
  const { status, answer } = await send(
    '/api/v1/echo',
    fileForm([
      ['besar.mp4', 4_000],
      ['b.png', 10],
    ]),
    {},
  )
  assert.deepEqual(
    [status, answer.body.text, answer.uploads[0]],
    [200, 'Jalan rusak', { filename: 'besar.mp4', sizeBytes: 4_000, isTooLarge: true }],
  )
})

test('of a hundred files the allowed ones are kept and the rest is counted', async () => {
  const { status, answer } = await send(
    '/api/v1/echo',
    fileForm(Array.from({ length: 100 }, (_, at) => [`${at}.png`, 20])),
    {},
  )
  assert.deepEqual([status, answer.uploads.length, answer.droppedFiles], [200, 2, 98])
})

test('a file form past the total limit is 413, also when it hides its length', async () => {
  assert.equal((await send('/api/v1/echo', fileForm([['a.png', 60_000]]), {})).status, 413)
  const head =
    'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n'
  const part =
    '--b\r\ncontent-disposition: form-data; name="files"; filename="a.png"\r\n\r\n' + 'x'.repeat(30_000)
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
  assert.match(await server.raw([head, chunk(part), chunk('x'.repeat(30_000))], 20), /^HTTP\/1\.1 413 /)
})

test('a file form that stops in the middle is 408, one without an end 400', async () => {
  const part = '--b\r\ncontent-disposition: form-data; name="files"; filename="a.png"\r\n\r\nxxx'
  const head = (length: number) =>
    `POST /api/v1/echo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n`
  assert.match(await server.raw([head(900), part], 20), /^HTTP\/1\.1 408 /)
  assert.match(await server.raw([head(part.length), part], 20), /^HTTP\/1\.1 400 /)
})

const field = (name: string, value: string) =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const multipart = { 'content-type': 'multipart/form-data; boundary=b' }

test('the text of a file form has the limit of any other text, in one field or in many', async () => {
  const kind = field('kind', 'aspirasi')
  const one = await send('/api/v1/echo', `${kind}${field('text', 'x'.repeat(21_000))}--b--\r\n`, multipart)
  const many = Array.from({ length: 50 }, (_, at) => field(`f${at}`, 'x'.repeat(500))).join('')
  const all = await send('/api/v1/echo', `${kind}${many}--b--\r\n`, multipart)
  assert.deepEqual([one.status, all.status, all.answer.code], [413, 413, 'body_too_large'])
})

test('of a file form sixty fields are read and the rest is dropped', async () => {
  const more = Array.from({ length: 90 }, (_, at) => field(`f${at}`, 'x')).join('')
  const start = `${field('kind', 'aspirasi')}${field('text', 'Jalan rusak')}`
  const { status, answer } = await send(
    '/api/v1/echo',
    `${start}${more}${field('lat', '-7.2')}--b--\r\n`,
    multipart,
  )
  assert.deepEqual([status, answer.body], [200, { kind: 'aspirasi', text: 'Jalan rusak' }])
})

test('a field that says it is JSON is refused', async () => {
  const json =
    '--b\r\ncontent-disposition: form-data; name="text"\r\ncontent-type: application/json\r\n\r\n{"a":1}\r\n--b--\r\n'
  assert.equal((await send('/api/v1/echo', json, multipart)).status, 400)
})

test('a large announced length buys no time: who stops sending is 408 after the grace', async () => {
  const head =
    'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 49000\r\n\r\n'
  const startedAt = performance.now()
  const answer = await server.raw([head, field('text', 'Jalan'), ...'--b--b--b--b'], 100)
  assert.match(answer, /^HTTP\/1\.1 408 /)
  assert.ok(performance.now() - startedAt < 2_000)
})

test('a query is read kindly, and wrong values are 400', async () => {
  const get = async (query: string) => {
    const response = await fetch(`${server.url}/api/v1/list${query}`)
    return [response.status, ((await response.json()) as any).query] as const
  }
  assert.deepEqual(await get('?limit=20&state=held&unknown=1'), [200, { limit: 20, state: ['held'] }])
  assert.deepEqual(await get('?limit=&state='), [200, { limit: 25 }])
  assert.equal((await get('?limit=abc'))[0], 400)
  assert.equal((await get('?limit=1000'))[0], 400)
  assert.equal((await get('?limit=1&limit=2'))[0], 400)
})

test('an address that no thing can have is not found, however it is broken', async () => {
  const status = async (path: string) => (await fetch(`${server.url}${path}`)).status
  assert.equal(await status('/api/v1/things/abc'), 404)
  assert.equal(await status('/api/v1/things/%00'), 404)
  assert.equal(await status('/api/v1/things/%E9'), 404)
  assert.equal(await status(`/api/v1/things/${'a'.repeat(500)}`), 404)
})

test('what is no HTTP gets 400 and a closed connection', async () => {
  assert.match(await server.raw(['HELLO\r\n\r\n']), /^HTTP\/1\.1 400 /)
  assert.match(
    await server.raw([`GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`]),
    /^HTTP\/1\.1 431 /,
  )
})
