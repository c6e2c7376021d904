/** Nothing that says who a reporter is reaches anybody else: planted, and looked for on every public page. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, surabaya, type Sent } from '../support/town.ts'

const town = await aTown()
const { url, does } = town

/** What must never be seen; every one of them was typed somewhere by the reporter. */
const planted = {
  name: 'Kenanga Planted',
  email: 'kenanga.planted@contoh.example',
  phone: '081299887766',
}
const original = 'Kode rahasiasekali di kertas; telepon saya 081299887766, nama saya Kenanga Planted.'
const place = 'Rumah Ibu Kenanga Planted, hubungi 081299887766'
const secrets = [/Kenanga/i, /Planted/i, /081299887766/, /0812-9988-7766/, /rahasiasekali/]

const typed = {
  ...planted,
  text: `Lampu jalan padam. ${original}`,
  title: `Laporan Kenanga Planted ${planted.phone}`,
  place,
  lat: -7.2575,
  lng: 112.7521,
}
const published = { text: 'Lampu jalan di depan balai warga padam sejak hari Senin.' }

async function publish(report: Sent): Promise<void> {
  await does('admin', report, 'propose_publication', published)
  await does('moderator', report, 'publish')
}

/** Every address that tells the public something about this report. */
const addresses = ({ number }: Sent): string[] => [
  '/',
  '/en',
  '/laporan',
  '/en/laporan',
  '/laporan?q=lampu',
  '/laporan?q=rahasiasekali',
  '/laporan?q=081299887766',
  '/laporan?region=35.78',
  `/laporan?agency=${surabaya}`,
  '/laporan.csv',
  '/laporan.csv?q=lampu',
  '/laporan.atom',
  '/laporan.rss',
  '/laporan.atom?q=lampu',
  `/laporan/${number}`,
  `/en/laporan/${number}`,
  `/laporan/${number}/tenggat`,
  `/en/laporan/${number}/tenggat`,
  `/laporan/${number}/kabar.atom`,
  '/instansi',
  '/instansi/pemerintah-kota-surabaya',
  '/instansi/pemerintah-kota-surabaya.atom',
  '/statistik',
  '/statistik.csv',
  '/data/bulanan.csv',
  '/data/harian.csv',
  '/transparansi',
  '/api/v1/transparency/checkpoint',
  '/api/v1/reports',
  '/api/v1/reports?q=lampu',
  `/api/v1/reports/${number}`,
  `/api/v1/reports/${number}/clocks`,
]

async function assertUnseen(report: Sent, when: string): Promise<void> {
  for (const path of addresses(report)) {
    const answer = await fetch(url + path)
    // What was searched for stands in the box and in addresses; only what comes back may not tell.
    const text = (await answer.text()).replaceAll(/(value|href)="[^"]*"/g, '')
    const shown = text.replaceAll(/<(id|link)>[^<]*<\/\1>/g, '')
    for (const secret of secrets) assert.doesNotMatch(shown, secret, `${path} when ${when}`)
    assert.doesNotMatch(shown, /-7\.2575|112\.7521/, `${path} when ${when}`)
  }
}

test('a search for what only the original says finds nothing', async () => {
  for (const privacy of ['terbuka', 'tanpa-nama'])
    await publish(await aReportIn(town, 'forwarded', { ...typed, privacy }))
  for (const q of ['rahasiasekali', 'kenanga', '081299887766']) {
    const { json } = await town.call('GET', `/reports?q=${q}`)
    assert.deepEqual(json['items'], [], q)
  }
})

/** The life of a report, told step by step; identity is looked for after each. */
const steps: [when: string, step: (report: Sent) => Promise<unknown>][] = [
  ['received', async () => {}],
  [
    'forwarded',
    (report) => does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' }),
  ],
  ['published', publish],
  [
    'at the unit',
    (report) => does('admin', report, 'forward', { agency: surabaya, unit: `${surabaya}.dinas-perhubungan` }),
  ],
  [
    'in progress',
    (report) =>
      does('officer', report, 'start', {
        next_step: 'Kami menelepon Ibu Kenanga Planted di 081299887766 besok.',
      }),
  ],
  [
    'waiting for the reporter',
    (report) => does('officer', report, 'ask_reporter', { text: 'Apakah nomor 081299887766 benar?' }),
  ],
  ['answered by the reporter', (report) => does('reporter', report, 'reply', { text: original })],
  [
    'interim reply',
    (report) =>
      does('officer', report, 'interim_reply', {
        text: 'Petugas bertemu Ibu Kenanga Planted pada hari Selasa, telepon 081299887766.',
      }),
  ],
  [
    'answer proposed',
    (report) =>
      does('officer', report, 'propose_answer', {
        text: 'Lampu diganti; dikonfirmasi Ibu Kenanga Planted lewat 081299887766.',
        outcome: 'repaired',
      }),
  ],
  ['answered', (report) => does('approver', report, 'approve')],
  [
    'rejected',
    (report) =>
      does('reporter', report, 'reject', {
        reason: `Belum, telepon saya 081299887766. Nama saya Kenanga Planted.`,
      }),
  ],
  [
    'answered again',
    async (report) => {
      await does('officer', report, 'propose_answer', {
        text: 'Lampu dan kabelnya sudah diganti seluruhnya.',
        outcome: 'repaired',
      })
      await does('approver', report, 'approve')
    },
  ],
  [
    'solved',
    (report) =>
      does('reporter', report, 'accept', {
        rating: 5,
        comment: 'Terima kasih. Saya Ibu Kenanga Planted, 081299887766.',
      }),
  ],
  [
    'reopened',
    (report) =>
      does('reporter', report, 'reopen', { reason: 'Padam lagi. Hubungi Ibu Kenanga Planted 081299887766.' }),
  ],
]

