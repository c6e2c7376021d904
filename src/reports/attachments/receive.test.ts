import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import sharp from 'sharp'
import * as files from '../../../test/support/files.ts'
import { Refusal } from '../../errors.ts'
import { receive, sha256Of } from './receive.ts'
import type { AttachmentSettings } from './settings.ts'
import { placeOf } from './kept.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-receive-'))
after(() => rm(folder, { recursive: true }))

const settings: AttachmentSettings = {
  maxFiles: 10,
  maxBytes: { image: 1_000_000, pdf: 20_000, audio: 20_000, video: 2_000_000 },
  maxPixels: 52_000_000,
  folder,
  incoming: join(folder, 'incoming'),
}

const take = (content: Buffer, name = 'berkas') => receive(settings, Readable.from([content]), name)
const stored = (sha256: string) => readFile(join(folder, placeOf(sha256)))

async function problemWith(content: Buffer | Readable, name: string) {
  const source = Buffer.isBuffer(content) ? Readable.from([content]) : content
  const error: unknown = await receive(settings, source, name).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof Refusal && error.code === 'file_refused', `${name} was taken: ${String(error)}`)
  assert.deepEqual(await readdir(settings.incoming), [], 'something was left behind')
  return error.details.fields![0]!
}

test('a photo is turned upright and loses place, owner, description, XMP and colour profile', async () => {
  const photo = await files.aPhoto(64, 32)
  assert.ok(photo.includes(files.secretPerson))
  const { sha256, width, height, mediaType, name } = await take(photo, 'IMG_2024.JPG')
  assert.deepEqual([width, height, mediaType, name], [32, 64, 'image/jpeg', 'IMG_2024.jpg'])
  const content = await stored(sha256)
  assert.ok(!content.includes(files.secretPerson))
  const { exif, xmp, icc, iptc, orientation } = await sharp(content).metadata()
  assert.deepEqual(
    [exif, xmp, icc, iptc, orientation],
    [undefined, undefined, undefined, undefined, undefined],
  )
})

test('what is stored has the hash of its content, and a thumbnail of at most 320 px beside it', async () => {
  const { sha256, thumbSha256, sizeBytes } = await take(await files.aPhoto(900, 600))
  assert.equal(await sha256Of(join(folder, placeOf(sha256))), sha256)
  assert.equal((await stored(sha256)).length, sizeBytes)
  const thumbnail = await sharp(await stored(thumbSha256!)).metadata()
  assert.deepEqual([thumbnail.format, thumbnail.height], ['webp', 320])
})

test('a large photo is made at most 2560 px long', async () => {
  const { width, height } = await take(await files.aPhoto(4000, 3000))
  assert.deepEqual([width, height], [1920, 2560])
})

test('a HEIC or AVIF photo that can be opened becomes a JPEG', async () => {
  const { mediaType, name } = await take(await files.aPicture('avif'), 'foto.heic')
  assert.deepEqual([mediaType, name], ['image/jpeg', 'foto.jpg'])
})

test('of a moving picture the first frame stays', async () => {
  const { sha256, mediaType } = await take(await files.aMovingPicture())
  assert.equal(mediaType, 'image/webp')
  assert.equal((await sharp(await stored(sha256)).metadata()).pages, undefined)
})

const taken: [what: string, content: () => Buffer | Promise<Buffer>, mediaType: string][] = [
  ['a PNG', () => files.aPicture('png'), 'image/png'],
  ['a WebP', () => files.aPicture('webp'), 'image/webp'],
  ['a PDF', files.aPdf, 'application/pdf'],
  ['an MP4', files.anMp4, 'video/mp4'],
  ['a video of an iPhone', () => files.anMp4({ brand: 'qt  ' }), 'video/quicktime'],
  ['a 3GP', () => files.anMp4({ brand: '3gp4' }), 'video/3gpp'],
  ['an M4A voice note', () => files.anMp4({ brand: 'M4A ' }), 'audio/mp4'],
  ['a WebM', files.aWebm, 'video/webm'],
  ['an MP3', files.anMp3, 'audio/mpeg'],
  ['an Opus voice note', files.anOgg, 'audio/ogg'],
  ['an AMR voice note', files.anAmr, 'audio/amr'],
]
for (const [what, content, mediaType] of taken) {
  test(`${what} is taken whatever its name, and neither place nor person stays in it`, async () => {
    const file = await take(await content(), 'tanpa-akhiran')
    assert.equal(file.mediaType, mediaType)
    const kept = await stored(file.sha256)
    assert.ok(!kept.includes(files.secretPerson) && !kept.includes(files.secretPlace))
  })
}

