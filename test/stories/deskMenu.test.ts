/** Whoever sits at a desk finds the same menu on every page of it, with what waits counted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths } from '../../src/web/paths.ts'
import { aReportIn, aTown } from '../support/town.ts'

const town = await aTown()
await aReportIn(town, 'answer_proposed')

/** The items of the wide menu, and the one that says "you are here". */
async function menuOf(who: string, path: string): Promise<{ items: string[]; here: string[] } | undefined> {
  const answer = await fetch(town.url + path, { headers: town.token(who), redirect: 'manual' })
  const page = await answer.text()
  if (answer.status !== 200) return undefined
  const menu = /<nav class="wide"[^>]*>(.*?)<\/nav>/s.exec(page)![1]!
  const links = [...menu.matchAll(/<a[^>]*?(aria-current="page")?\s*>([^<]+)<\/a>/g)]
  const labels = (some: typeof links) => some.map((link) => link[2]!.trim())
  return { items: labels(links), here: labels(links.filter((link) => link[1] !== undefined)) }
}

const { desk } = paths
const cases: [who: string, items: string[], pages: [path: string, here: string | undefined][]][] = [
  [
    'officer',
    ['Kotak kerja', 'Kabar', 'Alat kerja', 'Catat laporan'],
    [
      [desk.home, 'Kotak kerja'],
      [desk.news, 'Kabar'],
      [desk.newsSettings, undefined],
      [desk.tools, 'Alat kerja'],
      [desk.absences, 'Alat kerja'],
      [desk.handovers, 'Alat kerja'],
      [desk.counter, 'Catat laporan'],
      [desk.preferences, undefined],
    ],
  ],
  [
    'approver',
    ['Kotak kerja', 'Persetujuan (1)', 'Kabar (1)', 'Alat kerja'],
    [
      [desk.home, 'Kotak kerja'],
      [desk.approvals, 'Persetujuan (1)'],
      [desk.news, 'Kabar (1)'],
      [desk.newsSettings, undefined],
      [desk.preferences, undefined],
    ],
  ],
  [
    'evaluator',
    ['Kotak kerja', 'Kabar', 'Kalender', 'Tenggat'],
    [
      [desk.news, 'Kabar'],
      [desk.calendar, 'Kalender'],
      [desk.rules, 'Tenggat'],
      [desk.preferences, undefined],
    ],
  ],
  [
    'operator',
    ['Kotak keluar', 'Kabar'],
    [
      [desk.mailbox, 'Kotak keluar'],
      [desk.news, 'Kabar'],
      [desk.preferences, undefined],
    ],
  ],
]
for (const [who, items, pages] of cases) {
  for (const [path, here] of pages) {
    test(`the ${who} finds the whole menu on ${path}`, async () =>
      assert.deepEqual(await menuOf(who, path), { items, here: here === undefined ? [] : [here] }))
  }
}

test('who only reads the law finds calendar and deadlines in the menu of their pages', async () =>
  assert.deepEqual(await menuOf('officer', desk.rules), {
    items: ['Kotak kerja', 'Kabar', 'Alat kerja', 'Kalender', 'Tenggat', 'Catat laporan'],
    here: ['Tenggat'],
  }))
