/** Who is in the circles that `regulation/staffNews.ts` names, for one step on one report. Pure. */
import type { CaseFile, Part } from '../../regulation/facts.ts'
import { gateOf, isInside, isKeptFromAgencies } from '../../regulation/inspection.ts'
import { agencyRoles, type Actor, type Role } from '../../regulation/permissions.ts'
import type { Circle, NewsKind, StaffNews } from '../../regulation/staffNews.ts'

/** An account that works today, with the roles that it has today. */
export type Person = {
  id: string
  agency: string | null
  unit: string | null
  roles: readonly Role[]
  standsInFor?: readonly string[]
}

export type Told = {
  before: CaseFile
  after: CaseFile
  actor: Actor
  action: string
  /** The part that the step was about. */
  part?: number
  /** Who may give the second word, where the step waits for one. */
  confirmedBy: readonly Role[]
  /** Accounts that a note names. */
  mentioned?: readonly string[]
  /** For each agency that has it, the agencies above, the nearest first. */
  above: readonly (readonly string[])[]
}

/** Of each person one piece of news, that of the first row that reaches them; never whoever took the step. */
export function peopleToTell(
  news: readonly StaffNews[],
  told: Told,
  people: readonly Person[],
): Map<string, NewsKind> {
  const chosen = new Map<string, NewsKind>()
  const inside = insideTheSeal(told.after, people)
  for (const { tells, news: kind } of news)
    for (const circle of tells)
      for (const { id } of membersOf(circle, told, inside))
        if (id !== told.actor.id && !chosen.has(id)) chosen.set(id, kind)
  return chosen
}

/** Of an inspection nobody of the agency hears anything but the inspectorate. */
export const insideTheSeal = (file: CaseFile, people: readonly Person[]): Person[] =>
  people.filter((person) => {
    const own = activeParts(file).filter(({ agency }) => agency === person.agency)
    const worksForIt = person.roles.some((role) => (agencyRoles as readonly Role[]).includes(role))
    return !worksForIt || own.length === 0 || own.some((part) => isInside(file, part, person))
  })

function membersOf(circle: Circle, told: Told, people: readonly Person[]): readonly Person[] {
  const { before, after } = told
  const has = (role: Role) => (person: Person) => person.roles.includes(role)
  switch (circle) {
    case 'holders':
      return concernedParts(told).flatMap((part) => holdersOf(part, people))
    case 'newcomers':
      return newParts(before, after).flatMap((part) => holdersOf(part, people))
    case 'partners':
      return activeParts(after)
        .filter((part) => part.no !== told.part)
        .flatMap((part) => holdersOf(part, people))
    case 'leavers':
      return lostParts(before, after).flatMap((part) => holdersOf(part, people))
    case 'admins':
      return ofAgencies(concernedParts(told), people).filter(has('agency_admin'))
    case 'approvers':
      return ofAgencies(concernedParts(told), people).filter(has('approver'))
    case 'named':
      return gateOf(after) === undefined
        ? []
        : people.filter((person) => person.agency === gateOf(after) && has('agency_admin')(person))
    case 'proposer':
      return people.filter(({ id }) => proposersOf(told).includes(id))
    case 'second_persons':
      return secondPersons(told, people)
    case 'handlers':
      return people.filter((person) => after.handlers.includes(person.id) && stillSees(person, told))
    case 'ombudsman':
      return people.filter((person) => after.handlers.includes(person.id) && has('ombudsman')(person))
    case 'mergers':
      return after.stage === 'merged'
        ? people.filter((person) => after.handlers.includes(person.id) && has('national_verifier')(person))
        : []
    case 'ombudsmen':
      return people.filter(has('ombudsman'))
    case 'mentioned':
      return people.filter(({ id }) => told.mentioned?.includes(id))
    case 'arbiters':
      return people.filter(has('arbiter'))
    case 'custodians':
      return people.filter(has('identity_custodian'))
    case 'appeal_officers':
      return told.above.flatMap((chain) =>
        nearestOversight(
          chain,
          people.filter(({ id }) => !after.handlers.includes(id)),
        ),
      )
  }
}

