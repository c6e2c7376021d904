/**
 * Carries an accepted handover out: one `assign` (X18) for each report, each in a transaction of its own together with
 * the note that it was done. What is killed in the middle goes on where it stopped; done twice it is done once.
 */
import { sql } from 'kysely'
import { Refusal } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { system } from '../../regulation/permissions.ts'
import { carryOut } from '../casefile/step.ts'
import type { Handover } from './queries.ts'
import type { HandoverItemRow } from './tables.ts'

type Accepted = Pick<
  Handover,
  'id' | 'from_id' | 'fromName' | 'to_id' | 'to_unit' | 'toName' | 'decidedByName'
>

/** @param until stops there; the worker goes on. @returns how many reports were given over */
export async function carryOver(
  ground: Ground,
  handover: Accepted,
  until: () => boolean = () => false,
): Promise<number> {
  const items = await ground.db
    .selectFrom('handover_item')
    .select(['report_id', 'part_no'])
    .where('handover_id', '=', handover.id)
    .where('state', '=', 'waiting')
    .orderBy('report_id')
    .execute()
  let moved = 0
  for (const item of items) {
    if (until()) break
    if (await give(ground, handover, item)) moved++
  }
  return moved
}

type Item = Pick<HandoverItemRow, 'report_id' | 'part_no'>

async function give(ground: Ground, handover: Accepted, item: Item): Promise<boolean> {
  try {
    return await ground.db.transaction().execute(async (trx) => {
      const db = trx as Db
      if (!(await isWaiting(db, handover.id, item))) return false
      await carryOut(db, ground, {
        reportId: item.report_id,
        action: 'assign',
        actor: system,
        part: item.part_no,
        input: {
          handover: handover.id,
          from: handover.from_id,
          from_name: handover.fromName,
          accepted_by_name: handover.decidedByName ?? '',
          ...(handover.to_id === null
            ? { unit: handover.to_unit, unit_name: handover.toName }
            : { officer: handover.to_id, officer_name: handover.toName }),
        },
      })
      await mark(db, ground, handover.id, item, 'moved')
      return true
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) {
      ground.log.error({ err: error, report: item.report_id }, 'a report could not be handed over')
      return false
    }
    // Closed, answered by somebody else, or taken over meanwhile: it stays where it is, and the page says so.
    await mark(ground.db, ground, handover.id, item, 'left', error.code)
    return false
  }
}

const isWaiting = async (db: Db, handoverId: string, { report_id, part_no }: Item): Promise<boolean> =>
  (await db
    .selectFrom('handover_item')
    .select('report_id')
    .where('handover_id', '=', handoverId)
    .where('report_id', '=', report_id)
    .where('part_no', '=', part_no)
    .where('state', '=', 'waiting')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()) !== undefined

const mark = async (
  db: Db,
  ground: Ground,
  handoverId: string,
  { report_id, part_no }: Item,
  state: 'moved' | 'left',
  why: string | null = null,
): Promise<void> => {
  await db
    .updateTable('handover_item')
    .set({ state, why, done_at: ground.now() })
    .where('handover_id', '=', handoverId)
    .where('report_id', '=', report_id)
    .where('part_no', '=', part_no)
    .where('state', '=', 'waiting')
    .execute()
}

/** What was accepted and is not carried out whole: long ones, and those whose process ended. */
export async function carryAccepted(ground: Ground, signal?: AbortSignal): Promise<number> {
  const { rows } = await sql<Accepted>`
    select h.id, h.from_id, f.name as "fromName", h.to_id, h.to_unit, coalesce(t.name, u.name) as "toName",
      d.name as "decidedByName"
    from handover h
    join account f on f.id = h.from_id
    left join account t on t.id = h.to_id
    left join unit u on u.code = h.to_unit
    left join account d on d.id = h.decided_by
    where h.state = 'accepted'
      and exists (select from handover_item i where i.handover_id = h.id and i.state = 'waiting')
    order by h.decided_at
    limit 20`.execute(ground.db)
  let moved = 0
  for (const handover of rows) moved += await carryOver(ground, handover, () => signal?.aborted === true)
  return moved
}
