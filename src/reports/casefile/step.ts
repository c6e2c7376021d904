/** The shape that every action of the state table has in code: a verb of its room, carried out by `advance`. */
import { formLevels, type FormLevel } from '../../regulation/kinds.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { ActionName } from '../../regulation/transitions.ts'
import { advanceIn, type Advanced, type Step } from './advance.ts'

export type Verb = (
  ground: Ground,
  actor: Actor,
  reportId: string,
  input?: Record<string, unknown>,
) => Promise<Advanced>

/** A verb for one action: one transaction, one event (and one more for the note that came with it). */
export const verb =
  (action: ActionName): Verb =>
  async (ground, actor, reportId, input = {}) => {
    const step = stepOf(action, actor, reportId, input)
    const done = await ground.db
      .transaction()
      .execute((trx) => carryOut(trx as Db, ground, step, noteOf(action, input)))
    if (done.file.publication !== 'private') notePublicChange(ground.db)
    return done
  }

/** For verbs that move more than one report in one transaction. */
export async function carryOut(db: Db, ground: Ground, step: Step, note?: string): Promise<Advanced> {
  const done = await advanceIn(db, ground, step)
  if (note === undefined) return done
  // The note is an event of its own, because its readers are not those of the action.
  return advanceIn(db, ground, {
    reportId: step.reportId,
    action: 'note',
    actor: step.actor,
    input: { text: note },
  })
}

/** Version and part are about the request, not about the report; levels are stored by their code. */
export function stepOf(
  action: ActionName,
  actor: Actor,
  reportId: string,
  input: Record<string, unknown>,
): Step {
  const { version, part, note: _note, ...rest } = input
  const level = formLevels[rest['level'] as FormLevel]
  return {
    reportId,
    action,
    actor,
    input: level === undefined ? rest : { ...rest, level },
    ...(typeof version === 'number' && { version }),
    ...(typeof part === 'number' && { part }),
  }
}

export const noteOf = (action: ActionName, input: Record<string, unknown>): string | undefined =>
  action !== 'note' && typeof input['note'] === 'string' && input['note'].trim() !== ''
    ? input['note'].trim()
    : undefined
