/** "Ikuti laporan ini" over HTTP, with a real mail server as the outside peer. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { aMailServer, readable } from '../../../test/support/mailServer.ts'
import { aReportIn, aTown, type Sent } from '../../../test/support/town.ts'
import { countFailure } from '../../platform/http/throttle.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import { perReport } from './actions.ts'
import { makeFollowLetters, sweepFollowers } from './jobs.ts'
import { sendFollowLetters } from './letterQueue.ts'

const peer = await aMailServer()
const town = await aTown(undefined, {
  BASE_URL: 'https://lapor.example',
  MAIL_FROM: 'LAPOR! <kabar@lapor.example>',
})
const { url, does, database } = town
const worker = await database.as('lapor_worker')
const vault = await database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

/** What the worker does every few seconds. @returns the letters that came out of it */
async function posted() {
  peer.letters = []
  await makeFollowLetters(worker, ground.now())
  await sendFollowLetters(ground, worker, [smtpGateway(peer.url, mailSettings(ground.config))])
  return peer.letters.map(({ to, raw }) => ({ to: to[0]!, raw, text: readable(raw) }))
}

const page = async (path: string, body?: Record<string, string>, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...headers },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  })
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() }
}

async function published(fields: Record<string, unknown> = {}): Promise<Sent> {
  const report = await aReportIn(town, 'at_unit', fields)
  await does('admin', report, 'propose_publication', {
    title: 'Lampu jalan padam',
    text: 'Lampu jalan di depan balai warga padam sejak Senin.',
  })
  await does('moderator', report, 'publish')
  town.clock.later(0.001)
  return report
}

const ask = (report: Sent, email: string, path = '/laporan', headers = {}) =>
  page(`${path}/${report.number}/ikuti`, { email }, headers)
const pathIn = (text: string, what: string): string => {
  const found = new RegExp(`https://lapor\\.example((?:/en)?/${what}/[\\w.-]+)`).exec(text)?.[1]
  assert.ok(found, text)
  return found
}

/** Somebody who asked, opened the letter and pressed the button; answers the path of the link that stops it. */
async function follows(report: Sent, email: string): Promise<string> {
  await ask(report, email)
  const letter = (await posted()).find(({ to }) => to === email)!
  assert.equal((await page(pathIn(letter.text, 'ikuti'), {})).status, 200)
  town.clock.later(0.001)
  return pathIn(letter.text, 'berhenti/ikuti')
}

const addresses = async (report: Sent): Promise<number> =>
  (
    await vault
      .selectFrom('vault.follower_address')
      .select('follower_id')
      .where('report_id', '=', report.id)
      .execute()
  ).length

let lamp: Sent
before(async () => {
  lamp = await published()
})

test('only whoever pressed the button behind the link in the letter hears of the steps', async () => {
  const report = await published()
  assert.deepEqual(await ask(report, 'rina@contoh.id'), {
    status: 303,
    to: `/laporan/${report.number}/ikuti?dikirim=1`,
    html: '',
  })
  const [letter] = await posted()
  assert.equal(letter!.to, 'rina@contoh.id')
  assert.match(letter!.text, /Subject: Pastikan: ikuti laporan/)
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  assert.deepEqual(await posted(), [], 'asking alone brings no news')

  const confirm = pathIn(letter!.text, 'ikuti')
  const shown = await page(confirm)
  assert.match(shown.html, /Ya, kabari saya/)
  await does('officer', report, 'interim_reply', { text: 'Tiang sudah diperiksa, lampu pengganti dipesan.' })
  assert.deepEqual(await posted(), [], 'opening the link alone, as programs do, brings no news')

  assert.match((await page(confirm, {})).html, /Anda mengikuti laporan ini/)
  town.clock.later(0.001)
  await does('officer', report, 'interim_reply', { text: 'Lampu pengganti tiba hari Kamis, lalu dipasang.' })
  const [news, ...others] = await posted()
  assert.deepEqual(others, [])
  assert.match(news!.text, /Subject: Laporan .*Kabar dari instansi/)
  assert.match(news!.text, /Lampu pengganti tiba hari Kamis[^—]*— Dinas Perhubungan Kota Surabaya/)
  assert.match(news!.text, new RegExp(`https://lapor\\.example/laporan/${report.number}`))
  assert.deepEqual(await posted(), [], 'and once')
})

