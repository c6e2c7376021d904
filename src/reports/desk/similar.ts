/** Reports that may be about the same fact: shared words, in the same regency, from the last three months. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { anyOfQuery } from '../../platform/db/wordSearch.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { State } from '../../regulation/kinds.ts'
import { seesEverything, type Actor } from '../../regulation/permissions.ts'
import { firstWords } from '../casefile/projections.ts'
import { readerOf } from '../casefile/reading.ts'
import { loadFile } from '../casefile/store.ts'
import { textFor } from '../casefile/view.ts'
import { compareReports } from '../routing/duplicates.ts'
import { maySee } from './visibility.ts'

export type Similar = {
  reportId: string
  number: string
  title: string
  state: State
  submittedAt: Date
  supporters: number
  /** So like that it is probably the same fact. */
  isSame: boolean
}

/** A report, or one that is about to be entered. */
export type Compared = Pick<CaseFile, 'reportId' | 'title' | 'text' | 'region' | 'submittedAt'>

const daysBack = 90
const shown = 4

/** Words find twenty candidates by the index; how like they are is measured on the texts themselves. */
export async function similarReports(db: Db, file: Compared): Promise<Similar[]> {
  const words = wordsOf(`${file.title} ${firstWords(file.text, 240)}`)
  if (words.length < 2) return []
  const regency = file.region?.slice(0, 5)
  const query = anyOfQuery(words)
  const { rows } = await sql<{
    report_id: string
    number: string
    title: string
    text: string
    region: string | null
    state: State
    submitted_at: Date
    supporters: number
  }>`
    select r.report_id, r.number, r.title, r.text, r.region, r.state, r.submitted_at,
      coalesce(jsonb_array_length(r.marks -> 'mergedFrom'), 0) as supporters
    from (
      select s.report_id, ts_rank(s.search, ${query}) as rank
      from report_search s
      where s.search @@ ${query}
        and s.submitted_at > ${new Date(Date.parse(file.submittedAt) - daysBack * 86_400_000)}
        and s.report_id <> ${file.reportId}::uuid
        and (${regency ?? null}::varchar is null or s.regency = ${regency ?? null}::varchar)
      order by rank desc, s.report_id
      limit 20
    ) as near
    join report r on r.report_id = near.report_id
    where r.state not in ('merged', 'withdrawn', 'archived')
    order by near.rank desc, r.report_id
    limit 20`.execute(db)
  const known = new Map(rows.map((row) => [row.report_id, row]))
  const near = rows.map((row) => ({
    id: row.report_id,
    title: row.title,
    text: row.text,
    region: row.region ?? undefined,
    submittedAt: row.submitted_at,
  }))
  const own = {
    title: file.title,
    text: file.text,
    region: file.region,
    submittedAt: new Date(file.submittedAt),
  }
  return compareReports(own, near)
    .slice(0, shown)
    .map(({ id, isSame }) => {
      const row = known.get(id)!
      return {
        reportId: id,
        number: row.number,
        title: row.title || firstWords(row.text),
        state: row.state,
        submittedAt: row.submitted_at,
        supporters: Number(row.supporters),
        isSame,
      }
    })
}

/** Of these only the reports that this account may open, in the words that it may read (DOMAIN section 6). */
export async function similarFor(db: Db, file: Compared, actor: Actor): Promise<Similar[]> {
  const near = await similarReports(db, file)
  if (actor.roles.some((role) => seesEverything.includes(role))) return near
  const shown = await Promise.all(
    near.map(async (one) => {
      const other = await loadFile(db, one.reportId)
      if (!other || !(await maySee(db, other, actor))) return []
      const { title, text = '' } = textFor(other, readerOf(actor, other))
      return [{ ...one, title: title || firstWords(text) }]
    }),
  )
  return shown.flat()
}

const wordsOf = (text: string): string[] => [
  ...new Set((text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []).slice(0, 24)),
]
