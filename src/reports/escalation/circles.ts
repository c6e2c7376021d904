/** Who is told that a clock runs out or has passed. */
import { agenciesAbove } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { EscalationCircle } from '../../regulation/escalation.ts'
import type { CaseClock, CaseFile, Part } from '../../regulation/facts.ts'
import { gateOf } from '../../regulation/inspection.ts'
import type { Role } from '../../regulation/permissions.ts'
import {
  activeParts,
  holdersOf,
  insideTheSeal,
  nearestOversight,
  type Person,
} from '../casefile/staffCircles.ts'
import { peopleOf } from '../casefile/staffNotices.ts'

/** The accounts in these circles, each once, and the circles in which there is somebody. */
export async function peopleToRemind(
  db: Db,
  file: CaseFile,
  clock: CaseClock,
  circles: readonly EscalationCircle[],
  now: Date,
): Promise<{ accounts: string[]; reached: EscalationCircle[] }> {
  const parts = activeParts(file).filter(({ no }) => clock.part === undefined || no === clock.part)
  const chains = circles.includes('tier_above') ? await chainsAbove(db, file, parts) : []
  const inspectorates = circles.includes('inspectorate') ? await inspectoratesOf(db, parts) : []
  const everybody = await peopleOf(db, now, {
    ids: [...file.handlers, ...parts.flatMap(({ officer }) => officer ?? [])],
    agencies: [...parts.map(({ agency }) => agency), ...(file.wishedAgency ? [file.wishedAgency] : [])],
    units: [...parts.flatMap(({ unit }) => unit ?? []), ...inspectorates],
    national: [
      ...(circles.includes('arbiters') ? (['arbiter'] as const) : []),
      ...(circles.includes('evaluators') ? (['evaluator'] as const) : []),
    ],
    above: chains.flat(),
  })
  const people = insideTheSeal(file, everybody)
  const around = { file, parts, chains, inspectorates, people }
  const found = circles.map((circle) => ({ circle, members: membersOf(circle, around) }))
  return {
    accounts: [...new Set(found.flatMap(({ members }) => members.map(({ id }) => id)))],
    reached: found.filter(({ members }) => members.length > 0).map(({ circle }) => circle),
  }
}

type Around = {
  file: CaseFile
  parts: readonly Part[]
  chains: readonly (readonly string[])[]
  inspectorates: readonly string[]
  people: readonly Person[]
}

function membersOf(circle: EscalationCircle, around: Around): readonly Person[] {
  const { file, parts, chains, inspectorates, people } = around
  const having = (role: Role) => people.filter(({ roles }) => roles.includes(role))
  const ofAgencies = (found: readonly Person[]) =>
    found.filter(({ agency }) => parts.some((part) => part.agency === agency))
  switch (circle) {
    case 'holders':
      return parts.flatMap((part) => holdersOf(part, people))
    case 'admins':
      return ofAgencies(having('agency_admin'))
    case 'approvers':
      return ofAgencies(having('approver'))
    case 'named':
      return gateOf(file) === undefined
        ? []
        : having('agency_admin').filter(({ agency }) => agency === gateOf(file))
    case 'verifiers':
      return having('national_verifier').filter(({ id }) => file.handlers.includes(id))
    case 'arbiters':
      return having('arbiter')
    case 'inspectorate':
      return having('unit_officer').filter(({ unit }) => unit !== null && inspectorates.includes(unit))
    case 'tier_above':
      // Whoever decides an appeal has had no hand in it before (T37).
      return chains.flatMap((chain) =>
        nearestOversight(
          chain,
          people.filter(({ id }) => file.stage !== 'appealed' || !file.handlers.includes(id)),
        ),
      )
    case 'evaluators':
      return having('evaluator')
  }
}

async function chainsAbove(db: Db, file: CaseFile, parts: readonly Part[]): Promise<string[][]> {
  const agencies = [...new Set((parts.length > 0 ? parts : activeParts(file)).map(({ agency }) => agency))]
  const above = await Promise.all(agencies.map((agency) => agenciesAbove(db, agency)))
  return above.map((chain) => chain.map(({ code }) => code))
}

async function inspectoratesOf(db: Db, parts: readonly Part[]): Promise<string[]> {
  if (parts.length === 0) return []
  const units = await db
    .selectFrom('unit')
    .select('code')
    .where(
      'agency_code',
      'in',
      parts.map(({ agency }) => agency),
    )
    .where('kind', '=', 'inspectorate')
    .where('active', '=', true)
    .execute()
  return units.map(({ code }) => code)
}
