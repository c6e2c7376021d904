/** What the public may ask. Every query here reads `public_report` and never a report itself. */
import { CompiledQuery, sql, type RawBuilder, type SqlBool } from 'kysely'
import { refuse } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { wordQuery } from '../../platform/db/wordSearch.ts'
import { remembered } from '../../platform/db/remembered.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import { localDay } from '../../regulation/clocks.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { codesIn } from '../casefile/codes.ts'
import { type Names } from '../casefile/narration.ts'
import { loadFile } from '../casefile/store.ts'
import type { ClockRow, EventRow, PublicRow } from '../casefile/tables.ts'
import { mayTellDates } from './level.ts'
import { broughtNames, labelsOf, labelsWith, topicsBelow, type Brought, type Labels } from './labels.ts'

export type PublicFilter = {
  state?: string
  agency?: string
  region?: string
  category?: string
  kind?: string
  q?: string
  from?: string
  to?: string
  cursor?: string
  limit?: number
}

/** A row as lists show it: without the instants that only one report's page needs. */
export type ListedRow = Omit<
  PublicRow,
  'sort_at' | 'due_at' | 'place' | 'province' | 'regency' | 'photos' | 'edited'
>

export type PublicList = { items: ListedRow[]; names: Names; labels: Labels; next?: string }

/**
 * Lists show the beginning of a text only; the whole of it may be long. Never the search words, which weigh more.
 * The rows travel as one JSON value: 25 rows of 24 columns cost three times as much to read field by field.
 */
const listColumns = `p.report_id, p.number, p.kind, p.state, p.level, p.title, left(p.text, 300) as text, p.category,
  p.agency_code, p.unit_code, p.region, p.submitted_day, p.updated_at, p.published_at, p.due_rule, p.due_on,
  p.due_started_at, p.due_state, p.agency_word, p.reporter_word, p.supporters, ${broughtNames}`
export const listed = sql.raw(listColumns)

/** Public reports, newest first. The cursor is the number of the last one: nothing about its exact time. */
export async function publicList(db: Db, filter: PublicFilter): Promise<PublicList> {
  const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100)
  const narrowed = await narrow(db, filter)
  const rows = filter.q?.trim()
    ? await searched(db, filter.q.trim(), narrowed, limit + 1)
    : await latest(db, narrowed, limit + 1)
  const items = rows.slice(0, limit)
  const labels = await labelsWith(db, items)
  return { items, names: labels.names, labels, ...(rows.length > limit && { next: items.at(-1)!.number }) }
}

type Found = ListedRow & Brought
type Instants = 'updated_at' | 'published_at' | 'due_started_at'
type Answer = { items: (Omit<Found, Instants> & Record<Instants, string>)[] }

const foundIn = (answer: Answer | undefined): Found[] =>
  (answer?.items ?? []).map((row) => ({
    ...row,
    updated_at: new Date(row.updated_at),
    published_at: new Date(row.published_at),
    due_started_at: row.due_started_at && new Date(row.due_started_at),
  })) as Found[]

type Narrowed = { filters: RawBuilder<SqlBool>; after: RawBuilder<SqlBool>; isPlain: boolean }

/** What was withdrawn is removed, and of merged reports the main one speaks (T41, T13). */
const isShown = sql<SqlBool>`p.state not in ('withdrawn', 'merged')`

