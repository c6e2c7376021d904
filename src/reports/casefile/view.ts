/** A report as one reader may see it: the shape of the API's answer. Fields that the reader may not see are absent. */
import { shownNumber } from '../../platform/crypto/token.ts'
import { present } from '../../platform/present.ts'
import { sightOf, type Audience } from '../../regulation/disclosure.ts'
import { basisOf } from '../../regulation/deadlines.ts'
import { legalBasis } from '../../regulation/sources.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Say } from '../../web/say.ts'
import { maskPersonalData } from '../publication/masking.ts'
import type { EvaluatedClock } from './clockwork.ts'
import { rightOf } from './countable.ts'
import { narrate, type Names, type Narrated } from './narration.ts'
import type { EventRow } from './tables.ts'

/**
 * `desk` reads the original; `agency` the masked text unless the report is open, and `agency_original` what was written,
 * for the minutes after X13; `oversight` what is masked or less.
 */
export type Reader = 'reporter' | 'desk' | 'agency' | 'agency_original' | 'oversight' | 'custodian' | 'public'

export type ReportView = ReturnType<typeof reportView>

export function reportView(
  file: CaseFile,
  clocks: readonly EvaluatedClock[],
  events: readonly EventRow[],
  reader: Reader,
  now: string,
  say: Say,
  names: Names,
) {
  const isStaff = reader !== 'reporter' && reader !== 'public'
  const shown = wordsFor(file, reader)
  return {
    ...(isStaff && { id: file.reportId }),
    number: file.number,
    shown_number: shownNumber(file.number),
    kind: file.kind,
    state: file.state,
    publication: file.publication,
    level: file.level,
    ...textFor(file, reader),
    ...(file.category !== undefined && { category: file.category }),
    ...(file.region !== undefined && reader !== 'oversight' && { region: file.region }),
    ...((reader === 'reporter' || reader === 'desk') && asSent(file)),
    submitted_at: file.submittedAt,
    version: file.version,
    urgent: file.urgent,
    parts: partsOf(file, shown),
    clocks: clocks.map((clock) => clockView(clock, now, say)),
    outcome: outcomeFor(file, shown),
    events: events.map((event) => eventView(event, say, names, shown)),
    ...(file.mergedInto !== undefined && { merged_into: file.mergedInto }),
    ...(isStaff && lastPending(file)),
  }
}

/** What else was said on the form, by the names under which it is sent: whoever sent it can have all of it back. */
const asSent = (file: CaseFile) =>
  present({
    occurred: file.occurred,
    occurred_on: file.occurredDay,
    lat: file.lat,
    lng: file.lng,
    agency: file.wishedAgency,
    contact_consent: file.contactConsent,
  })

/** DOMAIN section 6, rows "text": who reads the reporter's own words, who a masked copy, who nothing. */
export function textFor(
  file: CaseFile,
  reader: Reader,
): { title?: string; text?: string; place?: string; masked?: true } {
  const sight = textSight(file, reader)
  if (sight === 'none') return {}
  const seesPlace = sightOf('place', audienceOf[reader], file.level) === 'original'
  const place = file.place !== undefined && seesPlace ? { place: file.place } : {}
  if (sight === 'original') return { title: file.title, text: file.text, ...place }
  return {
    title: maskPersonalData(file.title).masked,
    text: maskPersonalData(file.text).masked,
    masked: true,
    ...place,
  }
}

/** Readers as the table of the regulation names them. The custodian opens identities and reads no report. */
const audienceOf: Record<Reader, Audience> = {
  reporter: 'reporter',
  public: 'public',
  desk: 'desk',
  agency: 'agency',
  agency_original: 'agency',
  oversight: 'oversight',
  custodian: 'service',
}

/** Whoever opened the original on need has it for some minutes (X13). */
function textSight(file: CaseFile, reader: Reader): 'original' | 'masked' | 'none' {
  if (reader === 'agency_original') return 'original'
  const sight = sightOf('text', audienceOf[reader], file.level)
  if (sight === 'original' || sight === 'none') return sight
  return sight === 'published_on_request' ? 'none' : 'masked'
}

