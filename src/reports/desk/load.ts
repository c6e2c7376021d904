/** One report as its desk page shows it: everything is asked at once, and nothing that this account may not read. */
import { absenceDay, awayOn, type Absence } from '../../directory/absences/queries.ts'
import { accountsOf, namesOf as accountNames } from '../../directory/accounts/queries.ts'
import { identityOf, openedUntil } from '../identity/queries.ts'
import type { Identity } from '../identity/sealing.ts'
import { pathOf } from '../../directory/regions/queries.ts'
import { listTopics, topicPathOf, type Topic } from '../../directory/topics/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { dayOf } from '../../web/dates.ts'
import type { CaseFile, Part } from '../../regulation/facts.ts'
import { seesMasked, type Actor } from '../../regulation/permissions.ts'
import { offeredActions } from '../../regulation/transitions.ts'
import { attachmentsOf, type Attachment } from '../attachments/queries.ts'
import { actingOn, partOf, stateFor } from '../casefile/deciding.ts'
import { colleaguesOn, unreadMentions, type Mentionable } from '../casefile/mentions.ts'
import { namesOf, readAsStaff, type Reading } from '../casefile/reading.ts'
import { reportView, type ReportView } from '../casefile/view.ts'
import { suggestFor } from '../routing/suggestions.ts'
import { offeredTemplates, type Template } from '../templates/queries.ts'
import type { Desk } from './desk.ts'
import { draftsOf, type Draft, type OtherDraft } from './drafts.ts'
import { findOwnUnits, type FoundOffice } from './offices.ts'
import { othersPresent } from './presence.ts'
import { suggestionsFor, type Suggestions } from './suggestions.ts'
import { purposesOf } from './templateBox.ts'
import { toldOf, type ToldRow } from './told.ts'
import { fileForStaff } from './visibility.ts'

export type DeskReport = Reading & {
  view: ReportView
  /** The part that this account acts on. */
  part?: Part
  allowed: string[]
  attachments: Attachment[]
  place?: string
  topics: Topic[]
  /** For the verifier: categories to choose from. */
  choices: Topic[]
  suggestions?: Suggestions
  /** For an agency that hands a report down: its units, those that the words speak for first. */
  /** Texts that the forms of this page can be filled from. */
  templates: Template[]
  unitChoices: UnitChoices
  /** Notes that name this account and that it has not read yet, by their event. */
  mentionedIn: number[]
  /** Who can be named in a note. */
  colleagues: Mentionable[]
  officers: { id: string; name: string; away: Absence | undefined }[]
  /** Who has the account's part by name, and whether that one is away. */
  officer?: { name: string; away?: Absence }
  draft?: Draft
  otherDrafts: OtherDraft[]
  present: string[]
  /** Who was told of what. */
  told: ToldRow[]
  /** While it is open for this account. */
  identity?: Identity & { until: Date }
}

