import assert from 'node:assert/strict'
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import {
  aPdf,
  aWebm,
  anMp3,
  anMp4,
  anOgg,
  secretPerson,
  secretPlace,
} from '../../../../test/support/files.ts'
import { type Bytes, DamagedFile, bytesOf } from './bytes.ts'
import { cleanMp3 } from './mp3.ts'
import { cleanMp4 } from './mp4.ts'
import { cleanOgg, oggChecksum } from './ogg.ts'
import { cleanPdf } from './pdf.ts'
import { cleanWebm } from './webm.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-cleaning-'))
after(() => rm(folder, { recursive: true }))

let files = 0
async function cleanedBy(
  clean: (bytes: Bytes, file: Awaited<ReturnType<typeof open>>) => Promise<void>,
  content: Buffer,
) {
  const path = join(folder, String(files++))
  await writeFile(path, content)
  const file = await open(path, 'r+')
  try {
    await clean(bytesOf(file, content.length), file)
  } finally {
    await file.close()
  }
  return readFile(path)
}

const hides = (content: Buffer): void => {
  assert.equal(content.indexOf(secretPlace, 0, 'latin1'), -1, 'the place is still there')
  assert.equal(content.indexOf(secretPerson, 0, 'latin1'), -1, 'the person is still there')
}

test('an MP4 loses place, owner and recording time and keeps its frames where they were', async () => {
  const before = anMp4()
  const cleaned = await cleanedBy(cleanMp4, before)
  hides(cleaned)
  assert.equal(cleaned.length, before.length)
  assert.equal(cleaned.indexOf(Buffer.alloc(100, 7)), before.indexOf(Buffer.alloc(100, 7)))
  const recordedAt = Buffer.from([0xe2, 0x7f, 0x66, 0x00]) // 3,800,000,000 seconds since 1904
  assert.ok(before.includes(recordedAt))
  assert.ok(!cleaned.includes(recordedAt))
  assert.ok(cleaned.includes('vide') && !cleaned.includes('udta') && !cleaned.includes('zzzz'))
})

test('a WebM recorded live loses title, date, tags and attachments and keeps its blocks', async () => {
  const before = aWebm()
  const cleaned = await cleanedBy(cleanWebm, before)
  hides(cleaned)
  assert.equal(cleaned.length, before.length)
  assert.equal(cleaned.lastIndexOf(Buffer.alloc(50, 7)), before.lastIndexOf(Buffer.alloc(50, 7)))
  assert.ok(!cleaned.includes(Buffer.from('1254c367', 'hex')), 'no tags')
})

test('a WebM of elements without end is refused in good time, whether they are kept or blanked', async () => {
  const many = (element: string, count: number) =>
    Buffer.concat([aWebm(), Buffer.alloc((count * element.length) / 2, element, 'hex')])
  const startedAt = performance.now()
  for (const flood of [many('e780', 300_000), many('4aaa80', 100_000), many('ec8101', 100_000)])
    await assert.rejects(cleanedBy(cleanWebm, flood), DamagedFile)
  assert.ok(performance.now() - startedAt < 20_000)
})

test('an MP3 of labels without end, and an Ogg of empty pages, are refused in good time', async () => {
  const startedAt = performance.now()
  const labels = Buffer.concat([anMp3(), Buffer.alloc(15 * 500_000, '000000LYRICS200')])
  await assert.rejects(cleanedBy(cleanMp3, labels), DamagedFile)
  const page = Buffer.alloc(27, 0)
  page.write('OggS')
  const first = anOgg().subarray(0, anOgg().indexOf('OggS', 4))
  page.writeUInt32LE(first.readUInt32LE(14), 14)
  const pages = Buffer.concat([first, Buffer.alloc(27 * 300_000, page)])
  await assert.rejects(cleanedBy(cleanOgg, pages), DamagedFile)
  assert.ok(performance.now() - startedAt < 20_000)
})

test('an Ogg voice note loses remarks that run over two pages, and every page keeps a right checksum', async () => {
  const cleaned = await cleanedBy(cleanOgg, anOgg())
  hides(cleaned)
  assert.equal(cleaned.length, anOgg().length)
  for (let at = 0; at >= 0; at = cleaned.indexOf('OggS', at + 1)) {
    const next = cleaned.indexOf('OggS', at + 1)
    const page = Buffer.from(cleaned.subarray(at, next < 0 ? cleaned.length : next))
    const checksum = page.readUInt32LE(22)
    page.writeUInt32LE(0, 22)
    assert.equal(oggChecksum(page), checksum)
  }
})

test('the checksum of Ogg is CRC-32 unmirrored and from zero: "123456789" has 89A1897F', () =>
  assert.equal(oggChecksum(Buffer.from('123456789')), 0x89a1897f))

test('an MP3 is cut down to its frames', async () => {
  const cleaned = await cleanedBy(cleanMp3, anMp3())
  hides(cleaned)
  assert.equal(cleaned.length, 10 * 417)
  assert.equal(cleaned.readUInt16BE(0), 0xfffb)
})

test('a PDF loses its author and XMP; every byte else stays where the table of the file says', () => {
  const before = aPdf()
  const cleaned = Buffer.from(before)
  cleanPdf(cleaned)
  hides(cleaned)
  assert.ok(!cleaned.includes(Buffer.from(secretPerson).toString('hex')))
  assert.equal(cleaned.length, before.length)
  assert.equal(cleaned.indexOf('xref'), before.indexOf('xref'))
  assert.ok(cleaned.includes('/MediaBox [0 0 200 200]') && cleaned.includes('4 0 obj'))
})

const formats: [name: string, content: Buffer, clean: (content: Buffer) => Promise<unknown>][] = [
  ['an MP4', anMp4(), (content) => cleanedBy(cleanMp4, content)],
  ['a WebM', aWebm(), (content) => cleanedBy(cleanWebm, content)],
  ['an Ogg', anOgg(), (content) => cleanedBy(cleanOgg, content)],
  ['an MP3', anMp3(), (content) => cleanedBy(cleanMp3, content)],
  ['a PDF', aPdf(), async (content) => cleanPdf(Buffer.from(content))],
]
for (const [name, content, clean] of formats) {
  test(`${name} with any bytes changed or cut off is cleaned or refused as damaged, in good time`, () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(content.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(content.length),
        async (changes, length) => {
          const broken = Buffer.from(content)
          for (const [at, byte] of changes) broken[at] = byte
          try {
            await clean(broken.subarray(0, changes.length % 2 ? length : undefined))
          } catch (error) {
            assert.ok(error instanceof DamagedFile, String((error as Error).stack))
          }
        },
      ),
      { numRuns: 200, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true },
    ))
}
