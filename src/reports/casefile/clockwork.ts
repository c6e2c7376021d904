/**
 * The bridge between a case file and the pure clock function: a file keeps only what a clock was told (start,
 * pauses, ends); when it is due is computed here, from the calendar of today, and stored rows are a cache of it.
 */
import {
  computeClock,
  type ClockChange,
  type ClockHistory,
  type ClockResult,
  type Day,
} from '../../regulation/clocks.ts'
import type { Deadline } from '../../regulation/deadlines.ts'
import type { CaseClock, CaseFile } from '../../regulation/facts.ts'
import { versionOf, type Law } from '../../regulation/law.ts'

export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'ended'
export type EvaluatedClock = {
  clock: CaseClock
  result: ClockResult
  state: ClockState
  /** The version of the rule that it is counted by: its name, its legal basis, its unit. */
  deadline: Deadline
}

/** Clocks that others are counted by come first: V5 and R2 end pauses, F1 caps F2, the lead's K* dates F5. */
const order = (clock: CaseClock): number =>
  ['V5', 'R2', 'F1'].includes(clock.rule) ? 0 : clock.rule === 'F5' || clock.rule === 'F2' ? 2 : 1

/**
 * Every clock of the file with its due date and its state. `met` and `missed` are final; `ended` was moot before
 * its due date (a bounce, a merge, a withdrawal), after it the clock stays missed (DOMAIN section 7, "Due in P").
 */
export function evaluateClocks(file: CaseFile, law: Pick<Law, 'calendar' | 'rules'>): EvaluatedClock[] {
  const done = new Map<number, EvaluatedClock>()
  for (const clock of [...file.clocks].sort((a, b) => order(a) - order(b)))
    done.set(clock.no, evaluateClock(historyOf(clock, file, done), clock, law))
  return file.clocks.map((clock) => done.get(clock.no)!)
}

function evaluateClock(
  history: ClockHistory,
  clock: CaseClock,
  { calendar, rules }: Pick<Law, 'calendar' | 'rules'>,
): EvaluatedClock {
  const result = computeClock(history, calendar, { rules })
  const ended = clock.ended === undefined ? undefined : result.state === 'missed' ? 'missed' : clock.ended
  const state = ended === undefined ? result.state : ended === 'moot' ? 'ended' : ended
  return { clock, result, state, deadline: versionOf(result.rule, result.ruleValidFrom, rules) }
}

/** The clock as `lapor clocks` would read it: same function, same answer. */
export function historyOf(
  clock: CaseClock,
  file: Pick<CaseFile, 'clocks' | 'parts'>,
  done: ReadonlyMap<number, EvaluatedClock>,
): ClockHistory {
  const due = (found: CaseClock | undefined): Day | undefined => found && done.get(found.no)?.result.due_on
  const capped =
    clock.rule === 'F2'
      ? due(file.clocks.findLast((one) => one.rule === 'F1' && one.part === clock.part))
      : undefined
  const leadDue = clock.rule === 'F5' ? due(leadClock(file, clock.endedAt)) : undefined
  return {
    id: String(clock.no),
    zone: clock.zone,
    clock: clock.startedAs ?? clock.rule,
    start: clock.startedAt,
    changes: clock.changes.map((change) => withPauseEnd(change, file, due)),
    ...(clock.region !== undefined && { region: clock.region }),
    ...(clock.agency !== undefined && { agency: clock.agency }),
    ...(clock.length !== undefined && { length: clock.length }),
    ...(capped !== undefined && { cap: capped }),
    ...(leadDue !== undefined && { lead_due: leadDue }),
  }
}

/**
 * The answer clock that F5 is counted back from: the lead's; where the lead has changed, the latest there was. A
 * contribution that was given keeps the date it had: the shorter clock after a rejection binds the lead alone.
 */
const leadClock = (
  file: Pick<CaseFile, 'clocks' | 'parts'>,
  before: string | undefined,
): CaseClock | undefined => {
  const all = file.clocks.filter((one) => /^K[1-4]$/.test(one.rule))
  const known = all.filter((one) => before === undefined || one.startedAt < before)
  const answers = known.length > 0 ? known : all
  const lead = file.parts.find((part) => part.lead && part.state !== 'closed')
  return answers.findLast((one) => one.part === lead?.no) ?? answers.at(-1)
}

/** A pause lasts as long as the reporter has time: until V5 or R2, counted in the reporter's own zone (A18). */
function withPauseEnd(
  change: ClockChange,
  file: Pick<CaseFile, 'clocks'>,
  due: (clock?: CaseClock) => Day | undefined,
): ClockChange {
  if (change.do !== 'pause' || change.why === 'S2') return change
  const waits = file.clocks.find(
    (one) => one.startedAt === change.at && one.rule === (change.why === 'S3' ? 'V5' : 'R2'),
  )
  const until = due(waits)
  return until === undefined ? change : { ...change, until }
}

/**
 * The duties of a handling agency towards the reporter. F2 is a step of its own house inside F1, F3 its right to bounce,
 * R* the reporter's time: none of them presses it.
 */
const agencyDuties = new Set(['F1', 'F5', 'K1', 'K2', 'K3', 'K4', 'K5'])
const deskDuties = new Set(['V1', 'V2', 'V3', 'F4', 'B2'])

/** The clock that presses first: what lists are ordered by and what the ribbon shows. */
export function pressingClock(
  clocks: readonly EvaluatedClock[],
  whose: 'desk' | 'agency',
  part?: number,
): EvaluatedClock | undefined {
  const duties = whose === 'desk' ? deskDuties : agencyDuties
  return clocks
    .filter(({ clock }) => clock.ended === undefined && duties.has(clock.rule))
    .filter(({ clock }) => clock.part === undefined || part === undefined || clock.part === part)
    .filter(({ result }) => result.state !== 'paused')
    .sort((a, b) => (a.result.due_at < b.result.due_at ? -1 : 1))[0]
}
