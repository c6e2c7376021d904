/** T13: several people tell of one fact. One report speaks for it, nobody is forgotten, and the way back stays open. */
import { refuse } from '../../errors.ts'
import { readTrackingNumber } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { answerClocks } from '../../regulation/kinds.ts'
import { system } from '../../regulation/permissions.ts'
import { advanceIn } from '../casefile/advance.ts'
import { loadFile } from '../casefile/store.ts'
import { carryOut, noteOf, stepOf, type Verb } from '../casefile/step.ts'

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
      input: { number: file?.number, reportIds: withThoseBehind(file, reportId), ...answerStartOf(file) },
    })
    return merged
  })
  notePublicChange(ground.db)
  return merged
}

/**
 * T13 undone: by an officer within thirty days, by its own reporter at any time. The main report, and one that it was
 * merged into in turn, no longer count it and those that it had gathered itself.
 */
export const unmerge: Verb = async (ground, actor, reportId, input = {}) => {
  const done = await ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const mains = await mainsAbove(db, reportId)
    for (const id of [reportId, ...mains].sort()) await loadFile(db, id, true)
    const file = await loadFile(db, reportId)
    const freed = await carryOut(
      db,
      ground,
      stepOf('unmerge', actor, reportId, input),
      noteOf('unmerge', input),
    )
    const gone = { number: file?.number, reportIds: withThoseBehind(file, reportId) }
    for (const main of mains)
      await advanceIn(db, ground, { reportId: main, action: 'let_go', actor: system, input: gone })
    return freed
  })
  notePublicChange(ground.db)
  return done
}

const withThoseBehind = (file: CaseFile | undefined, reportId: string): string[] => [
  reportId,
  ...(file?.mergedFrom ?? []),
]

/** The report that this one was merged into, the one that that was merged into, and so on. */
async function mainsAbove(db: Db, reportId: string): Promise<string[]> {
  const mains: string[] = []
  for (let at = await loadFile(db, reportId); at?.mergedInto !== undefined;) {
    const { report_id: main } = await db
      .selectFrom('tracking_number')
      .select('report_id')
      .where('number', '=', at.mergedInto)
      .executeTakeFirstOrThrow()
    mains.push(main)
    at = await loadFile(db, main)
  }
  return mains
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
