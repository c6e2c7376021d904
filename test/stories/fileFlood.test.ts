/** A flood of files never stands before somebody's words: the report is taken, the file waits for its page. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openPage } from '../support/browser.ts'
import { aPhoto } from '../support/files.ts'
import { aTown } from '../support/town.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-flood-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const town = await aTown(undefined, { DATA_DIR: folder })
const worker = await town.database.as('lapor_worker')
const now = town.ground.now()
// Somebody has filled the room of all forms.
for (let at = 0; at < 11; at++)
  await worker
    .insertInto('staged_file')
    .values({
      file_id: `banjir${at}`,
      form_hash: randomUUID(),
      sha256: 'a'.repeat(64),
      sent_sha256: 'b'.repeat(64),
      kind: 'video',
      media_type: 'video/mp4',
      name: 'banjir.mp4',
      size_bytes: 2_000_000_000,
      width: null,
      height: null,
      thumb_sha256: null,
      created_at: now,
      expires_at: new Date(now.getTime() + 7_200_000),
    })
    .execute()

async function form(key: string): Promise<FormData> {
  const fields = new FormData()
  fields.set('kind', 'pengaduan')
  fields.set('text', 'Lampu jalan di depan balai warga padam sejak hari Senin.')
  fields.set('idempotency_key', key)
  fields.set('files', new Blob([new Uint8Array(await aPhoto())], { type: 'image/jpeg' }), 'lampu.jpg')
  return fields
}

test('a program gets its number, and is told which file was left out; the same key gives the same number', async () => {
  const key = randomUUID()
  const send = async () => {
    const answer = await fetch(`${town.url}/lapor`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: await form(key),
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, any> }
  }
  const first = await send()
  assert.equal(first.status, 201, JSON.stringify(first.json))
  assert.match(first.json['files_left_out'].join(), /lampu\.jpg/)
  const again = await send()
  assert.deepEqual([again.status, again.json['number']], [200, first.json['number']])
})

test('a person without a script is told on the page with the number that a file is still to be added', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${town.url}/lapor`)
  await page.check('[name=kind][value=pengaduan]')
  await page.fill('[name=text]', 'Lampu jalan di depan balai warga padam sejak hari Senin.')
  await page.setInputFiles('[name=files]', {
    name: 'lampu.jpg',
    mimeType: 'image/jpeg',
    buffer: await aPhoto(),
  })
  await page.click('button:has-text("Kirim laporan")')
  await page.waitForURL(/terkirim/)
  assert.match((await page.textContent('main'))!, /1 berkas belum tersimpan/)
  await page.close()
})
