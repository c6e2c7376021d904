import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startBare } from '../../../test/support/bareServer.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import * as files from '../../../test/support/files.ts'
import { aGround } from '../../../test/support/ground.ts'
import { takeFormFiles } from './form.ts'
import { largestFile, settingsOf } from './settings.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-form-'))
after(() => rm(folder, { recursive: true }))

const database = await createTestDatabase({ seeded: false })
const ground = aGround(database, {
  settings: {
    DATA_DIR: folder,
    ATTACHMENT_IMAGE_BYTES: '300000',
    ATTACHMENT_VIDEO_BYTES: '300000',
    ATTACHMENT_AUDIO_BYTES: '20000',
    ATTACHMENT_DOCUMENT_BYTES: '20000',
  },
})
const settings = settingsOf(ground.config)

const server = await startBare(
  (app) => {
    app.post('/kirim', { config: { access: 'public', formToken: false, files: true } }, async (request) => {
      const fields = request.body as Record<string, string | string[]>
      const kept = [fields['kept'] ?? []].flat()
      const { staged, problems } = await takeFormFiles(
        ground,
        request,
        String(fields['idempotency_key']),
        kept,
      )
      return { fields, staged, problems }
    })
  },
  {
    inputs: {
      bodyBytes: 100_000,
      bodyGraceMs: 10_000,
      uploads: {
        folder: settings.incoming,
        files: settings.maxFiles,
        fileBytes: largestFile(settings),
        totalBytes: 20_000_000,
      },
    },
  },
)

interface Answer {
  fields: Record<string, string>
  staged: { id: string; name: string }[]
  problems: { code: string; id: string }[]
}

async function send(
  key: string,
  sent: [name: string, content: Buffer][],
  kept: string[] = [],
): Promise<Answer> {
  const form = new FormData()
  form.set('text', 'Lampu jalan mati di depan pasar')
  form.set('idempotency_key', key)
  for (const id of kept) form.append('kept', id)
  // The type that is claimed here is as false as the name may be.
  for (const [name, content] of sent)
    form.append('files', new Blob([new Uint8Array(content)], { type: 'image/jpeg' }), name)
  const answer = await fetch(`${server.url}/kirim`, { method: 'POST', body: form })
  assert.equal(answer.status, 200)
  return (await answer.json()) as Answer
}

test('files of a form are taken by their content, and the text is there beside the refused ones', async () => {
  const { fields, staged, problems } = await send('a', [
    ['jalan.jpg', await files.aPhoto()],
    ['foto.jpg', Buffer.from('MZ'.padEnd(400, 'x'))],
    ['catatan suara', files.anOgg()],
    ['bom.png', files.aPictureBomb()],
  ])
  assert.equal(fields.text, 'Lampu jalan mati di depan pasar')
  assert.deepEqual(
    staged.map(({ name }) => name),
    ['jalan.jpg', 'catatan suara.ogg'],
  )
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['file_type', 'picture_too_large'],
  )
})

test('a form sent again with the ids it was given keeps its files without sending them again', async () => {
  const first = await send('b', [['satu.jpg', await files.aPhoto()]])
  const second = await send(
    'b',
    [['dua.png', await files.aPicture('png')]],
    first.staged.map(({ id }) => id),
  )
  assert.deepEqual(
    second.staged.map(({ name }) => name),
    ['satu.jpg', 'dua.png'],
  )
})

test('of 100 files the first ten are kept, the rest is told, and the text is safe', async () => {
  const hundred = await Promise.all(
    Array.from({ length: 100 }, async (_, n): Promise<[string, Buffer]> => [
      `${n}.png`,
      await files.aPicture('png', n + 1, 5),
    ]),
  )
  const { fields, staged, problems } = await send('c', hundred)
  assert.deepEqual([staged.length, staged[0]?.name, staged[9]?.name], [10, '0.png', '9.png'])
  assert.match(problems[0]!.id, /^Anda memilih 100 berkas\. 10 yang pertama kami simpan/)
  assert.ok(fields.text)
})

test('a film past the limit is named with the limit', async () => {
  const { problems } = await send('d', [['video-jalan.mp4', files.anMp4({ sizeBytes: 900_000 })]])
  assert.equal(
    problems[0]!.id,
    'video-jalan.mp4 terlalu besar. Paling besar 300 kB. Tulisan Anda tidak hilang.',
  )
})

test('an empty file field is no file', async () => {
  const { staged, problems } = await send('e', [])
  assert.deepEqual([staged, problems], [[], []])
})

test('nothing of a form is left where files arrive', async () =>
  assert.deepEqual(await readdir(settings.incoming), []))
