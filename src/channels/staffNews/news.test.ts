/** Who among the staff hears of which step, from the first forward to the appeal; and the list at the desk. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  aReportIn,
  aTown,
  surabaya,
  jayapura,
  transportOffice,
  type Sent,
} from '../../../test/support/town.ts'
import { readCsv } from '../../../test/support/workbook.ts'

const town = await aTown()
const { db } = town.database

/** 'officer: new_work' for everybody who was told of the last event. */
async function toldLast(report: Sent): Promise<string[]> {
  const { seq } = await db
    .selectFrom('report_event')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  const rows = await db
    .selectFrom('staff_notice as n')
    .innerJoin('account as a', 'a.id', 'n.account_id')
    .select(['a.name', 'n.news'])
    .where('n.report_id', '=', report.id)
    .where('n.seq', '=', seq)
    .orderBy('a.name')
    .execute()
  return rows.map(({ name, news }) => `${name}: ${news}`)
}

test('a report that the reporter sends to an agency is news for its admin', async () => {
  const report = await town.submit({ agency: surabaya })
  assert.deepEqual(await toldLast(report), ['admin: new_work'])
})

test('forwarding tells whoever gets it: the admins of an agency, the liaisons of a unit', async () => {
  const report = await town.submit()
  assert.deepEqual(await toldLast(report), [], 'the national desk has its list')
  await town.does('verifier', report, 'forward', { agency: surabaya })
  assert.deepEqual(await toldLast(report), ['admin: new_work'])
  await town.does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  assert.deepEqual(await toldLast(report), ['officer: new_work'])
})

test('an answer to approve is told to the approver, its return and its approval to the drafter', async () => {
  const report = await aReportIn(town, 'answer_proposed')
  assert.deepEqual(await toldLast(report), ['approver: approval'])
  await town.does('approver', report, 'return_answer', { comment: 'Sebut tanggalnya.' })
  assert.deepEqual(await toldLast(report), ['officer: result'])
  await town.does('officer', report, 'propose_answer', {
    text: 'Lampu diganti hari Selasa, 7 Juli 2026.',
    outcome: 'repaired',
  })
  await town.does('approver', report, 'approve')
  assert.deepEqual(await toldLast(report), ['officer: result'])
})

test('what the reporter says is told to whoever has it; a second "not solved" to those who decide appeals', async () => {
  const report = await aReportIn(town, 'answered')
  await town.does('reporter', report, 'reply', { text: 'Lampu yang di ujung belum.' })
  assert.deepEqual(await toldLast(report), ['officer: reporter'])
  await town.does('reporter', report, 'reject', { reason: 'Lampu padam lagi sejak kemarin.' })
  assert.deepEqual(await toldLast(report), ['admin: new_work', 'officer: new_work'])
  await town.does('officer', report, 'propose_answer', {
    text: 'Kabel diganti seluruhnya hari Rabu, 8 Juli 2026.',
    outcome: 'repaired',
  })
  await town.does('approver', report, 'approve')
  await town.does('reporter', report, 'reject', { reason: 'Masih padam juga.' })
  assert.deepEqual(await toldLast(report), ['admin: reporter', 'officer: reporter', 'province: approval'])
})

test('a first bounce is told to the verifier who sent it there, a second one to the arbiter', async () => {
  const report = await aReportIn(town, 'forwarded')
  await town.does('admin', report, 'bounce', {
    proposed_agency: jayapura,
    reason: 'Jalan itu milik kota lain, bukan Surabaya.',
  })
  assert.deepEqual(await toldLast(report), ['verifier: approval'])
  await town.does('verifier2', report, 'confirm_bounce')
  assert.deepEqual(await toldLast(report), ['admin: result', 'admin of Jayapura: new_work'])
  await town.does('admin of Jayapura', report, 'bounce', {
    proposed_agency: surabaya,
    reason: 'Jalan itu di Surabaya, lihat alamatnya.',
  })
  assert.deepEqual(await toldLast(report), ['arbiter: approval'])
})

test('a note is told to those who have a hand in it, never to whoever wrote it', async () => {
  const report = await aReportIn(town, 'in_progress')
  await town.does('admin', report, 'note', { text: 'Tolong hubungi PLN dulu.' })
  assert.deepEqual(await toldLast(report), ['officer: colleague', 'verifier: colleague'])
})

test('an account that was switched off, or whose appointment is over, is told nothing', async () => {
  const report = await aReportIn(town, 'in_progress')
  await db.updateTable('account').set({ active: false }).where('name', '=', 'approver').execute()
  await town.does('officer', report, 'propose_answer', {
    text: 'Lampu sudah diganti kemarin.',
    outcome: 'repaired',
  })
  assert.deepEqual(await toldLast(report), [])
  await db.updateTable('account').set({ active: true }).where('name', '=', 'approver').execute()
})

test('a refused step tells nobody', async () => {
  const report = await aReportIn(town, 'answer_proposed')
  const before = await db
    .selectFrom('staff_notice')
    .select('about')
    .where('report_id', '=', report.id)
    .execute()
  assert.equal((await town.act('officer', report, 'approve')).status, 403)
  const after = await db
    .selectFrom('staff_notice')
    .select('about')
    .where('report_id', '=', report.id)
    .execute()
  assert.deepEqual(after, before)
})

