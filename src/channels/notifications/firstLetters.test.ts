/** Somebody writes somebody else's address on many reports: every report is taken, and the mailbox is not filled. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aMailServer } from '../../../test/support/mailServer.ts'
import { aTown, type Sent } from '../../../test/support/town.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import { sendDue } from './outbox.ts'

const peer = await aMailServer()
const town = await aTown(undefined, {
  BASE_URL: 'https://lapor.example',
  MAIL_FROM: 'LAPOR! <kabar@lapor.example>',
})
const { submit, does, seen, clock, url, token } = town
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

/** What the worker does every few seconds. @returns to whom letters went */
async function posted(): Promise<string[]> {
  peer.letters = []
  await sendDue(ground, worker, [smtpGateway(peer.url, mailSettings(ground.config))])
  return peer.letters.map(({ to }) => to[0]!)
}
const statesOf = async ({ id }: Sent): Promise<string[]> =>
  (
    await worker
      .selectFrom('notice')
      .select(['state', 'last_error'])
      .where('report_id', '=', id)
      .where('channel', '=', 'email')
      .orderBy('seq')
      .execute()
  ).map(({ state, last_error }) => [state, last_error].filter(Boolean).join(' '))

/** One after another, so that their letters come in this order. */
async function reportsWith(addresses: readonly string[]): Promise<Sent[]> {
  const sent: Sent[] = []
  for (const email of addresses) {
    sent.push(await submit({ email }))
    clock.later(0.00001)
  }
  return sent
}
const spellings = (count: number, name: string): string[] =>
  Array.from({ length: count }, (_, index) =>
    index % 3 === 0
      ? `${name}+${index}@gmail.com`
      : index % 3 === 1
        ? `${name.slice(0, 1)}.${name.slice(1)}@googlemail.com`
        : `${name}@gmail.com`,
  )

test('ten first letters a day go to one mailbox however it is spelled; every report is taken and has its page', async () => {
  const reports = await reportsWith(spellings(14, 'korban'))
  const letters = await posted()
  assert.equal(letters.length, 10)
  const states = await Promise.all(reports.map(statesOf))
  assert.deepEqual(states.slice(0, 10).flat(), Array<string>(10).fill('sent'))
  assert.deepEqual(states.slice(10).flat(), Array<string>(4).fill('held too_many_letters'))
  for (const report of reports) assert.equal((await seen(report))['state'], 'received')

  const other = await submit({ email: 'tetangga@gmail.com' })
  assert.deepEqual(await posted(), ['tetangga@gmail.com'], 'nobody else waits for it')
  assert.deepEqual(await statesOf(other), ['sent'])

  const box = await fetch(`${url}/meja/kotak-keluar`, {
    headers: { accept: 'text/html', ...token('operator') },
  })
  assert.match(await box.text(), /Terlalu banyak laporan dengan alamat ini dalam sehari/)
})

test('a report whose letter has gone goes on to be told of; one that was held is told of again the next day', async () => {
  const reports = await reportsWith(spellings(11, 'sumiati'))
  await posted()
  const [first, last] = [reports[0]!, reports.at(-1)!]
  for (const report of [first, last]) await does('verifier', report, 'forward', { agency: 'D3578' })
  await posted()
  assert.deepEqual(await statesOf(first), ['sent', 'sent'])
  assert.deepEqual(await statesOf(last), ['held too_many_letters', 'held too_many_letters'])
  clock.later(1.01)
  await does('admin', last, 'forward', { agency: 'D3578', unit: 'D3578.dinas-perhubungan' })
  await does('officer', last, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  await posted()
  assert.equal((await statesOf(last)).at(-1), 'sent')
})

test('a mail server that is busy costs no letter: each counts once, however often it is tried', async () => {
  const reports = await reportsWith(spellings(10, 'rahma'))
  peer.mood = 'busy'
  await posted()
  clock.later(2 / 1440)
  await posted()
  peer.mood = 'takes'
  clock.later(10 / 1440)
  assert.equal((await posted()).length, 10)
  assert.deepEqual((await Promise.all(reports.map(statesOf))).flat(), Array<string>(10).fill('sent'))
})

test('an address literal is refused with what is missing, before anything is sent', async () => {
  const answer = await town.call('POST', '/reports', {
    body: {
      kind: 'pengaduan',
      text: 'Lampu jalan di depan balai warga padam.',
      privacy: 'terbuka',
      email: 'korban@[1.2.3.4]',
    },
    headers: { 'idempotency-key': 'literal-1' },
  })
  assert.equal(answer.status, 422)
  assert.match(JSON.stringify(answer.json), /not_an_email/)
})
