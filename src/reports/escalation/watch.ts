/**
 * Every running clock is watched: when it next reaches a step, and which it has reached. A step is given in one
 * transaction with the row of the watch locked, so that it is given once, whoever is killed and however many workers
 * there are.
 */
import { sql } from 'kysely'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { announce } from '../../platform/db/deskChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import { pause } from '../../platform/jobs/loops.ts'
import { isLate, offersOmbudsman, watchedRules } from '../../regulation/escalation.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { system } from '../../regulation/permissions.ts'
import { startsFrom, transitions } from '../../regulation/transitions.ts'
import { advanceIn } from '../casefile/advance.ts'
import { evaluateClocks, type EvaluatedClock } from '../casefile/clockwork.ts'
import { clockNotice } from '../casefile/staffNotices.ts'
import { fileOf, loadFile } from '../casefile/store.ts'
import type { ReportRow } from '../casefile/tables.ts'
import { peopleToRemind } from './circles.ts'
import { givenBefore, reachedSteps, timedSteps, type Reached } from './steps.ts'
import type { Watch } from './tables.ts'

const batch = 500

type Unwatched = { report_id: string; clock_no: number; due_at: Date }

/** Watches clocks that have begun or moved since the last round. @returns how many */
export async function watchClocks(ground: Ground, signal?: AbortSignal): Promise<number> {
  let watched = 0
  let last: Unwatched | undefined
  while (!signal?.aborted) {
    const begunAt = performance.now()
    const rows = await unwatchedAfter(ground.db, last)
    if (rows.length > 0) await watch(ground, rows)
    watched += rows.length
    last = rows.at(-1)
    if (rows.length < batch) break
    // Many at once come from an import: their reminders can wait a little, people cannot.
    if (signal) await pause(3 * (performance.now() - begunAt), signal)
  }
  return watched
}

/** In the order of the keys of both tables, so that a round reads each of them once. */
async function unwatchedAfter(db: Db, last: Unwatched | undefined): Promise<Unwatched[]> {
  const { report_id, clock_no } = last ?? { report_id: '00000000-0000-0000-0000-000000000000', clock_no: 0 }
  const { rows } = await sql<Unwatched>`
    select c.report_id, c.clock_no, c.due_at
    from report_clock c
    left join deadline_watch w on w.report_id = c.report_id and w.clock_no = c.clock_no
    where c.state = 'running' and c.rule = any(${watchedRules}::varchar[])
      and (w.report_id is null or w.due_at <> c.due_at)
      and (c.report_id, c.clock_no) > (${report_id}::uuid, ${clock_no}::int)
    order by c.report_id, c.clock_no
    limit ${batch}`.execute(db)
  return rows
}

async function watch({ db, now }: Ground, unwatched: readonly Unwatched[]): Promise<void> {
  const ids = [...new Set(unwatched.map(({ report_id }) => report_id))]
  const [reports, law, known] = await Promise.all([
    db.selectFrom('report').selectAll().where('report_id', 'in', ids).execute(),
    loadLaw(db),
    db
      .selectFrom('deadline_watch')
      .select(['report_id', 'clock_no', 'step'])
      .where('report_id', 'in', ids)
      .execute(),
  ])
  const clocks = new Map(reports.map((row) => [row.report_id, evaluateClocks(fileOf(row as ReportRow), law)]))
  const plans = unwatched.map(({ report_id, clock_no, due_at }): Watch => {
    const clock = clocks.get(report_id)?.find((one) => one.clock.no === clock_no && isRunning(one))
    const steps = clock ? timedSteps(clock, law.calendar) : []
    const row = known.find((one) => one.report_id === report_id && one.clock_no === clock_no)
    const step = row ? row.step : givenBefore(steps, now())
    const { next, top } = reachedSteps(steps, step, now())
    return { report_id, clock_no, due_at, step, next_at: (top ?? next)?.at ?? null }
  })
  await db
    .insertInto('deadline_watch')
    .values(plans)
    .onConflict((conflict) =>
      // A step that another worker is just giving stays given.
      conflict
        .columns(['report_id', 'clock_no'])
        .doUpdateSet(({ ref }) => ({ due_at: ref('excluded.due_at'), next_at: ref('excluded.next_at') })),
    )
    .execute()
}

const isRunning = ({ clock, result }: EvaluatedClock): boolean =>
  clock.ended === undefined && result.state === 'running' && watchedRules.includes(clock.rule)

const isWaiting = ({ clock, result }: EvaluatedClock): boolean =>
  clock.ended === undefined && result.state === 'paused'

