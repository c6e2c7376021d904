/** Events: append-only, hashed with a salt of their own so that one can be erased without breaking the log. */
import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { State } from '../../regulation/kinds.ts'
import type { Effect } from './effects.ts'
import type { EventRow } from './tables.ts'

export type NewEvent = {
  reportId: string
  seq: number
  at: string
  action: string
  transition: string
  audience: 'public' | 'reporter' | 'staff'
  actor: Actor
  part?: number
  state: State
  data: Record<string, unknown>
  effects: Effect[]
}

/** The row of a new event, with salt and hash. */
export function eventRow(event: NewEvent): EventRow {
  const row = {
    report_id: event.reportId,
    seq: event.seq,
    at: new Date(event.at),
    action: event.action,
    transition: event.transition,
    audience: event.audience,
    actor_kind: event.actor.kind,
    actor_id: event.actor.id,
    actor_name: event.actor.name,
    actor_agency: event.actor.agency ?? null,
    actor_unit: event.actor.unit ?? null,
    part: event.part ?? null,
    state: event.state,
    data: event.data,
    effects: event.effects,
    salt: randomBytes(16),
  }
  const hash = eventHash(row)
  // Sent as text: see `asJson`.
  return {
    ...row,
    data: JSON.stringify(row.data) as never,
    effects: JSON.stringify(row.effects) as never,
    hash,
  }
}

/**
 * SHA-256 over the salt and everything that the event says, in one spelling: names in order, no white space. So the
 * hash can be made again from the row, whose jsonb keeps neither.
 */
export function eventHash({ salt, ...said }: Omit<EventRow, 'hash'>): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(inOneSpelling({ ...said, at: said.at.toISOString() }))
    .digest()
}

// Written as loops: every event of every report passes here, and this way it takes half the time.
function inOneSpelling(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let spelled = ''
  if (Array.isArray(value)) {
    for (const one of value) spelled += `${spelled && ','}${inOneSpelling(one)}`
    return `[${spelled}]`
  }
  const fields = value as Record<string, unknown>
  for (const name of Object.keys(fields).sort()) {
    if (fields[name] !== undefined)
      spelled += `${spelled && ','}${JSON.stringify(name)}:${inOneSpelling(fields[name])}`
  }
  return `{${spelled}}`
}

export const insertEvent = async (db: Db, event: NewEvent): Promise<EventRow> => {
  const row = eventRow(event)
  await db.insertInto('report_event').values(row).execute()
  return row
}

/** The events of one report, oldest first; a reader's share of them when `audiences` is given. */
export async function eventsOf(
  db: Db,
  reportId: string,
  audiences?: EventRow['audience'][],
): Promise<EventRow[]> {
  const asked = CompiledQuery.raw(eventsQuery, [reportId, audiences ?? everyAudience])
  return (await db.executeQuery<EventRow>(asked)).rows
}

const everyAudience: EventRow['audience'][] = ['public', 'reporter', 'staff']
const eventsQuery = `
  select * from report_event
  where report_id = $1 and audience = any($2::varchar[])
  order by seq
  limit 1000`
