/**
 * From a row of the state table to the effects of one event: stage, parts and clocks as the row says, then what
 * the action itself brings along (`particulars.ts`). Pure; asks no database.
 */
import { answerClocks } from '../../regulation/kinds.ts'
import { localDay } from '../../regulation/clocks.ts'
import { deadlineInForce, shippedRules, type Deadline, type RuleId } from '../../regulation/deadlines.ts'
import { pledgedDays, type RulesInForce } from '../../regulation/law.ts'
import type { CaseClock, Facts, Part } from '../../regulation/facts.ts'
import { stageOf, type ClockName, type Transition } from '../../regulation/transition.ts'
import type { PartState } from '../../regulation/kinds.ts'
import type { Effect } from './effects.ts'
import { particulars } from './particulars.ts'

const deskZone = 'Asia/Jakarta'

/** The effects of carrying out `row` on `facts`, in the order in which they are applied. */
export function consequencesOf(row: Transition, facts: Facts): Effect[] {
  const extra = particulars[row.action]?.(facts) ?? {}
  const kindAfter = extra.kind ?? facts.file.kind
  const partAfter = extra.newPart ?? facts.part
  const own = [...stageEffects(row, facts), ...(extra.effects ?? [])]
  const ended = endings(row, facts)
  const numbers = { next: nextClockNo(facts, own) }
  return [
    ...ended,
    ...pausesAndResumes(row, facts),
    ...own,
    ...endingsOfClosedParts(facts, own, ended),
    ...startings(
      row,
      { ...facts, file: { ...facts.file, kind: kindAfter, clocks: stillRunning(facts, [...ended, ...own]) } },
      partAfter,
      numbers,
      extra.startedAt,
    ),
  ]
}

/** The clocks as these effects leave them: what goes on is not started a second time. */
function stillRunning(facts: Facts, effects: readonly Effect[]): CaseClock[] {
  return facts.file.clocks.map((clock) => {
    const isEnded = effects.some(
      (one) => one.do === 'change_clock' && one.no === clock.no && one.change.do === 'end',
    )
    const moved = effects.find((one) => one.do === 'move_clock' && one.no === clock.no) as
      | { part: number }
      | undefined
    return {
      ...clock,
      ...(isEnded && { ended: clock.ended ?? ('met' as const) }),
      ...(moved && { part: moved.part }),
    }
  })
}

const nextClockNo = (facts: Facts, effects: readonly Effect[]): number => {
  const started = effects.flatMap((effect) => (effect.do === 'start_clock' ? [effect.clock.no] : []))
  return Math.max(0, ...facts.file.clocks.map((clock) => clock.no), ...started) + 1
}

/** An agency that no longer has a part has no clocks for it either; what was late stays late. */
function endingsOfClosedParts(facts: Facts, effects: readonly Effect[], ended: readonly Effect[]): Effect[] {
  const closed = effects.flatMap((effect) =>
    effect.do === 'set_part' && effect.fields.state === 'closed' ? [effect.no] : [],
  )
  const moved = [...effects, ...ended].flatMap((effect) =>
    effect.do === 'move_clock' || effect.do === 'change_clock' ? [effect.no] : [],
  )
  return facts.file.clocks
    .filter((clock) => clock.ended === undefined && clock.part !== undefined && closed.includes(clock.part))
    .filter((clock) => !moved.includes(clock.no))
    .map((clock) => ({
      do: 'change_clock',
      no: clock.no,
      change: { at: facts.now, do: 'end' },
      moot: true,
    }))
}

/** Clocks that belong to one agency's share; the others belong to the whole report. */
const ofOnePart = new Set<RuleId>(['F1', 'F2', 'F3', 'F5', 'K1', 'K2', 'K3', 'K4'])

const ruleOf = (name: ClockName, facts: Facts): RuleId =>
  name === 'K' ? answerClocks[facts.file.kind] : name

const openClocks = (facts: Facts, names: readonly ClockName[] | 'all'): CaseClock[] =>
  facts.file.clocks.filter(
    (clock) =>
      clock.ended === undefined &&
      (names === 'all' || names.some((name) => ruleOf(name, facts) === clock.rule)) &&
      (names === 'all' || !ofOnePart.has(clock.rule) || !facts.part || clock.part === facts.part.no),
  )

function endings(row: Transition, facts: Facts): Effect[] {
  const met = row.meets ? openClocks(facts, row.meets) : []
  const moot = row.ends ? openClocks(facts, row.ends).filter((clock) => !met.includes(clock)) : []
  const at = facts.now
  return [
    ...met.map((clock): Effect => ({ do: 'change_clock', no: clock.no, change: { at, do: 'end' } })),
    ...moot.map((clock): Effect => ({
      do: 'change_clock',
      no: clock.no,
      change: { at, do: 'end' },
      moot: true,
    })),
  ]
}

const pauseReasons = { hold: 'S2', ask_completion: 'S3', ask_reporter: 'S7' } as const

