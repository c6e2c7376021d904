/** A list that colleagues share never shows its reader what they themselves have just moved on. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTown, surabaya } from '../support/town.ts'

const town = await aTown()
const { does, submit, token } = town

const page = async (path: string, headers: Record<string, string>): Promise<string> => {
  const answer = await fetch(town.url + path, { headers: { accept: 'text/html', ...headers } })
  assert.equal(answer.status, 200, path)
  return answer.text()
}

/** The numbers on somebody's list. */
async function listOf(who: string, query = ''): Promise<string> {
  const answer = await fetch(`${town.url}/meja${query}`, { headers: { accept: 'text/html', ...token(who) } })
  assert.equal(answer.status, 200)
  return answer.text()
}

test('a new report is on every list at once, and leaves the list of whoever passed it on', async () => {
  await listOf('verifier')
  const sent = await submit({ text: 'Selokan di Jalan Melati mampet dan airnya meluap ke jalan.' })
  assert.ok((await listOf('verifier')).includes(sent.id), 'what came in after the list was kept')
  assert.ok((await listOf('verifier2')).includes(sent.id))
  await does('verifier', sent, 'forward', { agency: surabaya })
  assert.ok(!(await listOf('verifier')).includes(sent.id), 'their own list, at once')
  assert.ok(!(await listOf('verifier2')).includes(sent.id), 'and with it the one that it is shared with')
  assert.ok((await listOf('admin')).includes(sent.id))
})

test('colleagues of two offices, of two roles and of two languages share nothing', async () => {
  const all = '?antrean=semua'
  const sent = await submit({
    text: 'Antrean di puskesmas sejak subuh dan nomor habis jam tujuh.',
    agency: surabaya,
  })
  assert.ok((await listOf('admin', all)).includes(sent.id))
  assert.ok(!(await listOf('admin of Jayapura', all)).includes(sent.id))
  assert.ok(!(await listOf('officer', all)).includes(sent.id), 'no unit has it yet')
  const english = await fetch(`${town.url}/en/meja${all}`, {
    headers: { accept: 'text/html', ...token('admin') },
  })
  assert.match(await english.text(), /What waits for you/)
  assert.match(await listOf('admin', all), /Yang menunggu Anda/)
})

test('two verifiers of one list are led to two reports', async () => {
  const sent = []
  for (let at = 0; at < 4; at++)
    sent.push(await submit({ text: `Pohon tumbang nomor ${at} menutup jalan menuju pasar desa.` }))
  const queue = await (
    await fetch(`${town.url}/api/v1/desk/reports?queue=periksa`, { headers: token('verifier') })
  ).json()
  const [first, second, third] = (queue as { items: { id: string }[] }).items
  const sees = (who: string, id: string) => page(`/meja/laporan/${id}`, token(who))
  await sees('verifier', first!.id)
  await sees('verifier2', second!.id)
  const form = await sees('verifier', first!.id)
  const value = (name: string) => new RegExp(`name="${name}"\\s+value="([^"]*)"`).exec(form)![1]!
  const answer = await fetch(`${town.url}/meja/laporan/${first!.id}/forward`, {
    method: 'POST',
    body: new URLSearchParams({ version: value('version'), target: surabaya, kind: 'complaint_service' }),
    headers: token('verifier'),
    redirect: 'manual',
  })
  assert.equal(answer.status, 303)
  const next = answer.headers.get('location')!
  assert.ok(next.includes(third!.id), `${next} is what nobody has open`)
  assert.match(await page(next, token('verifier')), /diteruskan ke [^<]*Surabaya/)
})
