/** What the public may ask. Every query here reads `public_report` and never a report itself. */
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { refuse } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import { localDay } from '../../regulation/clocks.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { codesIn, type Names } from '../casefile/narration.ts'
import { loadFile } from '../casefile/store.ts'
import type { ClockRow, EventRow, PublicRow } from '../casefile/tables.ts'
import { mayTellDates } from './level.ts'
import { labelsOf, topicsBelow, type Labels } from './labels.ts'

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

export type PublicList = { items: PublicRow[]; names: Names; labels: Labels; next?: string }

/** All that pages read of a row; not its search words, which weigh more than its text. */
// oxfmt-ignore
const columns = [
  'report_id', 'number', 'kind', 'state', 'level', 'title', 'text', 'category', 'agency_code', 'unit_code', 'region',
  'province', 'regency', 'place', 'submitted_day', 'sort_at', 'updated_at', 'due_rule', 'due_on', 'due_at',
  'due_started_at', 'due_state', 'agency_word', 'reporter_word', 'supporters', 'photos', 'published_at',
] as const satisfies readonly (keyof PublicRow)[]

/** Lists show the beginning of a text only; the whole of it may be long. */
const listColumns = sql.join(
  columns.map((name) => (name === 'text' ? sql`left(p.text, 300) as text` : sql.ref(`p.${name}`))),
)

/** Public reports, newest first. The cursor is the number of the last one: nothing about its exact time. */
export async function publicList(db: Db, filter: PublicFilter): Promise<PublicList> {
  const limit = Math.min(Math.max(filter.limit ?? 20, 1), 100)
  const narrowed = await narrow(db, filter)
  const rows = filter.q?.trim() ? await searched(db, filter.q.trim(), narrowed, limit + 1) : await latest(db, narrowed, limit + 1)
  const items = rows.slice(0, limit)
  const labels = await labelsOf(db, {
    codes: items.flatMap((row) => [row.agency_code, row.unit_code]),
    regions: items.map((row) => row.region),
  })
  return { items, names: labels.names, labels, ...(rows.length > limit && { next: items.at(-1)!.number }) }
}

type Narrowed = { filters: RawBuilder<SqlBool>; after: RawBuilder<SqlBool> }

/** What was withdrawn is removed, and of merged reports the main one speaks (T41, T13). */
const isShown = sql<SqlBool>`p.state not in ('withdrawn', 'merged')`

