/** The desk's lists as files: the rows of the page's own filter, and of each row no more than the page shows. */
import { sql } from 'kysely'
import { namesOf as accountNames } from '../../directory/accounts/queries.ts'
import { listTopics } from '../../directory/topics/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Column, Row, Sheet } from '../../platform/sheets/sheet.ts'
import { nameOfRule } from '../../regulation/deadlines.ts'
import { agencyRoles, seesEverything, type Actor, type Role } from '../../regulation/permissions.ts'
import { kindWords, levelWords } from '../../regulation/words.ts'
import { shownNumber } from '../../web/dates.ts'
import { statusWords } from '../../web/parts/tags.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { dayColumn, instantColumn, textColumn } from '../../web/sheets.ts'
import { namesOf } from '../casefile/reading.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { approvalsAfter, type Waiting } from './approvals.ts'
import { filterOf, ListQuery, openDesk, type Desk } from './desk.ts'
import { asReadBy, narrowed, placeNames, scoped } from './queries.ts'
import { proposalWords } from './words.ts'

export function deskFiles(app: App, ground: Ground): void {
  listFiles(app, ground, paths.desk.home, { access: 'read_desk', query: ListQuery }, async (request) => {
    const desk = await openDesk(ground, request, request.query as ListQuery)
    return queueSheet(ground, desk)
  })
  listFiles(app, ground, paths.desk.approvals, { access: 'read_desk' }, async (request) => {
    const desk = await openDesk(ground, request, {})
    return approvalsSheet(ground, desk)
  })
}

const rowsAtOnce = 1_000

const queueSheet = (ground: Ground, desk: Desk): Sheet => ({
  name: `meja-${desk.queue.name}`,
  columns: columnsOf(desk),
  pages: pagesOf(ground, desk),
})

const columnsOf = ({ say, zone }: Desk): Column[] => [
  textColumn(say('Nomor', 'Number')),
  textColumn(say('Judul', 'Title')),
  textColumn(say('Jenis', 'Kind')),
  textColumn(say('Keadaan', 'Status')),
  textColumn(say('Kerahasiaan', 'Secrecy')),
  textColumn(say('Tanda', 'Marks')),
  textColumn(say('Tempat', 'Place')),
  textColumn(say('Bidang', 'Topic')),
  textColumn(say('Unit', 'Unit')),
  textColumn(say('Petugas', 'Officer')),
  textColumn(say('Tenggat', 'Deadline')),
  dayColumn(say('Jatuh tempo', 'Due')),
  textColumn(say('Lewat', 'Late')),
  instantColumn(say('Diterima', 'Received'), zone),
  instantColumn(say('Berubah', 'Changed'), zone),
]

/**
 * Page after page from the last row seen, as the list itself goes on: no transaction stays open while a slow reader
 * takes the file, and a row whose date moves meanwhile may come twice or not at all. Rows that still ask for work come
 * first, each half in the order of the clock: that is how the index has them (sorting 200,000 rows for each page took
 * 40 s, this takes 5).
 */
async function* pagesOf(ground: Ground, desk: Desk): AsyncGenerator<Row[]> {
  for (const isOpen of [true, false]) {
    let last: FoundRow | undefined
    do {
      const rows: FoundRow[] = await rowsAfter(ground, desk, isOpen, last)
      const read = rows.map((row) => asReadBy(row, desk.actor))
      const names = await namesFor(ground.db, read)
      yield read.map((row) => rowOf(row, names, desk))
      last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
    } while (last)
  }
}

/** `due` is the instant as the database writes it: a Date loses what is finer than a millisecond, and with it rows. */
type FoundRow = InboxRow & { due: string }

async function rowsAfter(
  { db }: Ground,
  { actor, now, area, query, queue, zone }: Desk,
  isOpen: boolean,
  last: FoundRow | undefined,
): Promise<FoundRow[]> {
  const { cursor: _cursor, ...filter } = filterOf({ query, zone })
  const all = narrowed(scoped(db, actor, area, queue), filter, queue, actor, now)
  const rows = last
    ? all.where(
        sql<boolean>`(due_at, report_id, part_no) > (${last.due}::timestamptz, ${last.report_id}::uuid, ${last.part_no}::int)`,
      )
    : all
  return (await rows
    .where('open', '=', isOpen)
    .selectAll()
    .select(sql<string>`due_at::text`.as('due'))
    .orderBy('due_at')
    .orderBy('report_id')
    .orderBy('part_no')
    .limit(rowsAtOnce)
    .execute()) as FoundRow[]
}

