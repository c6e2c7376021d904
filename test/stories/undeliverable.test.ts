/** Letters that come back: marked, sent no further, told kindly where the person looks, and mended. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { makeFollowLetters } from '../../src/channels/following/jobs.ts'
import { sendFollowLetters } from '../../src/channels/following/letterQueue.ts'
import { readDeliveryReport } from '../../src/channels/email/deliveryReport.ts'
import { mailSettings } from '../../src/channels/email/letter.ts'
import { smtpGateway } from '../../src/channels/email/smtp.ts'
import { sendDue } from '../../src/channels/notifications/outbox.ts'
import { takeReturned } from '../../src/channels/notifications/returned.ts'
import { sendStaffMail } from '../../src/channels/staffNews/mailQueue.ts'
import { planLetters, planMorning } from '../../src/channels/staffNews/plan.ts'
import { changeEmail } from '../../src/directory/accounts/changeEmail.ts'
import { eraseIdentity } from '../../src/reports/identity/erasure.ts'
import { assertAccessible, openPage } from '../support/browser.ts'
import { fromPostfix } from '../support/deliveryReports.ts'
import { aMailServer, readable, type Mood } from '../support/mailServer.ts'
import { aReportIn, aTown, surabaya, type Sent } from '../support/town.ts'

const peer = await aMailServer()
const town = await aTown()
const { does, url } = town
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }
const gateway = () => smtpGateway(peer.url, mailSettings(ground.config))

/** The worker's round. @returns whom the letters that the mail server took are for */
async function posted(mood: Mood = 'takes'): Promise<string[]> {
  peer.letters = []
  peer.mood = mood
  await sendDue(ground, worker, [gateway()])
  await planLetters(ground, worker)
  await sendStaffMail(ground, worker, [gateway()])
  await makeFollowLetters(worker, ground.now())
  await sendFollowLetters(ground, worker, [gateway()])
  return peer.letters.map(({ to }) => to[0]!)
}
const lettersTo = (address: string): string[] =>
  peer.letters.filter(({ to }) => to[0] === address).map(({ raw }) => readable(raw))

const statesOf = async (report: Sent): Promise<string[]> =>
  (
    await worker
      .selectFrom('notice')
      .select(['seq', 'state', 'last_error'])
      .where('report_id', '=', report.id)
      .orderBy('seq')
      .execute()
  ).map(({ seq, state, last_error }) => `${seq} ${state}${last_error === null ? '' : ` (${last_error})`}`)

/** The newest step of a report that the reporter is told of. */
const step = (report: Sent) =>
  does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })

async function ownPage(report: Sent) {
  const page = await openPage({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await page.goto(`${url}/lacak`)
  await page.getByLabel('Nomor laporan').fill(report.number)
  await page.getByLabel('Kunci 16 angka').fill(report.secret)
  await page.getByRole('button', { name: 'Lacak laporan', exact: true }).click()
  await page.getByRole('heading', { name: 'Perjalanan laporan' }).waitFor()
  return page
}

const asOperator = async (body?: Record<string, string>) => {
  const answer = await fetch(`${url}/meja/kotak-keluar`, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...town.token('operator') },
    ...(body && { method: 'POST', body: new URLSearchParams(body) }),
  })
  return { status: answer.status, html: await answer.text() }
}

test('the reporter reads that letters do not arrive, gives another address, and has what did not arrive', async () => {
  const report = await town.submit({ email: 'sumiati@conto.id' })
  await posted('unknown_mailbox')
  assert.deepEqual(await statesOf(report), ['1 failed (smtp 550)'])
  await step(report)
  assert.ok(!(await posted()).includes('sumiati@conto.id'), 'no further letter goes there')
  assert.deepEqual(await statesOf(report), ['1 failed (smtp 550)', '2 held (undeliverable)'])

  const page = await ownPage(report)
  await page.getByText('Surel kami tidak sampai kepada Anda').waitFor()
  await assertAccessible(page)
  await page.getByLabel('Alamat surel lain').fill('sumiati@contoh')
  await page.getByRole('button', { name: 'Pakai alamat ini' }).click()
  await page.getByText('Alamat surel ini belum lengkap').first().waitFor()
  await assertAccessible(page)
  await page.getByLabel('Alamat surel lain').fill('sumiati@contoh.id')
  await page.getByRole('button', { name: 'Pakai alamat ini' }).click()
  await page.getByText('Alamat surel yang baru dipakai mulai sekarang').waitFor()
  assert.equal(await page.getByText('Surel kami tidak sampai kepada Anda').count(), 0)

  await posted()
  assert.equal(lettersTo('sumiati@contoh.id').length, 2)
  assert.deepEqual(await statesOf(report), ['1 sent', '2 sent'])
  await does('admin', report, 'forward', { agency: surabaya, unit: `${surabaya}.dinas-perhubungan` })
  await posted()
  assert.equal(lettersTo('sumiati@contoh.id').length, 1)
})