/** The conditions of a filter but for its words, and where the list goes on. */
export async function narrow(db: Db, filter: PublicFilter): Promise<Narrowed> {
  const all: RawBuilder<SqlBool>[] = [isShown]
  if (filter.state) all.push(sql`p.state = ${filter.state}`)
  if (filter.kind === 'complaint')
    all.push(sql`p.kind in ('complaint', 'complaint_service', 'complaint_oversight')`)
  else if (filter.kind) all.push(sql`p.kind = ${filter.kind}`)
  if (filter.agency) all.push(sql`p.agency_code = ${filter.agency}`)
  if (filter.category) all.push(sql`p.category = any(${await topicsBelow(db, filter.category)}::varchar[])`)
  if (filter.region) all.push(inRegion(filter.region))
  // The day shown may be the first of its week or month; the index knows the instant, which lies at most 32 days later.
  if (filter.from)
    all.push(sql`p.submitted_day >= ${filter.from}::date and p.sort_at >= ${filter.from}::date - 1`)
  if (filter.to) all.push(sql`p.submitted_day <= ${filter.to}::date and p.sort_at < ${filter.to}::date + 33`)
  const last = filter.cursor ? await placeOf(db, filter.cursor) : undefined
  return {
    filters: sql.join(all, sql` and `),
    isPlain: all.length === 1 && !last,
    after: last ? sql`(p.sort_at, p.report_id) < (${last.sort_at}, ${last.report_id}::uuid)` : sql`true`,
  }
}

/** A province and a regency have columns of their own; below that the code is matched by its start. */
const inRegion = (region: string): RawBuilder<SqlBool> => {
  const code = region.replace(/[%_\\]/g, '')
  if (code.length === 2) return sql`p.province = ${code}`
  if (code.length === 5) return sql`p.regency = ${code}`
  return sql`p.regency = ${code.slice(0, 5)} and p.region like ${`${code}%`}`
}

// A constant text, so that nothing is composed for the list that is asked for most.
const newestQuery = `
  select json_agg(v) as items from (
    select ${listColumns} from public_report p
    where p.state not in ('withdrawn', 'merged')
    order by p.sort_at desc, p.report_id desc
    limit $1
  ) v`

async function latest(db: Db, { filters, after, isPlain }: Narrowed, limit: number): Promise<Found[]> {
  if (isPlain)
    return foundIn((await db.executeQuery<Answer>(CompiledQuery.raw(newestQuery, [limit]))).rows[0])
  const { rows } = await sql<Answer>`
    select json_agg(v) as items from (
      select ${listed} from public_report p
      where ${filters} and ${after}
      order by p.sort_at desc, p.report_id desc
      limit ${limit}
    ) v`.execute(db)
  return foundIn(rows[0])
}

// Measured: to look at one of the newest rows takes 0.8 µs, to fetch one hit from anywhere 5 µs.
const lookMicros = 0.8
const fetchMicros = 5
/** Hits are not spread evenly, so more rows are looked through than would do if they were. */
const spare = 2

/**
 * The newest reports with these words. Common words are met within the newest rows; rare ones are looked up and
 * sorted. One plan for both reads either every row for a rare word or 100,000 hits for a common one (at 200,000
 * reports: 240 ms and 130 ms); so the cheaper one is chosen by how frequent the words are.
 */
async function searched(db: Db, typed: string, narrowed: Narrowed, limit: number): Promise<Found[]> {
  // As a question of its own, which is answered once; else the words are read again for every row.
  const words = sql<SqlBool>`p.search @@ (select ${wordQuery(typed)})`
  const { hits, rows } = await expected(db, typed)
  const through = Math.ceil((spare * limit * rows) / Math.max(hits, 1))
  const isRare = hits * fetchMicros < through * lookMicros
  const found = isRare ? [] : await amongNewest(db, words, narrowed, limit, through)
  return found.length === limit ? found : lookedUp(db, words, narrowed, limit)
}

type Words = RawBuilder<SqlBool>

async function amongNewest(
  db: Db,
  words: Words,
  { filters, after }: Narrowed,
  limit: number,
  through: number,
): Promise<Found[]> {
  const { rows } = await sql<Answer>`
    select json_agg(v) as items from (
      select ${listed}
      from (
        select p.* from public_report p
        where ${after}
        order by p.sort_at desc, p.report_id desc
        limit ${through}
      ) p
      where ${words} and ${filters}
      order by p.sort_at desc, p.report_id desc
      limit ${limit}
    ) v`.execute(db)
  return foundIn(rows[0])
}