const pageOf = async (who: string, path: string): Promise<string> => {
  const answer = await fetch(`${town.url}${path}`, { headers: { ...town.token(who), accept: 'text/html' } })
  assert.equal(answer.status, 200)
  return answer.text()
}
const post = (who: string, path: string, body: Record<string, string>) =>
  fetch(`${town.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...town.token(who), accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(body),
  })

test('the list at the desk says what happened in the own words of the list; acting on a report reads its news', async () => {
  const report = await aReportIn(town, 'at_unit', { title: 'Lampu Jalan Melati padam' })
  const shown = `${report.number.slice(0, 4)}-${report.number.slice(4)}`
  const list = await pageOf('officer', '/meja/kabar')
  const row = list.split('<li class="plain-row').find((one) => one.includes(shown))!
  assert.match(row, /Diteruskan ke Dinas Perhubungan/)
  assert.match(row, /Tugas baru/)
  assert.match(row, /Lampu Jalan Melati padam/)
  assert.match(row, />\s*Baru\s*</)
  assert.match(await pageOf('officer', '/meja'), /Kabar \(\d+\)/)
  await town.does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  const after = (await pageOf('officer', '/meja/kabar'))
    .split('<li class="plain-row')
    .find((one) => one.includes(shown))!
  assert.doesNotMatch(after, />\s*Baru\s*</)
})

test('all at once can be marked as read; what comes afterwards is new again', async () => {
  await aReportIn(town, 'at_unit')
  const now = town.ground.now().toISOString()
  assert.equal((await post('officer', '/meja/kabar', { until: now })).status, 303)
  assert.doesNotMatch(await pageOf('officer', '/meja'), /Kabar \(/)
  town.clock.later(0.001)
  await aReportIn(town, 'at_unit')
  assert.match(await pageOf('officer', '/meja'), /Kabar \(1\)/)
})

test('the list of a report that has left the desk no longer shows its title', async () => {
  const report = await aReportIn(town, 'forwarded', { title: 'Selokan Gang Kenanga' })
  await town.does('admin', report, 'bounce', {
    proposed_agency: jayapura,
    reason: 'Gang itu milik kota lain, bukan Surabaya.',
  })
  await town.does('verifier', report, 'confirm_bounce')
  const list = await pageOf('admin', '/meja/kabar')
  assert.match(list, new RegExp(`${report.number.slice(0, 4)}-${report.number.slice(4)}`))
  assert.doesNotMatch(list, /Selokan Gang Kenanga/)
  assert.match(await pageOf('admin of Jayapura', '/meja/kabar'), /Selokan Gang Kenanga/)
})

test('settings are kept, and a wrong time comes back as refused', async () => {
  const form = {
    new_work: 'none',
    approval: 'at_once',
    deadline: 'at_once',
    reporter: 'digest',
    result: 'none',
    change: 'none',
    mention: 'at_once',
    colleague: 'digest',
    quiet_from: '20:30',
    quiet_until: '06:00',
  }
  assert.equal((await post('officer', '/meja/pengaturan', form)).status, 303)
  const page = await pageOf('officer', '/meja/pengaturan?tersimpan=1')
  assert.match(page, /Setelan disimpan/)
  assert.match(page, /value="20:30"/)
  assert.match(page, /name="new_work"[\s\S]*?<option value="none" selected>/)
  assert.doesNotMatch(page, /name="morning"\s+checked/)
  assert.equal((await post('officer', '/meja/pengaturan', { ...form, quiet_from: '25:00' })).status, 422)
})

test("one's own news leaves as a file, with the filter and the words of the page, and nobody else's", async () => {
  const report = await aReportIn(town, 'in_progress', { title: 'Hubungi Pak Slamet di 081234567890' })
  await town.does('reporter', report, 'reply', { text: 'Tiangnya di depan pos ronda.' })
  const rows = async (who: string, path = '/meja/kabar.csv') => {
    const answer = await fetch(town.url + path, { headers: town.token(who) })
    assert.equal(answer.status, 200)
    const [head, ...lines] = readCsv((await answer.text()).replace('\uFEFF', ''))
    return lines.map((line) => Object.fromEntries(head!.map((name, at) => [name, line[at]!])))
  }
  const shown = `${report.number.slice(0, 4)}-${report.number.slice(4)}`
  const own = (await rows('officer')).filter(({ Nomor }) => Nomor === shown)
  assert.deepEqual(
    own.map(({ Jenis }) => Jenis),
    ['Kabar dari pelapor', 'Tugas baru'],
  )
  assert.match(own[0]!['Waktu (WIB)']!, /^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  const replies = await rows('officer', '/meja/kabar.csv?jenis=reporter&lanjut=abc')
  assert.ok(replies.length > 0 && replies.every(({ Jenis }) => Jenis === 'Kabar dari pelapor'))
  assert.ok(!(await rows('officer of Jayapura')).some(({ Nomor }) => Nomor === shown))
  const english = await rows('officer', '/en/meja/kabar.csv?jenis=new_work')
  assert.ok(english.some(({ Kind }) => Kind === 'New work'))
})
