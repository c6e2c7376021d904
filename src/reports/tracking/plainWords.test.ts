/** Words that people did not understand do not come back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPhoneAt } from '../../../test/support/phone.ts'
import { aReportIn, aTown } from '../../../test/support/town.ts'

const town = await aTown()
const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const hard =
  /peramban|Tanda terima digital|jejaknya, bukan angkanya|Titik lokasi|pembaca berita \(Atom\)|Batas menyatakan bukan wewenang|Kabar apakah laporan sudah lengkap|naskah resmi belum dicek/

test('no page of a reporter speaks like a handbook', async () => {
  const report = await aReportIn(town, 'in_progress')
  const phone = aPhoneAt(town.url)
  await phone.open(report)
  const own = words(await phone.page(report))
  assert.doesNotMatch(own, hard)
  assert.equal(own.match(/Hitung sendiri/g)?.length, 1)
  for (const path of ['/', '/lapor', '/lacak', '/bantuan', '/tampilan'])
    assert.doesNotMatch(words((await phone.go(path)).html), hard, path)
})

test('a page without script does not speak of a list that only a script makes', async () => {
  const { html } = await aPhoneAt(town.url).go('/lacak')
  assert.match(html, /<span class="scripted"\s*>Juga di daftar/)
})
