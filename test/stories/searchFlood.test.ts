/** Search boxes take whatever is typed: no text is an error, on any page, in any file, for any account. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { waitUntil } from '../../src/platform/processes.ts'
import { aReportIn, aTown, type Sent } from '../support/town.ts'

const town = await aTown()
const { url, token, does } = town

const typed: [what: string, text: string][] = [
  ['sixty dashes', '-'.repeat(60)],
  ['dashes with blanks', '- '.repeat(60)],
  ['dashes with other signs', '-!'.repeat(60)],
  ['forty words to leave out', '-ab '.repeat(40)],
  ['a hundred words', 'a '.repeat(100)],
  ['quotes that do not end', '"-'.repeat(60)],
  ['a sign that no text may hold', 'lampu\u0000padam'],
]

let report: Sent
before(async () => {
  report = await aReportIn(town, 'at_unit')
  await does('admin', report, 'propose_publication', {
    title: 'Lampu jalan padam',
    text: 'Lampu jalan di depan balai warga padam sejak Senin.',
  })
  await does('moderator', report, 'publish')
})

const pages: [path: string, who?: string][] = [
  ['/laporan'],
  ['/laporan.csv'],
  ['/api/v1/reports'],
  ['/meja?antrean=semua', 'verifier'],
  ['/meja?antrean=kerja', 'officer'],
  ['/meja.csv?antrean=semua', 'admin'],
  ['/api/v1/desk/reports?queue=semua', 'verifier'],
  ['/api/v1/desk/reports?queue=semua', 'admin'],
]
for (const [path, who] of pages)
  test(`${path}${who ? ` for the ${who}` : ''} answers whatever is looked for`, async () => {
    for (const [what, text] of typed) {
      const address = `${url}${path}${path.includes('?') ? '&' : '?'}q=${encodeURIComponent(text)}`
      const answer = await fetch(address, { headers: who ? token(who) : {} })
      const body = await answer.text()
      assert.equal(answer.status, 200, `${what}: ${body.slice(0, 200)}`)
    }
  })

test('what was typed besides words still finds the report', async () => {
  const found = await fetch(`${url}/laporan?q=${encodeURIComponent(`lampu ${'-'.repeat(60)} !! padam`)}`)
  assert.match(await found.text(), /Lampu jalan padam/)
})

test('a named filter of nothing but dashes is counted like any other', async () => {
  const send = (fields: Record<string, string>) =>
    fetch(`${url}/meja/saringan`, {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', ...token('verifier') },
      body: new URLSearchParams(fields),
    })
  assert.equal((await send({ name: 'Garis', q: '-'.repeat(60) })).status, 303)
  const counted = async (): Promise<boolean> => {
    const page = await fetch(`${url}/meja`, { headers: { accept: 'text/html', ...token('verifier') } })
    assert.equal(page.status, 200)
    return /Garis\s*<b class="num">0<\/b>/.test(await page.text())
  }
  assert.ok(await waitUntil(counted, 20_000, 100))
})

test('reports that may be the same are looked for beside a report of one word without end', async () => {
  const long = await town.submit({
    text: `${'a'.repeat(6_000)} lampu padam depan balai warga ${'- '.repeat(100)}`,
  })
  const page = await fetch(`${url}/meja/laporan/${long.id}`, {
    headers: { accept: 'text/html', ...token('verifier') },
  })
  assert.equal(page.status, 200)
})