for (const privacy of ['terbuka', 'tanpa-nama'] as const) {
  test(`identity and original text are nowhere outside, in every state of a report that is ${privacy}`, async () => {
    const report = await town.submit({ ...typed, privacy })
    for (const [when, step] of steps) {
      await step(report)
      await assertUnseen(report, `${privacy}, ${when}`)
    }
    const { json } = await town.call('GET', `/reports/${report.number}`)
    assert.equal(json['text'], published.text)
  })
}

for (const privacy of ['rahasia', 'anonim'] as const) {
  test(`a report that is ${privacy} is on no public page in any state, and cannot be put there`, async () => {
    const contact = privacy === 'anonim' ? { name: undefined, email: undefined, phone: undefined } : {}
    const report = await town.submit({ ...typed, ...contact, privacy })
    await does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
    await assertUnseen(report, privacy)
    const refused = await town.act('admin', report, 'propose_publication', published)
    assert.equal(refused.status, 409)
    assert.equal((await fetch(`${url}/laporan/${report.number}`)).status, 404)
  })
}

test('without a title of its own a published report is called by its published words, not by the reporter’s title', async () => {
  const report = await aReportIn(town, 'forwarded', { ...typed, privacy: 'terbuka' })
  await publish(report)
  const { json } = await town.call('GET', `/reports/${report.number}`)
  assert.equal(json['title'], 'Lampu jalan di depan balai warga padam sejak hari Senin.')
})

test('a proposed title with a telephone number is refused like a text with one', async () => {
  const report = await aReportIn(town, 'forwarded', { privacy: 'terbuka' })
  const answer = await town.act('admin', report, 'propose_publication', {
    ...published,
    title: 'Hubungi 081299887766',
  })
  assert.deepEqual([answer.status, answer.json['code']], [422, 'personal_data_left'])
})

test('where the name is hidden, neither page nor program tells the day or the minute of sending', async () => {
  // Thursday 9 July 2026, 14:37 in Jakarta; the Monday of that week is the 6th.
  town.clock.set('2026-07-09T07:37:12.000Z')
  const report = await town.submit({ privacy: 'tanpa-nama' })
  town.clock.set('2026-07-10T02:00:00.000Z')
  await does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  await publish(report)
  const page = await (await fetch(`${url}/laporan/${report.number}`)).text()
  assert.match(page, /Dilaporkan pekan 6 Juli 2026/)
  const { json } = await town.call('GET', `/reports/${report.number}`)
  assert.equal(json['submitted_on'], '2026-07-06')
  assert.equal(json['events'][0]['at'], '2026-07-06')
  const clocks = await town.call('GET', `/reports/${report.number}/clocks`)
  assert.ok(!clocks.json['items'].some(({ rule }: { rule: string }) => rule.startsWith('V')))
  for (const path of [
    `/laporan/${report.number}/tenggat`,
    '/laporan.atom',
    `/laporan/${report.number}/kabar.atom`,
  ])
    assert.doesNotMatch(await (await fetch(url + path)).text(), /14[.:]37|07:37/, path)
})

test('what a reporter does later is told by its day', async () => {
  town.clock.set('2026-07-13T02:00:00.000Z')
  const report = await aReportIn(town, 'answered', { privacy: 'tanpa-nama' })
  await publish(report)
  // Wednesday 15 July 2026, 21:41 in Jakarta.
  town.clock.set('2026-07-15T14:41:00.000Z')
  await does('reporter', report, 'reject', { reason: 'Masih padam seperti kemarin.' })
  const page = await (await fetch(`${url}/laporan/${report.number}`)).text()
  assert.match(page, /datetime="2026-07-15">Rab 15 Jul</)
  assert.doesNotMatch(page, /21[.:]41|14:41/)
  const { json } = await town.call('GET', `/reports/${report.number}`)
  assert.equal(json['outcome']['reporter']['at'], '2026-07-15')
  const clocks = await town.call('GET', `/reports/${report.number}/clocks`)
  assert.doesNotMatch(
    JSON.stringify(clocks.json['items'].map((one: object) => ({ ...one, due_at: '' }))),
    /14:41/,
  )
})
