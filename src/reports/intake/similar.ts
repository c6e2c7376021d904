/** Public reports about the same thing nearby, so that a person can support one instead of writing it again. */
import { sql } from 'kysely'
import { wordsOf } from '../../directory/words.ts'
import type { Db } from '../../platform/db/database.ts'
import { commonWords } from './words.ts'

export type SimilarReport = { number: string; title: string; supporters: number }

/** Older ones are rarely the same hole in the road. */
const newestDays = 180
/** Of so many newest ones with any of the words, the nearest are looked for. */
const candidates = 200
const shown = 3
const fewestShared = 3

type Candidate = SimilarReport & { text: string }

/**
 * The published reports that share the most words with a text.
 * @param region looks within its regency or city; the whole country where it is not known
 */
export async function similarReports(
  db: Db,
  { text, region, now }: { text: string; region?: string; now: Date },
): Promise<SimilarReport[]> {
  const words = tellingWords(text)
  if (words.size < fewestShared) return []
  const query = [...words].slice(0, 20).join(' | ')
  const regency = region !== undefined && region.length >= 5 ? region.slice(0, 5) : null
  const since = new Date(now.getTime() - newestDays * 86_400_000)
  const { rows } = await sql<Candidate>`
    select number, title, supporters, left(text, 2000) as text
    from public_report
    where search @@ to_tsquery('indonesian', ${query})
      and sort_at >= ${since}
      and (${regency}::varchar is null or regency = ${regency})
      and state not in ('archived', 'withdrawn', 'merged')
    order by sort_at desc
    limit ${candidates}`.execute(db)
  return rows
    .map((row) => ({ row, shared: sharedWords(words, row) }))
    .filter(({ shared }) => shared >= fewestShared && shared >= words.size / 3)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, shown)
    .map(({ row: { number, title, supporters } }) => ({ number, title, supporters }))
}

/** The words of a text that say what it is about; numbers and short words say little. */
const tellingWords = (text: string): Set<string> =>
  new Set(wordsOf(text).filter((word) => word.length >= 4 && !/^\d+$/.test(word) && !commonWords().has(word)))

function sharedWords(words: ReadonlySet<string>, { title, text }: Candidate): number {
  let shared = 0
  for (const word of tellingWords(`${title} ${text}`)) if (words.has(word)) shared += 1
  return shared
}
