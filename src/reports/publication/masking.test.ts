import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstOtherSentence, isMaskingOf, maskPersonalData, patterns } from './masking.ts'

const masked = (text: string): string => maskPersonalData(text).masked

interface Examples {
  id: string
  placeholder: string
  positive: string[]
  negative: string[]
}
const file = new URL('../../../data/reference/patterns.json', import.meta.url)
const examples = (JSON.parse(readFileSync(file, 'utf8')) as { patterns: Examples[] }).patterns

for (const { id, placeholder, positive, negative } of examples) {
  for (const text of positive) {
    test(`${id} is masked in "${text}"`, () => assert.ok(masked(text).includes(placeholder), masked(text)))
  }
  for (const text of negative) {
    test(`${id} is not seen in "${text}"`, () =>
      assert.ok(!maskPersonalData(text).findings.some((finding) => finding.id === id), masked(text)))
  }
}

const names: [text: string, masked: string][] = [
  ['Saya bertemu Bapak Budi Santoso di loket.', 'Saya bertemu Bapak [nama] di loket.'],
  ['Rekening a.n. Siti binti Umar dipotong', 'Rekening a.n. [nama] dipotong'],
  ['atas nama Dewi Lestari, Jombang', 'atas nama [nama], Jombang'],
  ['Kepada Sdr. M. Yusuf. Mohon bantuan', 'Kepada Sdr. [nama]. Mohon bantuan'],
  ['Bapak/Ibu Ratna belum menjawab', 'Bapak/Ibu [nama] belum menjawab'],
  ['IBU SITI AMINAH TIDAK MASUK DAFTAR', 'IBU [nama] TIDAK MASUK DAFTAR'],
  ['nama saya Agus', 'nama saya [nama]'],
  // Offices, groups and places keep their words: the text must stay readable.
  ['Yth. Bapak Camat Genteng', 'Yth. Bapak Camat Genteng'],
  ['Bapak Kepala Dinas tidak di tempat', 'Bapak Kepala Dinas tidak di tempat'],
  ['Pindah ke Ibu Kota Nusantara', 'Pindah ke Ibu Kota Nusantara'],
  ['BAPAK TOLONG DIPERBAIKI', 'BAPAK TOLONG DIPERBAIKI'],
  ['Jalan Haji Nawi rusak', 'Jalan Haji Nawi rusak'],
  ['Terima kasih Pak, Jalannya sudah baik', 'Terima kasih Pak, Jalannya sudah baik'],
  ['bapak rt diam saja', 'bapak rt diam saja'],
]
for (const [text, expected] of names) test(`names: ${text}`, () => assert.equal(masked(text), expected))

test('a finding says where it stood in the text as it was given', () => {
  const text = 'KK 3578010101100000 9978010101100001, hubungi Pak Budi 0812-0000-0000.'
  const { findings } = maskPersonalData(text)
  assert.deepEqual(
    findings.map(({ id, start, end }) => [id, text.slice(start, end)]),
    [
      ['kk', '3578010101100000'],
      ['kk', '9978010101100001'],
      ['name', 'Budi'],
      ['phone_mobile', '0812-0000-0000'],
    ],
  )
})

test('an invented complaint keeps its words and loses its people', () =>
  assert.equal(
    masked(
      'Lampu jalan di Jl. Melati no. 12 mati. Saya sudah lapor ke Pak Hasan (WA 081200000000), tapi motor L 9000 XX ' +
        'milik saya sudah terlanjur jatuh. Surel saya warga@example.id.',
    ),
    'Lampu jalan di Jl. Melati no. [no] mati. Saya sudah lapor ke Pak [nama] (WA [telepon]), tapi motor [plat] ' +
      'milik saya sudah terlanjur jatuh. Surel saya [email].',
  ))

