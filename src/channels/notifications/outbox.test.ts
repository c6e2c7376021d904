/** Messages to reporters over a real mail server as the outside peer: late at worst, never twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { aGround } from '../../../test/support/ground.ts'
import { aMailServer, readable } from '../../../test/support/mailServer.ts'
import { submit } from '../../reports/intake/actions.ts'
import { forward } from '../../reports/verification/actions.ts'
import type { SubmitInput } from '../../reports/intake/inputs.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import type { Gateway } from './gateway.ts'
import { mailboxGateway } from './mailbox.ts'
import { claim, sendAgain, sendDue } from './outbox.ts'
import { leaseMs } from './sending.ts'

const peer = await aMailServer()

const database = await createTestDatabase()
const start = Date.parse('2026-07-06T02:10:00Z') // a Monday
const clock = { now: start }
const worker = await database.as('lapor_worker')
const vault = await database.as('lapor_vault')
const ground = aGround(
  { ...database, as: async (role) => (role === 'lapor_vault' ? vault : worker) },
  {
    now: () => new Date(clock.now),
    settings: { BASE_URL: 'https://lapor.example', MAIL_FROM: 'LAPOR! <kabar@lapor.example>' },
  },
)
const gateway = (): Gateway => smtpGateway(peer.url, mailSettings(ground.config))
const send = () => sendDue(ground, worker, [gateway()])
const later = (ms: number) => (clock.now += ms)

const verifier = {
  kind: 'staff' as const,
  id: 'verifier',
  name: 'Sari',
  roles: ['national_verifier' as const],
}

async function aReport(
  given: Partial<SubmitInput> = {},
): Promise<{ reportId: string; number: string; secret: string }> {
  const input: SubmitInput = {
    kind: 'pengaduan',
    title: 'Lampu padam',
    text: 'Lampu jalan padam sejak Senin di depan balai.',
    email: 'sumiati@contoh.id',
    ...given,
  }
  const { reportId, answer } = await submit(ground, input, { channel: 'web', language: 'id' })
  return { reportId: reportId!, ...answer }
}

const { fresh } = peer
const stateOf = async (reportId: string) => {
  const rows = await database.db
    .selectFrom('notice')
    .select(['seq', 'channel', 'state', 'last_error', 'attempts'])
    .where('report_id', '=', reportId)
    .orderBy('seq')
    .orderBy('channel')
    .execute()
  return rows.map(
    (row) => `${row.seq} ${row.channel} ${row.state}${row.last_error === null ? '' : ` (${row.last_error})`}`,
  )
}
test('the first message bears the number, says who acts by when, and never the secret', async () => {
  fresh()
  const report = await aReport()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent'])
  const [letter] = peer.letters
  assert.deepEqual(letter?.to, ['sumiati@contoh.id'])
  const text = readable(letter!.raw)
  const shown = `${report.number.slice(0, 4)}-${report.number.slice(4)}`
  assert.ok(text.includes(shown))
  // V1: three working days from Monday 6 July, so Thursday 9 July.
  assert.match(text, /paling lambat Kamis, 9 Juli 2026/)
  assert.match(text, /https:\/\/lapor\.example\/lacak/)
  assert.match(text, /https:\/\/lapor\.example\/berhenti\//)
  assert.match(text, /Auto-Submitted: auto-generated/i)
  assert.ok(text.includes(`<${report.reportId}-1@lapor.example>`))
  assert.ok(!text.includes(report.secret))
})

test('a message about a secret report says that there is news and nothing about it', async () => {
  fresh()
  const report = await aReport({ privacy: 'rahasia', title: 'Pungutan di kantor X' })
  await send()
  const text = readable(peer.letters[0]!.raw)
  assert.match(text, /Subject: Pemberitahuan untuk nomor/)
  assert.doesNotMatch(text, /Pungutan|kantor X|Laporan dikirim/)
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent'])
})

test('the answer to each step is one message, in the order of the events', async () => {
  fresh()
  const report = await aReport()
  await forward(ground, verifier, report.reportId, { agency: 'D3578' })
  await send()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent', '2 email sent'])
  assert.equal(peer.letters.length, 2)
  assert.match(readable(peer.letters[1]!.raw), /diteruskan ke/)
})

test('a mail server that is away or busy is asked again later, after growing pauses, and then given up visibly', async () => {
  fresh()
  peer.mood = 'busy'
  const report = await aReport()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email waiting (smtp 451)'])
  await send()
  assert.equal(
    (
      await database.db
        .selectFrom('notice')
        .select('attempts')
        .where('report_id', '=', report.reportId)
        .executeTakeFirstOrThrow()
    ).attempts,
    1,
    'not before a minute has passed',
  )
  later(60_001)
  await sendDue(ground, worker, [smtpGateway('smtp://127.0.0.1:1', mailSettings(ground.config))])
  assert.match((await stateOf(report.reportId))[0]!, /1 email waiting \(ESOCKET\)|waiting \(ECONN/)
  for (const minutes of [5, 15, 60, 180, 360, 720, 1440]) {
    later(minutes * 60_000 + 1)
    await send()
  }
  assert.deepEqual(await stateOf(report.reportId), ['1 email failed (smtp 451)'])
  assert.equal(peer.letters.length, 0)

  peer.mood = 'takes'
  assert.equal(
    await sendAgain(database.db, { report_id: report.reportId, seq: 1, channel: 'email' }, ground.now()),
    true,
  )
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent'])
  assert.equal(peer.letters.length, 1)
})

test('an address that does not exist fails at once', async () => {
  fresh()
  peer.mood = 'unknown_mailbox'
  const report = await aReport()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email failed (smtp 550)'])
})

test('a refused letter takes none of the others on its connection with it', async () => {
  fresh()
  peer.mood = 'unknown_mailbox'
  const reports = [await aReport(), await aReport(), await aReport()]
  await send()
  for (const { reportId } of reports) assert.deepEqual(await stateOf(reportId), ['1 email failed (smtp 550)'])
  peer.mood = 'refuses_content'
  const others = [await aReport(), await aReport()]
  await send()
  for (const { reportId } of others) assert.deepEqual(await stateOf(reportId), ['1 email failed (smtp 554)'])
})

test('two workers at once send each message once', async () => {
  fresh()
  const reports = await Promise.all(
    Array.from({ length: 30 }, (_, index) => aReport({ email: `warga${index}@contoh.id` })),
  )
  await Promise.all([send(), send(), send()])
  assert.equal(peer.letters.length, 30)
  assert.equal(new Set(peer.letters.map(({ to }) => to[0])).size, 30)
  for (const { reportId } of reports) assert.deepEqual(await stateOf(reportId), ['1 email sent'])
})

test('what a killed worker had only claimed is sent by the next one', async () => {
  fresh()
  const report = await aReport()
  await claim(worker, 'email', ground.now()) // and then it is killed
  await send()
  assert.equal(peer.letters.length, 0, 'its lease still runs')
  later(leaseMs + 1)
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent'])
  assert.equal(peer.letters.length, 1)
})

test('what a killed worker was just sending is not sent again: a person decides', async () => {
  fresh()
  const report = await aReport()
  await claim(worker, 'email', ground.now())
  await worker
    .updateTable('notice')
    .set({ state: 'sending' })
    .where('report_id', '=', report.reportId)
    .execute() // and then it is killed
  later(leaseMs + 1)
  await send()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email failed (interrupted)'])
  assert.equal(peer.letters.length, 0)
})

test('a connection that breaks after the letter leaves one letter, not two', async () => {
  fresh()
  peer.mood = 'hangs_up_after_the_letter'
  const report = await aReport()
  await send()
  peer.mood = 'takes'
  later(86_400_000)
  await send()
  assert.equal(peer.letters.length, 1)
  assert.match((await stateOf(report.reportId))[0]!, /^1 email failed \(unclear/)
})

test('without a gateway for SMS the notice is held and says why', async () => {
  fresh()
  const report = await aReport({ phone: '0812 0000 0000' })
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent', '1 sms held (no_gateway)'])
})

test('without a mail server messages go to the mailbox page, once, with a shortened address', async () => {
  fresh()
  const report = await aReport()
  const box = mailboxGateway(worker, 'lapor.example', ground.now)
  await Promise.all([sendDue(ground, worker, [box]), sendDue(ground, worker, [box])])
  const kept = await database.db
    .selectFrom('outgoing_message')
    .selectAll()
    .where('report_id', '=', report.reportId)
    .execute()
  assert.deepEqual(
    kept.map(({ recipient }) => recipient),
    ['s…@contoh.id'],
  )
  assert.ok(!kept[0]!.text.includes(report.secret))
  assert.deepEqual(await stateOf(report.reportId), ['1 email sent'])
})

test('an erased person gets no message and the notice says so', async () => {
  fresh()
  const report = await aReport()
  await vault.deleteFrom('vault.identity').where('report_id', '=', report.reportId).execute()
  await send()
  assert.deepEqual(await stateOf(report.reportId), ['1 email failed (no_address)'])
})