/** @throws not_found when the report is not theirs */
export async function loadForDesk(ground: Ground, desk: Desk, reportId: string): Promise<DeskReport> {
  const { db } = ground
  const { actor } = desk
  const file = await fileForStaff(db, reportId, actor)
  const part = partOf(file, actor)
  const now = desk.now.toISOString()
  const allowed = offeredActions(
    { file, actor: actingOn(file, actor), now, ...(part && { part }) },
    stateFor(file, actor, part),
  )
  const verifies = file.state === 'received' && allowed.includes('forward')
  const handsDown = file.state !== 'received' && allowed.includes('forward') && part !== undefined
  const reading = await readAsStaff(ground, file, actor)
  const isClosed = reading.reader === 'oversight' || reading.reader === 'custodian'
  const pendingAgencies = file.pending.flatMap((one) =>
    typeof one.input['proposed_agency'] === 'string' ? [one.input['proposed_agency']] : [],
  )
  const [
    attachments,
    place,
    topics,
    choices,
    suggestions,
    officers,
    drafts,
    present,
    more,
    identity,
    unitChoices,
    templates,
    mentionedIn,
    colleagues,
    told,
    officer,
  ] = await Promise.all([
    isClosed ? [] : attachmentsOf(db, file.reportId),
    file.region === undefined || isClosed ? undefined : pathOf(db, file.region),
    file.category === undefined ? [] : topicPathOf(db, file.category),
    verifies ? listTopics(db) : [],
    verifies ? suggestionsFor(db, file, actor, desk.say) : undefined,
    officersFor(ground, allowed, part),
    draftsOf(db, actor, file.reportId),
    othersPresent(db, actor.id, file.reportId, desk.now),
    namesOf(db, [...pendingAgencies, ...(file.wishedAgency === undefined ? [] : [file.wishedAgency])]),
    openIdentityOf(ground, actor, file.reportId, allowed),
    handsDown ? unitsFor(db, file, part!) : { units: [] },
    templatesFor(db, actor, allowed),
    isClosed ? [] : unreadMentions(db, actor.id, file.reportId),
    allowed.includes('note') ? colleaguesOn(db, file, actor, now) : [],
    toldOf(db, file.reportId),
    isClosed ? undefined : officerOf(ground, part),
  ])
  const names = new Map([...reading.names, ...more])
  return {
    ...reading,
    names,
    view: reportView(file, reading.clocks, reading.events, reading.reader, now, desk.say, names),
    ...(part && { part }),
    allowed,
    attachments,
    ...(place !== undefined && { place }),
    topics,
    choices,
    ...(suggestions && { suggestions }),
    unitChoices,
    templates,
    mentionedIn,
    colleagues,
    told,
    officers,
    ...(officer && { officer }),
    ...(drafts.own && { draft: drafts.own }),
    otherDrafts: drafts.others,
    present,
    ...(identity && { identity }),
  }
}

const templatesFor = (db: Db, actor: Actor, allowed: readonly string[]): Promise<Template[]> | Template[] => {
  const wanted = Object.entries(purposesOf).flatMap(([action, purposes]) =>
    allowed.includes(action) ? purposes : [],
  )
  return wanted.length === 0 ? [] : offeredTemplates(db, actor, wanted)
}

type UnitChoices = { units: FoundOffice[]; suggested?: string }

/** Units that the report's words speak for, the first of them chosen already; else the first of all, none chosen. */
async function unitsFor(db: Db, file: CaseFile, part: Part): Promise<UnitChoices> {
  const { offices } = await suggestFor(db, file)
  const spoken = offices.flatMap(({ agency, unit, name }) =>
    unit !== undefined && agency === part.agency ? [{ value: unit, name }] : [],
  )
  const others = (units: FoundOffice[]) => units.filter(({ value }) => value !== part.unit)
  const [first] = others(spoken)
  return first
    ? { units: others(spoken).slice(0, 4), suggested: first.value }
    : { units: others(await findOwnUnits(db, part.agency, '')).slice(0, 6) }
}

/** Fifteen minutes after it was opened it is locked again, and the page says so by not having it. */
async function openIdentityOf(ground: Ground, actor: Actor, reportId: string, allowed: readonly string[]) {
  if (!allowed.includes('open_identity')) return undefined
  return (await openedUntil(ground, reportId, actor)) === undefined
    ? undefined
    : identityOf(ground, reportId, actor)
}

async function officersFor(ground: Ground, allowed: readonly string[], part: Part | undefined) {
  if (part === undefined || !allowed.includes('assign')) return []
  const today = dayOf(ground.now(), 'WIB')
  const options = { today, ...(part.unit !== undefined && { unit: part.unit }) }
  const officers = await accountsOf(ground.db, part.agency, 'unit_officer', options)
  const away = await awayOn(
    ground.db,
    officers.map(({ id }) => id),
    absenceDay(ground.now()),
  )
  return officers.map(({ id, name }) => ({ id, name, away: away.get(id) }))
}

async function officerOf({ db, now }: Ground, part: Part | undefined) {
  if (part?.officer === undefined) return undefined
  const [names, absences] = await Promise.all([
    accountNames(db, [part.officer]),
    awayOn(db, [part.officer], absenceDay(now())),
  ])
  const [name, away] = [names.get(part.officer), absences.get(part.officer)]
  return name === undefined ? undefined : { name, ...(away && { away }) }
}

/** Oversight reads and decides appeals; it has no draft and no presence to speak of. */
export const isReader = (actor: Actor): boolean => actor.roles.every((role) => seesMasked.includes(role))
