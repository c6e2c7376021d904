import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openPage } from '../../test/support/browser.ts'
import { securityHeaders } from '../platform/http/security.ts'
import { serviceWorker } from './serviceWorker.ts'
import { allAssets, assetsPrefix } from '../web/assets.ts'
import { html } from '../web/html.ts'
import { deskPage, page } from '../web/layout.ts'
import { field, fileField } from '../web/parts/fields.ts'
import { kindPicker } from '../web/parts/kindPicker.ts'
import { bulkBar } from '../web/parts/lists.ts'
import { privacyPicker, whoSeesByChoice } from '../web/parts/privacy.ts'
import {
  agencyPicker,
  deviceReports,
  pointPicker,
  regionPicker,
  similarReports,
} from '../web/parts/reportForm.ts'
import { sayIn } from '../web/say.ts'

// What the browser modules promise, on a form like the real one and a server that can fail on demand.

const say = sayIn('id')
const text = 'Jembatan di desa rusak\nsejak hujan <Senin> lalu'
let isDown = false
let submits: { key: string; isRepeat: boolean; fields: Record<string, string> }[] = []
let files: { path: string; secret: unknown; bytes: number; type: string | undefined }[] = []
let numbers = new Map<string, string>()

beforeEach(() => {
  isDown = false
  submits = []
  files = []
  numbers = new Map()
})

const formPage = () =>
  page(
    {
      title: 'Buat laporan',
      language: 'id',
      path: '/lapor',
      scripts: ['draft', 'photos', 'suggest', 'region', 'map'],
    },
    html`<div class="wrap sec cols side">
      <form class="flow" method="post" action="/lapor" enctype="multipart/form-data" data-draft="report">
        <h1>Buat laporan</h1>
        <input type="hidden" name="idempotency_key" value="the key of a form that may be old" />
        ${field({ name: 'text', label: 'Apa?', type: 'textarea', required: true }, say)}${kindPicker({}, say)}${regionPicker({ provinces: [{ code: '35', name: 'Jawa Timur' }] }, say)}${pointPicker({}, say)}${agencyPicker({ choices: [], checkDays: 3 }, say)}${fileField({}, say)}${privacyPicker({}, say)}
        <button class="btn">Kirim laporan</button>
      </form>
      <aside class="flow" aria-label="x">
        ${whoSeesByChoice(say)}${similarReports([], say)}${deviceReports('/lacak', say)}
      </aside>
    </div>`,
  )

const homeForm = () =>
  page(
    { title: 'Depan', language: 'id', path: '/', scripts: ['draft'] },
    html`<h1>Depan</h1>
      <form action="/lapor/mulai" method="post" data-draft="home">
        ${field({ name: 'text', label: 'Apa?', type: 'textarea' }, say)}
      </form>`,
  )

const desk = () =>
  deskPage(
    {
      title: 'Meja',
      language: 'id',
      path: '/meja',
      scripts: ['shortcuts', 'deskDraft'],
      user: { name: 'Ratri', csrf: 'c', agencyName: 'PU' },
      nav: [],
    },
    html`<div class="desk">
      <form class="queue" method="post">
        <h1>Kotak kerja</h1>
        <input type="search" name="q" aria-label="Cari" />${bulkBar({ total: 2, actions: [] }, say)}
        <ul class="q">
          ${[1, 2].map((no) => html`<li><input type="checkbox" name="id" value="${no}" aria-label="Pilih ${no}" /><a href="#l${no}">Laporan ${no}</a></li>`)}
        </ul>
      </form>
      <form class="answer" data-desk-draft="r1">
        <label for="a">Jawaban</label><textarea id="a" name="answer"></textarea
        ><span data-draft-status></span>
      </form>
      <button type="button" data-key="t">Teruskan</button>
    </div>`,
  )

