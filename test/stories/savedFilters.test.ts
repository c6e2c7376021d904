/** Filters that an officer names: above the list with their counts, theirs alone, at most twenty, also without script. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitUntil } from '../../src/platform/processes.ts'
import { assertAccessible } from '../support/browser.ts'
import { deskPeople } from '../support/desk.ts'
import { aTown, surabaya } from '../support/town.ts'

const town = await aTown()
const { does, submit, token } = town
const { signedIn } = deskPeople(town)
const noScript = { javaScriptEnabled: false }

const read = async (who: string, path: string): Promise<string> => {
  const answer = await fetch(town.url + path, { headers: { accept: 'text/html', ...token(who) } })
  assert.equal(answer.status, 200, path)
  return answer.text()
}
const send = (who: string, path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(town.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { accept: 'text/html', ...token(who) },
    body: new URLSearchParams(fields),
  })
/** The named filters above somebody's list: 'Lampu 2'. */
const barOf = (page: string): string[] => {
  const bar = /<div class="saved">[\s\S]*?<\/nav>/.exec(page)?.[0] ?? ''
  return [...bar.matchAll(/<a\s[^>]*>([^<]*?)\s*<b class="num">([^<]*)<\/b>/g)].map(
    ([, name, count]) => `${name} ${count}`,
  )
}
/** Counts are asked on their own and may come with the next look at the list. */
const barIs = async (who: string, wanted: string[]): Promise<void> => {
  let bar: string[] = []
  const isSame = async () => {
    bar = barOf(await read(who, '/meja'))
    return bar.join() === wanted.join()
  }
  if (!(await waitUntil(isSame, 20_000, 100))) assert.deepEqual(bar, wanted)
}
const idOf = async (who: string, name: string): Promise<string> => {
  const row = await town.database.db
    .selectFrom('saved_filter as f')
    .innerJoin('account as a', 'a.id', 'f.account_id')
    .select('f.filter_id')
    .where('a.name', '=', who)
    .where('f.name', '=', name)
    .executeTakeFirst()
  return row?.filter_id ?? ''
}

test('a filter is named where it is used, counts what it holds now, and is renamed and removed without script', async () => {
  const sent = await submit({ title: 'Usul taman', kind: 'aspirasi' })
  await submit({ title: 'Usul halte', kind: 'aspirasi' })
  await submit({ title: 'Lampu padam' })
  const page = await signedIn('verifier', noScript)
  assert.equal(await page.locator('.saved').count(), 0, 'a list without a filter has nothing to name')
  await page.goto(`${town.url}/meja?jenis=aspiration`)
  await page.click('summary:has-text("Simpan saringan ini")')
  await page.fill('.saved [name=name]', ' Usulan  warga ')
  await page.click('.saved button')
  assert.match(page.url(), /\/meja\?jenis=aspiration$/)
  assert.match((await page.textContent('.saved a[aria-current=page]'))!, /^Usulan warga [2…]$/)
  await barIs('verifier', ['Usulan warga 2'])
  assert.equal(await page.locator('summary:has-text("Simpan saringan ini")').count(), 0)

  await does('verifier', sent, 'forward', { agency: surabaya })
  await page.goto(`${town.url}/meja`)
  await barIs('verifier', ['Usulan warga 1'])
  await page.click('.saved a:has-text("Atur")')
  await assertAccessible(page)
  await page.fill('.filter [name=name]', 'Aspirasi')
  await page.click('button:has-text("Ganti nama")')
  assert.match((await page.textContent('[role=status]'))!, /Tersimpan/)
  assert.match((await page.textContent('.filter'))!, /Aspirasi\s+[1…] laporan/)
  await page.click('.filter a')
  assert.match(page.url(), /jenis=aspiration/)
  await page.click('.saved a:has-text("Atur")')
  await page.click('button:has-text("Hapus")')
  assert.match((await page.textContent('main'))!, /Belum ada saringan tersimpan/)
  await page.goto(`${town.url}/meja`)
  assert.equal(await page.locator('.saved').count(), 0)
  await page.close()
})

