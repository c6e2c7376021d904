/**
 * What has come to an agency and nobody has yet is handed out by its rules, by the same verbs as a person would. Each
 * arrival is looked at once: the step and the note that it was taken stand in one transaction, so a killed worker
 * leaves either both or none, and the next round finds it again.
 */
import { sql } from 'kysely'
import { Refusal } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile, Part } from '../../regulation/facts.ts'
import { needsInspection } from '../../regulation/inspection.ts'
import { system } from '../../regulation/permissions.ts'
import { eventsOf } from '../casefile/events.ts'
import { carryOut } from '../casefile/step.ts'
import { loadFile } from '../casefile/store.ts'
import { categoryPaths, peopleOf, rulesOf, subjectOf } from './queries.ts'
import { targetFor, type Target } from './rules.ts'
import type { ArrivalOutcome } from './tables.ts'

const batch = 50

type Arrival = { report_id: string; part_no: number; unit_code: string; plan_id: string; agency: string }

/** @returns how many were given to somebody */
export async function handOutArrivals(ground: Ground, signal?: AbortSignal): Promise<number> {
  let given = 0
  for (;;) {
    const arrivals = await waitingArrivals(ground.db)
    let looked = 0
    for (const arrival of arrivals) {
      if (signal?.aborted) return given
      const outcome = await handOut(ground, arrival)
      if (outcome !== undefined) looked++
      if (outcome === 'given') given++
    }
    // What another worker has in hand comes back by itself, if at all.
    if (arrivals.length < batch || looked === 0) return given
  }
}

async function waitingArrivals(db: Db): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    select i.report_id, i.part_no, coalesce(i.unit_code, '') as unit_code, p.id as plan_id, p.agency_code as agency
    from routing_plan p
    join agency_inbox i on i.agency_code = p.agency_code
    where p.state = 'in_force'
      and i.open
      and i.part_no > 0
      and i.officer_id is null
      and i.state = 'forwarded'
      and i.kind <> 'complaint_oversight'
      and i.updated_at >= p.started_at
      and not exists (
        select from routing_arrival seen
        where seen.report_id = i.report_id
          and seen.part_no = i.part_no
          and seen.unit_code = coalesce(i.unit_code, '')
          and seen.plan_id = p.id
      )
    order by i.updated_at
    limit ${batch}`.execute(db)
  return rows
}

async function handOut(ground: Ground, arrival: Arrival): Promise<ArrivalOutcome | undefined> {
  try {
    const done = await ground.db.transaction().execute((trx) => handOutIn(trx as Db, ground, arrival))
    if (done?.isPublic) notePublicChange(ground.db)
    return done?.outcome
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) {
      // Nothing was written; the next round tries it again, and it does not keep the others waiting.
      ground.log.error({ err: error, report: arrival.report_id }, 'an arrival could not be handed out')
      return undefined
    }
    await ground.db.transaction().execute((trx) => note(trx as Db, ground, arrival, 'nobody'))
    return 'nobody'
  }
}

type Done = { outcome: ArrivalOutcome; isPublic: boolean }

async function handOutIn(db: Db, ground: Ground, arrival: Arrival): Promise<Done | undefined> {
  // One agency's arrivals come one after the other, also with two workers: turns are given in order.
  const plan = await db
    .selectFrom('routing_plan')
    .select(['id', 'started_at'])
    .where('id', '=', arrival.plan_id)
    .where('state', '=', 'in_force')
    .forUpdate()
    .executeTakeFirst()
  if (!plan || (await isSeen(db, arrival))) return undefined
  const file = await loadFile(db, arrival.report_id, true)
  const part = file?.parts.find(({ no }) => no === arrival.part_no)
  if (!file || !part || !isWaiting(file, part, arrival)) return undefined
  const isPublic = file.publication !== 'private'
  if ((await arrivedAt(db, file, part)) < plan.started_at!) {
    await note(db, ground, arrival, 'before')
    return { outcome: 'before', isPublic: false }
  }
  const [rules, people, paths] = await Promise.all([
    rulesOf(db, plan.id),
    peopleOf(db, arrival.agency, ground.now()),
    categoryPaths(db),
  ])
  const target = targetFor(rules, subjectOf(file, paths), people, part.unit)
  if (!target) {
    await note(db, ground, arrival, 'no_rule')
    return { outcome: 'no_rule', isPublic: false }
  }
  await give(db, ground, file, part, target)
  await note(db, ground, arrival, 'given', target)
  // One rule decides: where it sent the report, no other one begins anew.
  if (target.unit !== undefined && target.unit !== arrival.unit_code)
    await note(db, ground, { ...arrival, unit_code: target.unit }, 'before')
  return { outcome: 'given', isPublic }
}

/** Who looks into an inspection is for the inspectorate to say, and not for a rule of the agency that it is about. */
const isWaiting = (file: CaseFile, part: Part, { unit_code }: Arrival): boolean =>
  !needsInspection(file.kind) &&
  part.state === 'forwarded' &&
  part.officer === undefined &&
  (part.unit ?? '') === unit_code

/** T15 to the unit where it has none yet, X3 to the officer: as a person would, with the rule named in each event. */
async function give(db: Db, ground: Ground, file: CaseFile, part: Part, target: Target): Promise<void> {
  const { rule, unit, officer, insteadOf } = target
  const named = { id: rule.id, position: rule.position, name: rule.name }
  const step = { reportId: file.reportId, actor: system, part: part.no }
  if (unit !== undefined && part.unit === undefined)
    await carryOut(db, ground, {
      ...step,
      action: 'forward',
      input: { agency: part.agency, unit, rule: named },
    })
  if (officer)
    await carryOut(db, ground, {
      ...step,
      action: 'assign',
      input: {
        officer: officer.id,
        officer_name: officer.name,
        rule: named,
        ...(insteadOf !== undefined && { instead_of_name: insteadOf }),
      },
    })
}

/** When the part last came to where it is: opened, or sent to a unit. What was taken back has not come anywhere. */
async function arrivedAt(db: Db, file: CaseFile, part: Part): Promise<Date> {
  let at = new Date(0)
  for (const event of await eventsOf(db, file.reportId))
    for (const effect of event.effects) {
      if (effect.do === 'open_part' && effect.part.no === part.no) at = event.at
      if (effect.do === 'set_part' && effect.no === part.no && effect.fields.unit !== undefined)
        at = effect.fields.unit === null ? new Date(0) : event.at
    }
  return at
}

const isSeen = async (db: Db, arrival: Arrival): Promise<boolean> =>
  (await db
    .selectFrom('routing_arrival')
    .select('report_id')
    .where('report_id', '=', arrival.report_id)
    .where('part_no', '=', arrival.part_no)
    .where('unit_code', '=', arrival.unit_code)
    .where('plan_id', '=', arrival.plan_id)
    .executeTakeFirst()) !== undefined

async function note(
  db: Db,
  ground: Ground,
  { report_id, part_no, unit_code, plan_id }: Arrival,
  outcome: ArrivalOutcome,
  target?: Target,
): Promise<void> {
  await db
    .insertInto('routing_arrival')
    .values({
      report_id,
      part_no,
      unit_code,
      plan_id,
      rule_id: target?.rule.id ?? null,
      officer_id: target?.officer?.id ?? null,
      outcome,
      at: ground.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
