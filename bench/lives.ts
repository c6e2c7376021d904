/**
 * The life of one made-up report, by the same pure functions as a real one: rows of the state table, their
 * consequences, the effects, the event. Only the order of the steps and their hours are drawn.
 */
import { newTrackingNumber } from '../src/platform/crypto/token.ts'
import type { CaseFile, Facts } from '../src/regulation/facts.ts'
import { answerClocks, kinds, type Kind, type Level } from '../src/regulation/kinds.ts'
import { reporter, system, visitor, type Actor } from '../src/regulation/permissions.ts'
import { shippedRules, type RuleId } from '../src/regulation/deadlines.ts'
import type { ClockName, Transition } from '../src/regulation/transition.ts'
import { transitions } from '../src/regulation/transitions.ts'
import { consequencesOf, newClock } from '../src/reports/casefile/consequences.ts'
import { applyEffects, type Effect } from '../src/reports/casefile/effects.ts'
import { eventRow } from '../src/reports/casefile/events.ts'
import type { EventRow } from '../src/reports/casefile/tables.ts'
import { newReportId } from '../src/reports/intake/actions.ts'
import { favouringFirst, type Chance } from './chance.ts'
import { planOf, type PlannedStep } from './plans.ts'
import { sentences, title } from './words.ts'
import { personAt, type Office, type World } from './world.ts'

export type Life = { file: CaseFile; events: EventRow[] }

const hourMs = 3_600_000

export function liveOf(world: World, chance: Chance, submittedAt: number): Life {
  const office = world.agencies[favouringFirst(chance, world.agencies.length)]!
  const file = newFile(world, chance, office, submittedAt)
  const events: EventRow[] = []
  const age = (world.endAt - submittedAt) / hourMs / 24
  const told: Told = { file, office, events }
  record(told, rowOf('submit', file), visitor, {}, [{ do: 'open', file }, ...firstClocks(file)], submittedAt)
  let at = submittedAt
  for (const step of planOf(chance, age, file.level)) {
    at += (step.hours[0] + chance.share() * (step.hours[1] - step.hours[0])) * hourMs
    // What has not happened yet is what makes a report open today.
    if (at > world.endAt) break
    carryOut(told, step, chance, at)
  }
  return { file: told.file, events }
}

type Told = { file: CaseFile; office: Office; events: EventRow[] }

const rowOf = (action: string, file: CaseFile): Transition =>
  transitions.find(
    (row) =>
      row.action === action &&
      (row.from === 'new' || row.from === 'any' || row.from === 'open' || row.from.includes(file.state)),
  )!

function carryOut(told: Told, step: PlannedStep, chance: Chance, atMs: number): void {
  const { file, office } = told
  const actor = actorOf(step, office, chance)
  const part = file.parts.find((one) => one.state !== 'closed')
  const input = inputOf(step, told, chance)
  const facts: Facts = {
    file,
    ...(part && { part }),
    actor,
    input,
    now: new Date(atMs).toISOString(),
    agencies: new Map([
      [
        office.code,
        {
          code: office.code,
          zone: office.zone,
          active: true,
          ...(office.region !== null && { region: office.region }),
        },
      ],
    ]),
    units: new Map(),
    dueAt: new Map(),
  }
  const row = withRulesOf(rowOf(step.action, file), file, facts.now)
  const handled: Effect[] =
    actor.kind === 'staff' && !file.handlers.includes(actor.id)
      ? [{ do: 'set', fields: { handlers: [...file.handlers, actor.id] } }]
      : []
  const answer = step.action === 'approve' ? part?.proposal : undefined
  const data = answer ? { ...input, text: answer.text, outcome: answer.outcome, files: [] } : input
  record(told, row, actor, data, [...handled, ...consequencesOf(row, facts)], atMs, part?.no)
}

function record(
  told: Told,
  row: Transition,
  actor: Actor,
  data: Record<string, unknown>,
  effects: Effect[],
  atMs: number,
  part?: number,
): void {
  const at = new Date(atMs).toISOString()
  const isFirst = told.events.length === 0
  const after = applyEffects(isFirst ? undefined : told.file, effects, at)
  after.version = told.events.length + 1
  told.file = after
  told.events.push(
    eventRow({
      reportId: after.reportId,
      seq: after.version,
      at,
      action: row.action,
      transition: row.id,
      audience: row.audience,
      actor,
      ...(part !== undefined && { part }),
      state: after.state,
      data,
      effects,
    }),
  )
}

