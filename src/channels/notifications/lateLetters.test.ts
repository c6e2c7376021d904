/** Letters that go out later than what they tell: the state of today is said as such. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTown, surabaya } from '../../../test/support/town.ts'
import { messageFor } from './messages.ts'

const town = await aTown(undefined, { BASE_URL: 'https://lapor.example' })
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

const letter = async (reportId: string, seq: number): Promise<string> => {
  const message = await messageFor(ground, worker, { report_id: reportId, seq, channel: 'email' })
  assert.ok(typeof message !== 'string', String(message))
  return message.text
}

test('of several steps in one minute only the newest says what follows from it', async () => {
  const report = await town.submit({ email: 'sumiati@contoh.id' })
  await town.does('verifier', report, 'ask_completion', { missing: ['Nama jalan'], text: 'Jalan apa?' })
  await town.does('reporter', report, 'complete', { text: 'Jalan Melati nomor 3.' })
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  const asked = await letter(report.id, 2)
  assert.match(asked, /Mohon dilengkapi:\n• Nama jalan/)
  assert.match(asked, /Keadaan sekarang: Diteruskan\. Berikutnya: /)
  const completed = await letter(report.id, 3)
  assert.match(completed, /Anda melengkapi laporan/)
  assert.match(completed, /Keadaan sekarang: Diteruskan\./)
  const newest = await letter(report.id, 4)
  assert.doesNotMatch(newest, /Keadaan sekarang/)
  assert.match(newest, /\nBerikutnya: /)
})

test('a letter about a withdrawal that goes out after it was undone does not offer to undo it', async () => {
  const report = await town.submit({ email: 'sumiati@contoh.id' })
  await town.does('reporter', report, 'withdraw', { confirm: true })
  const withdrawn = await letter(report.id, 2)
  assert.match(withdrawn, /Bisa dibatalkan sampai \S+, \d+ \S+ 2026/)
  assert.doesNotMatch(withdrawn, /Berikutnya/)
  await town.does('reporter', report, 'revoke_withdrawal')
  const late = await letter(report.id, 2)
  assert.match(late, /Keadaan sekarang: Menunggu diperiksa\./)
  assert.doesNotMatch(late, /dibatalkan/)
})
