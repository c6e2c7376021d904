/** Finds one report for one reader, with its clocks and the events that reader may know. */
import { CompiledQuery } from 'kysely'
import { refuse } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Ground } from '../../platform/ground.ts'
import { isSameHash, pepperedHash, readSecret, readTrackingNumber } from '../../platform/crypto/token.ts'
import { countFailure, refuseIfThrottled, type Throttle } from '../../platform/http/throttle.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { isKeptFromAgencies } from '../../regulation/inspection.ts'
import { seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import { evaluateClocks, type EvaluatedClock } from './clockwork.ts'
import { originalUntilFor } from '../identity/queries.ts'
import { actsForAgency, hasInHand } from './deciding.ts'
import { eventsOf } from './events.ts'
import { codesIn } from './codes.ts'
import { type Names } from './narration.ts'
import { fileOf } from './store.ts'
import type { EventRow, ReportRow } from './tables.ts'
import type { Reader } from './view.ts'

export type Reading = {
  file: CaseFile
  clocks: EvaluatedClock[]
  events: EventRow[]
  names: Names
  reader: Reader
  /** While an agency may read the text as it was written. */
  originalUntil?: Date
}

// A constant text: composing it anew costs as much as reading the row.
const numberQuery = `
  select r.*
  from tracking_number n
  join report r on r.report_id = n.report_id
  where n.number = $1`

const rowByNumber = async (db: Db, number: string): Promise<ReportRow | undefined> =>
  (await db.executeQuery<ReportRow>(CompiledQuery.raw(numberQuery, [number]))).rows[0]

/** Wrong secrets for one number: after this many the next ones wait. */
const wrongSecrets: Throttle = { name: 'report_secret', failures: 10, windowSeconds: 900 }

/**
 * The report of a number and its secret. A wrong secret, an unknown number and a malformed one are one and the
 * same answer. Wrong secrets are slowed down per number whether it exists or not; the right one always opens, so
 * that nobody can lock a reporter out by guessing (with 16 digits, guessing is hopeless anyway).
 * @throws not_found, too_many_attempts
 */
export async function fileBySecret(
  ground: Ground,
  typedNumber: string,
  typedSecret: string,
): Promise<CaseFile> {
  const number = readTrackingNumber(typedNumber)
  const secret = readSecret(typedSecret)
  if (number === undefined) throw refuse('not_found')
  const row = await rowByNumber(ground.db, number)
  const given = pepperedHash(ground.keys.pepper, 'report_secret', `${row?.report_id ?? ''}\0${secret ?? ''}`)
  if (row && secret !== undefined && isSameHash(given, row.secret_hash)) return fileOf(row)
  const now = ground.now()
  await refuseIfThrottled(ground.db, wrongSecrets, number, now)
  await countFailure(ground.db, wrongSecrets, number, now)
  throw refuse('not_found')
}

/** Everything the reporter may read: all events addressed to them, all clocks. */
export async function readAsReporter(db: Db, file: CaseFile): Promise<Reading> {
  return reading(db, file, 'reporter', ['public', 'reporter'])
}

/** What this account may read of it now: an agency that said why it needs the original gets it for some minutes. */
export async function readAsStaff(
  ground: Pick<Ground, 'db' | 'now'>,
  file: CaseFile,
  actor: Actor,
): Promise<Reading> {
  const reader = readerOf(actor, file)
  // Internal notes are for those who work on it; a note may say what the reporter did not let go (T39).
  const isOutside = reader !== 'desk' && !(actsForAgency(actor) && reader === 'agency')
  const originalUntil = reader === 'agency' ? await originalUntilFor(ground, file.reportId, actor) : undefined
  const found = await reading(
    ground.db,
    file,
    originalUntil ? 'agency_original' : reader,
    isOutside ? ['public', 'reporter'] : undefined,
  )
  const events = actsForAgency(actor) ? withoutKeptProposals(found.events) : found.events
  return { ...found, events, ...(originalUntil && { originalUntil }) }
}

/**
 * An agency does not read that the national desk wants to make it an inspection (`isKeptFromAgencies`), nor that the
 * desk thought better of it.
 */
export function withoutKeptProposals(events: readonly EventRow[]): EventRow[] {
  let isWaiting = false
  return events.filter((event) => {
    const isKept = isKeptProposal(event)
    const isAnswer = isWaiting && event.action === 'decline' && event.data['action'] === 'reclassify'
    if (event.action === 'reclassify') isWaiting = isKept
    else if (isAnswer) isWaiting = false
    return !isKept && !isAnswer
  })
}

const isKeptProposal = ({ action, audience, actor_agency, data }: EventRow): boolean =>
  audience === 'staff' &&
  isKeptFromAgencies({ action, input: data, ...(actor_agency !== null && { byAgency: actor_agency }) })

/** How a staff account reads this report. Without a report, an account that also only watches counts as watching. */
export const readerOf = (actor: Actor, file?: CaseFile): Reader => {
  if (actor.roles.some((role) => seesEverything.includes(role))) return 'desk'
  if (file && actsForAgency(actor) && hasInHand(file, actor)) return 'agency'
  // T39: what the reporter let go, from the moment that the Ombudsman has it.
  if (file?.stage === 'with_ombudsman' && actor.roles.includes('ombudsman'))
    return file.ombudsmanConsent?.share.includes('text') ? 'agency_original' : 'oversight'
  if (actor.roles.includes('identity_custodian')) return 'custodian'
  return actor.roles.some((role) => seesMasked.includes(role)) ? 'oversight' : 'agency'
}

async function reading(
  db: Db,
  file: CaseFile,
  reader: Reader,
  audiences?: EventRow['audience'][],
): Promise<Reading> {
  const [law, events] = await Promise.all([loadLaw(db), eventsOf(db, file.reportId, audiences)])
  const codes = [
    ...codesIn(events),
    file.wishedAgency ?? '',
    ...file.parts.flatMap((part) => [part.agency, part.unit ?? '']),
  ]
  return { file, clocks: evaluateClocks(file, law), events, names: await namesOf(db, codes), reader }
}

const keptSeconds = 60

/** Names of agencies and units by code (and whatever else was asked lately): they hardly ever change. */
export async function namesOf(db: Db, codes: readonly string[]): Promise<Names> {
  const known = await remembered(db, 'office names', keptSeconds, async () => new Map<string, string>())
  const wanted = [...new Set(codes)].filter((code) => code !== '' && !known.has(code))
  if (wanted.length === 0) return known
  const { rows } = await db.executeQuery<{ code: string; name: string }>(
    CompiledQuery.raw(namesQuery, [wanted]),
  )
  for (const { code, name } of rows) known.set(code, name)
  return known
}

const namesQuery = `
  select code, name from agency where code = any($1::varchar[])
  union all
  select code, name from unit where code = any($1::varchar[])`
