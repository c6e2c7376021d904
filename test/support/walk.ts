/** A report without a database: the same rules, effects and clocks as the program, for walking through the table. */
import { decide, partFor, partOf, stateFor } from '../../src/reports/casefile/deciding.ts'
import { effectsOfDecision } from '../../src/reports/casefile/decided.ts'
import { evaluateClocks } from '../../src/reports/casefile/clockwork.ts'
import { applyEffects, type Effect } from '../../src/reports/casefile/effects.ts'
import type { CaseFile, Facts } from '../../src/regulation/facts.ts'
import type { Actor, Role } from '../../src/regulation/permissions.ts'
import type { Calendar } from '../../src/regulation/clocks.ts'
import { shippedLaw } from '../../src/regulation/law.ts'
import { offeredActions } from '../../src/regulation/transitions.ts'

export const anActor = (role: Role, place: { agency?: string; unit?: string; id?: string } = {}): Actor => ({
  kind: role === 'reporter' ? 'reporter' : role === 'system' ? 'system' : 'staff',
  id: place.id ?? (role === 'reporter' || role === 'system' ? role : `${role} ${place.agency ?? ''}`),
  name: role,
  roles: [role],
  ...(place.agency !== undefined && { agency: place.agency }),
  ...(place.unit !== undefined && { unit: place.unit }),
})

export const aFile = (given: Partial<CaseFile> = {}): CaseFile => ({
  reportId: '019a0000-0000-7000-8000-000000000001',
  number: '7K4M29QX',
  version: 1,
  channel: 'web',
  language: 'id',
  kind: 'complaint',
  wishedKind: 'complaint',
  stage: 'received',
  state: 'received',
  publication: 'private',
  level: 'name_hidden',
  urgent: false,
  title: 'Lampu jalan padam',
  text: 'Lampu jalan di depan balai warga padam sejak Senin.',
  zone: 'Asia/Jakarta',
  submittedAt: '2026-07-06T02:10:00.000Z',
  updatedAt: '2026-07-06T02:10:00.000Z',
  parts: [],
  clocks: [
    { no: 1, rule: 'V1', startedAt: '2026-07-06T02:10:00.000Z', zone: 'Asia/Jakarta', changes: [] },
    { no: 2, rule: 'V4', startedAt: '2026-07-06T02:10:00.000Z', zone: 'Asia/Jakarta', changes: [] },
  ],
  pending: [],
  mergedFrom: [],
  contactConsent: false,
  contactBy: [],
  rejections: 0,
  bounces: 0,
  holds: 0,
  handlers: [],
  ...given,
})

const agencies: Facts['agencies'] = new Map(
  ['D3578', 'D3273', 'D9171'].map((code, index) => [
    code,
    {
      code,
      zone: ['Asia/Jakarta', 'Asia/Jakarta', 'Asia/Jayapura'][index]!,
      active: true,
      region: `${code.slice(1, 3)}.${code.slice(3)}`,
      inspectorate: `${code}.inspektorat`,
    },
  ]),
)
const units: Facts['units'] = new Map([
  ['D3578.dinas-perhubungan', 'D3578'],
  ['D3273.dinas-sosial', 'D3273'],
])

export type Walker = { file: CaseFile; now: string; calendar: Calendar }

export const factsOf = (
  walker: Walker,
  actor: Actor,
  action: string,
  input: Record<string, unknown>,
): Facts => {
  const part = partFor(walker.file, actor, action)
  return {
    file: walker.file,
    ...(part && { part }),
    actor,
    input,
    now: walker.now,
    agencies,
    units,
    dueAt: new Map(
      evaluateClocks(walker.file, shippedLaw(walker.calendar)).map(({ clock, result }) => [
        clock.no,
        result.due_at,
      ]),
    ),
    ...(input['into'] !== undefined && {
      main: aFile({ reportId: 'other', number: String(input['into']), level: walker.file.level }),
    }),
  }
}

export const offered = (walker: Walker, actor: Actor): string[] => {
  const part = partOf(walker.file, actor)
  return offeredActions(
    { file: walker.file, actor, now: walker.now, ...(part && { part }) },
    stateFor(walker.file, actor, part),
  )
}

/** One step as `advance` would take it. @throws the refusals that `advance` would throw */
export function walk(
  walker: Walker,
  actor: Actor,
  action: string,
  input: Record<string, unknown> = {},
): Effect[] {
  const facts = factsOf(walker, actor, action, input)
  const decision = decide(action, facts)
  const decided =
    decision.step === 'propose' || decision.input === input
      ? facts
      : factsOf(walker, actor, action, decision.input)
  const effects = effectsOfDecision(decision, decided)
  walker.file = applyEffects(walker.file, effects, walker.now)
  return effects
}
