import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { startBare } from '../../../test/support/bareServer.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import * as files from '../../../test/support/files.ts'
import { aGround } from '../../../test/support/ground.ts'
import { addFile, maskPicture, publishFiles, withdrawFile } from './actions.ts'
import { filePath, readFileId, thumbnailPath } from './address.ts'
import { routes } from './routes.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-files-'))
after(() => rm(folder, { recursive: true }))

const database = await createTestDatabase({ seeded: false })
const ground = aGround(database, { settings: { DATA_DIR: folder } })
const report = randomUUID()
const number = '7K4M29QX'

const server = await startBare((app) =>
  routes(app, ground, {
    reportIdOf: async (asked) => (asked === number ? report : undefined),
    // Whoever sends this header stands for the reporter or the officer who has the report in hand.
    mayHandle: async (request) => request.headers['x-handles'] === 'yes',
    isPublic: async () => true,
  }),
)

const add = async (content: Buffer, name: string) => {
  const sender = { addedBy: 'reporter' } as const
  return (await addFile(ground, report, Readable.from([content]), name, sender)).no
}
const photo = await add(await files.aPhoto(), 'KTP Budi Santoso.jpg')
const film = await add(files.anMp4(), 'video jalan.mp4')
const letter = await add(files.aPdf(), 'surat «résmi».pdf')

const handles = { 'x-handles': 'yes' }
const get = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(server.url + path, { headers })
  return { status: answer.status, headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) }
}

test('a private file is there for who handles the report and unknown to everyone else', async () => {
  assert.equal((await get(filePath(number, photo), handles)).status, 200)
  for (const path of [filePath(number, photo), thumbnailPath(number, photo)]) {
    const [refused, unknown] = [await get(path), await get(filePath('7K4M29QZ', 1))]
    assert.deepEqual([refused.status, refused.content.toString()], [404, unknown.content.toString()])
  }
})

test('a public photo is shown to everyone, without the name its sender gave it', async () => {
  await publishFiles(ground.db, report, [photo])
  const { status, headers } = await get(filePath(number, photo))
  assert.deepEqual([status, headers.get('content-type')], [200, 'image/jpeg'])
  assert.equal(
    headers.get('content-disposition'),
    `inline; filename="lampiran-1.jpg"; filename*=UTF-8''lampiran-1.jpg`,
  )
  assert.match(
    (await get(filePath(number, photo), handles)).headers.get('content-disposition')!,
    /KTP Budi Santoso\.jpg/,
  )
  assert.equal((await get(thumbnailPath(number, photo))).headers.get('content-type'), 'image/webp')
})

test('of a masked photo everyone sees the masked copy and the handler the original', async () => {
  const before = await get(filePath(number, photo))
  await maskPicture(ground, report, photo, [{ left: 0, top: 0, width: 32, height: 64 }])
  assert.notEqual((await get(filePath(number, photo))).headers.get('etag'), before.headers.get('etag'))
  assert.equal((await get(filePath(number, photo), handles)).headers.get('etag'), before.headers.get('etag'))
  const small = await get(thumbnailPath(number, photo))
  assert.notEqual(
    small.headers.get('etag'),
    (await get(thumbnailPath(number, photo), handles)).headers.get('etag'),
  )
})

test('a file opened on its own can run and load nothing, and its type is not guessed', async () => {
  const { headers } = await get(filePath(number, film), handles)
  assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox")
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
  assert.equal(headers.get('cache-control'), 'private, no-cache')
  assert.equal(headers.get('content-type'), 'video/mp4')
})

test('a PDF is only ever saved, under its name', async () => {
  const { headers } = await get(filePath(number, letter), handles)
  assert.match(
    headers.get('content-disposition')!,
    /^attachment; filename="surat resmi\.pdf"; filename\*=UTF-8''surat%20%C2%ABr%C3%A9smi%C2%BB\.pdf$/,
  )
  assert.equal((await get(thumbnailPath(number, letter), handles)).status, 404)
})

test('a player may ask for parts of a film', async () => {
  const whole = await get(filePath(number, film), handles)
  assert.equal(whole.headers.get('accept-ranges'), 'bytes')
  const part = await get(filePath(number, film), { ...handles, range: 'bytes=4-7' })
  assert.deepEqual([part.status, part.content.toString()], [206, 'ftyp'])
  assert.equal(part.headers.get('content-range'), `bytes 4-7/${whole.content.length}`)
  assert.equal(part.headers.get('content-length'), '4')
  const past = await get(filePath(number, film), { ...handles, range: 'bytes=999999-' })
  assert.deepEqual([past.status, past.headers.get('content-range')], [416, `bytes */${whole.content.length}`])
  const changed = await get(filePath(number, film), { ...handles, range: 'bytes=4-7', 'if-range': '"older"' })
  assert.equal(changed.status, 200)
})

test('a browser that has a file is told that it is unchanged, once it may still see it', async () => {
  const { headers } = await get(filePath(number, film), handles)
  const known = { 'if-none-match': headers.get('etag')! }
  assert.equal((await get(filePath(number, film), { ...handles, ...known })).status, 304)
  assert.equal((await get(filePath(number, film), known)).status, 404)
})

test('a file taken back is unknown to its handlers too', async () => {
  const no = await add(await files.aPicture('png'), 'salah.png')
  await withdrawFile(ground.db, report, no)
  assert.equal((await get(filePath(number, no), handles)).status, 404)
})

test('nothing of an address becomes a path', async () => {
  const tricks = [
    '..%2f..%2fetc%2fpasswd',
    `${number}-1%2f..%2f..`,
    `${number}-1%00.jpg`,
    `${number}-01`,
    `${number}-0`,
    `${number}--1`,
    `${number}-1e3`,
    `${number}-99999999999`,
    `${number}-`,
    number,
    `${number.toLowerCase()}-1`,
    '-1',
    '%2e%2e',
    `${number}-1;a`,
  ]
  for (const trick of tricks) assert.equal((await get(`/berkas/${trick}`, handles)).status, 404, trick)
  assert.equal(readFileId('7K4M29QX-1/../2'), undefined)
})