/** No clock is due then, so one that goes on, even on the same date, is found and planned anew. */
const unplanned = new Date(0)

/** Gives every step that has come. @returns how many */
export async function giveSteps(ground: Ground, signal?: AbortSignal): Promise<number> {
  const { db } = ground
  let given = 0
  const failed = new Set<string>()
  while (!signal?.aborted) {
    const due = await db
      .selectFrom('deadline_watch')
      .select(['report_id', 'clock_no'])
      .where('next_at', '<=', ground.now())
      .orderBy('next_at')
      .limit(batch)
      .execute()
    const open = due.filter(({ report_id, clock_no }) => !failed.has(`${report_id} ${clock_no}`))
    if (open.length === 0) return given
    for (const { report_id, clock_no } of open) {
      if (signal?.aborted) return given
      try {
        if (await giveStep(ground, report_id, clock_no)) given++
        else failed.add(`${report_id} ${clock_no}`)
      } catch (error) {
        // One report that cannot be moved does not keep the others waiting; it comes again in the next round.
        failed.add(`${report_id} ${clock_no}`)
        ground.log.error({ err: error, report: report_id }, 'a reminder could not be given')
      }
    }
  }
  return given
}

/** @returns false when another worker has it */
async function giveStep(ground: Ground, reportId: string, clockNo: number): Promise<boolean> {
  const law = await loadLaw(ground.db)
  return ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const now = ground.now()
    const row = await db
      .selectFrom('deadline_watch')
      .select(['step', 'next_at'])
      .where('report_id', '=', reportId)
      .where('clock_no', '=', clockNo)
      .where('next_at', '<=', now)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    const file = await loadFile(db, reportId, true)
    const clock = (file ? evaluateClocks(file, law) : []).find((one) => one.clock.no === clockNo)
    const plan = (changed: Partial<Watch>) =>
      db
        .updateTable('deadline_watch')
        .set(changed)
        .where('report_id', '=', reportId)
        .where('clock_no', '=', clockNo)
        .execute()
    if (clock && isWaiting(clock)) {
      // What was given stays given: half time must not be told again because the reporter was asked in between.
      await plan({ next_at: null, due_at: unplanned })
    } else if (!file || !clock || !isRunning(clock)) {
      await db
        .deleteFrom('deadline_watch')
        .where('report_id', '=', reportId)
        .where('clock_no', '=', clockNo)
        .execute()
    } else {
      const reached = reachedSteps(timedSteps(clock, law.calendar), row.step, now)
      if (reached.top) await tell(db, ground, file, clock, reached)
      await plan({ step: reached.top?.step ?? row.step, next_at: reached.next?.at ?? null })
    }
    return true
  })
}

async function tell(
  db: Db,
  ground: Ground,
  file: CaseFile,
  { clock, result }: EvaluatedClock,
  { top, tells }: Reached,
): Promise<void> {
  const now = ground.now()
  const { step } = top!
  const { accounts: people, reached } = await peopleToRemind(db, file, clock, tells, now)
  if (people.length > 0)
    await db
      .insertInto('staff_notice')
      .values(
        people.map((account) =>
          clockNotice(
            file.reportId,
            account,
            { no: clock.no, rule: clock.rule, step, dueOn: result.due_on },
            now,
          ),
        ),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  await announce(db, { report: file.reportId, accounts: people })
  if (!isLate(step)) return
  const about = { rule: clock.rule, due_on: result.due_on }
  if (canTake('escalate', file))
    await advanceIn(db, ground, {
      reportId: file.reportId,
      action: 'escalate',
      actor: system,
      // Who was told, and not who should have been: an office without an officer hears nothing.
      input: { ...about, step, told: reached },
      ...(clock.part !== undefined && { part: clock.part }),
    })
  if (
    offersOmbudsman.includes(clock.rule) &&
    !(await wasOffered(db, file)) &&
    canTake('offer_ombudsman', file)
  )
    await advanceIn(db, ground, {
      reportId: file.reportId,
      action: 'offer_ombudsman',
      actor: system,
      input: about,
    })
}

const canTake = (action: string, file: CaseFile): boolean =>
  transitions.some((row) => row.action === action && startsFrom(row, file.state))

/** Once for each report: whoever knows the way need not be told at the second clock again. */
async function wasOffered(db: Db, { reportId }: CaseFile): Promise<boolean> {
  const found = await db
    .selectFrom('report_event')
    .select('seq')
    .where('report_id', '=', reportId)
    .where('action', '=', 'offer_ombudsman')
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
