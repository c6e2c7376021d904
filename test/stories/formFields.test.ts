/** A field of the report form is asked for everywhere, kept, and given back; none is dropped without a word. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportedReports } from '../../src/ops/export.ts'
import { SubmitInput } from '../../src/reports/intake/inputs.ts'
import { aTown } from '../support/town.ts'

const town = await aTown()
const { url, database } = town

/** Every field, filled in: the compiler asks for a new one here too. */
const filled: Required<SubmitInput> = {
  kind: 'pengaduan',
  text: 'Lampu jalan di depan balai warga padam sejak hari Senin.',
  title: 'Lampu jalan padam',
  occurred: 'sejak Senin lalu',
  occurred_on: '2026-07-01',
  region: '35.78',
  place: 'Jalan Kenanga, depan balai warga',
  lat: -7.25,
  lng: 112.75,
  agency: 'D3578',
  category: '1397',
  privacy: 'terbuka',
  name: 'Slamet Contoh',
  email: 'slamet@contoh.example',
  phone: '0812 0000 0000',
  contact_consent: true,
  idempotency_key: 'kunci-formulir-0001',
}
type Field = keyof SubmitInput
const fields = Object.keys(SubmitInput.properties) as Field[]

/** What is not part of the report: name and contact lie sealed in the vault, the key only tells two sendings apart. */
const apart: Field[] = ['name', 'email', 'phone', 'idempotency_key']
/** Kept under a code of the state table and not under the word of the form. */
const coded: Partial<Record<Field, [name: string, value: string]>> = {
  kind: ['kind', 'complaint'],
  privacy: ['level', 'open'],
}
const expected = Object.fromEntries(
  fields.filter((name) => !apart.includes(name)).map((name) => coded[name] ?? [name, filled[name]]),
)
const only = (row: Record<string, any>) =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, row[name]]))

const { idempotency_key: key, ...body } = filled
const sent = await town.call('POST', '/reports', { body, headers: { 'idempotency-key': key } })
assert.equal(sent.status, 201, JSON.stringify(sent.json))
const { number, secret } = sent.json as { number: string; secret: string }

test('who sent a report gets back everything that was said in it', async () => {
  const { json } = await town.call('GET', `/reports/${number}`, { headers: { 'x-report-secret': secret } })
  assert.deepEqual(only(json), expected)
})

test('`lapor export` has every field, and neither name nor contact', async () => {
  for await (const row of exportedReports(database.db)) {
    assert.deepEqual(only(row), expected)
    assert.doesNotMatch(JSON.stringify(row), /Slamet|0812|slamet@/)
  }
})

test('name and contact are sealed with the report', async () => {
  const owner = await database.as('lapor_owner')
  const sealed = await owner.selectFrom('vault.identity').select('report_id').execute()
  assert.equal(sealed.length, 1)
})

const asForm = Object.fromEntries(fields.map((name) => [name, String(filled[name])]))
const inputsOf = (page: string): string[] => [
  ...new Set(
    [...page.matchAll(/<(?:input|select|textarea)\b[^>]*?\bname="([^"]+)"/gs)].map((found) => found[1]!),
  ),
]
const post = async (path: string): Promise<string> => {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { origin: url, accept: 'text/html' },
    body: new URLSearchParams(asForm),
  })
  return answer.text()
}

test('the form on the web asks for every field', async () => {
  const page = inputsOf(await post('/lapor/mulai'))
  assert.deepEqual(
    fields.filter((name) => !page.includes(name)),
    [],
  )
})

test('"Periksa dulu" passes every field on to "Kirim"', async () => {
  const page = inputsOf(await post('/lapor/periksa'))
  assert.deepEqual(
    fields.filter((name) => !page.includes(name)),
    [],
  )
})

// The officer enters what the letter says: the desk chooses the category, and a letter has no point on the map.
test('the form at the counter asks for every field but category and map', async () => {
  const answer = await fetch(`${url}/meja/catat`, { headers: town.token('verifier') })
  const page = inputsOf(await answer.text())
  assert.deepEqual(
    fields.filter((name) => !page.includes(name)),
    ['lat', 'lng', 'category'],
  )
})
