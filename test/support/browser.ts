import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { takeLock } from '../../src/platform/lock.ts'
import { waitUntil } from '../../src/platform/processes.ts'

const require = createRequire(import.meta.url)

/** Where distributions put Chromium. */
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** What a browser may take for a page or for closing one; on a busy machine it takes a second. */
const patience = 20_000

let launched: Promise<Launched> | undefined

type Launched = { browser: Browser; kill: () => Promise<void> }

/** A real Chromium, one a test file; it closes itself when the file's tests are over. */
export async function openBrowser(): Promise<Browser> {
  return (await (launched ??= launch())).browser
}

// At import, so that it belongs to the file and not to the test that happens to open the browser.
after(async () => (await launched)?.kill())

const scriptless = new WeakSet<BrowserContext>()

/** A page in a fresh profile, a phone of 390 px unless told otherwise; it fails the test on any script error. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  const page = (await inTime(pageIn(await openBrowser(), options))) || (await pageInAnother(options))
  if (options.javaScriptEnabled === false) scriptless.add(page.context())
  page.on('pageerror', (error) => {
    throw error
  })
  // Closing is no part of what is tested: a renderer that does not go ends with its browser.
  const close = page.close.bind(page)
  page.close = async (how) => void (await inTime(close(how)))
  return page
}

async function pageIn(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  return await context.newPage()
}

/** A Chromium sometimes hangs while it starts a renderer, and then opens no page at all: another one does. */
async function pageInAnother(options: BrowserContextOptions): Promise<Page> {
  const stuck = await launched
  launched = undefined
  await stuck?.kill()
  return await pageIn(await openBrowser(), options)
}

/** What came within the patience; undefined when nothing came (a void answer counts as true). */
async function inTime<T>(work: Promise<T>): Promise<(T extends void ? true : T) | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((done) => (timer = setTimeout(done, patience, undefined)))
  const came = work.then((value) => value ?? true)
  came.catch(() => undefined)
  return (await Promise.race([came, late]).finally(() => clearTimeout(timer))) as never
}

/** Holds the page to WCAG 2.2 AA as far as a program can, and names what falls short with its place. */
export async function assertAccessible(page: Page, options: { without?: string[] } = {}): Promise<void> {
  if (scriptless.has(page.context())) return assertTwinAccessible(page, options)
  const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  // Evaluated by the debugger, not added as a script: the page's Content-Security-Policy stays in force.
  await page.evaluate(`${source};undefined`)
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      rules: ${JSON.stringify(Object.fromEntries((options.without ?? []).map((rule) => [rule, { enabled: false }])))} })
      .then(({ violations }) => violations.map(({ id, help, nodes }) => [id, help, nodes.map((n) => n.target.join(' '))]))`,
  )) as [string, string, string[]][]
  assert.deepEqual(found, [], `${page.url()} is hard to use for some people`)
}

/** The checker needs timers, which a page without script does not have: its twin with script is looked at. */
async function assertTwinAccessible(page: Page, options: { without?: string[] }): Promise<void> {
  const twin = await openPage({
    viewport: page.viewportSize(),
    storageState: await page.context().storageState(),
  })
  await twin.goto(page.url())
  await assertAccessible(twin, options)
  await twin.context().close()
}

async function launch(): Promise<Launched> {
  const system = systemPaths.find((path) => existsSync(path))
  const { executablePath, env } = system ? { executablePath: system, env: {} } : await bundled()
  const server = await chromium.launchServer({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-pings',
      '--no-first-run',
      '--no-default-browser-check',
      '--font-render-hinting=none',
    ],
  })
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() }
}

/**
 * The Chromium that comes as a package, unpacked once a version into the temporary folder. It brings its own
 * libraries and fonts, but unpacks them only where it believes to be in the cloud service it was made for.
 */
async function bundled(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const manifest = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(tmpdir(), `lapor-chromium-${version}-${process.getuid?.() ?? ''}`)
  const done = join(folder, 'unpacked')
  if (!existsSync(done)) await unpack(folder, done)
  const env = { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') }
  return { executablePath: join(folder, 'chromium'), env }
}

async function unpack(folder: string, done: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  let lock = takeLock(join(folder, 'lock'))
  await waitUntil(
    () => 'release' in lock || 'release' in (lock = takeLock(join(folder, 'lock'))),
    120_000,
    100,
  )
  if (!('release' in lock)) throw new Error('Another process has been unpacking Chromium for two minutes.')
  const before = { ...process.env }
  try {
    if (existsSync(done)) return
    process.env.TMPDIR = folder
    process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'
    const { default: packaged } = await import('@sparticuz/chromium')
    await packaged.executablePath()
    writeFileSync(done, '')
  } finally {
    process.env = before
    lock.release()
  }
}