const pages: Record<string, () => string> = { '/': homeForm, '/lapor': formPage, '/meja': desk }

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const { pathname, searchParams } = new URL(request.url!, 'http://x')
  for (const [name, value] of Object.entries(securityHeaders({ isHttps: false })))
    response.setHeader(name, value)
  const answer = (status: number, body: unknown, type = 'application/json') =>
    response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
  if (pathname.startsWith(assetsPrefix)) {
    const asset = allAssets().get(pathname.slice(assetsPrefix.length))!
    response.writeHead(200, { 'content-type': asset.type }).end(asset.body)
  } else if (pathname === '/sw.js') answer(200, serviceWorker, 'text/javascript')
  else if (request.method === 'POST') take(request, response, pathname, Buffer.concat(chunks), answer)
  else if (pathname === '/api/v1/regions') {
    const parent = searchParams.get('parent')!
    answer(200, { items: parent.length < 8 ? [{ code: `${parent}.01`, name: `Di bawah ${parent}` }] : [] })
  } else answer(pages[pathname] ? 200 : 404, pages[pathname]?.() ?? 'none', 'text/html; charset=utf-8')
})

function take(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  body: Buffer,
  answer: (status: number, body: unknown, type?: string) => void,
): void {
  if (isDown) response.writeHead(503).end()
  else if (path === '/api/v1/suggestions') {
    answer(200, {
      agencies: [{ code: '35.01', name: 'Dinas <PU>', why: 'jembatan' }],
      similar: [{ number: 'B', title: 'Mirip', url: '/laporan/B', supporters: 3 }],
    })
  } else if (path.endsWith('/files')) {
    files.push({
      path,
      secret: request.headers['x-report-secret'],
      bytes: body.length,
      type: /Content-Type: (\S+)/.exec(body.toString('latin1'))?.[1],
    })
    answer(201, {})
  } else {
    const fields = Object.fromEntries(
      [...body.toString().matchAll(/name="(\w+)"\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )
    const key = fields['idempotency_key']!
    submits.push({ key, isRepeat: numbers.has(key), fields })
    if (!numbers.has(key)) numbers.set(key, `AAAA000${numbers.size}`)
    const number = numbers.get(key)!
    if (request.headers.accept === 'application/json')
      answer(201, { number, secret: '1234567890123456', url: `/laporan/${number}`, receipt: 'r' })
    else answer(200, `<!doctype html><title>x</title><h1>Terkirim ${number}</h1>`, 'text/html')
  }
}

server.listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const url = `http://localhost:${(server.address() as AddressInfo).port}`
after(() => {
  server.close()
  server.closeAllConnections()
})

const open = async (path: string): Promise<Page> => {
  const opened = await openPage({
    permissions: ['geolocation'],
    geolocation: { latitude: -7.25, longitude: 112.75 },
  })
  await opened.goto(url + path, { waitUntil: 'networkidle' })
  return opened
}
const send = (at: Page) => at.click('button:has-text("Kirim laporan")')
const regionOf = (at: Page) =>
  at.evaluate(() => document.querySelector<HTMLInputElement>('input[name=region]')!.value)

test('what is begun on the front page goes on in the form, and outlives a reload with every choice', async () => {
  const at = await open('/')
  await at.fill('#text', text)
  await at.goto(`${url}/lapor`, { waitUntil: 'networkidle' })
  assert.equal(await at.inputValue('#text'), text)
  await at.check('[name=privacy][value=rahasia]')
  await at.selectOption('#region', '35')
  await at.selectOption('#region-1', '35.01')
  await at.waitForSelector('#region-2')
  await at.reload({ waitUntil: 'networkidle' })
  assert.equal(await at.inputValue('#text'), text)
  assert.ok(await at.isChecked('[name=privacy][value=rahasia]'))
  assert.equal(await regionOf(at), '35.01')
  assert.match((await at.textContent('form'))!, /Draf tersimpan di ponsel ini, \d\d\.\d\d\./)
  assert.deepEqual(
    [await at.isVisible('[data-level=rahasia]'), await at.isVisible('[data-level=terbuka]')],
    [true, false],
  )
  await at.click('text=Hapus draf')
  await at.reload({ waitUntil: 'networkidle' })
  assert.equal(await at.inputValue('#text'), '')
})

test('a report that cannot be sent waits, is sent once when that is possible, and its photo follows made small', async () => {
  const at = await open('/lapor')
  await at.fill('#text', text)
  const photo = await at.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 3000
    canvas.height = 2000
    canvas.getContext('2d')!.fillRect(0, 0, 3000, 900)
    return canvas.toDataURL('image/png').split(',')[1]!
  })
  await at.setInputFiles('#files', {
    name: 'jalan.png',
    mimeType: 'image/png',
    buffer: Buffer.from(photo, 'base64'),
  })
  await at.waitForSelector('text=jalan.jpg')
  isDown = true
  await send(at)
  await at.waitForSelector('text=1 laporan belum terkirim')
  assert.equal(await at.inputValue('#text'), '')
  isDown = false
  await at.reload()
  await at.waitForSelector('text=1234 5678 9012 3456')
  for (let tries = 0; files.length === 0 && tries < 50; tries++) await at.waitForTimeout(50)
  assert.deepEqual([submits.length, numbers.size, files.length], [1, 1, 1])
  assert.deepEqual(
    [files[0]!.path, files[0]!.secret, files[0]!.type],
    ['/api/v1/reports/AAAA0000/files', '1234567890123456', 'image/jpeg'],
  )
  assert.ok(files[0]!.bytes < 100_000)
  await at.click('text=Sudah saya simpan')
  assert.equal(await at.locator('text=1234 5678').count(), 0)
  assert.match((await at.textContent('[data-device-reports]'))!, /Jembatan di desa rusak/)
})