/** Texts made of the pieces that patterns look for, so that they meet, overlap and follow each other. */
const pieces = [
  ...examples.flatMap(({ positive, negative }) => [...positive, ...negative]),
  ...names.map(([text]) => text),
  'KK ',
  'rek ',
  'no ',
  'jl ',
  'Bapak ',
  'a.n. ',
  ' ',
  '\n',
  '-',
  '.',
  ',',
  '@',
  '[nik]',
  'A',
  'a',
  '0',
  '8',
  '3578',
  'é',
]
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
)

test('what was masked stays as it is when masked again, and nothing more is found in it', () =>
  fc.assert(
    fc.property(anyText, (text) => {
      const again = maskPersonalData(masked(text))
      assert.deepEqual(again.findings, [])
      assert.equal(again.masked, masked(text))
      for (const { regex, flags } of patterns) assert.doesNotMatch(masked(text), new RegExp(regex, flags))
    }),
    { numRuns: 500 },
  ))

test('findings lie in the text in order, apart from each other, and everything between them is kept', () =>
  fc.assert(
    fc.property(anyText, (text) => {
      const result = maskPersonalData(text)
      let [rebuilt, at] = ['', 0]
      for (const { start, end, placeholder } of result.findings) {
        assert.ok(start >= at && end > start && end <= text.length)
        rebuilt += text.slice(at, start) + placeholder
        at = end
      }
      assert.equal(rebuilt + text.slice(at), result.masked)
    }),
    { numRuns: 500 },
  ))

test('a masked text is never more than four times as long', () =>
  fc.assert(fc.property(anyText, (text) => masked(text).length <= 4 * text.length + 4)))

test('no text of 10,000 characters takes longer than a quarter of a second, whatever it is made of', () => {
  const units = [
    'a',
    '1',
    'A',
    '@',
    '.',
    ' ',
    'a@',
    'a.',
    'no 1 ',
    'jl no ',
    'rek ',
    'bank a ',
    'KK 1',
    '0812 ',
    'Pak A ',
    'Bapak Budi ',
    '1.1-',
    'L 1',
    'a1',
    '62',
    'jl a ',
    'bank ',
    'a@a.',
    '08 12 ',
    'an ',
    '(021)',
  ]
  for (const unit of units) {
    for (const text of [
      unit.repeat(10_000 / unit.length),
      `${unit.repeat(9_990 / unit.length)}@`,
      `@${unit.repeat(9_990 / unit.length)}`,
    ]) {
      const started = performance.now()
      maskPersonalData(text)
      const took = performance.now() - started
      assert.ok(took < 250, `"${unit}" repeated took ${took.toFixed(0)} ms`)
    }
  }
})

/** Chains: each part is found only after the part before it was taken away. */
const chains: [text: string, masked: string][] = [
  ['Pak Jl. '.repeat(20), `${'Pak [nama] '.repeat(19)}Pak [nama]. `],
  [`Pak ${'Ab'.repeat(20)}A`.repeat(12), 'Pak [nama]'.repeat(12)],
  [
    `KK ${'3578010101100000 '.repeat(15)}di Jalan Haji Nawi, Pak Budi 0812-0000-0000`,
    `KK [kk] ${'[nik] '.repeat(14)}di Jalan Haji Nawi, Pak [nama] [telepon]`,
  ],
  [
    `rek BCA ${'12.34 '.repeat(60)}lalu Jl. Melati no. 7, mobil L 9000 XX`,
    `rek BCA ${'[rekening] '.repeat(7)}[nomor] lalu Jl. Melati no. [no], mobil [plat]`,
  ],
]
for (const [text, expected] of chains)
  test(`a chain is masked to its end: ${text.slice(0, 30)}…`, () => assert.equal(masked(text), expected))

/** The shortest of three times: what else the machine does is no property of the text. */
const millisecondsOf = (text: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const started = performance.now()
      maskPersonalData(text)
      return performance.now() - started
    }),
  )

test('a salutation that hides the next one 2,500 times keeps nobody waiting', () => {
  const took = millisecondsOf('Pak Jl. '.repeat(2_500))
  assert.ok(took < 100, `${took.toFixed(0)} ms`)
})