test('a filter is its owner’s alone: nobody else sees, renames or removes it', async () => {
  assert.equal(
    (await send('verifier', '/meja/saringan', { name: 'Milik saya', jenis: 'complaint' })).status,
    303,
  )
  await barIs('verifier', ['Milik saya 1'])
  await barIs('verifier2', [])
  assert.ok(!(await read('verifier2', '/meja/saringan')).includes('Milik saya'))
  const id = await idOf('verifier', 'Milik saya')
  assert.equal((await send('verifier2', `/meja/saringan/${id}/nama`, { name: 'Curian' })).status, 404)
  assert.equal((await send('verifier2', `/meja/saringan/${id}/hapus`, {})).status, 303)
  await barIs('verifier', ['Milik saya 1'])
  assert.equal((await send('verifier', `/meja/saringan/${id}/lupakan`, {})).status, 404)
})

test('a name that is taken, empty, or too long comes back with the words beside the box and what was typed', async () => {
  const page = await signedIn('verifier', noScript)
  await page.goto(`${town.url}/meja?q=taman`)
  await page.click('summary:has-text("Simpan saringan ini")')
  await page.fill('.saved [name=name]', 'milik SAYA')
  await page.click('.saved button')
  assert.match((await page.textContent('[role=alert]'))!, /sudah punya saringan dengan nama ini/)
  assert.equal(await page.inputValue('#name'), 'milik SAYA')
  await assertAccessible(page)
  await page.fill('#name', 'Taman')
  await page.click('button:has-text("Simpan saringan")')
  assert.match(page.url(), /\/meja\?q=taman$/, 'the filter itself was kept')
  await page.close()
  for (const name of ['', '   ', 'x'.repeat(61)])
    assert.equal((await send('verifier', '/meja/saringan', { name, q: 'halte' })).status, 422, name)
  assert.equal(
    (await send('verifier', '/meja/saringan', { name: 'Salah', tenggat: 'kapan-kapan' })).status,
    422,
  )
  const id = await idOf('verifier', 'Taman')
  const taken = await send('verifier', `/meja/saringan/${id}/nama`, { name: 'Milik saya' })
  assert.equal(taken.status, 422)
  assert.match(await taken.text(), /sudah punya saringan/)
})

test('twenty and no more, also when two are sent at once; one that is removed makes room', async () => {
  for (let n = 3; n < 20; n++)
    assert.equal(
      (await send('verifier', '/meja/saringan', { name: `Saringan ${n}`, q: `kata ${n}` })).status,
      303,
    )
  const both = await Promise.all(
    ['Satu', 'Dua'].map((name) => send('verifier', '/meja/saringan', { name, q: name })),
  )
  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
  const full = await read('verifier', '/meja?q=baru')
  assert.equal(barOf(full).length, 20)
  assert.ok(!full.includes('Simpan saringan ini'))
  const refused = await send('verifier', '/meja/saringan', { name: 'Lagi', q: 'lagi' })
  assert.match(await refused.text(), /Hapus satu yang tidak dipakai lagi/)
  await send('verifier', `/meja/saringan/${await idOf('verifier', 'Saringan 3')}/hapus`, {})
  assert.equal((await send('verifier', '/meja/saringan', { name: 'Lagi', q: 'lagi' })).status, 303)
})

test('the filter of a queue that is no longer the account’s says so and is not counted as another', async () => {
  const gone = 'p-019f3530-84c0-7b64-ad96-a52f228c30fb'
  assert.equal((await send('officer', '/meja/saringan', { name: 'Untuk Budi', antrean: gone })).status, 303)
  await barIs('officer', [])
  assert.match(await read('officer', '/meja/saringan'), /Antreannya tidak ada lagi untuk Anda/)
})

test('how many somebody has named stands on the account, so that no page asks for those of whoever has none', async () => {
  const accounts = await town.database.db.selectFrom('account').select(['name', 'saved_filters']).execute()
  const counted = await town.database.db
    .selectFrom('saved_filter as f')
    .innerJoin('account as a', 'a.id', 'f.account_id')
    .select(['a.name', (row) => row.fn.countAll<string>().as('count')])
    .groupBy('a.name')
    .execute()
  const there = new Map(counted.map(({ name, count }) => [name, Number(count)]))
  for (const { name, saved_filters } of accounts) assert.equal(saved_filters, there.get(name) ?? 0, name)
})

test('on a phone and with script the names stand above the list and nothing runs over', async () => {
  const page = await signedIn('verifier', { viewport: { width: 320, height: 700 } })
  await page.goto(`${town.url}/meja?q=lain`)
  await assertAccessible(page)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  await page.goto(`${town.url}/meja/saringan`)
  await assertAccessible(page)
  assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'))
  await page.close()
})