test('the answer is the same whether the address is known, new, or has had its letters of the day', async () => {
  await follows(lamp, 'lama@contoh.id')
  const answers = []
  for (const email of [
    'lama@contoh.id',
    'baru@contoh.id',
    'baru@contoh.id',
    'baru@contoh.id',
    'baru@contoh.id',
  ])
    answers.push(await ask(lamp, email))
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
  const letters = await posted()
  assert.equal(letters.filter(({ to }) => to === 'baru@contoh.id').length, 3, 'three a day, and no more')
  assert.match(letters.find(({ to }) => to === 'lama@contoh.id')!.text, /Anda sudah mengikuti laporan/)
})

test('an address in other capitals is the same address', async () => {
  const report = await published()
  await follows(report, 'Dewi@contoh.id')
  await ask(report, 'dewi@CONTOH.id')
  assert.equal(await addresses(report), 1)
})

test('one mailbox gets three letters a day, however its address is spelled and at however many reports', async () => {
  const reports = [lamp, await published()]
  await posted()
  const spellings = [
    ...Array.from({ length: 12 }, (_, index) => `korban+${index}@gmail.com`),
    'k.orban@gmail.com',
    'ko.r.ban@gmail.com',
    'Korban@googlemail.com',
  ]
  for (const [index, email] of spellings.entries())
    assert.equal((await ask(reports[index % 2]!, email)).status, 303)
  await ask(lamp, 'tetangga@gmail.com')
  assert.deepEqual((await posted()).map(({ to }) => to).sort(), [
    'korban+0@gmail.com',
    'korban+1@gmail.com',
    'korban+2@gmail.com',
    'tetangga@gmail.com',
  ])
})

test('a flood at one report makes letters wait their turn and refuses nobody', async () => {
  const report = await published()
  await posted()
  await ask(report, 'satu@contoh.id')
  await countFailure(database.db, perReport, report.id, ground.now(), 2 * perReport.failures)
  assert.equal((await ask(report, 'dua@contoh.id')).status, 303)
  assert.deepEqual(
    (await posted()).map(({ to }) => to),
    ['satu@contoh.id'],
  )
  town.clock.later(2 / 24 + 0.001)
  assert.deepEqual(
    (await posted()).map(({ to }) => to),
    ['dua@contoh.id'],
  )
})

test('every letter can be stopped with one click of a mail program, and by a button; then the address is gone', async () => {
  const report = await published()
  await follows(report, 'berhenti@contoh.id')
  await follows(report, 'tetap@contoh.id')
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  const letter = (await posted()).find(({ to }) => to === 'berhenti@contoh.id')!
  const header = /^List-Unsubscribe: <https:\/\/lapor\.example(\S+)>/im.exec(
    letter.raw.replace(/\r\n[ \t]+/g, ' ').replace(/: +</g, ': <'),
  )
  assert.ok(header, letter.raw)
  assert.match(letter.raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im)
  assert.equal(await addresses(report), 2)
  assert.equal((await page(header[1]!, { 'List-Unsubscribe': 'One-Click' })).status, 200)
  assert.equal(await addresses(report), 1)

  assert.match((await page(header[1]!)).html, /Berhenti dan hapus alamat saya/)
  assert.match((await page(header[1]!, {})).html, /alamat Anda sudah dihapus/, 'twice is once')
  await does('officer', report, 'interim_reply', { text: 'Lampu pengganti tiba hari Kamis, lalu dipasang.' })
  assert.deepEqual(
    (await posted()).map(({ to }) => to),
    ['tetap@contoh.id'],
  )
})

test('a link for confirming cannot stop, one for stopping cannot confirm, and a made-up one does neither', async () => {
  const report = await published()
  await ask(report, 'tautan@contoh.id')
  const [letter] = await posted()
  const confirm = pathIn(letter!.text, 'ikuti').split('/').at(-1)!
  const stop = pathIn(letter!.text, 'berhenti/ikuti').split('/').at(-1)!
  for (const path of [`/berhenti/ikuti/${confirm}`, `/ikuti/${stop}`, '/ikuti/x', `/ikuti/${confirm}x`]) {
    assert.equal((await page(path)).status, 404, path)
    assert.equal((await page(path, {})).status, 404, path)
  }
  assert.equal(await addresses(report), 1)
})

test('the link is good for three days; then the address is forgotten', async () => {
  const report = await published()
  await ask(report, 'telat@contoh.id')
  const [letter] = await posted()
  const stays = await published()
  await follows(stays, 'sudah@contoh.id')
  town.clock.later(3.01)
  assert.equal((await page(pathIn(letter!.text, 'ikuti'), {})).status, 404)
  await sweepFollowers(ground)
  assert.equal(await addresses(report), 0)
  assert.equal(await addresses(stays), 1)
})

