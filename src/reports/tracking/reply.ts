/** T11, T22, X2 with files: what the reporter writes and what comes with it are one step. */
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { reporter } from '../../regulation/permissions.ts'
import { attachStaged } from '../attachments/staging.ts'
import type { Advanced } from '../casefile/advance.ts'
import { carryOut, stepOf } from '../casefile/step.ts'

/** Files of a form that were kept under its key. */
export type StagedFiles = { key: string; ids: readonly string[] }

export const replyWithFiles = (
  ground: Ground,
  action: 'reply' | 'complete',
  reportId: string,
  input: Record<string, unknown>,
  files: StagedFiles,
): Promise<Advanced> =>
  ground.db.transaction().execute(async (trx) => {
    const done = await carryOut(trx as Db, ground, stepOf(action, reporter, reportId, input))
    await attachStaged(trx as Db, reportId, files.key, files.ids, {
      addedBy: 'reporter',
      eventSeq: done.seq,
      at: ground.now(),
    })
    return done
  })

/** Files alone, without a word: nothing moves, the report has them. */
export const addStagedFiles = (ground: Ground, reportId: string, files: StagedFiles): Promise<void> =>
  ground.db.transaction().execute(async (trx) => {
    await attachStaged(trx as Db, reportId, files.key, files.ids, { addedBy: 'reporter', at: ground.now() })
  })