test('ten times the text takes about ten times as long, however salutations, names, streets and numbers follow', () => {
  const units = [
    'Pak Jl. ',
    'PAK BUDI JL ',
    'Pak ',
    'Jl. ',
    'Budi ',
    'Rahmat Hidayat ',
    'gang Bu Dewi ',
    'a.n. ',
    'bapak/ibu ',
    `Pak ${'A'.repeat(41)}`,
    'rek ',
    'BCA ',
    '1 ',
    '12-34-56 ',
    '3578010101100000 ',
    '0812-0000-0000 ',
    'KK ',
    'no 12 ',
    'L 9000 XX ',
    'x@d.ee_',
    ', ',
    'rusak ',
  ]
  const timesLonger = 15
  const slackMs = 100
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...units), { minLength: 1, maxLength: 6 }), (chosen) => {
      const unit = chosen.join('')
      const ofLength = (length: number): string =>
        unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
      const [short, long] = [millisecondsOf(ofLength(2_000)), millisecondsOf(ofLength(20_000))]
      assert.ok(long <= timesLonger * short + slackMs, `${short.toFixed(1)} → ${long.toFixed(1)} ms`)
    }),
    { numRuns: 40, examples: [[['Pak Jl. ']], [['rek ', '1 ']], [['PAK BUDI JL ']], [['x@d.ee_']]] },
  )
})

test('the sentence that differs is found quickly among thousands', () => {
  const text = 'a. '.repeat(6_000)
  const started = performance.now()
  assert.equal(firstOtherSentence(text, `${text}b.`), 'b.')
  assert.ok(performance.now() - started < 500)
})

test('what the patterns mask is a masking of the text, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => isMaskingOf(text, maskPersonalData(text).masked)),
  )
})

test('taking a stretch of words away is a masking; adding, changing or moving a word is none', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 3, maxLength: 30 })
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (all, from, length) => {
      const start = from % all.length
      const end = Math.min(all.length, start + 1 + (length % 4))
      const masked = [...all.slice(0, start), '[nama]', ...all.slice(end)].join(' ')
      const text = all.join(' ')
      assert.ok(isMaskingOf(text, masked))
      assert.ok(!isMaskingOf(text, `${masked} tambahan0`))
      assert.ok(!isMaskingOf(text, `bukan0 ${masked}`))
      assert.ok(!isMaskingOf(text, masked.replace('[nama]', '[pelapor bohong]')))
    }),
  )
  assert.ok(isMaskingOf('Pak Budi di Jalan Mawar 3 marah.', 'Pak [nama] di [alamat] marah.'))
  assert.ok(!isMaskingOf('Pak Budi di Jalan Mawar 3 marah.', 'Pak [nama] di [alamat] senang.'))
  assert.ok(!isMaskingOf('satu dua tiga', 'tiga [nama] satu'))
})

test('the first sentence that is not in the text is named, and none where the text is only masked', () => {
  const text = 'Lampu padam. Pak Budi di Jalan Mawar 3 marah. Mohon diperbaiki.'
  assert.equal(
    firstOtherSentence(text, 'Lampu padam. Pak [nama] di [alamat] marah. Mohon diperbaiki.'),
    undefined,
  )
  assert.equal(
    firstOtherSentence(text, 'Lampu padam. Pak [nama] di [alamat] senang. Mohon diperbaiki.'),
    'Pak [nama] di [alamat] senang.',
  )
  assert.equal(firstOtherSentence(text, 'Lampu padam.'), 'Lampu padam.', 'the rest is gone without a mark')
})

test('a sentence is named for every text that is not a masking, and only for those', () => {
  const sentences = fc.array(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,4}[.!?]$/), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(sentences, sentences, (before, after) => {
      const [text, other] = [before.join(' '), after.join(' ')]
      assert.equal(firstOtherSentence(text, other) === undefined, isMaskingOf(text, other))
    }),
  )
})
