/** What the packet of a handover says of each report: where it stands, why, by when, and what was said and promised. */
import { sql } from 'kysely'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Law } from '../../regulation/law.ts'
import type { CaseFile, Part, Pending } from '../../regulation/facts.ts'
import { isInside } from '../../regulation/inspection.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { codesIn } from '../casefile/codes.ts'
import type { Names } from '../casefile/narration.ts'
import { namesOf, withoutKeptProposals } from '../casefile/reading.ts'
import { unsealedFor } from '../casefile/sealed.ts'
import { fileOf } from '../casefile/store.ts'
import type { EventRow, InboxRow, ReportRow } from '../casefile/tables.ts'
import { asSeenBy, maySee } from '../desk/visibility.ts'
import { isReceiver, type Handover } from './queries.ts'
import type { HandoverItemRow } from './tables.ts'

export const itemsShown = 300
const stepsShown = 4

export type PacketItem = {
  item: HandoverItemRow
  file: CaseFile
  part?: Part
  /** The reader may open the report itself. */
  mayOpen: boolean
  /** Its row in the agency's list, while it is open there. */
  row?: InboxRow
  clocks: EvaluatedClock[]
  steps: EventRow[]
  /** The day that an interim reply named, if the final answer has not come since. */
  promised?: string
  draft?: { text: string; savedAt: Date }
  pending: Pending[]
}

export type Packet = {
  items: PacketItem[]
  names: Names
  law: Law
  /** What is still in the agency and not sealed from the reader. */
  total: number
  /** Of those: how many this reader has no business with (any more). */
  unread: number
  /** It was answered or taken back: it tells how things stood then, and not what came after. */
  isPast: boolean
}

/**
 * Everything in five questions, however many reports there are. Each report is asked anew whether this reader may see
 * it: a packet is no window on what has gone elsewhere since, or has become an inspection.
 */
export async function packetOf(db: Db, handover: Handover, reader: Actor): Promise<Packet> {
  const items = (await db
    .selectFrom('handover_item as i')
    .innerJoin('agency_inbox as b', (join) =>
      join
        .onRef('b.report_id', '=', 'i.report_id')
        .onRef('b.part_no', '=', 'i.part_no')
        .on('b.agency_code', '=', handover.agency_code),
    )
    .selectAll('i')
    .where('i.handover_id', '=', handover.id)
    .where(unsealedFor(reader, 'b'))
    .orderBy('b.due_at')
    .orderBy('i.report_id')
    .limit(itemsShown)
    .execute()) as HandoverItemRow[]
  const read = await readable(db, handover, items, reader)
  const ids = read.map(({ item }) => item.report_id)
  const until = handover.decided_at
  const isPast = until !== null
  const [rows, events, drafts, promises, law] = await Promise.all([
    isPast ? [] : rowsOf(db, handover.agency_code, ids),
    lastSteps(db, ids, until),
    draftsOf(db, handover.from_id, ids, until),
    promisesOf(db, ids, until),
    loadLaw(db),
  ])
  const shown = read.map((one): PacketItem => {
    const { item, file } = one
    const row = rows.find(
      ({ report_id, part_no }) => report_id === item.report_id && part_no === item.part_no,
    )
    const [promised, draft] = [promises.get(item.report_id), drafts.get(item.report_id)]
    return {
      ...one,
      ...(row && { row }),
      clocks: isPast ? [] : evaluateClocks(file, law),
      steps: events.get(item.report_id) ?? [],
      ...(promised !== undefined && { promised }),
      ...(draft && { draft }),
      pending: isPast
        ? []
        : file.pending.filter((other) => other.part === undefined || other.part === item.part_no),
    }
  })
  const codes = [
    ...codesIn(shown.flatMap(({ steps }) => steps)),
    ...shown.flatMap(({ part }) => [part?.agency ?? '', part?.unit ?? '']),
  ]
  const total = handover.waiting + handover.moved + handover.left
  const unread = items.length - shown.length
  return { items: shown, names: await namesOf(db, codes), law, total, unread, isPast }
}

