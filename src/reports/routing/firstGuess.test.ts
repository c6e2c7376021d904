import assert from 'node:assert/strict'
import { test } from 'node:test'
import { referenceRows } from '../../directory/csv.ts'
import { everyday } from './everydayWords.ts'
import { firstGuess } from './firstGuess.ts'

const cases: [text: string, office: string, topic: string | undefined][] = [
  ['Lampu jalan di gang kami padam', 'local.dinas-perhubungan', 'x0211'],
  ['jln berlubang depan pasar, mohon perbaikan', 'local.dinas-pekerjaan-umum-dan-penataan-ruang', '1397'],
  ['Sampah menumpuk sudah seminggu', 'local.dinas-lingkungan-hidup', undefined],
  ['Saya belum dapat bansos dari pemerintah', 'local.dinas-sosial', '957'],
  ['akta kelahiran anak saya belum jadi', 'local.dinas-kependudukan-dan-pencatatan-sipil', '1462'],
  ['Air PDAM mati tiga hari', 'local.perusahaan-daerah-air-minum', '1618'],
]
for (const [text, office, topic] of cases) {
  test(`before any training, everyday words lead to an office: ${text}`, () => {
    const guess = firstGuess(text)
    assert.equal(guess.offices[0]?.label, office)
    assert.equal(guess.categories[0]?.label, topic)
    assert.equal(guess.offices[0]?.confidence, 0)
    assert.ok(guess.offices[0]!.why.length > 0)
  })
}

test('words that say nothing lead nowhere', () =>
  assert.deepEqual(firstGuess('selamat pagi, terima kasih'), { offices: [], categories: [] }))

test('every office and topic of the list is one that is shipped', async () => {
  const topics = new Set((await referenceRows<'code'>('categories.csv')).map(({ code }) => code))
  const agencies = new Set((await referenceRows<'code'>('agencies.csv')).map(({ code }) => code))
  const slugs = new Set((await referenceRows<'slug'>('opd_templates.csv')).map(({ slug }) => slug))
  for (const { office, topic } of everyday) {
    if (topic) assert.ok(topics.has(topic), topic)
    const [, slug] = office.split('.')
    assert.ok(office.startsWith('@') || (slug ? slugs.has(slug) : agencies.has(office)), office)
  }
})