type Names = {
  places: ReadonlyMap<string, string>
  topics: ReadonlyMap<string, string>
  units: ReadonlyMap<string, string>
  officers: ReadonlyMap<string, string>
}

async function namesFor(db: Ground['db'], rows: readonly InboxRow[]): Promise<Names> {
  const [places, topics, units, officers] = await Promise.all([
    placeNames(
      db,
      rows.flatMap(({ region }) => region ?? []),
    ),
    listTopics(db),
    namesOf(db, [...new Set(rows.flatMap(({ unit_code }) => unit_code ?? []))]),
    accountNames(db, [...new Set(rows.flatMap(({ officer_id }) => officer_id ?? []))]),
  ])
  return { places, topics: new Map(topics.map(({ code, name }) => [code, name])), units, officers }
}

/** Whoever only watches, or is asked to open an identity, sees what the page's row says and nothing beside it. */
const worksOnReports = ({ roles }: Actor): boolean =>
  roles.some((role) => seesEverything.includes(role) || (agencyRoles as readonly Role[]).includes(role))

function rowOf(row: InboxRow, names: Names, { actor, now, say }: Desk): Row {
  const works = worksOnReports(actor)
  const named = (of: ReadonlyMap<string, string>, code: string | null) =>
    code === null ? null : (of.get(code) ?? code)
  return [
    shownNumber(row.number),
    row.title || say('Isi tertutup', 'Closed content'),
    say(kindWords[row.kind]),
    statusWords(row.state, {}, say),
    say(levelWords[row.level]),
    marksOf(row, say),
    named(names.places, row.region),
    works ? named(names.topics, row.category) : null,
    works ? named(names.units, row.unit_code) : null,
    works ? named(names.officers, row.officer_id) : null,
    row.due_rule === null ? null : ruleWords(row.due_rule, say),
    row.due_on,
    row.due_rule !== null && new Date(row.due_at) < now ? say('lewat', 'late') : null,
    row.submitted_at,
    row.updated_at,
  ]
}

const marksOf = (row: InboxRow, say: Say): string =>
  [
    row.urgent && say('mendesak', 'urgent'),
    row.objected && say('keberatan', 'objection'),
    row.returned && say('dikembalikan', 'returned'),
    row.pending !== null && say('menunggu orang kedua', 'waits for a second person'),
  ]
    .filter(Boolean)
    .join(', ')

function ruleWords(rule: string, say: Say): string {
  const name = nameOfRule(rule)
  return name ? `${rule} ${say(name)}` : rule
}

const approvalsSheet = (ground: Ground, { actor, say, zone }: Desk): Sheet => ({
  name: 'meja-persetujuan',
  columns: [
    textColumn(say('Nomor', 'Number')),
    textColumn(say('Judul', 'Title')),
    textColumn(say('Yang diusulkan', 'Proposed')),
    textColumn(say('Oleh', 'By')),
    instantColumn(say('Diusulkan', 'Proposed at'), zone),
    dayColumn(say('Jatuh tempo', 'Due')),
  ],
  pages: approvalPages(ground, actor, say),
})

async function* approvalPages({ db }: Ground, actor: Desk['actor'], say: Say): AsyncGenerator<Row[]> {
  let last: Waiting | undefined
  do {
    const waiting: Waiting[] = await approvalsAfter(db, actor, last?.row, rowsAtOnce)
    yield waiting.map(({ row, action, by, at }) => [
      shownNumber(row.number),
      row.title || say('Isi tertutup', 'Closed content'),
      proposalWords(action, say),
      by,
      new Date(at),
      row.due_on,
    ])
    last = waiting.length < rowsAtOnce ? undefined : waiting.at(-1)
  } while (last)
}
