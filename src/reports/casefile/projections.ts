/**
 * What lists read, derived from one case file: the desks' inbox, the clocks, the public page. Pure, so that
 * `lapor rebuild` and the benchmark fill make exactly the rows that a step would.
 */
import { localDay } from '../../regulation/clocks.ts'
import { sightOf } from '../../regulation/disclosure.ts'
import type { CaseFile, Part, Pending } from '../../regulation/facts.ts'
import { gateOf, isKeptFromAgencies } from '../../regulation/inspection.ts'
import type { State } from '../../regulation/kinds.ts'
import { openStates } from '../../regulation/transitions.ts'
import { isMaskingOf, maskPersonalData } from '../publication/masking.ts'
import { pressingClock, type EvaluatedClock } from './clockwork.ts'
import type { ClockRow, InboxRow, PublicRow } from './tables.ts'

/** The national desk is a desk like any other: its lists are those of this agency code. */
export const nationalDesk = 'N'

/** The list of the custodian of identities: requests that wait for the second unit. */
export const custodianDesk = 'IDENTITY'

/** Due dates of rows on which no clock presses: after every other. */
export const farFuture = new Date('9999-12-31T00:00:00Z')

export const clockRows = (file: CaseFile, clocks: readonly EvaluatedClock[]): ClockRow[] =>
  clocks.map(({ clock, result, state }) => ({
    report_id: file.reportId,
    clock_no: clock.no,
    rule: clock.rule,
    part: clock.part ?? null,
    agency_code: clock.agency ?? file.parts.find((part) => part.no === clock.part)?.agency ?? null,
    started_at: new Date(clock.startedAt),
    due_on: result.due_on,
    due_at: new Date(result.due_at),
    state: clock.ended === undefined ? (result.state === 'paused' ? 'paused' : 'running') : state,
    ended_at: clock.endedAt === undefined ? null : new Date(clock.endedAt),
  }))

/** States in which the national desk has to do something. */
const deskStates: readonly State[] = [
  'received',
  'held',
  'awaiting_completion',
  'authority_dispute',
  'appealed',
]

export function inboxRows(file: CaseFile, clocks: readonly EvaluatedClock[]): InboxRow[] {
  const desk = inboxRow(file, clocks, undefined)
  const parts = file.parts
    .filter((part) => part.state !== 'closed')
    .map((part) => inboxRow(file, clocks, part))
  // What may be about the agency that it names does not pass that agency's gate.
  const gate = gateOf(file)
  const named = gate === undefined ? [] : [namedRow(desk, file, gate)]
  const asked = file.pending.some((one) => one.action === 'open_identity') ? [custodianRow(desk)] : []
  return [desk, ...asked, ...named, ...parts]
}

/** V2: a report whose reporter named the agency waits at that agency's gate too, and is verified there. */
const namedRow = (desk: InboxRow, file: CaseFile, gate: string): InboxRow => ({
  ...desk,
  agency_code: gate,
  open: true,
  pending: file.pending.find((one) => !isKeptFromAgencies(one))?.action ?? null,
  title: file.level !== 'open' && file.level !== 'anonymous' ? masked(file) : titleOf(file),
})

/** The custodian of identities sees that somebody asks, in which report, and nothing of what it says. */
const custodianRow = (desk: InboxRow): InboxRow => ({
  ...desk,
  agency_code: custodianDesk,
  open: true,
  title: '',
  pending: 'open_identity',
  due_at: desk.updated_at,
  due_on: null,
  due_rule: null,
})

function inboxRow(file: CaseFile, clocks: readonly EvaluatedClock[], part: Part | undefined): InboxRow {
  // Whoever watches over the agency decides the appeal, and finds it in the agency's rows (T37, T38).
  const pressing =
    pressingClock(clocks, part ? 'agency' : 'desk', part?.no) ??
    (file.stage === 'appealed' ? pressingClock(clocks, 'desk') : undefined)
  const state = part && file.stage === 'handling' ? (part.state as State) : file.state
  const pending = file.pending.find((one) => !part || (one.part === part.no && !isKeptFromAgencies(one)))
  return {
    agency_code: part?.agency ?? nationalDesk,
    report_id: file.reportId,
    part_no: part?.no ?? 0,
    unit_code: part?.unit ?? null,
    officer_id: part?.officer ?? null,
    lead: part?.lead ?? true,
    number: file.number,
    state,
    open: part ? openStates.includes(file.state) : deskStates.includes(file.state) || pending !== undefined,
    kind: file.kind,
    level: file.level,
    urgent: file.urgent,
    title: part && file.level !== 'open' && file.level !== 'anonymous' ? masked(file) : titleOf(file),
    region: file.region ?? null,
    category: file.category ?? null,
    pending: pending?.action ?? null,
    objected: file.rejections > 0,
    returned: part?.state === 'in_progress' && part.proposal !== undefined,
    due_rule: pressing?.clock.rule ?? null,
    due_on: pressing?.result.due_on ?? null,
    due_at: pressesAt(pressing, part ? undefined : pending),
    submitted_at: new Date(file.submittedAt),
    updated_at: new Date(file.updatedAt),
    version: file.version,
  }
}

