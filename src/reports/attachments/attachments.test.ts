import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { createTestDatabase } from '../../../test/support/database.ts'
import * as files from '../../../test/support/files.ts'
import { aGround } from '../../../test/support/ground.ts'
import { Refusal } from '../../errors.ts'
import { addFile, hideFiles, maskPicture, publishFiles, withdrawFile } from './actions.ts'
import { takeFormFiles } from './form.ts'
import { countFailure } from '../../platform/http/throttle.ts'
import { sweepOrphans } from './jobs.ts'
import { attachmentAt, attachmentsOf, publicAttachmentsOf } from './queries.ts'
import { settingsOf } from './settings.ts'
import { attachStaged, stageFile, stagedFiles, unstageFile } from './staging.ts'
import { placeOf } from './kept.ts'
import { storeOf } from './store.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-attachments-'))
after(() => rm(folder, { recursive: true }))

let now = new Date('2026-08-03T02:00:00Z')
const database = await createTestDatabase({ seeded: false })
const ground = aGround(database, {
  now: () => now,
  settings: { DATA_DIR: folder, ATTACHMENT_COUNT: '3', ATTACHMENT_VIDEO_BYTES: '200000' },
})
const { db } = ground
const settings = settingsOf(ground.config)

const stream = (content: Buffer) => Readable.from([content])
const reporter = { addedBy: 'reporter' } as const
const officer = { addedBy: 'staff', addedById: 'a1', eventSeq: 4 } as const
const numbered = (side: number) => files.aPicture('png', side, side)
const add = async (
  reportId: string,
  content: Buffer,
  by: typeof reporter | typeof officer = reporter,
  name = 'foto.png',
) => addFile(ground, reportId, stream(content), name, by)

async function uploaded(content: Buffer, filename: string, isTooLarge = false) {
  const path = join(settings.incoming, randomUUID())
  await writeFile(path, content)
  return { path, filename, isTooLarge }
}

const problemOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.catch((reason: unknown) => reason)
  assert.ok(error instanceof Refusal, String(error))
  return error.details.fields?.[0]?.code ?? error.code
}

test('a file that is added is private, numbered, and says who added it with which event', async () => {
  const report = randomUUID()
  await add(report, await numbered(10))
  await add(report, files.aPdf(), officer, 'surat tugas.pdf')
  const found = await attachmentsOf(db, report)
  assert.deepEqual(
    found.map(({ no, kind, name, state, addedBy, addedById, eventSeq }) => [
      no,
      kind,
      name,
      state,
      addedBy,
      addedById,
      eventSeq,
    ]),
    [
      [1, 'image', 'foto.png', 'stored', 'reporter', null, null],
      [2, 'pdf', 'surat tugas.pdf', 'stored', 'staff', 'a1', 4],
    ],
  )
})

test('an upload that is repeated after a lost answer adds nothing', async () => {
  const report = randomUUID()
  const first = await add(report, await numbered(11))
  assert.equal((await add(report, await numbered(11))).no, first.no)
  assert.equal((await attachmentsOf(db, report)).length, 1)
})

test('photos that arrive together all get in, each with a number of its own', async () => {
  const report = randomUUID()
  await Promise.all([21, 22, 23].map(async (side) => add(report, await numbered(side))))
  assert.deepEqual(
    (await attachmentsOf(db, report)).map(({ no }) => no),
    [1, 2, 3],
  )
})

test('past the allowed number a file is refused by name; the office still has room of its own', async () => {
  const report = randomUUID()
  for (const side of [31, 32, 33]) await add(report, await numbered(side))
  assert.equal(await problemOf(add(report, await numbered(34))), 'report_full')
  assert.equal((await attachmentsOf(db, report)).length, 3)
  await add(report, await numbered(35), officer)
  await withdrawFile(db, report, 1)
  await add(report, await numbered(34))
})

test('a file taken back is gone for everyone and stands again when it is sent again', async () => {
  const report = randomUUID()
  const { no } = await add(report, await numbered(41))
  await withdrawFile(db, report, no)
  assert.equal(await attachmentAt(db, report, no), undefined)
  assert.equal((await add(report, await numbered(41))).state, 'stored')
})

test('only what a person chose is shown to everyone, a PDF never, and unpublishing hides it all', async () => {
  const report = randomUUID()
  await add(report, await numbered(51))
  await add(report, await numbered(52))
  await add(report, files.aPdf())
  assert.equal(await publishFiles(db, report, [2, 3]), 1)
  assert.deepEqual(
    (await publicAttachmentsOf(db, report)).map(({ no }) => no),
    [2],
  )
  await assert.rejects(
    db
      .updateTable('attachment')
      .set({ state: 'public' })
      .where('report_id', '=', report)
      .where('kind', '=', 'pdf')
      .execute(),
    /attachment_pdf_stays_private/,
  )
  await hideFiles(db, report)
  assert.deepEqual(await publicAttachmentsOf(db, report), [])
})

