/** Whatever happens to a report, in whatever order: no letter says what its public page does not say at that moment. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { aMailServer, readable } from '../../../test/support/mailServer.ts'
import { aReportIn, aTown, type Sent } from '../../../test/support/town.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import { leaseMs } from '../notifications/sending.ts'
import { makeFollowLetters } from './jobs.ts'
import { claimLetters, sendFollowLetters } from './letterQueue.ts'

const peer = await aMailServer()
const town = await aTown(undefined, { BASE_URL: 'https://lapor.example' })
const { does, act, own, url } = town
const worker = await town.database.as('lapor_worker')
const vault = await town.database.as('lapor_vault')
const ground = { ...town.ground, db: worker, as: async () => vault }

async function round(): Promise<void> {
  await makeFollowLetters(worker, ground.now())
  await sendFollowLetters(ground, worker, [smtpGateway(peer.url, mailSettings(ground.config))])
}
const post = (path: string, body: Record<string, string> = {}) =>
  fetch(url + path, { method: 'POST', redirect: 'manual', body: new URLSearchParams(body) })

async function followed(email: string, privacy: string): Promise<Sent> {
  const report = await aReportIn(town, 'at_unit', { privacy })
  await does('admin', report, 'propose_publication', {
    title: 'Lampu padam',
    text: 'Lampu padam sejak Senin.',
  })
  await does('moderator', report, 'publish')
  await post(`/laporan/${report.number}/ikuti`, { email })
  peer.letters = []
  await round()
  const link = /example(\/ikuti\/[\w.-]+)/.exec(readable(peer.letters[0]!.raw))![1]!
  assert.equal((await post(link)).status, 200)
  town.clock.later(0.001)
  return report
}

/** Things that happen to a report; those that its state does not allow are refused and change nothing. */
const steps: Record<string, (report: Sent) => Promise<unknown>> = {
  start: (report) => act('officer', report, 'start', { next_step: 'Memeriksa lokasi besok pagi.' }),
  news: (report) =>
    act('officer', report, 'interim_reply', { text: 'Suku cadang tiba hari Jumat pekan ini.' }),
  ask: (report) => act('officer', report, 'ask_reporter', { text: 'Apakah rumahnya bercat biru?' }),
  reply: (report) => own(report, 'reply', { text: 'Ya, rumah saya nomor 12.' }),
  propose: (report) =>
    act('officer', report, 'propose_answer', { text: 'Lampu diganti hari Kamis.', outcome: 'repaired' }),
  approve: (report) => act('approver', report, 'approve'),
  reject: (report) => own(report, 'reject', { reason: 'Di gang saya masih gelap.' }),
  hide: (report) => act('moderator', report, 'unpublish', { reason: 'Diminta.' }),
  show: async (report) => {
    await act('admin', report, 'propose_publication', {
      title: 'Lampu padam',
      text: 'Lampu padam sejak Senin.',
    })
    await act('moderator', report, 'publish')
  },
  secret: (report) => own(report, 'raise_secrecy', { level: 'rahasia' }),
  open: (report) => own(report, 'lower_secrecy', { level: 'tanpa-nama' }),
  withdraw: (report) => own(report, 'withdraw', { confirm: true }),
  back: (report) => own(report, 'revoke_withdrawal'),
  post: round,
  night: async () => town.clock.later(1),
}
type Step = keyof typeof steps

const words = (text: string): string => text.replace(/<[^>]+>|&[a-z#0-9]+;|["“”]/g, ' ').replace(/\s+/g, ' ')

test('no letter for a report that is not public, and none that says more than its page', async () => {
  let count = 0
  let told = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Step>(...Object.keys(steps)), { minLength: 4, maxLength: 14 }),
      fc.constantFrom('terbuka', 'tanpa-nama'),
      async (path, privacy) => {
        const report = await followed(`warga${count++}@contoh.id`, privacy)
        for (const step of ['start', 'post', ...path, 'post', 'night', 'post'] as Step[]) {
          peer.letters = []
          await steps[step]!(report)
          town.clock.later(0.001)
          const page = await fetch(`${url}/laporan/${report.number}`)
          const shown = words(await page.text())
          if (page.status !== 200) assert.deepEqual(peer.letters, [], `${step} of ${path.join(' ')}`)
          for (const { raw } of peer.letters) {
            told++
            const text = readable(raw)
            assert.doesNotMatch(text, /bercat biru|nomor 12/)
            const [, , said = ''] = text.slice(text.indexOf('\n\n')).split('\n\n')
            // Sentence by sentence: what stands in two places on the page may stand in one line of a letter.
            for (const line of said.split(/\n|(?<=[.!?]) /).map((one) =>
              words(one.replace(/^— /, ''))
                .replace(/[:.]? ?$/, '')
                .trim(),
            ))
              assert.ok(shown.includes(line), `"${line}" is not on the page, after ${path.join(' ')}`)
          }
        }
      },
    ),
    {
      numRuns: 12,
      // A whole life, which a random walk seldom finds.
      examples: [
        [
          ['news', 'propose', 'approve', 'post', 'reject', 'propose', 'approve', 'post', 'hide', 'show'],
          'terbuka',
        ],
      ],
    },
  )
  assert.ok(told >= 10, `only ${told} letters were looked at`)
})

test('several workers at once send each follower each step once', async () => {
  const report = await followed('satu@contoh.id', 'terbuka')
  for (const email of ['dua@contoh.id', 'tiga@contoh.id']) {
    peer.letters = []
    await post(`/laporan/${report.number}/ikuti`, { email })
    await round()
    await post(/example(\/ikuti\/[\w.-]+)/.exec(readable(peer.letters[0]!.raw))![1]!)
  }
  town.clock.later(0.001)
  peer.letters = []
  await does('officer', report, 'start', { next_step: 'Memeriksa lokasi besok pagi.' })
  await does('officer', report, 'interim_reply', { text: 'Suku cadang tiba hari Jumat pekan ini.' })
  await Promise.all([round(), round(), round()])
  await round()
  const sent = peer.letters.map(({ to, raw }) => `${to[0]} ${/Subject: .*/.exec(readable(raw))![0]}`)
  assert.deepEqual([sent.length, new Set(sent).size], [6, 6])
})

test('what a killed worker had only claimed is sent by the next one, what it was just sending by nobody', async () => {
  const report = await followed('lama@contoh.id', 'terbuka')
  const stateOf = async () =>
    (
      await worker
        .selectFrom('follow_letter')
        .select(['state', 'last_error'])
        .where('report_id', '=', report.id)
        .where('seq', 'is not', null)
        .orderBy('seq')
        .execute()
    ).map(({ state, last_error }) => `${state} ${last_error ?? ''}`.trim())
  await does('officer', report, 'start', { next_step: 'Memeriksa lokasi besok pagi.' })
  await makeFollowLetters(worker, ground.now())
  await claimLetters(worker, ground.now()) // and then it is killed
  town.clock.later((leaseMs + 1) / 86_400_000)
  await round()
  assert.deepEqual(await stateOf(), ['sent'])
  await does('officer', report, 'interim_reply', { text: 'Suku cadang tiba hari Jumat pekan ini.' })
  await makeFollowLetters(worker, ground.now())
  await claimLetters(worker, ground.now())
  await worker.updateTable('follow_letter').set({ state: 'sending' }).where('state', '=', 'claimed').execute()
  town.clock.later((leaseMs + 1) / 86_400_000)
  await round()
  assert.deepEqual(await stateOf(), ['sent', 'failed interrupted'])
})
