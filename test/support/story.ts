/**
 * Long stories in a real browser: a reporter with a phone of 390 px, officers with nothing but a keyboard at
 * 1280 px, and a look at every page that is new: axe, nothing wider than the screen, a picture on request.
 */
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { gatewaysOf } from '../../src/channels/notifications/jobs.ts'
import { sendDue } from '../../src/channels/notifications/outbox.ts'
import type { Ground } from '../../src/platform/ground.ts'
import { assertAccessible, openPage } from './browser.ts'
import { deskPeople } from './desk.ts'
import { keyboardOf, type Keyboard } from './keyboard.ts'
import type { Sent, Town } from './town.ts'

/** `LAPOR_SHOTS=folder` keeps a picture of every page that a story looks at. */
const shots = process.env['LAPOR_SHOTS']

export type Officer = Keyboard & {
  page: Page
  /** Opens a report: from the front page of the desk by its number, as a telephone call would name it. */
  opens: (report: Sent) => Promise<void>
  /** Ctrl+Enter in the form that is being filled in; the answer is the line on top that says what was done. */
  sends: () => Promise<string>
  /** One key of the desk that ends in another page. */
  strikes: (key: string) => Promise<string>
  reads: (selector?: string) => Promise<string>
}

export type Phone = {
  page: Page
  reads: (selector?: string) => Promise<string>
  /** The titles of what happened so far, oldest first. */
  timeline: () => Promise<string[]>
  /** The days that the deadline of now counts, as "Hitung sendiri" lists them. */
  countedDays: () => Promise<string[]>
  /** Opens the report anew, as one who comes back after days with number and key. */
  comesBack: () => Promise<void>
  /** A folded form: opened, filled in, sent. */
  does: (summary: string, fields: Record<string, string>, button: string) => Promise<void>
}

export function aStory(town: Town, name: string) {
  const { signedIn, stateOf } = deskPeople(town)
  let pictures = 0

  /** Every new page of a story: nobody is kept out, nothing runs off the screen. */
  const looks = async (page: Page, what: string): Promise<void> => {
    if (shots !== undefined) {
      mkdirSync(shots, { recursive: true })
      const file = `${name}-${String(++pictures).padStart(2, '0')}-${what.replaceAll(' ', '-')}.png`
      await page.screenshot({ path: join(shots, file), fullPage: true })
    }
    const isWide = await page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    assert.equal(isWide, false, `${what}: wider than the screen`)
    await assertAccessible(page)
  }

  const reads =
    (page: Page) =>
    async (selector = 'main'): Promise<string> =>
      (await page.locator(selector).allInnerTexts()).join('\n').replaceAll(/[ \u00a0]+/g, ' ')

  /** The worker's role, for what the service does by itself. */
  const worker = async (): Promise<Ground> => ({
    ...town.ground,
    db: await town.database.as('lapor_worker'),
  })

  return {
    looks,
    stateOf,
    /** A report written on the public form; `also` fills in more of it. Ends on the page with number and key. */
    writes: async (page: Page, text: string, also?: (form: Page) => Promise<void>): Promise<Sent> => {
      await page.goto(`${town.url}/lapor`)
      await looks(page, 'form')
      await page.fill('#text', text)
      await also?.(page)
      await page.click('button:has-text("Kirim laporan")')
      await page.waitForSelector('h1:has-text("Laporan terkirim")')
      await looks(page, 'sent')
      const [shown, secret] = await page.locator('.secret').allTextContents()
      const number = shown!.replace('-', '')
      const { report_id: id } = await town.database.db
        .selectFrom('tracking_number')
        .select('report_id')
        .where('number', '=', number)
        .executeTakeFirstOrThrow()
      return { number, secret: secret!.replaceAll(' ', ''), id }
    },
    /** Somebody at a desk of the working day that it is now; sessions end with the day. */
    officer: async (who: string, options: BrowserContextOptions = {}): Promise<Officer> => {
      const page = await signedIn(who, options)
      const keys = keyboardOf(page)
      const read = reads(page)
      const said = async (): Promise<string> => (await read('.note.good, [role=alert]')).trim()
      return {
        ...keys,
        page,
        reads: read,
        opens: async (report) => {
          await page.goto(`${town.url}/meja`)
          await page.keyboard.press('/')
          await page.keyboard.insertText(report.number)
          await keys.leaves(() => page.keyboard.press('Enter'))
          await page.waitForSelector('#judul')
        },
        sends: async () => {
          await keys.leaves(() => page.keyboard.press('Control+Enter'))
          return said()
        },
        strikes: async (key) => {
          // A key sends nothing on a page that nobody can have read yet.
          await page.waitForSelector('body[data-keys=ready]')
          await keys.leaves(() => page.keyboard.press(key))
          return said()
        },
      }
    },
    /** The reporter's phone with the report open. */
    phone: async (report: Sent, options: BrowserContextOptions = {}): Promise<Phone> => {
      const page = await openPage(options)
      const comesBack = async (): Promise<void> => {
        await page.context().clearCookies()
        await page.goto(`${town.url}/lacak`)
        await page.fill('[name=number]', report.number)
        await page.fill('[name=secret]', report.secret)
        await page.click('main form button')
        await page.waitForSelector('#perjalanan')
      }
      await comesBack()
      return {
        page,
        comesBack,
        reads: reads(page),
        timeline: () => page.locator('.warp h3').allInnerTexts(),
        countedDays: () => page.locator('details.count').first().locator('.days li').allTextContents(),
        does: async (summary, fields, button) => {
          const folded = page
            .locator('details', { has: page.locator('summary', { hasText: summary }) })
            .last()
          if (!(await folded.evaluate((one: HTMLDetailsElement) => one.open)))
            await folded.locator('summary').first().click()
          for (const [selector, text] of Object.entries(fields)) await page.fill(selector, text)
          await folded.locator('button', { hasText: button }).last().click()
          await page.waitForSelector('[role=status]')
        },
      }
    },
    worker,
    /** The letters to the reporter that have gone out by now: subject and text, oldest first. */
    letters: async (report: Sent): Promise<string[]> => {
      const service = await worker()
      await sendDue(service, service.db, gatewaysOf(service))
      const sent = await service.db
        .selectFrom('outgoing_message')
        .select(['subject', 'text'])
        .where('report_id', '=', report.id)
        .orderBy('seq')
        .execute()
      return sent.map(({ subject, text }) => `${subject}\n${text}`)
    },
  }
}