test('a masked picture has blocks where the face was; the original stays', async () => {
  const report = randomUUID()
  const halves = await sharp({ create: { width: 200, height: 100, channels: 3, background: 'white' } })
    .composite([
      { input: { create: { width: 1, height: 100, channels: 3, background: 'black' } }, left: 50, top: 0 },
    ])
    .png()
    .toBuffer()
  const { no, sha256 } = await add(report, halves)
  await maskPicture(ground, report, no, [{ left: 0, top: 0, width: 100, height: 100 }])
  const masked = (await attachmentAt(db, report, no))!
  assert.equal(masked.sha256, sha256)
  const pixels = await sharp(await buffer((await storeOf(settings).open(masked.maskedSha256!))!))
    .greyscale()
    .raw()
    .toBuffer()
  assert.ok(
    pixels.every((value) => value > 100),
    'the black line is still there',
  )
  await maskPicture(ground, report, no, [])
  assert.equal((await attachmentAt(db, report, no))!.maskedSha256, null)
  assert.equal(await problemOf(maskPicture(ground, report, 99, [])), 'not_found')
})

test('a form that comes back with an error keeps its files, and sends them with the report once', async () => {
  const report = randomUUID()
  const first = await stageFile(ground, 'form-1', stream(await numbered(61)), 'satu.png')
  const second = await stageFile(ground, 'form-1', stream(await numbered(62)), 'dua.png')
  const ids = [second.id, first.id]
  assert.deepEqual(
    (await stagedFiles(db, 'form-1', ids, now)).map(({ name }) => name),
    ['dua.png', 'satu.png'],
  )
  const attached = await db
    .transaction()
    .execute((trx) => attachStaged(trx, report, 'form-1', ids, { ...reporter, at: now }))
  assert.deepEqual(
    attached.map(({ no, name }) => [no, name]),
    [
      [1, 'dua.png'],
      [2, 'satu.png'],
    ],
  )
  assert.deepEqual(await attachStaged(db, report, 'form-1', ids, { ...reporter, at: now }), [])
})

test('the same file staged twice for a form has one id', async () => {
  const [first, second] = [
    await stageFile(ground, 'form-2', stream(await numbered(63)), 'a.png'),
    await stageFile(ground, 'form-2', stream(await numbered(63)), 'a.png'),
  ]
  assert.equal(first.id, second.id)
})

test('a staged file belongs to its form: another form finds, attaches and removes nothing', async () => {
  const { id } = await stageFile(ground, 'form-3', stream(await numbered(64)), 'a.png')
  assert.deepEqual(await stagedFiles(db, 'form-4', [id], now), [])
  assert.deepEqual(await attachStaged(db, randomUUID(), 'form-4', [id], { ...reporter, at: now }), [])
  await unstageFile(db, 'form-4', id)
  assert.equal((await stagedFiles(db, 'form-3', [id], now)).length, 1)
  await unstageFile(db, 'form-3', id)
  assert.equal((await stagedFiles(db, 'form-3', [id], now)).length, 0)
})

test('a form cannot bring files without end, and another form still can', async () => {
  for (let side = 1; side <= 9; side++)
    await stageFile(ground, 'form-flood', stream(await numbered(side + 200)), 'a.png')
  assert.equal(
    await problemOf(stageFile(ground, 'form-flood', stream(await numbered(220)), 'a.png')),
    'form_full',
  )
  await stageFile(ground, 'form-calm', stream(await numbered(220)), 'a.png')
})

test('one network brings so much in two hours and no more, and another one still can', async () => {
  for (let at = 0; at < 10; at++)
    await countFailure(
      db,
      { name: 'staged_megabytes', failures: 0, windowSeconds: 7_200 },
      '192.0.2.7',
      now,
      400,
    )
  const staged = (form: string, network: string) =>
    numbered(70).then((picture) => stageFile(ground, form, stream(picture), 'a.png', network))
  assert.equal(await problemOf(staged('form-of-flood', '192.0.2.7')), 'form_full')
  await staged('form-of-neighbour', '192.0.2.8')
})

test('a staged file waits two hours and no longer', async () => {
  const { id } = await stageFile(ground, 'form-late', stream(await numbered(65)), 'a.png')
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  assert.equal((await stagedFiles(db, 'form-late', [id], at(119))).length, 1)
  assert.equal((await stagedFiles(db, 'form-late', [id], at(121))).length, 0)
})