/** The conditions of a filter but for its words, and where the list goes on. */
async function narrow(db: Db, filter: PublicFilter): Promise<Narrowed> {
  const all: RawBuilder<SqlBool>[] = [isShown]
  if (filter.state) all.push(sql`p.state = ${filter.state}`)
  if (filter.kind === 'complaint') all.push(sql`p.kind in ('complaint', 'complaint_service', 'complaint_oversight')`)
  else if (filter.kind) all.push(sql`p.kind = ${filter.kind}`)
  if (filter.agency) all.push(sql`p.agency_code = ${filter.agency}`)
  if (filter.category) all.push(sql`p.category = any(${await topicsBelow(db, filter.category)}::varchar[])`)
  if (filter.region) all.push(inRegion(filter.region))
  // The day shown may be the first of its week or month; the index knows the instant, which lies at most 32 days later.
  if (filter.from) all.push(sql`p.submitted_day >= ${filter.from}::date and p.sort_at >= ${filter.from}::date - 1`)
  if (filter.to) all.push(sql`p.submitted_day <= ${filter.to}::date and p.sort_at < ${filter.to}::date + 33`)
  const last = filter.cursor ? await placeOf(db, filter.cursor) : undefined
  return {
    filters: sql.join(all, sql` and `),
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

async function latest(db: Db, { filters, after }: Narrowed, limit: number, words = sql<SqlBool>`true`): Promise<PublicRow[]> {
  const { rows } = await sql<PublicRow>`
    select ${listColumns} from public_report p
    where ${filters} and ${after} and ${words}
    order by p.sort_at desc, p.report_id desc
    limit ${limit}`.execute(db)
  return rows
}

/** Up to here the hits are fetched and sorted; more than this many are so common that the newest rows hold enough. */
const fewHits = 3_000

/**
 * The newest reports with these words. Rare words are looked up and their hits sorted; common ones are met within the
 * newest rows. One plan for both reads either all rows for a rare word or 100,000 hits for a common one.
 */
async function searched(db: Db, typed: string, narrowed: Narrowed, limit: number): Promise<PublicRow[]> {
  const words = sql<SqlBool>`p.search @@ websearch_to_tsquery('indonesian', ${typed})`
  const { rows } = await sql<PublicRow & { found: number }>`
    with hits as materialized (
      select p.report_id, p.sort_at from public_report p
      where ${words} and ${narrowed.filters}
      limit ${fewHits + 1}
    )
    select counted.found, newest.*
    from (select count(*)::int as found from hits) counted
    left join (
      select ${listColumns}
      from hits join public_report p on p.report_id = hits.report_id
      where ${narrowed.after}
      order by p.sort_at desc, p.report_id desc
      limit ${limit}
    ) newest on true
    order by newest.sort_at desc, newest.report_id desc`.execute(db)
  if (rows[0]!.found > fewHits) return latest(db, narrowed, limit, words)
  return rows.filter((row) => row.report_id !== null)
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
export async function latePublicReports(db: Db, agency: string, now: Date, limit: number): Promise<PublicList> {
  const { rows: items } = await sql<PublicRow>`
    select ${listColumns} from public_report p
    where p.agency_code = ${agency} and ${isShown} and p.due_state = 'running' and p.due_at < ${now}
      and p.due_rule not in ('V1', 'V2', 'F4', 'B2')
    order by p.due_at, p.report_id
    limit ${limit}`.execute(db)
  const labels = await labelsOf(db, {
    codes: items.flatMap((row) => [row.agency_code, row.unit_code]),
    regions: items.map((row) => row.region),
  })
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

type Read = PublicRow & {
  events: (Omit<PublicEvent, 'at'> & { at: string })[]
  clocks: (Omit<PublicClock, 'started_at' | 'due_at' | 'ended_at'> & Record<'started_at' | 'due_at', string> & { ended_at: string | null })[]
  shown_photos: PublicPhoto[]
}

const viewColumns = sql.join(columns.map((name) => sql.ref(`p.${name}`)))

/**
 * One published report with its public events, its clocks and its public photos, in one question.
 * @throws not_found for an unknown, a malformed and an unpublished number alike
 */
export async function publicReport(db: Db, typed: string): Promise<PublicReading> {
  const number = readTrackingNumber(typed)
  if (number === undefined) throw refuse('not_found')
  const { rows } = await sql<Read>`
    select ${viewColumns},
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
        select json_agg(json_build_object('no', a.attachment_no, 'kind', a.kind,
          'hasThumbnail', a.thumb_sha256 is not null) order by a.attachment_no)
        from attachment a where a.report_id = p.report_id and a.state = 'public'
      ), '[]'::json) as shown_photos
    from tracking_number t
    join public_report p on p.report_id = t.report_id
    where t.number = ${number} and ${isShown}`.execute(db)
  const found = rows[0]
  if (!found) throw refuse('not_found')
  const { events: readEvents, clocks: readClocks, shown_photos: photos, ...row } = found
  const events = readEvents.map((event) => ({ ...event, at: new Date(event.at) }))
  const clocks = readClocks.map((clock) => ({
    ...clock,
    started_at: new Date(clock.started_at),
    due_at: new Date(clock.due_at),
    ended_at: clock.ended_at === null ? null : new Date(clock.ended_at),
  }))
  const labels = await labelsOf(db, {
    codes: [...codesIn(events), row.agency_code, row.unit_code],
    regions: [row.region],
    topics: [row.category],
  })
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
  const officers = new Set(events.filter((one) => one.actor_kind === 'staff').map(({ at }) => at.toISOString()))
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
