/** Staff at their desks in a real browser, for stories. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openPage } from './browser.ts'
import type { Sent, Town } from './town.ts'

export type DeskPeople = ReturnType<typeof deskPeople>

export const deskPeople = (town: Town) => ({
  signedIn: async (who: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const page = await openPage({ viewport: { width: 1280, height: 900 }, ...options })
    await page.goto(`${town.url}/masuk`)
    await page.fill('[name=email]', `${who.toLowerCase().replaceAll(' ', '.')}@contoh.example`)
    await page.fill('[name=password]', 'kopi pagi di teras')
    await page.click('main button')
    await page.waitForURL(/\/meja/)
    return page
  },
  openReport: (page: Page, report: Sent, query = '') =>
    page.goto(`${town.url}/meja/laporan/${report.id}${query}`),
  stateOf: async (report: Sent): Promise<string> => {
    const row = await town.database.db
      .selectFrom('report')
      .select('state')
      .where('report_id', '=', report.id)
      .executeTakeFirstOrThrow()
    return row.state
  },
})
