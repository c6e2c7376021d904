import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, openPage } from '../../test/support/browser.ts'
import { startBare } from '../../test/support/bareServer.ts'
import type { Ground } from '../platform/ground.ts'
import { serveAssets } from '../platform/http/assets.ts'
import { allAssets, assetsVersion } from '../web/assets.ts'
import type { ReportCard } from '../web/parts/reportCard.ts'
import { renderProblem, routes } from './routes.ts'

const ground = { now: () => new Date('2026-11-24T02:00:00Z') } as Ground
const card: ReportCard = {
  number: '7K4M29QX',
  kind: 'complaint',
  title: 'Papan jembatan gantung lepas, anak sekolah memutar 4 km',
  excerpt: 'Tiga papan di tengah jembatan hilang sejak hujan Senin lalu.',
  where: 'Kab. Tanjung Seruni, Desa Sukarasa',
  submittedOn: '2026-11-02',
  deadline: {
    usedWorkingDays: 3,
    totalWorkingDays: 5,
    remainingWorkingDays: 2,
    state: 'running',
    dueOn: '2026-11-26',
  },
}

let asked = 0
const { url } = await startBare(
  (app) => {
    serveAssets(app, { version: assetsVersion, files: allAssets() })
    routes(app, ground, async () => {
      asked += 1
      return {
        figures: { submittedToday: 1284, answeredOnTime: 0.86, solvedByReporter: 0.71 },
        recent: [card, card],
        punctual: [{ name: 'Kota Banyu Asri', slug: 'banyu-asri', due: 412, onTime: 0.98, solved: 0.84 }],
      }
    })
  },
  { renderProblem },
)

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url + path, {
    headers: { accept: 'text/html', ...headers },
    redirect: 'manual',
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const pages = ['/', '/bantuan', '/aksesibilitas', '/privasi', '/tampilan', '/tidak-ada']

test('the front page is made once for many readers', async () => {
  const before = asked
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/')))
  assert.ok(asked - before <= 1)
  for (const answer of answers) assert.match(answer.text, /<dd>1\.284<\/dd>/)
  assert.match((await get('/en')).text, /<dd>1,284<\/dd>/)
})

test('an address that does not exist is answered in the language of its address', async () => {
  const lost = await get('/en/nothing')
  assert.equal(lost.status, 404)
  assert.match(lost.text, /<html lang="en">/)
  assert.match(lost.text, /Search public reports/)
})

test('a display that was chosen is on every page, refusals too, and on no other reader’s', async () => {
  const chosen = await fetch(`${url}/tampilan`, {
    method: 'POST',
    body: new URLSearchParams({ theme: 'dark', contrast: 'more' }),
    redirect: 'manual',
  })
  assert.equal(chosen.status, 303)
  const cookie = chosen.headers.getSetCookie().find((one) => one.startsWith('lapor_display='))!
  assert.match(cookie, /HttpOnly/)
  for (const path of ['/', '/bantuan', '/tidak-ada']) {
    assert.match(
      (await get(path, { cookie: cookie.split(';')[0]! })).text,
      /<html data-theme="dark" data-contrast="more" lang="id">/,
    )
    assert.match((await get(path)).text, /<html lang="id">/)
  }
})

test('a display that does not exist is refused with its field', async () => {
  const answer = await fetch(`${url}/tampilan`, {
    method: 'POST',
    body: new URLSearchParams({ theme: 'pink', contrast: 'auto' }),
    headers: { accept: 'text/html' },
  })
  assert.equal(answer.status, 422)
})

test('a browser can install the form for days without a signal', async () => {
  const worker = await get('/sw.js')
  assert.match(worker.text, new RegExp(`^const assets = "/assets/${assetsVersion}/"`))
  const manifest = JSON.parse((await get('/manifest.webmanifest')).text)
  assert.equal((await get(manifest.icons[0].src)).status, 200)
})

test('all pages of the site are accessible, whole at 320 px, and light, in both languages and in the dark', async () => {
  for (const [colorScheme, width, prefix] of [
    ['light', 390, ''],
    ['dark', 1280, '/en'],
  ] as const) {
    const page = await openPage({ colorScheme, viewport: { width, height: 844 }, serviceWorkers: 'block' })
    let bytes = 0
    page.on('response', async (response) => {
      if (!response.url().endsWith('.woff2'))
        bytes += await response
          .request()
          .sizes()
          .then(
            (sizes) => sizes.responseBodySize,
            () => 0,
          )
    })
    for (const path of pages) {
      bytes = 0
      await page.goto(url + prefix + path)
      await assertAccessible(page)
      assert.ok(bytes < 50_000, `${path}: ${bytes} bytes`)
      await page.setViewportSize({ width: 320, height: 700 })
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, `${path} at 320 px`)
      await page.setViewportSize({ width, height: 844 })
    }
    await page.context().close()
  }
})