const refused: [
  what: string,
  content: () => Buffer | Promise<Buffer>,
  name: string,
  code: string,
  words: RegExp,
][] = [
  [
    'a program that calls itself a photo',
    () => Buffer.from('MZ\x90\0'.padEnd(900, 'x')),
    'foto.jpg',
    'file_type',
    /foto\.jpg.*JPG, PNG/,
  ],
  [
    'a page that calls itself a PDF',
    () => Buffer.from('<html><script>1</script>'),
    'surat.pdf',
    'file_type',
    /surat\.pdf/,
  ],
  [
    'an SVG',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'gambar.png',
    'file_type',
    /gambar\.png/,
  ],
  [
    'a script behind a label of sound',
    () =>
      Buffer.concat([
        Buffer.from('ID3\x04\0\0\0\0\0\x0a'.padEnd(20, '.')),
        Buffer.from('<script>'.repeat(90)),
      ]),
    'a.mp3',
    'file_',
    /a\.mp3/,
  ],
  ['an empty file', () => Buffer.alloc(0), 'kosong.jpg', 'file_empty', /kosong\.jpg kosong/],
  [
    'a photo cut off in the middle',
    async () => (await files.aPhoto(900, 900)).subarray(0, 4000),
    'foto.jpg',
    'picture_unreadable',
    /terpotong/,
  ],
  [
    'a film cut off in the middle',
    () => files.anMp4().subarray(0, 300),
    'v.mp4',
    'file_damaged',
    /v\.mp4 rusak/,
  ],
  ['a picture bomb', () => files.aPictureBomb(), 'bom.png', 'picture_too_large', /bom\.png.*52 megapiksel/],
  [
    'a HEIC photo that cannot be opened',
    files.aHeicPhoto,
    'IMG_1.HEIC',
    'picture_format',
    /IMG_1\.HEIC berformat HEIC.*JPG/,
  ],
  [
    'a PDF past its limit',
    () => Buffer.concat([files.aPdf(), Buffer.alloc(25_000)]),
    'a.pdf',
    'file_too_large',
    /a\.pdf berukuran 26 kB\. Paling besar 20 kB untuk PDF/,
  ],
]
for (const [what, content, name, code, words] of refused) {
  test(`${what} is refused with a sentence that names it and says that the text is safe`, async () => {
    const problem = await problemWith(await content(), name)
    assert.ok(problem.code.startsWith(code), problem.code)
    assert.match(problem.id, words)
    assert.match(problem.id, /Tulisan Anda tidak hilang\.$/)
  })
}

test('of a file far past every limit the real size is told, and only the allowed part touches the disk', async () => {
  const chunk = Buffer.alloc(1_000_000, 1)
  const endless = Readable.from(
    (function* () {
      for (let sent = 0; sent < 84; sent++) yield chunk
    })(),
  )
  const problem = await problemWith(endless, 'video-jalan.mp4')
  assert.equal(problem.id, 'video-jalan.mp4 berukuran 84 MB. Paling besar 2 MB. Tulisan Anda tidak hilang.')
})

test('an upload that breaks off leaves nothing behind', async () => {
  const broken = new Readable({
    read() {
      this.push(Buffer.alloc(1000))
      this.destroy(new Error('gone'))
    },
  })
  await assert.rejects(receive(settings, broken, 'foto.jpg'), /gone/)
  assert.deepEqual(await readdir(settings.incoming), [])
})

test('a file handed over by its path is moved away; a stream leaves the file it reads alone', async () => {
  const path = join(folder, 'unggahan')
  await writeFile(path, await files.aPicture('png'))
  await receive(settings, createReadStream(path), 'a.png')
  assert.ok(await readFile(path))
  await receive(settings, { path }, 'a.png')
  await assert.rejects(readFile(path), /ENOENT/)
})

test('the same photo sent again is recognised by what was sent', async () => {
  const photo = await files.aPhoto()
  const [first, second] = [await take(photo), await take(photo)]
  assert.deepEqual([first.sentSha256, first.sha256], [second.sentSha256, second.sha256])
})