test('of a form with good and bad files the good ones are kept and each bad one is named', async () => {
  const arrived = {
    uploads: [
      await uploaded(await numbered(71), 'jalan.png'),
      await uploaded(Buffer.from('MZ bukan foto'), 'palsu.jpg'),
      await uploaded(files.anMp4(), 'video-jalan.mp4', true),
    ],
    droppedFiles: 0,
  }
  const { staged, problems } = await takeFormFiles(ground, arrived, 'form-5')
  assert.deepEqual(
    staged.map(({ name }) => name),
    ['jalan.png'],
  )
  assert.deepEqual(
    problems.map(({ code, id }) => [code, id.split(' ')[0]]),
    [
      ['file_type', 'Isi'],
      ['file_too_large', 'video-jalan.mp4'],
    ],
  )
  assert.match(problems[1]!.id, /Paling besar 200 kB/)
})

test('of 100 files the first ones are kept and the rest is told', async () => {
  const uploads = await Promise.all(
    [81, 82, 83].map(async (side) => uploaded(await numbered(side), `${side}.png`)),
  )
  const { staged, problems } = await takeFormFiles(ground, { uploads, droppedFiles: 97 }, 'form-6')
  assert.equal(staged.length, 3)
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['too_many'],
  )
  assert.match(problems[0]!.id, /Anda memilih 100 berkas\. 3 yang pertama/)
})

test('files kept from the first try count, and those that have expired are told', async () => {
  const { staged } = await takeFormFiles(
    ground,
    { uploads: [await uploaded(await numbered(91), 'a.png')], droppedFiles: 0 },
    'form-7',
  )
  const kept = staged.map(({ id }) => id)
  const again = await takeFormFiles(
    ground,
    { uploads: [await uploaded(await numbered(92), 'b.png')], droppedFiles: 0 },
    'form-7',
    kept,
  )
  assert.deepEqual(
    again.staged.map(({ name }) => name),
    ['a.png', 'b.png'],
  )
  assert.deepEqual(again.problems, [])
  const gone = await takeFormFiles(ground, { uploads: [], droppedFiles: 0 }, 'form-7', [
    '0'.repeat(32),
    ...kept,
  ])
  assert.deepEqual([gone.staged.length, gone.problems[0]?.code], [1, 'file_gone'])
})

test('the sweep removes what no report speaks of after a day, and nothing else', async () => {
  const report = randomUUID()
  const kept = await add(report, await numbered(101))
  const takenBack = await add(report, await numbered(102))
  await withdrawFile(db, report, takenBack.no)
  const { id } = await stageFile(ground, 'form-8', stream(await numbered(103)), 'a.png')
  const fresh = await stageFile(ground, 'form-9', stream(await numbered(104)), 'a.png')
  const hashes = await db
    .selectFrom('staged_file')
    .select(['file_id', 'sha256'])
    .where('file_id', 'in', [id, fresh.id])
    .execute()
  const hashOf = (fileId: string) => hashes.find((row) => row.file_id === fileId)!.sha256
  for (const sha256 of [kept.sha256, takenBack.sha256, kept.thumbSha256!, hashOf(id)]) await age(sha256)
  await writeFile(join(settings.incoming, 'ditinggalkan'), 'x')
  await utimes(join(settings.incoming, 'ditinggalkan'), new Date(0), new Date(0))

  now = new Date('2026-08-04T02:00:01Z')
  const worker = { ...ground, db: await database.as('lapor_worker') }
  assert.equal(await sweepOrphans(worker), 1)
  const store = storeOf(settings)
  for (const sha256 of [kept.sha256, takenBack.sha256, kept.thumbSha256!])
    assert.ok((await buffer((await store.open(sha256))!)).length > 0)
  assert.equal(await store.open(hashOf(id)), undefined)
  assert.ok(!(await readdir(settings.incoming)).includes('ditinggalkan'))
  assert.equal(await sweepOrphans(worker), 0)
})

const age = (sha256: string) => utimes(join(settings.folder, placeOf(sha256)), new Date(0), new Date(0))

test('the content of files that nobody sent goes in the hour after they expired, not with the day', async () => {
  const { id } = await stageFile(ground, 'form-never-sent', stream(await numbered(91)), 'a.png')
  const { sha256, thumb_sha256: thumb } = await db
    .selectFrom('staged_file')
    .select(['sha256', 'thumb_sha256'])
    .where('file_id', '=', id)
    .executeTakeFirstOrThrow()
  const hourAgo = new Date(Date.now() - 3_600_000)
  for (const one of [sha256, thumb!]) await utimes(join(settings.folder, placeOf(one)), hourAgo, hourAgo)
  const before = now
  now = new Date(now.getTime() + 121 * 60_000)
  await sweepOrphans({ ...ground, db: await database.as('lapor_worker') })
  now = before
  for (const one of [sha256, thumb!]) assert.equal(await storeOf(settings).open(one), undefined)
})