/** The row without clocks of rules that did not exist yet: three years reach back before some of them. */
function withRulesOf(row: Transition, file: CaseFile, at: string): Transition {
  const kind: Kind = row.action === 'forward' && file.kind === 'complaint' ? 'complaint_service' : file.kind
  const exists = (name: ClockName) => beginningOf(name === 'K' ? answerClocks[kind] : name) <= at
  return {
    ...row,
    ...(row.starts && { starts: row.starts.filter(exists) }),
    ...(row.startsHalf && { startsHalf: row.startsHalf.filter(exists) }),
  }
}

const beginningOf = (rule: RuleId): string => shippedRules.get(rule)?.[0]?.validFrom ?? '9999'

function actorOf(step: PlannedStep, office: Office, chance: Chance): Actor {
  if (step.by === 'reporter') return reporter
  if (step.by === 'system') return system
  const place =
    step.by === 'desk' ? `desk ${chance.below(40)}` : `${office.code} ${step.by} ${chance.below(4)}`
  return {
    kind: 'staff',
    id: personAt(place),
    name: place,
    roles: [step.by === 'desk' ? 'national_verifier' : step.by === 'approver' ? 'approver' : 'unit_officer'],
    ...(step.by !== 'desk' && { agency: office.code }),
  }
}

function inputOf(step: PlannedStep, { file, office }: Told, chance: Chance): Record<string, unknown> {
  if (step.action === 'forward') {
    const unit = office.units.length > 0 && chance.happens(0.7) ? { unit: chance.pick(office.units) } : {}
    return { agency: office.code, ...unit, ...(file.category !== undefined && { category: file.category }) }
  }
  if (step.action === 'propose_publication') return { title: file.title, text: file.text }
  if (step.action === 'propose_answer')
    return { text: sentences(chance, 20 + chance.below(40)), outcome: 'repaired' }
  if (step.action === 'start')
    return { next_step: sentences(chance, 6), reply: sentences(chance, 12 + chance.below(16)) }
  if (step.action === 'archive') return { reason_code: 'not_public_service', reason: sentences(chance, 12) }
  if (step.action === 'accept') return chance.happens(0.4) ? { rating: 1 + chance.below(5) } : {}
  if (['reject', 'appeal', 'ask_completion', 'ask_reporter', 'hold'].includes(step.action)) {
    return { reason: sentences(chance, 14), text: sentences(chance, 14) }
  }
  return {}
}

const levelOf = (chance: Chance): Level => {
  const share = chance.share()
  return share < 0.4 ? 'open' : share < 0.88 ? 'name_hidden' : share < 0.95 ? 'secret' : 'anonymous'
}

/** Half of all texts have up to 27 words, one in ten more than 90. */
const lengthOf = (chance: Chance): number =>
  10 + Math.round(17 * Math.exp(1.3 * (chance.share() + chance.share() + chance.share() - 1.5) * 1.6))

function newFile(world: World, chance: Chance, office: Office, submittedAt: number): CaseFile {
  const place = chance.happens(0.8) ? chance.pick(world.places) : undefined
  const kind = chance.happens(0.72) ? 'complaint' : chance.pick(kinds.slice(3))
  const at = new Date(submittedAt)
  return {
    reportId: newReportId(at),
    number: newTrackingNumber(),
    version: 1,
    channel: chance.pick(['web', 'web', 'web', 'sms', 'api', 'counter', 'whatsapp']),
    language: 'id',
    kind,
    wishedKind: kind,
    stage: 'received',
    state: 'received',
    publication: 'private',
    level: levelOf(chance),
    urgent: chance.happens(0.01),
    title: chance.happens(0.8) ? title(chance) : '',
    text: sentences(chance, lengthOf(chance)),
    zone: place?.zone ?? 'Asia/Jakarta',
    submittedAt: at.toISOString(),
    updatedAt: at.toISOString(),
    parts: [],
    clocks: [],
    pending: [],
    mergedFrom: [],
    contactConsent: chance.happens(0.4),
    contactBy: chance.happens(0.4) ? ['email'] : [],
    rejections: 0,
    bounces: 0,
    holds: 0,
    handlers: [],
    ...(chance.happens(0.7) && { category: chance.pick(world.topics) }),
    ...(place !== undefined && { region: place.code }),
    ...(place !== undefined && chance.happens(0.3) && { place: `Jalan ${title(chance)}`.slice(0, 80) }),
    ...(chance.happens(0.2) && { wishedAgency: office.code }),
  }
}

function firstClocks(file: CaseFile): Effect[] {
  const facts: Facts = {
    file,
    actor: visitor,
    input: {},
    now: file.submittedAt,
    agencies: new Map(),
    units: new Map(),
    dueAt: new Map(),
  }
  return (['V1', 'V4'] as const).map((rule, index) => ({
    do: 'start_clock',
    clock: newClock(index + 1, rule, facts, undefined, file.submittedAt),
  }))
}
