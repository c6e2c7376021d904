/** Finds one report for one reader, with its clocks and the events that reader may know. */
import { refuse } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { isSameHash, pepperedHash, readSecret, readTrackingNumber } from '../../platform/crypto/token.ts'
import { countFailure, refuseIfThrottled, type Throttle } from '../../platform/http/throttle.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import { evaluateClocks, type EvaluatedClock } from './clockwork.ts'
import { originalUntilFor } from '../identity/queries.ts'
import { actsForAgency } from './deciding.ts'
import { eventsOf } from './events.ts'
import { codesIn, type Names } from './narration.ts'
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

const rowByNumber = async (db: Db, number: string): Promise<ReportRow | undefined> => {
  const row = await db
    .selectFrom('tracking_number')
    .innerJoin('report', 'report.report_id', 'tracking_number.report_id')
    .selectAll('report')
    .where('tracking_number.number', '=', number)
    .executeTakeFirst()
  return row as ReportRow | undefined
}

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
  const reader = readerOf(actor)
  const isOutside = reader === 'oversight' || reader === 'custodian'
  const originalUntil = reader === 'agency' ? await originalUntilFor(ground, file.reportId, actor) : undefined
  const found = await reading(
    ground.db,
    file,
    originalUntil ? 'agency_original' : reader,
    isOutside ? ['public', 'reporter'] : undefined,
  )
  return { ...found, ...(originalUntil && { originalUntil }) }
}

/** How a staff account reads this report. */
export const readerOf = (actor: Actor): Reader => {
  if (actor.roles.some((role) => seesEverything.includes(role))) return 'desk'
  if (actsForAgency(actor)) return 'agency'
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
  const codes = [...codesIn(events), ...file.parts.flatMap((part) => [part.agency, part.unit ?? ''])]
  return { file, clocks: evaluateClocks(file, law), events, names: await namesOf(db, codes), reader }
}

/** Names of agencies and units by code. */
export async function namesOf(db: Db, codes: readonly string[]): Promise<Names> {
  const wanted = [...new Set(codes)].filter((code) => code !== '')
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('agency')
    .select(['code', 'name'])
    .where('code', 'in', wanted)
    .unionAll(db.selectFrom('unit').select(['code', 'name']).where('code', 'in', wanted))
    .execute()
  return new Map(rows.map((row) => [row.code, row.name]))
}
