/**
 * One batch of a recount: some hundred reports in one transaction and one writing statement. Its rows leave the list
 * of reports still to be looked at in the same transaction, so each report is moved exactly once, whoever dies when.
 */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Law } from '../../regulation/law.ts'
import { system, type Actor } from '../../regulation/permissions.ts'
import { tellMerged } from '../casefile/advance.ts'
import { applyEffects } from '../casefile/effects.ts'
import { eventRow } from '../casefile/events.ts'
import { movedClocksNews } from '../casefile/mergedNews.ts'
import { noticeRow } from '../casefile/notices.ts'
import { clockRows, inboxRows, publicRow } from '../casefile/projections.ts'
import { fileOf } from '../casefile/store.ts'
import type { EventRow, ReportRow } from '../casefile/tables.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { compareClocks, wasTold, type Compared } from './compare.ts'
import type { RecountRow } from './tables.ts'

export type Task = {
  recount: RecountRow
  before: Law
  after: Law
  /** Why the dates move, in words for the reporter, and the decree that says so. */
  cause: { id: string; en: string; decree: string | null; decree_day: string | null }
}

const batchReports = 250

/** @returns how many reports were looked at; 0 when there is nothing left that no other worker has in hand */
export async function moveBatch(ground: Pick<Ground, 'db' | 'now'>, task: Task): Promise<number> {
  const now = ground.now()
  return ground.db.transaction().execute(async (trx) => {
    const ids = await takeReports(trx as Db, task.recount)
    if (ids.length === 0) return 0
    const rows = await trx
      .selectFrom('report')
      .selectAll()
      .where('report_id', '=', sql<string>`any(${ids}::uuid[])`)
      .orderBy('report_id')
      .forUpdate()
      .execute()
    const moves = rows.flatMap((row) => moveOf(fileOf(row as ReportRow), task, now))
    if (moves.length > 0) await writeMoves(trx as Db, moves)
    await countDone(trx as Db, task.recount, ids.length, moves)
    for (const { file, tells, data } of moves)
      if (tells && file.mergedFrom.length > 0)
        await tellMerged(trx as Db, ground, file, movedClocksNews(file.number, data))
    return ids.length
  })
}

/** Takes the next reports off the list; those that another worker has in hand are passed over. */
async function takeReports(db: Db, { list, version }: RecountRow): Promise<string[]> {
  const { rows } = await sql<{ report_id: string }>`
    delete from recount_report
    where (list, version, report_id) in (
      select list, version, report_id
      from recount_report
      where list = ${list} and version = ${version}
      order by report_id
      limit ${batchReports}
      for update skip locked)
    returning report_id`.execute(db)
  return rows.map(({ report_id }) => report_id).sort()
}

type Move = Compared & { file: CaseFile; event: EventRow; data: Record<string, unknown>; tells: boolean }

function moveOf(file: CaseFile, task: Task, now: Date): Move[] {
  const { recount, before, after, cause } = task
  const { moved, clocks } = compareClocks(file, before, after, recount.approved_at.toISOString())
  if (moved.length === 0) return []
  const at = now.toISOString()
  const next = applyEffects(file, [], at)
  next.version = file.version + 1
  const tells = moved.some(wasTold)
  const data = { ...cause, list: recount.list, version: recount.version, clocks: moved }
  const event = eventRow({
    reportId: file.reportId,
    seq: next.version,
    at,
    action: 'clock_moved',
    transition: 'A10',
    audience: tells ? 'reporter' : 'staff',
    actor: actorOf(recount),
    state: next.state,
    data,
    // Nothing to apply: dates follow from the calendar, so `rebuild` computes the same ones.
    effects: [],
  })
  return [{ file: next, moved, clocks, event, data, tells }]
}

const actorOf = ({ actor_id, actor_name }: RecountRow): Actor =>
  actor_id === system.id ? system : { kind: 'staff', id: actor_id, name: actor_name, roles: ['evaluator'] }