const dayMs = 86_400_000

/**
 * When a row presses. A "not ours" that nobody answers goes to the arbiter after one working day (T16), so at the
 * national desk it stands among what is due, whatever else runs.
 */
function pressesAt(pressing: EvaluatedClock | undefined, pending: Pending | undefined): Date {
  const due = pressing ? new Date(pressing.result.due_at) : farFuture
  if (pending?.action !== 'bounce') return due
  const answerBy = new Date(Date.parse(pending.at) + dayMs)
  return answerBy < due ? answerBy : due
}

const titleOf = (file: CaseFile): string => file.title || firstWords(file.text)
/** An agency reads the masked text (DOMAIN section 6), so its lists must not show more than that. */
const masked = (file: CaseFile): string => whole(maskPersonalData(titleOf(file)).masked.slice(0, 200))

/** A report without a title is listed by its first words. */
export function firstWords(text: string, length = 80): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  const cut = line.slice(0, length)
  return `${whole(cut.slice(0, Math.max(cut.lastIndexOf(' '), length - 20)))}…`
}

/** A cut never leaves half a character at the end: the database would store another text than we derive. */
const whole = (text: string): string => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text)

/** The public row, or undefined while the report is not published. Nothing the reporter did not agree to. */
export function publicRow(file: CaseFile, clocks: readonly EvaluatedClock[]): PublicRow | undefined {
  if (file.publication !== 'published' || file.publicText === undefined) return undefined
  const lead = file.parts.find((part) => part.lead && part.state !== 'closed')
  const desk = pressingClock(clocks, 'desk')
  // While the arbiter decides (F4) no agency is the one that owes the next step, though K5 runs on.
  const decided = file.state === 'authority_dispute' ? desk : undefined
  const pressing = decided ?? pressingClock(clocks, 'agency', lead?.no) ?? desk ?? lastAnswerClock(clocks)
  const region = publicRegion(file)
  return {
    report_id: file.reportId,
    number: file.number,
    kind: file.kind,
    state: file.state,
    level: file.level,
    title: file.publicTitle || firstWords(file.publicText),
    text: file.publicText,
    edited: !isMaskingOf(file.text, file.publicText),
    category: file.category ?? null,
    agency_code: lead?.agency ?? null,
    unit_code: lead?.unit ?? null,
    region: region ?? null,
    province: region?.slice(0, 2) ?? null,
    regency: region !== undefined && region.length >= 5 ? region.slice(0, 5) : null,
    place: publicPlace(file),
    submitted_day: publicDay(file),
    sort_at: new Date(file.submittedAt),
    updated_at: new Date(file.updatedAt),
    due_rule: pressing?.clock.rule ?? null,
    due_on: pressing?.result.due_on ?? null,
    due_at: pressing ? new Date(pressing.result.due_at) : null,
    due_started_at: pressing ? new Date(pressing.clock.startedAt) : null,
    due_state: pressing?.state ?? null,
    agency_word: file.agencyWord ?? null,
    reporter_word: file.reporterWord ? withoutComment(file) : null,
    supporters: file.mergedFrom.length,
    photos: 0,
    published_at: new Date(file.updatedAt),
  }
}

const lastAnswerClock = (clocks: readonly EvaluatedClock[]): EvaluatedClock | undefined =>
  clocks.findLast(({ clock }) => clock.rule.startsWith('K') && clock.rule !== 'K5')

/** The reporter's verdict is public, the reporter's own words about it only where the level is open. */
const withoutComment = (file: CaseFile): PublicRow['reporter_word'] => {
  const { text, ...word } = file.reporterWord!
  return file.level === 'open' && text !== undefined ? { ...word, text } : word
}

/** The place in the reporter's words, where the level shows it; masked when written, because the search reads it too. */
const publicPlace = (file: CaseFile): string | null =>
  file.place !== undefined && sightOf('place', 'public', file.level) === 'as_chosen'
    ? whole(maskPersonalData(file.place).masked.slice(0, 300))
    : null

/** DOMAIN section 6, "place: public": the village; the regency for secret reports; nothing for anonymous ones. */
function publicRegion(file: CaseFile): string | undefined {
  const sight = sightOf('place', 'public', file.level)
  if (sight === 'none') return undefined
  return sight === 'regency' ? file.region?.slice(0, 5) : file.region
}

/** DOMAIN section 6, "exact time: public": the date, the week (its Monday), or the month (its first day). */
function publicDay(file: CaseFile): string {
  const day = localDay(file.submittedAt, file.zone)
  const sight = sightOf('time', 'public', file.level)
  if (sight === 'date') return day
  if (sight === 'month') return `${day.slice(0, 7)}-01`
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