type Readable = Pick<PacketItem, 'item' | 'file' | 'part' | 'mayOpen'>

async function readable(
  db: Db,
  handover: Handover,
  items: readonly HandoverItemRow[],
  reader: Actor,
): Promise<Readable[]> {
  if (items.length === 0) return []
  const ids = items.map(({ report_id }) => report_id)
  const reports = (await db
    .selectFrom('report')
    .selectAll()
    .where('report_id', 'in', ids)
    .execute()) as ReportRow[]
  const byId = new Map(reports.map((row) => [row.report_id, fileOf(row)]))
  const found: Readable[] = []
  for (const item of items) {
    const file = byId.get(item.report_id)
    if (!file) continue
    const part = file.parts.find(({ no }) => no === item.part_no)
    const mayOpen = await maySee(db, file, reader)
    if (mayOpen || isOffered(handover, file, part, reader))
      found.push({ item, file: asSeenBy(file, reader), ...(part && { part }), mayOpen })
  }
  return found
}

/** Whoever is asked to take a report over reads what it is, while it is there to be taken. */
const isOffered = (handover: Handover, file: CaseFile, part: Part | undefined, reader: Actor): boolean =>
  handover.state === 'offered' &&
  isReceiver(reader, handover) &&
  part !== undefined &&
  part.state !== 'closed' &&
  part.agency === handover.agency_code &&
  part.officer === handover.from_id &&
  isInside(file, part, reader)

const rowsOf = async (db: Db, agency: string, ids: readonly string[]): Promise<InboxRow[]> =>
  ids.length === 0
    ? []
    : ((await db
        .selectFrom('agency_inbox')
        .selectAll()
        .where('agency_code', '=', agency)
        .where('report_id', 'in', ids)
        .execute()) as InboxRow[])

/** @param until nothing that came later; null while it waits for an answer */
async function lastSteps(
  db: Db,
  ids: readonly string[],
  until: Date | null,
): Promise<Map<string, EventRow[]>> {
  const { rows } = await sql<EventRow>`
    select last.*
    from unnest(${ids}::uuid[]) as id
    cross join lateral (
      select * from report_event
      where report_id = id and at <= coalesce(${until}::timestamptz, 'infinity')
      order by seq desc
      limit ${stepsShown * 3}
    ) as last
    order by last.report_id, last.seq`.execute(db)
  const told = Map.groupBy(rows, ({ report_id }) => report_id)
  return new Map([...told].map(([id, events]) => [id, withoutKeptProposals(events).slice(-stepsShown)]))
}

async function draftsOf(
  db: Db,
  account: string,
  ids: readonly string[],
  until: Date | null,
): Promise<Map<string, { text: string; savedAt: Date }>> {
  const { rows } = await sql<{ report_id: string; text: string; savedAt: Date }>`
    select report_id, text, saved_at as "savedAt"
    from desk_draft
    where account_id = ${account}::uuid and report_id = any(${ids}::uuid[])
      and saved_at <= coalesce(${until}::timestamptz, 'infinity')`.execute(db)
  return new Map(rows.map(({ report_id, ...draft }) => [report_id, draft]))
}

/** DOMAIN B1: a day that was named to the reporter and that nothing final has followed. */
async function promisesOf(db: Db, ids: readonly string[], until: Date | null): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; day: string }>`
    select id, said.day
    from unnest(${ids}::uuid[]) as id
    cross join lateral (
      select action, data ->> 'expected_on' as day
      from report_event
      where report_id = id and at <= coalesce(${until}::timestamptz, 'infinity')
        and (action = 'approve' or (action = 'interim_reply' and data ? 'expected_on'))
      order by seq desc
      limit 1
    ) as said
    where said.action = 'interim_reply'`.execute(db)
  return new Map(rows.map(({ id, day }) => [id, day]))
}
