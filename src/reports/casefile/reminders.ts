/**
 * Two reminders before silence counts as an answer (T12: day 10 and 20; T31: working day 5 and 9). What was given
 * is read from the events, and a step that is taken only on the version that was seen, so that two workers at once
 * give one reminder.
 */
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { localDay } from '../../regulation/clocks.ts'
import { system } from '../../regulation/permissions.ts'
import type { Ground } from '../../platform/ground.ts'
import { evaluateClocks } from './clockwork.ts'
import { attempted, dueReports } from './due.ts'
import { loadFile } from './store.ts'
import type { Verb } from './step.ts'

/** The counted days on which a reminder is due. */
export const reminderDays = { R1: [5, 9], V5: [10, 20] } as const
type RemindedRule = keyof typeof reminderDays

/** Reports farther from their due date than this need no look: the last day of the longest holidays included. */
const lookAheadMs = 45 * 86_400_000
/** After a reminder that came late (the service was down) there is still a day to answer. */
const leastTimeToAnswerMs = 20 * 3_600_000

type Reminding = {
  version: number
  given: number
  lastAt: Date | undefined
  isPassed: boolean
  dueNow: number
}

/** Gives the reminders that are due. @returns how many */
export async function remindSilent(ground: Ground, rule: RemindedRule, remind: Verb): Promise<number> {
  let given = 0
  for await (const reportId of dueReports(ground.db, rule, new Date(ground.now().getTime() + lookAheadMs))) {
    const state = await remindingOf(ground, reportId, rule)
    if (!state || state.given >= state.dueNow || !isRested(ground, state)) continue
    const input = { rule, nth: state.given + 1, version: state.version }
    if (await attempted(ground, reportId, () => remind(ground, system, reportId, input))) given++
  }
  return given
}

/** Ends the silence of reports that were reminded twice, the last time not just now. @returns how many */
export async function endSilence(ground: Ground, rule: RemindedRule, end: Verb): Promise<number> {
  let ended = 0
  for await (const reportId of dueReports(ground.db, rule, ground.now())) {
    const state = await remindingOf(ground, reportId, rule)
    if (!state?.isPassed || state.given < reminderDays[rule].length || !isRested(ground, state)) continue
    if (await attempted(ground, reportId, () => end(ground, system, reportId))) ended++
  }
  return ended
}

const isRested = (ground: Ground, { lastAt }: Reminding): boolean =>
  lastAt === undefined || ground.now().getTime() - lastAt.getTime() >= leastTimeToAnswerMs

async function remindingOf(
  ground: Ground,
  reportId: string,
  rule: RemindedRule,
): Promise<Reminding | undefined> {
  const { db } = ground
  const file = await loadFile(db, reportId)
  const clocks = file && evaluateClocks(file, await loadLaw(db))
  const running = clocks?.find(({ clock }) => clock.rule === rule && clock.ended === undefined)
  if (!file || !running) return undefined
  const reminders = await db
    .selectFrom('report_event')
    .select(['at', 'data'])
    .where('report_id', '=', reportId)
    .where('action', '=', 'remind')
    .where('at', '>=', new Date(running.clock.startedAt))
    .orderBy('seq')
    .execute()
  const own = reminders.filter(({ data }) => data['rule'] === rule)
  const now = ground.now()
  const today = localDay(now, running.clock.zone)
  const isDue = (day: number): boolean => (running.result.counted[day - 1] ?? running.result.due_on) <= today
  return {
    version: file.version,
    given: own.length,
    lastAt: own.at(-1)?.at,
    isPassed: now.toISOString() > running.result.due_at,
    dueNow: reminderDays[rule].filter(isDue).length,
  }
}
