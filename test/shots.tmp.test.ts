import { test } from 'node:test'
import { mkdirSync } from 'node:fs'
import { openPage, assertAccessible } from './support/browser.ts'
const base = 'http://127.0.0.1:4101'
const dir = '/tmp/cshots'
mkdirSync(dir, { recursive: true })
const shot = async (name: string, go: (p: any) => Promise<void>) => {
  for (const [w, scheme] of [[390, 'light'], [1280, 'light'], [390, 'dark'], [320, 'light']] as const) {
    const p = await openPage({ viewport: { width: w, height: 844 }, colorScheme: scheme, javaScriptEnabled: true } as never)
    await go(p)
    if (w !== 320) await p.screenshot({ path: `${dir}/${name}-${w}${scheme === 'dark' ? '-dark' : ''}.png`, fullPage: true })
    const over = await p.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (over > 0) console.log('OVERFLOW', name, w, over)
    try { await assertAccessible(p) } catch (e: any) { console.log('AXE', name, w, scheme, e.message.slice(0, 1500)) }
    await p.context().close()
  }
}
test('shots', { timeout: 400000 }, async () => {
  const only = process.env.ONLY?.split(',') ?? []
  const want = (n: string) => only.length === 0 || only.includes(n)
  if (want('form')) await shot('form', async (p) => { await p.goto(base + '/lapor', { waitUntil: 'networkidle' }) })
  if (want('filled')) await shot('filled', async (p) => {
    await p.goto(base + '/lapor', { waitUntil: 'networkidle' })
    await p.fill('#text', 'Jembatan gantung di Surabaya rusak. Tiga papan di tengah lepas sejak hujan Senin lalu, jadi motor tidak bisa lewat. Rekening air PDAM juga naik.')
    for (const d of await p.locator('details.more summary').all()) await d.click()
    await p.waitForTimeout(1800)
  })
  if (want('error')) await shot('error', async (p) => {
    await p.goto(base + '/lapor', { waitUntil: 'networkidle' })
    await p.fill('#text', 'pendek')
    await p.fill('#email', 'a@b')
    await p.evaluate(() => { const f = document.querySelector('form[data-draft]') as HTMLFormElement; (document.querySelector('[name=kind]:checked') as any).value='gosip'; HTMLFormElement.prototype.submit.call(f) })
    await p.waitForSelector('[role=alert]')
  })
  if (want('sent')) await shot('sent', async (p) => {
    await p.goto(base + '/lapor', { waitUntil: 'networkidle' })
    await p.fill('#text', 'Lampu jalan di depan balai warga padam sejak hari Senin, jalan menjadi gelap sekali.')
    await p.click('button:has-text("Kirim laporan")')
    await p.waitForSelector('.secret')
  })
  if (want('track')) await shot('track', async (p) => {
    await p.goto(base + '/lapor', { waitUntil: 'networkidle' })
    await p.fill('#text', 'Lampu jalan di depan balai warga padam sejak hari Senin, jalan menjadi gelap sekali.')
    await p.click('button:has-text("Kirim laporan")')
    await p.waitForSelector('.secret')
    await p.click('text=Pantau laporan ini')
    await p.waitForSelector('#perjalanan')
    for (const d of await p.locator('details.more:not([open]) > summary').all()) await d.click()
  })
  if (want('find')) await shot('find', async (p) => {
    await p.goto(base + '/lacak', { waitUntil: 'networkidle' })
    await p.fill('#number', '7K4M-29QX'); await p.fill('#secret', '0000 0000 0000 0000')
    await p.click('button:has-text("Lacak laporan")')
    await p.waitForSelector('[role=alert]')
  })
})
