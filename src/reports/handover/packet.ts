/** What the packet of a handover says of each report: where it stands, why, by when, and what was said and promised. */
import { sql } from 'kysely'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Law } from '../../regulation/law.ts'
import type { CaseFile, Part, Pending } from '../../regulation/facts.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { codesIn } from '../casefile/codes.ts'
import type { Names } from '../casefile/narration.ts'
import { namesOf } from '../casefile/reading.ts'
import { fileOf } from '../casefile/store.ts'
import type { EventRow, InboxRow, ReportRow } from '../casefile/tables.ts'
import type { Handover } from './queries.ts'
import type { HandoverItemRow } from './tables.ts'

export const itemsShown = 300
const stepsShown = 4

export type PacketItem = {
  item: HandoverItemRow
  file: CaseFile
  part?: Part
  /** Its row in the agency's list, while it is open there. */
  row?: InboxRow
  clocks: EvaluatedClock[]
  steps: EventRow[]
  /** The day that an interim reply named, if the final answer has not come since. */
  promised?: string
  draft?: { text: string; savedAt: Date }
  pending: Pending[]
}

export type Packet = { items: PacketItem[]; names: Names; law: Law; total: number }

/** Everything in five questions, however many reports there are. */
export async function packetOf(db: Db, handover: Handover): Promise<Packet> {
  const items = await db
    .selectFrom('handover_item as i')
    .leftJoin('agency_inbox as b', (join) =>
      join
        .onRef('b.report_id', '=', 'i.report_id')
        .onRef('b.part_no', '=', 'i.part_no')
        .on('b.agency_code', '=', handover.agency_code),
    )
    .selectAll('i')
    .where('i.handover_id', '=', handover.id)
    .orderBy((order) => order.fn.coalesce('b.due_at', sql<Date>`'infinity'`))
    .orderBy('i.report_id')
    .limit(itemsShown)
    .execute()
  const ids = items.map(({ report_id }) => report_id)
  const [reports, rows, events, drafts, promises, law] = await Promise.all([
    byReport(
      db.selectFrom('report').selectAll().where('report_id', 'in', ids).execute() as Promise<ReportRow[]>,
    ),
    db
      .selectFrom('agency_inbox')
      .selectAll()
      .where('agency_code', '=', handover.agency_code)
      .where('report_id', 'in', ids)
      .execute() as Promise<InboxRow[]>,
    lastSteps(db, ids),
    draftsOf(db, handover.from_id, ids),
    promisesOf(db, ids),
    loadLaw(db),
  ])
  const shown = items.flatMap((item): PacketItem[] => {
    const report = reports.get(item.report_id)
    if (!report) return []
    const file = fileOf(report)
    const part = file.parts.find(({ no }) => no === item.part_no)
    const row = rows.find((one) => one.report_id === item.report_id && one.part_no === item.part_no)
    const [promised, draft] = [promises.get(item.report_id), drafts.get(item.report_id)]
    return [
      {
        item,
        file,
        ...(part && { part }),
        ...(row && { row }),
        clocks: evaluateClocks(file, law),
        steps: events.get(item.report_id) ?? [],
        ...(promised !== undefined && { promised }),
        ...(draft && { draft }),
        pending: file.pending.filter((one) => one.part === undefined || one.part === item.part_no),
      },
    ]
  })
  const codes = [
    ...codesIn(shown.flatMap(({ steps }) => steps)),
    ...shown.flatMap(({ part }) => [part?.agency ?? '', part?.unit ?? '']),
  ]
  const total = handover.waiting + handover.moved + handover.left
  return { items: shown, names: await namesOf(db, codes), law, total }
}

const byReport = async <Row extends { report_id: string }>(rows: Promise<Row[]>): Promise<Map<string, Row>> =>
  new Map((await rows).map((row) => [row.report_id, row]))

async function lastSteps(db: Db, ids: readonly string[]): Promise<Map<string, EventRow[]>> {
  const { rows } = await sql<EventRow>`
    select last.*
    from unnest(${ids}::uuid[]) as id
    cross join lateral (
      select * from report_event where report_id = id order by seq desc limit ${stepsShown}
    ) as last
    order by last.report_id, last.seq`.execute(db)
  return Map.groupBy(rows, ({ report_id }) => report_id)
}

async function draftsOf(
  db: Db,
  account: string,
  ids: readonly string[],
): Promise<Map<string, { text: string; savedAt: Date }>> {
  const { rows } = await sql<{ report_id: string; text: string; savedAt: Date }>`
    select report_id, text, saved_at as "savedAt"
    from desk_draft
    where account_id = ${account}::uuid and report_id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map(({ report_id, ...draft }) => [report_id, draft]))
}

/** DOMAIN B1: a day that was named to the reporter and that nothing final has followed. */
async function promisesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; day: string }>`
    select id, said.day
    from unnest(${ids}::uuid[]) as id
    cross join lateral (
      select action, data ->> 'expected_on' as day
      from report_event
      where report_id = id and (action = 'approve' or (action = 'interim_reply' and data ? 'expected_on'))
      order by seq desc
      limit 1
    ) as said
    where said.action = 'interim_reply'`.execute(db)
  return new Map(rows.map(({ id, day }) => [id, day]))
}
