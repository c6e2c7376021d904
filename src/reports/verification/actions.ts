/** What the national desk does with a report before and beside its handling (T6–T14, T43, T46, T47). */
import { refuse } from '../../errors.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { answerClocks } from '../../regulation/kinds.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import { advanceIn } from '../casefile/advance.ts'
import { loadFile } from '../casefile/store.ts'
import { carryOut, noteOf, stepOf, verb, type Verb } from '../casefile/step.ts'
import { templatedVerb } from '../templates/sending.ts'

/** T6: a short check, no accusation. */
export const hold = verb('hold')
/** T7. */
export const release = verb('release')
/** T9 from a new report; T15 where an agency hands it down to a unit. The table tells them apart by the state. */
export const forward = verb('forward')
/** X17: within minutes, before the office has begun. */
export const recall = verb('recall')
/** T10. */
export const askCompletion = templatedVerb('ask_completion')
/** T14. */
export const split = verb('split')
/** T13, undone within thirty days. */
export const unmerge = verb('unmerge')
/** T43: a longer clock waits for a second person. */
export const reclassify = verb('reclassify')
/** T46. */
export const markUrgent = verb('mark_urgent')
/** T47: two persons put a wrong hold or archive right. */
export const correctError = verb('correct_error')
/** T12: the completion period is over; only the passing of V5 allows it. */
export const expireCompletion = verb('expire_completion')

/** T13: both reports move in one transaction; the main one says that another shares it. */
export const merge: Verb = async (ground, actor, reportId, input = {}) => {
  const merged = await ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const main = await mainOf(db, String(input['into'] ?? ''), reportId)
    const file = await loadFile(db, reportId)
    const step = { ...stepOf('merge', actor, reportId, { ...input, into: main.number }), main }
    const merged = await carryOut(db, ground, step, noteOf('merge', input))
    await advanceIn(db, ground, {
      reportId: main.reportId,
      action: 'absorb',
      actor,
      input: { number: file?.number, reportId, ...answerStartOf(file) },
    })
    return merged
  })
  notePublicChange(ground.db)
  return merged
}

/** When the merged report's own answer clock began; the main one keeps the earlier. */
const answerStartOf = (file: CaseFile | undefined): { answerStartedAt?: string } => {
  const clock = file?.clocks.find((one) => one.ended === undefined && one.rule === answerClocks[file.kind])
  return clock ? { answerStartedAt: clock.startedAt } : {}
}

/** The main report, locked; an unknown number is refused as such, not as a merge that is not possible. */
async function mainOf(db: Db, typed: string, reportId: string) {
  const number = readTrackingNumber(typed)
  const known =
    number === undefined
      ? undefined
      : await db
          .selectFrom('tracking_number')
          .select('report_id')
          .where('number', '=', number)
          .executeTakeFirst()
  if (!known) throw refuse('merge_not_possible')
  // Two merges at once in opposite directions must not wait for each other: the smaller id is locked first.
  const [first, second] = [known.report_id, reportId].sort()
  await loadFile(db, first!, true)
  await loadFile(db, second!, true)
  return (await loadFile(db, known.report_id))!
}
