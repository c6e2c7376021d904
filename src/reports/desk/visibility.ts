/** "Is this report theirs?": which reports a staff account may open at all. The role alone is not the answer. */
import { agenciesAbove } from '../../directory/agencies/queries.ts'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { seesAllMasked, seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import { isKeptFromAgencies, needsInspection } from '../../regulation/inspection.ts'
import { actsForAgency, hasInHand } from '../casefile/deciding.ts'
import { loadFile } from '../casefile/store.ts'

export async function maySee(db: Db, file: CaseFile, actor: Actor): Promise<boolean> {
  if (actor.roles.some((role) => seesEverything.includes(role) || seesAllMasked.includes(role))) return true
  // The custodian sees a report only while somebody asks to open its identity.
  if (actor.roles.includes('identity_custodian'))
    return file.pending.some((one) => one.action === 'open_identity')
  if (actor.agency === undefined) return false
  if (actor.roles.some((role) => seesMasked.includes(role))) return isAbove(db, file, actor.agency)
  return hasInHand(file, actor)
}

/** Without what an agency is not warned of. */
export const asSeenBy = (file: CaseFile, actor: Actor): CaseFile =>
  actsForAgency(actor) ? { ...file, pending: file.pending.filter((one) => !isKeptFromAgencies(one)) } : file

/** An oversight office sees the agencies below it, as far down as the tree goes. */
async function isAbove(db: Db, file: CaseFile, overseer: string): Promise<boolean> {
  for (const { agency } of file.parts) {
    // Nobody oversees an inspection of their own house.
    if (agency === overseer && !needsInspection(file.kind)) return true
    const above = await agenciesAbove(db, agency)
    if (above.some((one) => one.code === overseer)) return true
  }
  return false
}

/**
 * The file of an id for a staff account. One that is not theirs is not found: not even its existence is told.
 * @throws not_found
 */
export async function fileForStaff(db: Db, reportId: string, actor: Actor): Promise<CaseFile> {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(reportId))
    throw refuse('not_found')
  const file = await loadFile(db, reportId)
  if (!file || !(await maySee(db, file, actor))) throw refuse('not_found')
  return asSeenBy(file, actor)
}

/** The file of a number, in whatever state, if the account may see it. */
export async function fileByNumberForStaff(
  db: Db,
  typed: string,
  actor: Actor,
): Promise<CaseFile | undefined> {
  const number = readTrackingNumber(typed)
  if (number === undefined) return undefined
  const known = await db
    .selectFrom('tracking_number')
    .select('report_id')
    .where('number', '=', number)
    .executeTakeFirst()
  if (!known) return undefined
  const file = await loadFile(db, known.report_id)
  return file && (await maySee(db, file, actor)) ? asSeenBy(file, actor) : undefined
}
