import { chromium as pw } from 'playwright-core'
import sparticuz from '@sparticuz/chromium'
import { readFileSync, mkdirSync } from 'node:fs'
mkdirSync('/tmp/sh', { recursive: true })
const launch = async () =>
  pw.launch({ executablePath: await sparticuz.executablePath(), args: sparticuz.args, headless: true })
const base = 'http://127.0.0.1:4555'
const accounts = JSON.parse(readFileSync('/tmp/d1/demo-accounts.json'))
const shot = async (name, path, { width = 1280, height = 900, who, js = true, act } = {}) => {
  const a = who && accounts.find((x) => x.role === who)
  const browser = await launch()
  const ctx = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: js,
    ...(a && { extraHTTPHeaders: { authorization: `Bearer ${a.token}` } }),
  })
  const page = await ctx.newPage()
  await page.goto(base + path, { waitUntil: 'load' })
  if (act) await act(page)
  await page.waitForTimeout(300)
  await page.screenshot({ path: `/tmp/sh/${name}.png`, fullPage: width < 600 })
  await browser.close()
}
for (const s of process.argv.slice(2)) {
  if (s === 'sent')
    await shot('sent', '/lapor', {
      width: 390,
      height: 844,
      act: async (p) => {
        await p.fill('#text', 'Lampu jalan di depan balai warga padam sejak Senin dan banyak motor jatuh.')
        await p.click('button:has-text("Kirim laporan")')
        await p.waitForSelector('h1:has-text("terkirim")')
      },
    })
  if (s === 'meja') await shot('meja', '/meja', { who: 'national_verifier' })
  if (s === 'case')
    await shot('case', '/meja', {
      who: 'national_verifier',
      act: async (p) => {
        await p.click('ul.q a >> nth=0')
        await p.waitForLoadState('load')
      },
    })
  if (s === 'agency')
    await shot('agency', '/meja', {
      who: 'unit_officer',
      act: async (p) => {
        await p.click('ul.q a >> nth=0')
        await p.waitForLoadState('load')
      },
    })
  if (s === 'agency390') await shot('agency390', '/meja', { width: 390, height: 844, who: 'agency_admin' })
  if (s === 'kabar') await shot('kabar', '/meja/kabar', { who: 'agency_admin' })
  if (s === 'pengaturan') await shot('pengaturan', '/meja/pengaturan', { who: 'agency_admin' })
}
