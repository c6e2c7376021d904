/** The public list as a file: the published rows of the page's own filter, told as exactly as the cards tell them. */
import { sql } from 'kysely'
import { listTopics } from '../../directory/topics/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import { wordQuery } from '../../platform/db/wordSearch.ts'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Column, Row } from '../../platform/sheets/sheet.ts'
import { sightOf } from '../../regulation/disclosure.ts'
import { outcomeWords } from '../../regulation/words.ts'
import { shownNumber } from '../../web/dates.ts'
import { kindTagWords, statusWords } from '../../web/parts/tags.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { dayColumn, numberColumn, textColumn } from '../../web/sheets.ts'
import { outcomeOf } from './cards.ts'
import { type Asked, readFilter } from './filter.ts'
import type { Brought } from './labels.ts'
import { mayTellDates } from './level.ts'
import { listed, narrow, type ListedRow, type PublicFilter } from './queries.ts'

export function publicFiles(app: App, ground: Ground): void {
  listFiles(app, ground, paths.publication.list, { access: 'public' }, async (request) => {
    const { say } = request
    const { cursor: _cursor, ...filter } = await readFilter(ground.db, request.query as Asked)
    return { name: 'laporan-publik', columns: columnsOf(say), pages: pagesOf(ground, filter, say) }
  })
}

const rowsAtOnce = 1_000

const columnsOf = (say: Say): Column[] => [
  textColumn(say('Nomor', 'Number')),
  textColumn(say('Jenis', 'Kind')),
  textColumn(say('Judul', 'Title')),
  textColumn(say('Isi (awalnya)', 'Text (its beginning)')),
  textColumn(say('Keadaan', 'Status')),
  textColumn(say('Instansi', 'Agency')),
  textColumn(say('Unit', 'Unit')),
  textColumn(say('Tempat', 'Place')),
  textColumn(say('Bidang', 'Topic')),
  dayColumn(say('Dikirim', 'Sent')),
  textColumn(say('Ketelitian tanggal kirim', 'Exactness of the day sent')),
  dayColumn(say('Jatuh tempo', 'Due')),
  textColumn(say('Menurut instansi', 'Agency says')),
  textColumn(say('Menurut pelapor', 'Reporter says')),
  numberColumn(say('Pendukung', 'Supporters')),
  textColumn(say('Tautan', 'Link')),
]

type Found = ListedRow & Brought & { place: string }

/** As the list goes on, from the last row seen, with pages that are worth a question each. */
async function* pagesOf({ db, config }: Ground, filter: PublicFilter, say: Say): AsyncGenerator<Row[]> {
  const topics = new Map((await listTopics(db)).map(({ code, name }) => [code, name]))
  const base = baseUrlOf(config)
  let last: Found | undefined
  do {
    const found: Found[] = await rowsAfter(db, filter, last)
    yield found.map((row) => rowOf(row, topics, base, say))
    last = found.length < rowsAtOnce ? undefined : found.at(-1)
  } while (last)
}

async function rowsAfter(db: Db, filter: PublicFilter, last: Found | undefined): Promise<Found[]> {
  const { filters } = await narrow(db, filter)
  const words = filter.q?.trim() ? sql`p.search @@ (select ${wordQuery(filter.q.trim())})` : sql`true`
  const after = last
    ? sql`(p.sort_at, p.report_id) < (${last.place}::timestamptz, ${last.report_id}::uuid)`
    : sql`true`
  const { rows } = await sql<{ items: Found[] | null }>`
    select json_agg(v) as items from (
      select ${listed}, p.sort_at::text as place
      from public_report p
      where ${filters} and ${words} and ${after}
      order by p.sort_at desc, p.report_id desc
      limit ${rowsAtOnce}
    ) v`.execute(db)
  return rows[0]?.items ?? []
}

function rowOf(row: Found, topics: ReadonlyMap<string, string>, base: string, say: Say): Row {
  const sight = sightOf('time', 'public', row.level)
  return [
    shownNumber(row.number),
    kindTagWords(row.kind, say),
    row.title,
    row.text,
    statusWords(row.state, outcomeOf(row), say),
    row.agency_name,
    row.unit_name,
    row.region_path,
    row.category === null ? null : (topics.get(row.category) ?? row.category),
    row.submitted_day,
    sight === 'date' ? say('hari', 'day') : sight === 'week' ? say('pekan', 'week') : say('bulan', 'month'),
    mayTellDates(row.due_rule ?? '', row) ? row.due_on : null,
    agencySays(row, say),
    reporterSays(row, say),
    row.supporters,
    base + inLanguage(paths.publication.report(row.number), say.language),
  ]
}

function agencySays({ agency_word: word }: Found, say: Say): string | null {
  if (word === null) return null
  if (word.outcome === 'archived') return say('Diarsipkan', 'Archived')
  return word.outcome === 'closed_without_reply' ? say('Ditutup', 'Closed') : say(outcomeWords[word.outcome])
}

const reporterSays = ({ reporter_word: word }: Found, say: Say): string | null =>
  word === null
    ? null
    : word.verdict === 'solved'
      ? say('Selesai', 'Solved')
      : say('Belum selesai', 'Not solved')