async function lookedUp(db: Db, words: Words, { filters, after }: Narrowed, limit: number): Promise<Found[]> {
  const { rows } = await sql<Answer>`
    with hits as materialized (
      select p.report_id, p.sort_at from public_report p where ${words} and ${filters} and ${after}
    ),
    newest as materialized (
      select report_id from hits order by sort_at desc, report_id desc limit ${limit}
    )
    select json_agg(v) as items from (
      select ${listed}
      from newest join public_report p on p.report_id = newest.report_id
      order by p.sort_at desc, p.report_id desc
    ) v`.execute(db)
  return foundIn(rows[0])
}

/** How many reports hold these words, and how many there are, by the planner's statistics. */
const expected = (db: Db, typed: string): Promise<{ hits: number; rows: number }> =>
  remembered(db, `words ${typed}`, 600, async () => {
    const words = sql`p.search @@ ${wordQuery(typed)}`
    const [hits, rows] = [await plannedRows(db, words), await plannedRows(db, sql`true`)]
    return { hits, rows }
  })

async function plannedRows(db: Db, condition: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) select from public_report p where ${condition}`.execute(db)
  return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows']
}

async function placeOf(db: Db, cursor: string): Promise<{ sort_at: Date; report_id: string }> {
  const number = readTrackingNumber(cursor)
  const row =
    number === undefined
      ? undefined
      : await db
          .selectFrom('tracking_number')
          .innerJoin('public_report', 'public_report.report_id', 'tracking_number.report_id')
          .select(['public_report.sort_at', 'public_report.report_id'])
          .where('tracking_number.number', '=', number)
          .executeTakeFirst()
  if (!row) throw refuse('bad_request')
  return row
}

/** Reports of an agency whose own time is over (the desk's and the arbiter's clocks are not its), the longest overdue first. */
export async function latePublicReports(
  db: Db,
  agency: string,
  now: Date,
  limit: number,
): Promise<PublicList> {
  const { rows } = await sql<Answer>`
    select json_agg(v) as items from (
    select ${listed} from public_report p
    where p.agency_code = ${agency} and ${isShown} and p.due_state = 'running' and p.due_at < ${now}
      and p.due_rule not in ('V1', 'V2', 'F4', 'B2')
    order by p.due_at, p.report_id
    limit ${limit}
    ) v`.execute(db)
  const items = foundIn(rows[0])
  const labels = await labelsWith(db, items)
  return { items, names: labels.names, labels }
}

/** What a public page needs of an event; who did it by name is not even read. */
export type PublicEvent = Pick<
  EventRow,
  'seq' | 'at' | 'action' | 'transition' | 'actor_kind' | 'actor_agency' | 'actor_unit' | 'data' | 'state'
>
export type PublicClock = Pick<ClockRow, 'rule' | 'started_at' | 'due_on' | 'due_at' | 'state' | 'ended_at'>
export type PublicPhoto = { no: number; kind: string; hasThumbnail: boolean }

export type PublicReading = {
  row: PublicRow
  events: PublicEvent[]
  clocks: PublicClock[]
  photos: PublicPhoto[]
  names: Names
  labels: Labels
}

/** As JSON gives it: every instant a text. */
type Text<Row> = { [Key in keyof Row]: Date extends Row[Key] ? string | Extract<Row[Key], null> : Row[Key] }
type Read = Text<PublicRow> &
  Brought & { events: Text<PublicEvent>[]; clocks: Text<PublicClock>[]; shown_photos: PublicPhoto[] }

// A constant text, so that nothing is composed for the page that is asked for most.
const viewQuery = `
  select row_to_json(v) as found from (
  select p.report_id, p.number, p.kind, p.state, p.level, p.title, p.text, p.edited, p.category, p.agency_code, p.unit_code,
    p.region, p.province, p.regency, p.place, p.submitted_day, p.sort_at, p.updated_at, p.due_rule, p.due_on, p.due_at,
    p.due_started_at, p.due_state, p.agency_word, p.reporter_word, p.supporters, p.photos, p.published_at,
    ${broughtNames},
    (select t.name from topic t where t.code = p.category) as topic_name,
    coalesce((
      select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'action', e.action, 'transition', e.transition,
        'actor_kind', e.actor_kind, 'actor_agency', e.actor_agency, 'actor_unit', e.actor_unit, 'data', e.data,
        'state', e.state) order by e.seq)
      from report_event e where e.report_id = p.report_id and e.audience = 'public'
    ), '[]'::json) as events,
    coalesce((
      select json_agg(json_build_object('rule', c.rule, 'started_at', c.started_at, 'due_on', c.due_on,
        'due_at', c.due_at, 'state', c.state, 'ended_at', c.ended_at) order by c.clock_no)
      from report_clock c where c.report_id = p.report_id
    ), '[]'::json) as clocks,
    coalesce((
      select json_agg(json_build_object('no', f.attachment_no, 'kind', f.kind,
        'hasThumbnail', f.thumb_sha256 is not null) order by f.attachment_no)
      from attachment f where f.report_id = p.report_id and f.state = 'public'
    ), '[]'::json) as shown_photos
  from tracking_number n
  join public_report p on p.report_id = n.report_id
  where n.number = $1 and p.state not in ('withdrawn', 'merged')
  ) v`

const instant = (text: string | null): Date | null => (text === null ? null : new Date(text))

/**
 * One published report with its public events, its clocks and its public photos, in one question.
 * @throws not_found for an unknown, a malformed and an unpublished number alike
 */
export async function publicReport(db: Db, typed: string): Promise<PublicReading> {
  const number = readTrackingNumber(typed)
  if (number === undefined) throw refuse('not_found')
  const { rows } = await db.executeQuery<{ found: Read }>(CompiledQuery.raw(viewQuery, [number]))
  const found = rows[0]?.found
  if (!found) throw refuse('not_found')
  const { events: readEvents, clocks: readClocks, shown_photos: photos, ...rest } = found
  const row = {
    ...rest,
    sort_at: new Date(rest.sort_at),
    updated_at: new Date(rest.updated_at),
    published_at: new Date(rest.published_at),
    due_at: instant(rest.due_at),
    due_started_at: instant(rest.due_started_at),
  }
  const events = readEvents.map((event) => ({ ...event, at: new Date(event.at) }))
  const clocks = readClocks.map((clock) => ({
    ...clock,
    started_at: new Date(clock.started_at),
    due_at: new Date(clock.due_at),
    ended_at: instant(clock.ended_at),
  }))
  await labelsWith(db, [row])
  const labels = await labelsOf(db, { codes: codesIn(events) })
  return { row, events, clocks, photos, names: labels.names, labels }
}

/**
 * The clocks of a published report. Where the level hides the day of sending (DOMAIN section 6), those that begin
 * with it are left out; and what the reporter did is told by the day, never by the minute.
 */
export async function publicClocks(db: Db, typed: string): Promise<EvaluatedClock[]> {
  const { row, events } = await publicReport(db, typed)
  const file = await loadFile(db, row.report_id)
  if (!file) return []
  const officers = new Set(
    events.filter((one) => one.actor_kind === 'staff').map(({ at }) => at.toISOString()),
  )
  return evaluateClocks(file, await loadLaw(db))
    .filter(({ clock }) => mayTellDates(clock.rule, row))
    .map((one) => ({ ...one, clock: coarse(one.clock, officers) }))
}

function coarse(clock: EvaluatedClock['clock'], officers: ReadonlySet<string>): EvaluatedClock['clock'] {
  const shown = (at: string): string => (officers.has(at) ? at : localDay(at, clock.zone))
  return {
    ...clock,
    startedAt: shown(clock.startedAt),
    changes: clock.changes.map((change) => ({ ...change, at: shown(change.at) })),
    ...(clock.endedAt !== undefined && { endedAt: shown(clock.endedAt) }),
  }
}