export const activeParts = (file: CaseFile): Part[] => file.parts.filter((part) => part.state !== 'closed')

/** The officer by name, else the liaisons of the unit, else the agency's admins: somebody always has it. */
export function holdersOf(part: Part, people: readonly Person[]): readonly Person[] {
  // While somebody is away, whoever stands in is told as well.
  const officer = people.filter(
    ({ id, standsInFor }) =>
      part.officer !== undefined && (id === part.officer || standsInFor?.includes(part.officer)),
  )
  if (officer.length > 0) return officer
  const own = people.filter(({ agency }) => agency === part.agency)
  const liaisons = own.filter(
    ({ unit, roles }) => part.unit !== undefined && unit === part.unit && roles.includes('unit_officer'),
  )
  return liaisons.length > 0 ? liaisons : own.filter(({ roles }) => roles.includes('agency_admin'))
}

/** The oversight officers of the nearest tier above that has any. */
export function nearestOversight(chain: readonly string[], people: readonly Person[]): readonly Person[] {
  for (const agency of chain) {
    const found = people.filter(
      (person) =>
        person.agency === agency &&
        person.roles.some((role) => role === 'oversight_province' || role === 'oversight_ministry'),
    )
    if (found.length > 0) return found
  }
  return []
}

/** An agency's step is about its own part; everybody else's about all of them. */
function concernedParts({ after, actor, action, part }: Told): Part[] {
  const active = activeParts(after)
  const own = active.filter(({ no }) => no === part)
  const isOwn = action === 'assign' || (actor.kind === 'staff' && actor.agency !== undefined)
  return isOwn && own.length > 0 ? own : active
}

const ofAgencies = (parts: readonly Part[], people: readonly Person[]): Person[] =>
  people.filter(({ agency }) => parts.some((part) => part.agency === agency))

/** Parts that are new, or that have come to another unit or officer. */
const newParts = (before: CaseFile, after: CaseFile): Part[] =>
  activeParts(after).filter(
    (part) =>
      !activeParts(before).some(
        (one) => one.no === part.no && one.agency === part.agency && one.unit === part.unit,
      ),
  )

const leftStages = ['merged', 'withdrawn', 'archived']

const lostParts = (before: CaseFile, after: CaseFile): Part[] =>
  activeParts(before).filter(
    (part) => leftStages.includes(after.stage) || !activeParts(after).some(({ no }) => no === part.no),
  )

/** Of proposals that this step has taken off the table, and of the answer that was approved or returned. */
function proposersOf({ before, after, action, part }: Told): string[] {
  const settled = before.pending
    .filter((one) => !after.pending.some(({ action: kept, at }) => kept === one.action && at === one.at))
    .map(({ by }) => by)
  const answer = before.parts.find(({ no }) => no === part)?.proposal
  return answer && ['approve', 'return_answer'].includes(action) ? [...settled, answer.by] : settled
}

/** Two pools of the nation are too many to be told one by one. */
const pools: readonly Role[] = ['national_verifier', 'moderator']

function secondPersons(told: Told, people: readonly Person[]): Person[] {
  const parts = concernedParts(told)
  const isKept = told.after.pending.some((one) => one.action === told.action && isKeptFromAgencies(one))
  return people.filter((person) =>
    told.confirmedBy.some((role) => {
      if (!person.roles.includes(role)) return false
      if ((agencyRoles as readonly Role[]).includes(role))
        return !isKept && parts.some(({ agency }) => agency === person.agency)
      return !pools.includes(role) || told.after.handlers.includes(person.id)
    }),
  )
}

/** Somebody of an agency that gave it away no longer sees it. */
const stillSees = ({ agency }: Person, { before, after }: Told): boolean =>
  agency === null ||
  [...activeParts(before), ...activeParts(after)].some((part) => part.agency === agency) ||
  gateOf(after) === agency