function pausesAndResumes(row: Transition, facts: Facts): Effect[] {
  const at = facts.now
  const why = pauseReasons[row.action as keyof typeof pauseReasons]
  const paused = row.pauses ? openClocks(facts, row.pauses) : []
  const resumed = row.resumes ? openClocks(facts, row.resumes) : []
  return [
    ...paused.map((clock): Effect => ({
      do: 'change_clock',
      no: clock.no,
      change: { at, do: 'pause', why },
    })),
    ...resumed.map((clock): Effect => ({ do: 'change_clock', no: clock.no, change: { at, do: 'resume' } })),
  ]
}

function stageEffects(row: Transition, facts: Facts): Effect[] {
  if (row.to === 'same') return []
  // A refused appeal leaves the report as it was ended before: archived, or closed on the agency's word.
  if (row.to === 'before') {
    const stage = facts.file.stageBefore === 'archived' ? 'archived' : 'closed_by_agency'
    return [{ do: 'set', fields: { stage, stageBefore: null } }]
  }
  const stage = stageOf(row.to)
  const fields: (Effect & { do: 'set' })['fields'] =
    stage === facts.file.stage ? {} : { stage, stageBefore: facts.file.stage }
  const effects: Effect[] = Object.keys(fields).length > 0 ? [{ do: 'set', fields }] : []
  const part = facts.part
  if (stage === 'handling' && part && part.state !== (row.part ?? row.to))
    effects.push({ do: 'set_part', no: part.no, fields: { state: row.part ?? (row.to as PartState) } })
  return effects
}

function startings(
  row: Transition,
  facts: Facts,
  part: Part | undefined,
  numbers: { next: number },
  startedAt = facts.now,
): Effect[] {
  const start = (name: ClockName, half: boolean): Effect[] => {
    const rule = ruleOf(name, facts)
    // F5 belongs to the contributors and is started by the split itself.
    if (rule === 'F5') return []
    // F2 runs from the agency to its unit (DOMAIN 2.2); sent straight to a unit, there is nothing to hand down.
    if (rule === 'F2' && part?.unit !== undefined) return []
    // The one answer and the first reply, with the handing down inside it, are the lead's.
    if (part?.lead === false && ['K', 'F1', 'F2'].includes(name)) return []
    const original = rule === 'K5' ? facts.file.clocks.find((clock) => clock.rule === 'K5') : undefined
    if (original && original.ended === undefined) return [] // K5 survives bounces and splits
    // The lead of a part that another agency bounced keeps its clocks (T18 as a split).
    const goesOn = facts.file.clocks.some(
      (one) => one.ended === undefined && one.rule === rule && one.part === part?.no,
    )
    if (goesOn && (name === 'K' || name === 'F1')) return []
    const clock = newClock(numbers.next++, rule, facts, part, original?.startedAt ?? startedAt)
    const whole = clock.length ?? ruleAt(rule, clock.startedAt, clock.zone, facts).length.n
    return [{ do: 'start_clock', clock: half ? { ...clock, length: Math.ceil(whole / 2) } : clock }]
  }
  return [
    ...(row.starts ?? []).flatMap((name) => start(name, false)),
    ...(row.startsHalf ?? []).flatMap((name) => start(name, true)),
  ]
}

const rulesOf = (facts: Facts): RulesInForce => facts.law ?? { rules: shippedRules, pledges: [] }

/** The version of a rule for a clock that starts at an instant, by the local day of its zone. */
const ruleAt = (rule: RuleId, at: string, zone: string, facts: Facts): Deadline =>
  deadlineInForce(rule, localDay(at, zone), rulesOf(facts).rules)

/**
 * Shorter than the rule: what the agency has pledged, and for an urgent report (T46) what the rule says of urgency.
 * Only a clock that starts now is urgent; one that is counted from an earlier instant would begin late.
 */
function lengthOf(clock: CaseClock, facts: Facts): { length?: number } {
  const pledged = pledgedDays(rulesOf(facts), clock.rule, clock.agency, localDay(clock.startedAt, clock.zone))
  const isUrgent = facts.file.urgent && clock.startedAt === facts.now
  const urgent = isUrgent ? ruleAt(clock.rule, clock.startedAt, clock.zone, facts).urgentDays : undefined
  const length = Math.min(pledged ?? Infinity, urgent ?? Infinity)
  return length === Infinity ? {} : { length }
}

/** A clock in the zone of whom it binds: the desk, the handling agency, or the reporter (A1, A20). */
export function newClock(
  no: number,
  rule: RuleId,
  facts: Facts,
  part: Part | undefined,
  startedAt: string,
): CaseClock {
  const owner = ruleAt(rule, startedAt, deskZone, facts).zone
  const agencyCode = part?.agency ?? (rule === 'V2' ? facts.file.wishedAgency : undefined)
  const agency = agencyCode === undefined ? undefined : facts.agencies.get(agencyCode)
  const clock: CaseClock = { no, rule, startedAt, zone: deskZone, changes: [] }
  if (part && ofOnePart.has(rule)) clock.part = part.no
  if (owner === 'agency' && agency) {
    clock.zone = agency.zone
    clock.agency = agency.code
    if (agency.region !== undefined) clock.region = agency.region
  }
  if (owner === 'reporter') {
    clock.zone = facts.file.region === undefined ? (agency?.zone ?? facts.file.zone) : facts.file.zone
    if (facts.file.region !== undefined) clock.region = facts.file.region
  }
  return { ...clock, ...lengthOf(clock, facts) }
}