test('a report that is taken from the public tells its followers nothing more, not even that', async () => {
  const report = await published()
  const stop = await follows(report, 'diam@contoh.id')
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  await does('moderator', report, 'unpublish', { reason: 'Atas permintaan pelapor.' })
  assert.deepEqual(await posted(), [], 'a letter that was waiting is not sent either')
  await does('officer', report, 'interim_reply', { text: 'Lampu pengganti tiba hari Kamis, lalu dipasang.' })
  assert.deepEqual(await posted(), [])
  const [asking, unknown] = [
    await ask(report, 'baru@contoh.id'),
    await ask({ ...report, number: '7K4M29QX' }, 'a@b.id'),
  ]
  assert.equal(asking.status, 404)
  assert.equal(asking.html.replaceAll(report.number, 'N'), unknown.html.replaceAll('7K4M29QX', 'N'))
  town.clock.later(31)
  await sweepFollowers(ground)
  assert.equal(await addresses(report), 0)
  assert.equal((await page(stop, {})).status, 200, 'the link to stop still says that it is done')
})

test('no step of a report that was never public is noted, and nobody can ask to hear of it', async () => {
  for (const privacy of ['rahasia', 'anonim', 'tanpa-nama', 'terbuka']) {
    const report = await aReportIn(town, 'answered', { privacy })
    assert.equal((await ask(report, 'ingin@contoh.id')).status, 404)
    await does('reporter', report, 'accept')
  }
  const shown = database.db.selectFrom('public_report').select('report_id')
  const rows = await database.db
    .selectFrom('follower')
    .select('report_id')
    .where('report_id', 'not in', shown)
    .execute()
  const news = await worker
    .selectFrom('follow_news')
    .select('seq')
    .where('report_id', 'not in', shown)
    .execute()
  assert.deepEqual([rows, news], [[], []])
  assert.deepEqual(await posted(), [])
})

test('what the reporter did is told the next morning, and without words where the level hides them', async () => {
  const report = await published({ privacy: 'tanpa-nama' })
  await follows(report, 'pagi@contoh.id')
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  await does('officer', report, 'propose_answer', {
    text: 'Lampu sudah diganti oleh petugas.',
    outcome: 'repaired',
  })
  await does('approver', report, 'approve')
  await posted()
  await does('reporter', report, 'reject', { reason: 'Di gang rumah saya nomor 7 masih gelap.' })
  assert.deepEqual(await posted(), [], 'not at the minute at which it was done')
  town.clock.later(1)
  const [letter] = await posted()
  assert.match(letter!.text, /Pelapor: belum selesai/)
  assert.doesNotMatch(letter!.text, /gelap/)
})

test('the letters of somebody who followed in English are in English', async () => {
  const report = await published()
  await ask(report, 'anna@contoh.id', '/en/laporan')
  const [letter] = await posted()
  assert.match(letter!.text, /Please confirm: follow report/)
  assert.match(letter!.raw, /^Content-Language: en/im)
  await page(pathIn(letter!.text, 'ikuti'), {})
  town.clock.later(0.001)
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  assert.match((await posted())[0]!.text, /Work has started[\s\S]*You follow this public report/)
})

test('the web process cannot read the address that it wrote, and no table holds it in clear', async () => {
  await ask(lamp, 'rahasia.sekali@contoh.id')
  await assert.rejects(
    database.db.selectFrom('vault.follower_address').selectAll().execute(),
    /permission denied/,
  )
  const rows = await Promise.all(
    (['follower', 'follow_letter', 'throttle'] as const).map((table) =>
      database.db.selectFrom(table).selectAll().execute(),
    ),
  )
  assert.doesNotMatch(JSON.stringify(rows), /rahasia\.sekali/)
})

test('an address that is none comes back with what was typed and what is missing', async () => {
  const answer = await ask(lamp, 'rina@rumah')
  assert.equal(answer.status, 422)
  assert.match(answer.html, /value="rina@rumah"/)
  assert.match(answer.html, /Alamat surel ini belum lengkap/)
  const literal = await ask(lamp, 'rina@[10.0.0.1]')
  assert.equal(literal.status, 422, 'a machine is nobody')
})

test('addresses go when a report has been closed for good, ninety days after the last word', async () => {
  const report = await published()
  await follows(report, 'tamat@contoh.id')
  await does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  await does('officer', report, 'propose_answer', {
    text: 'Lampu sudah diganti oleh petugas.',
    outcome: 'repaired',
  })
  await does('approver', report, 'approve')
  await does('reporter', report, 'accept')
  town.clock.later(89)
  await sweepFollowers(ground)
  assert.equal(await addresses(report), 1)
  town.clock.later(2)
  await sweepFollowers(ground)
  assert.equal(await addresses(report), 0)
})