const partsOf = (file: CaseFile, shown: WordsShown) =>
  file.parts
    .filter((part) => part.state !== 'closed')
    .map((part) => ({
      id: part.no,
      agency: part.agency,
      ...(part.unit !== undefined && { unit: part.unit }),
      lead: part.lead,
      state: part.state,
      ...(part.task !== undefined && shown !== 'none' && { task: wordsTo(shown, part.task) }),
    }))

/** Somebody's words as a reader gets them; those of offices unless said otherwise. */
export const wordsTo = (shown: WordsShown, words: string, by: 'reporter' | 'office' = 'office'): string => {
  if (shown === 'none') return ''
  const isWhole = shown === 'all' || (shown === 'reporter_masked' && by === 'office')
  return isWhole ? words : maskPersonalData(words).masked
}

/** An event in the words that this reader may read. */
export function narrateTo(
  shown: WordsShown,
  event: Parameters<typeof narrate>[0],
  say: Say,
  names: Names,
): Narrated {
  const told = narrate(event, say, names)
  return { ...told, text: wordsTo(shown, told.text, told.by === 'reporter' ? 'reporter' : 'office') }
}

/** Both outcomes are facts for everybody; what was said with them is not. */
const outcomeFor = ({ agencyWord, reporterWord }: CaseFile, shown: WordsShown) => ({
  agency: agencyWord ? { ...agencyWord, text: wordsTo(shown, agencyWord.text) } : null,
  reporter: reporterWord
    ? {
        ...reporterWord,
        ...(reporterWord.text !== undefined && { text: wordsTo(shown, reporterWord.text, 'reporter') }),
      }
    : null,
})

const lastPending = (file: CaseFile): { pending?: { action: string; by: string } } => {
  const pending = file.pending.at(-1)
  return pending ? { pending: { action: pending.action, by: pending.byName || pending.by } } : {}
}

/** A duty past its day is missed; a right past its day has ended, and nobody broke anything (F3, B1). */
function stateShown({ clock, result, state }: Omit<EvaluatedClock, 'deadline'>, now: string) {
  const isPast = state === 'missed' || (state === 'running' && now > result.due_at)
  if (!isPast) return state
  return rightOf(clock.rule) === undefined ? ('missed' as const) : ('ended' as const)
}

/** One clock with the days it counted, so that anyone can check the date. Overdue is said, also while it runs on. */
export function clockView({ clock, result, state, deadline: rule }: EvaluatedClock, now: string, say: Say) {
  const pauses = clock.changes.filter((change) => change.do === 'pause' || change.do === 'resume')
  return {
    rule: clock.rule,
    name: say(rule.name),
    legal_basis: say(legalBasis(basisOf(rule))),
    started_at: clock.startedAt,
    due_on: result.due_on,
    due_at: result.due_at,
    state: stateShown({ clock, result, state }, now),
    ...(clock.endedAt !== undefined && { ended_at: clock.endedAt }),
    ...(clock.part !== undefined && { part: clock.part }),
    ...(pauses.length > 0 && { pauses: pauses.map(({ at, do: what }) => ({ at, do: what })) }),
    counted_days: result.counted,
    ...(result.flags.includes('calendar_provisional') && { provisional: true }),
  }
}

/**
 * How much of the words in events a reader gets: what holds for the report's own text holds for them too. Where the
 * handling agency reads masked text, what offices wrote stays readable: it is their own work.
 */
export type WordsShown = 'all' | 'reporter_masked' | 'masked' | 'none'

export const wordsFor = (file: CaseFile, reader: Reader): WordsShown => {
  if (reader === 'custodian') return 'none'
  if (reader === 'oversight') return textSight(file, reader) === 'none' ? 'none' : 'masked'
  return reader === 'agency' && textSight(file, reader) === 'masked' ? 'reporter_masked' : 'all'
}

export function eventView(event: EventRow, say: Say, names: Names, shown: WordsShown = 'all') {
  const told = narrateTo(shown, event, say, names)
  return {
    at: event.at.toISOString(),
    action: event.action,
    by: told.by === 'agency' ? (event.actor_agency ?? 'agency') : told.by,
    title: told.title,
    text: told.text || told.title,
  }
}
