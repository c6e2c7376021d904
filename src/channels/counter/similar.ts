/** G6: reports like the one that is about to be entered, as far as this officer may see them at all. */
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { readerOf } from '../../reports/casefile/reading.ts'
import { loadFile } from '../../reports/casefile/store.ts'
import { textFor } from '../../reports/casefile/view.ts'
import { similarReports as similarAtDesk } from '../../reports/desk/similar.ts'
import { maySee } from '../../reports/desk/visibility.ts'
import { similarReports as similarInPublic } from '../../reports/intake/similar.ts'
import { paths } from '../../web/paths.ts'

export type LikeReport = { number: string; title: string; path: string; isPublic: boolean }

const noReport = '00000000-0000-0000-0000-000000000000'
const mostShown = 5

/** Those of the officer's own desk first; of everybody else's only what is public. */
export async function likeReports(
  ground: Ground,
  actor: Actor,
  written: { title: string; text: string; region?: string },
): Promise<LikeReport[]> {
  const { db } = ground
  const now = ground.now()
  const draft = { ...written, reportId: noReport, submittedAt: now.toISOString() }
  const [near, shown] = await Promise.all([
    similarAtDesk(db, draft),
    similarInPublic(db, { ...written, now }),
  ])
  const own: LikeReport[] = []
  for (const { reportId, number } of near) {
    const file = await loadFile(db, reportId)
    if (!file || !(await maySee(db, file, actor))) continue
    const { title, text = '' } = textFor(file, readerOf(actor, file))
    own.push({
      number,
      title: title || text.slice(0, 80),
      path: paths.desk.report(reportId),
      isPublic: false,
    })
  }
  const known = new Set(own.map(({ number }) => number))
  const open = shown
    .filter(({ number }) => !known.has(number))
    .map(({ number, title }) => ({
      number,
      title,
      path: paths.publication.report(number),
      isPublic: true,
    }))
  return [...own, ...open].slice(0, mostShown)
}