test('whoever is erased is erased with the newer address too', async () => {
  const report = await town.submit({ email: 'salah@conto.id' })
  await posted('unknown_mailbox')
  const page = await ownPage(report)
  await page.getByLabel('Alamat surel lain').fill('benar@contoh.id')
  await page.getByRole('button', { name: 'Pakai alamat ini' }).click()
  await page.getByText('Alamat surel yang baru').waitFor()
  await eraseIdentity(ground, report.id)
  assert.deepEqual(
    await vault.selectFrom('vault.contact').select('report_id').where('report_id', '=', report.id).execute(),
    [],
  )
  assert.ok(!(await posted()).includes('benar@contoh.id'))
})

test('a mail server that refuses us marks nobody: the next letter is tried', async () => {
  const report = await town.submit({ email: 'rahma@contoh.id' })
  await posted('denies_relay')
  assert.deepEqual(await statesOf(report), ['1 failed (smtp 550)'])
  await step(report)
  await posted()
  assert.deepEqual(await statesOf(report), ['1 failed (smtp 550)', '2 sent'])
})

test('the operator sees why nothing is sent, and sends again one by one or all when it is mended', async () => {
  const one = await town.submit({ email: 'wati@contoh.id' })
  const two = await town.submit({ email: 'yudi@contoh.id' })
  await posted('unknown_mailbox')
  await step(one)
  await step(two)
  await posted()
  assert.deepEqual(await statesOf(one), ['1 failed (smtp 550)', '2 held (undeliverable)'])
  const shown = await asOperator()
  assert.match(shown.html, /Alamat ini ditolak server surel, jadi tidak dikirimi lagi/)
  assert.doesNotMatch(shown.html, /wati@|yudi@/)

  assert.equal((await asOperator({ report: one.id, seq: '2', channel: 'email' })).status, 303)
  await posted('unknown_mailbox')
  assert.deepEqual(
    await statesOf(one),
    ['1 failed (smtp 550)', '2 failed (smtp 550)'],
    'nobody is there still',
  )
  assert.equal((await asOperator({ error: 'undeliverable' })).status, 303)
  await posted()
  assert.deepEqual(await statesOf(two), ['1 failed (smtp 550)', '2 sent'])
  assert.equal((await asOperator({ error: 'smtp 550' })).status, 303)
  await posted()
  assert.deepEqual(await statesOf(one), ['1 sent', '2 sent'])
})

test('an officer reads at the desk that letters come back, gets none meanwhile, and has them again when it is mended', async () => {
  const newsOf = async (path = '/meja/kabar') =>
    (await fetch(url + path, { headers: { accept: 'text/html', ...town.token('officer') } })).text()
  await posted()
  town.clock.set('2026-07-06T06:10:00.000Z') // the same Monday; letters to one person keep a distance
  await aReportIn(town, 'at_unit')
  await posted('unknown_mailbox')
  assert.match(await newsOf(), /Surel ke alamat Anda ditolak/)
  assert.match(await newsOf('/meja/pengaturan'), /Surel ke officer@contoh\.example ditolak sejak/)
  town.clock.later(1)
  await aReportIn(town, 'at_unit')
  assert.ok(!(await posted()).includes('officer@contoh.example'))

  const again = await fetch(`${url}/meja/pengaturan/surel`, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', ...town.token('officer') },
  })
  assert.equal(again.status, 303)
  assert.doesNotMatch(await newsOf(), /Surel ke alamat Anda ditolak/)
  town.clock.later(1)
  await aReportIn(town, 'at_unit')
  assert.ok((await posted()).includes('officer@contoh.example'))

  town.clock.later(1)
  await aReportIn(town, 'at_unit')
  await posted('unknown_mailbox')
  await changeEmail(await town.database.as('lapor_owner'), 'officer@contoh.example', 'petugas@contoh.example')
  assert.doesNotMatch(await newsOf(), /Surel ke alamat Anda ditolak/, 'a new address is written to')
  town.clock.later(1)
  await aReportIn(town, 'at_unit')
  assert.ok((await posted()).includes('petugas@contoh.example'))
})

test('what was gathered for the morning waits until the address is right again', async () => {
  town.clock.set('2026-07-14T02:10:00.000Z') // a Tuesday
  await worker.deleteFrom('staff_undeliverable').execute()
  await worker.deleteFrom('staff_notice').execute()
  const id = (
    await worker.selectFrom('account').select('id').where('name', '=', 'officer').executeTakeFirstOrThrow()
  ).id
  await worker
    .insertInto('staff_undeliverable')
    .values({ account_id: id, email: 'petugas@contoh.example', code: '550 5.1.1', created_at: ground.now() })
    .execute()
  const report = await aReportIn(town, 'in_progress')
  await does('reporter', report, 'reply', { text: 'Tiangnya di depan pos ronda, bukan di balai.' })
  town.clock.later(1)
  await planMorning(ground, worker)
  assert.ok(!(await posted()).includes('petugas@contoh.example'))
  await worker.deleteFrom('staff_undeliverable').execute()
  town.clock.later(1)
  await planMorning(ground, worker)
  town.clock.later(0.5)
  await posted()
  assert.match(lettersTo('petugas@contoh.example').join('\n'), new RegExp(report.number.slice(0, 4)))
})

