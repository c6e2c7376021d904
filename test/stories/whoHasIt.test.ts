/** Who has a report now, in the words of the page that its reporter reads: the right office, and nobody accused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPhoneAt } from '../support/phone.ts'
import { aReportIn, aTown, jayapura, surabaya, transportOffice, type Sent } from '../support/town.ts'

const town = await aTown()
const { does, submit } = town

const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const follows = async (report: Sent): Promise<string> => {
  const phone = aPhoneAt(town.url)
  await phone.open(report)
  return words(await phone.page(report))
}
const inPublic = async (path: string): Promise<string> => words(await (await fetch(town.url + path)).text())
const publish = async (report: Sent): Promise<void> => {
  await does('verifier', report, 'propose_publication', { text: 'Lampu jalan padam.' })
  await does('moderator', report, 'publish')
}

test('an agency that the reporter named is the one that checks it, on the follow page too', async () => {
  const report = await submit({ agency: surabaya })
  assert.match(await follows(report), /Pemerintah Kota Surabaya memeriksa paling lambat/)
})

test('an inspection is said to be with the inspectorate, and who cannot open it', async () => {
  const report = await submit({ text: 'Petugas loket meminta uang supaya berkas saya didahulukan.' })
  await does('verifier', report, 'forward', {
    agency: surabaya,
    unit: transportOffice,
    kind: 'complaint_oversight',
  })
  const page = await follows(report)
  assert.match(page, /diteruskan ke Inspektorat Daerah Kota Surabaya/)
  assert.match(page, /Admin dan pimpinan instansi itu tidak dapat membukanya\./)
  assert.match(page, /Anda memilih Terbuka; kami menaikkannya menjadi Rahasia/)
  assert.doesNotMatch(page, /diteruskan ke (Dinas|Pemerintah)/)
})

test('what turns out to need an inspection names who looks into it now', async () => {
  const report = await aReportIn(town, 'forwarded')
  await does('verifier', report, 'reclassify', { kind: 'complaint_oversight', reason: 'Ada dugaan pungli.' })
  const pending = (await town.seen(report))['kind'] !== 'complaint_oversight'
  if (pending)
    await does('verifier2', report, 'reclassify', { kind: 'complaint_oversight', reason: 'Setuju.' })
  assert.match(await follows(report), /Yang memeriksa: Inspektorat Daerah Kota Surabaya\. Admin dan pimpinan/)
})

test('while agencies disagree the arbiter owes the next step, by F4, and nothing is decided yet', async () => {
  const report = await aReportIn(town, 'forwarded')
  await publish(report)
  await does('admin', report, 'bounce', { proposed_agency: jayapura, reason: 'Jalan ini jalan nasional.' })
  await does('verifier', report, 'refer_bounce', { reason: 'Tidak jelas.' })
  const own = await follows(report)
  assert.match(own, /Diserahkan ke penengah: instansi mana yang berwenang/)
  assert.match(own, /Diserahkan ke penengah\. Putusan paling lambat \S+, \d+ \S+ 2026, dan mengikat/)
  const shown = await inPublic(`/laporan/${report.number}`)
  assert.match(shown, /Penengah harus memutuskan instansinya paling lambat/)
  assert.doesNotMatch(shown, /Surabaya harus menjawab/)
})

test('the time to say "not ours" that nobody used is closed, and no breach', async () => {
  const report = await aReportIn(town, 'forwarded')
  await publish(report)
  town.clock.later(30)
  const own = await follows(report)
  const shown = await inPublic(`/laporan/${report.number}/tenggat`)
  const right = (await town.seen(report))['clocks'].find(({ rule }: { rule: string }) => rule === 'F3')
  town.clock.later(-30)
  assert.match(
    own,
    /Instansi boleh menyatakan ini bukan tugasnya sudah tertutup: instansi tidak bisa menolak lagi/,
  )
  assert.match(shown, /Sudah tertutup: instansi tidak bisa menolak lagi/)
  assert.equal(right.state, 'ended')
})