test('two taps on "Kirim laporan" make one report, and the repeat says the same as the first', async () => {
  const at = await open('/lapor')
  await at.fill('#text', text)
  await at.evaluate(() => {
    const form = document.querySelector<HTMLFormElement>('form[data-draft]')!
    form.requestSubmit()
    form.requestSubmit()
  })
  await at.waitForSelector('h1:has-text("Terkirim AAAA0000")')
  assert.deepEqual(
    submits.map(({ isRepeat }) => isRepeat),
    [false, true],
  )
  assert.deepEqual(submits[0]!.fields, submits[1]!.fields)
})

test('without any signal the form opens, takes a report, and sends it when the network is back', async () => {
  const at = await open('/lapor')
  await at.evaluate(() => navigator.serviceWorker.ready)
  await at.reload({ waitUntil: 'networkidle' })
  await at.context().setOffline(true)
  await at.goto(`${url}/lapor`)
  await at.fill('#text', 'Ditulis tanpa sinyal di kaki gunung')
  await send(at)
  await at.waitForSelector('text=Tidak ada sinyal')
  assert.equal(submits.length, 0)
  await at.context().setOffline(false)
  await at.evaluate(() => dispatchEvent(new Event('online')))
  await at.waitForSelector('text=1234 5678 9012 3456')
  assert.equal(numbers.size, 1)
})

test('while a person writes, agencies and similar reports appear, and the device tells its place when asked', async () => {
  const at = await open('/lapor')
  await at.fill('#text', text)
  await at.waitForSelector('text=Dinas <PU>')
  assert.equal(await at.locator('[name=agency]').count(), 2)
  assert.ok(await at.isChecked('[name=agency][value=""]'))
  assert.match((await at.textContent('[data-suggest=similar]'))!, /Mirip\. 3 orang juga mengalaminya/)
  await at.click('text=Pakai lokasi saya')
  await at.waitForSelector('text=-7.25000, 112.75000')
})

test('whoever chooses to stay unknown leaves no phone number in the draft', async () => {
  const at = await open('/lapor')
  await at.fill('#text', text)
  await at.check('[name=privacy][value=anonim]')
  const kept = await at.evaluate(() => localStorage.getItem('lapor.draft')!)
  assert.doesNotMatch(kept, /"(name|email|phone)"/)
})

test('at a desk the keys move, tick and answer, never while typing, and an answer outlives its tab', async () => {
  const at = await open('/meja')
  assert.equal(await at.isVisible('[data-bulk]'), false)
  await at.keyboard.press('j')
  await at.keyboard.press('x')
  assert.equal(await at.textContent('[data-count]'), '1 dipilih')
  await at.keyboard.press('r')
  await at.keyboard.type('jxk sudah diperbaiki')
  assert.equal(await at.inputValue('#a'), 'jxk sudah diperbaiki')
  await at.reload({ waitUntil: 'networkidle' })
  assert.equal(await at.inputValue('#a'), 'jxk sudah diperbaiki')
  await at.evaluate(() => localStorage.setItem('lapor.shortcuts-off', 'true'))
  await at.locator('h1').click()
  await at.keyboard.press('r')
  assert.equal(await at.evaluate(() => document.activeElement?.id ?? ''), '')
})