test('nobody at an address is nobody who follows: it is forgotten', async () => {
  const report = await aReportIn(town, 'at_unit')
  await does('admin', report, 'propose_publication', {
    title: 'Lampu padam',
    text: 'Lampu padam sejak Senin.',
  })
  await does('moderator', report, 'publish')
  await fetch(`${url}/laporan/${report.number}/ikuti`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'tidak.ada@contoh.id' }),
  })
  await posted('unknown_mailbox')
  for (const table of ['vault.follower_address', 'follower'] as const)
    assert.deepEqual(
      await (table === 'follower' ? worker : vault)
        .selectFrom(table)
        .select('follower_id')
        .where('report_id', '=', report.id)
        .execute(),
      [],
    )
})

const messageIdOf = (raw: string): string => /^Message-ID:\s*<([^>]+)>/im.exec(raw)![1]!
/** The mail server pipes what came back into the command. */
const comesBack = async (raw: string, to: string, status = '5.1.1') =>
  takeReturned(
    ground,
    readDeliveryReport(fromPostfix({ messageId: messageIdOf(raw), to, status, said: '' }))!,
  )

test('a letter that was taken and comes back later marks the address too, once, and not a newer one', async () => {
  const report = await town.submit({ email: 'lestari@contoh.id' })
  await posted()
  const first = peer.letters.find(({ to }) => to[0] === 'lestari@contoh.id')
  assert.equal(await comesBack(first!.raw, 'lestari@contoh.id'), true)
  assert.equal(await comesBack(first!.raw, 'lestari@contoh.id'), false, 'twice is once')
  assert.deepEqual(await statesOf(report), ['1 failed (returned 5.1.1)'])
  assert.match((await asOperator()).html, /lalu dikembalikan server penerima/)

  town.clock.later(0.01)
  const page = await ownPage(report)
  await page.getByLabel('Alamat surel lain').fill('lestari@contoh.example')
  await page.getByRole('button', { name: 'Pakai alamat ini' }).click()
  await page.getByText('Alamat surel yang baru').waitFor()
  await posted()
  assert.equal(lettersTo('lestari@contoh.example').length, 1)
  assert.deepEqual(await statesOf(report), ['1 sent'])
})

test('a mailbox that is full says nothing about the next letter', async () => {
  const report = await town.submit({ email: 'penuh@contoh.id' })
  await posted()
  assert.equal(await comesBack(peer.letters.at(-1)!.raw, 'penuh@contoh.id', '5.2.2'), true)
  await step(report)
  await posted()
  assert.deepEqual(await statesOf(report), ['1 failed (returned 5.2.2)', '2 sent'])
})

test('letters to officers and followers come back likewise; whoever makes up a Message-ID marks nobody', async () => {
  town.clock.set('2026-07-20T02:10:00.000Z')
  const report = await aReportIn(town, 'at_unit')
  await posted()
  const letter = peer.letters.find(({ to }) => to[0] === 'petugas@contoh.example')!
  assert.equal(await comesBack(letter.raw, 'orang.lain@contoh.example'), true)
  const marked = () => worker.selectFrom('staff_undeliverable').select('email').execute()
  assert.deepEqual(await marked(), [], 'the address is another one by now')
  await worker.updateTable('staff_mail').set({ state: 'sent' }).execute()
  assert.equal(await comesBack(letter.raw, 'petugas@contoh.example'), true)
  assert.deepEqual(await marked(), [{ email: 'petugas@contoh.example' }])

  await does('admin', report, 'propose_publication', {
    title: 'Lampu padam',
    text: 'Lampu padam sejak Senin.',
  })
  await does('moderator', report, 'publish')
  await fetch(`${url}/laporan/${report.number}/ikuti`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'kembali@contoh.id' }),
  })
  await posted()
  const asked = peer.letters.find(({ to }) => to[0] === 'kembali@contoh.id')!
  assert.equal(await comesBack(asked.raw, 'kembali@contoh.id'), true)
  assert.deepEqual(
    await worker.selectFrom('follower').select('follower_id').where('report_id', '=', report.id).execute(),
    [],
  )
  for (const made of [`${report.id}-999@lapor.example`, 'staff-x@y', 'halo@dunia'])
    assert.equal(await comesBack(`Message-ID: <${made}>`, 'siapa@contoh.id'), false, made)
})

test('the command passes over what is no delivery report, without a word that a mail server could send back', () => {
  const command = spawnSync(process.execPath, ['src/ops/main.ts', 'returned'], {
    cwd: new URL('../..', import.meta.url),
    input: 'From: orang\nSubject: halo\n\nTerima kasih.\n',
    encoding: 'utf8',
  })
  assert.deepEqual([command.status, command.stdout, command.stderr], [0, '', ''])
})