async function writeMoves(db: Db, moves: readonly Move[]): Promise<void> {
  const events = moves.map(({ event }) => ({
    ...event,
    data: JSON.parse(event.data as unknown as string),
    effects: [],
    salt: `\\x${event.salt.toString('hex')}`,
    hash: `\\x${event.hash.toString('hex')}`,
  }))
  const clocks = moves.flatMap(({ file, clocks, moved }) => {
    const numbers = new Set(moved.map(({ no }) => no))
    return clockRows(file, clocks).filter(({ clock_no }) => numbers.has(clock_no))
  })
  const inbox = moves.flatMap(({ file, clocks }) =>
    inboxRows(file, clocks).map(
      ({ agency_code, report_id, part_no, due_rule, due_on, due_at, updated_at, version }) => ({
        agency_code,
        report_id,
        part_no,
        due_rule,
        due_on,
        due_at,
        updated_at,
        version,
      }),
    ),
  )
  // Dates only: the texts of some hundred reports would be most of what is sent.
  const shown = moves.flatMap(({ file, clocks }) => {
    const row = publicRow(file, clocks)
    if (!row) return []
    const { report_id, due_rule, due_on, due_at, due_started_at, due_state, updated_at } = row
    return [{ report_id, due_rule, due_on, due_at, due_started_at, due_state, updated_at }]
  })
  const notices = moves.flatMap(({ file, event, tells }) =>
    tells
      ? file.contactBy.map((channel) => noticeRow(file.reportId, event.seq, channel, event.at.toISOString()))
      : [],
  )
  const files = moves.map(({ file }) => ({
    report_id: file.reportId,
    version: file.version,
    updated_at: file.updatedAt,
  }))
  const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`
  await sql`
    with event as (
      insert into report_event (report_id, seq, at, action, transition, audience, actor_kind, actor_id, actor_name,
        actor_agency, actor_unit, part, state, data, effects, salt, hash)
      select report_id, seq, at, action, transition, audience, actor_kind, actor_id, actor_name,
        actor_agency, actor_unit, part, state, data, effects, salt, hash
      from jsonb_populate_recordset(null::report_event, ${json(events)})
    ),
    clock as (
      update report_clock c
      set rule = n.rule, due_on = n.due_on, due_at = n.due_at, state = n.state
      from jsonb_populate_recordset(null::report_clock, ${json(clocks)}) n
      where c.report_id = n.report_id and c.clock_no = n.clock_no
    ),
    inbox as (
      update agency_inbox i
      set due_rule = n.due_rule, due_on = n.due_on, due_at = n.due_at, updated_at = n.updated_at, version = n.version
      from jsonb_populate_recordset(null::agency_inbox, ${json(inbox)}) n
      where i.agency_code = n.agency_code and i.report_id = n.report_id and i.part_no = n.part_no
    ),
    shown as (
      update public_report p
      set due_rule = n.due_rule, due_on = n.due_on, due_at = n.due_at, due_started_at = n.due_started_at,
          due_state = n.due_state, updated_at = n.updated_at
      from jsonb_to_recordset(${json(shown)}) n (report_id uuid, due_rule text, due_on date, due_at timestamptz,
        due_started_at timestamptz, due_state text, updated_at timestamptz)
      where p.report_id = n.report_id
    ),
    told as (
      insert into notice (report_id, seq, channel, state, attempts, next_at, sent_at, last_error, created_at)
      select report_id, seq, channel, state, attempts, next_at, sent_at, last_error, created_at
      from jsonb_populate_recordset(null::notice, ${json(notices)})
    )
    update report r
    set version = n.version, updated_at = n.updated_at
    from jsonb_to_recordset(${json(files)}) n (report_id uuid, version integer, updated_at timestamptz)
    where r.report_id = n.report_id`.execute(db)
}

async function countDone(
  db: Db,
  { list, version }: RecountRow,
  looked: number,
  moves: readonly Move[],
): Promise<void> {
  const movedClocks = moves.reduce((sum, { moved }) => sum + moved.length, 0)
  await sql`
    update recount
    set done = done + ${looked}, moved_reports = moved_reports + ${moves.length}, moved_clocks = moved_clocks + ${movedClocks}
    where list = ${list} and version = ${version}`.execute(db)
}
