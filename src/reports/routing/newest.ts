import type { Db } from '../../platform/db/database.ts'
import type { Measured } from './evaluation.ts'
import type { Model } from './model.ts'
import { unpackModel } from './modelBytes.ts'

export type Trained = { no: number; model: Model; measured: Measured }

/** Two processes may use two models for this long after a training; nothing depends on their agreeing. */
const checkEveryMs = 10_000
type Kept = { checkedAt: number; trained: Promise<Trained | undefined> }
const keptBy = new WeakMap<Db, Kept>()

/** The newest model, read once and asked for at most every ten seconds; undefined before the first training. */
export function newestModel(db: Db): Promise<Trained | undefined> {
  const kept = keptBy.get(db)
  const now = performance.now()
  if (kept && now - kept.checkedAt < checkEveryMs) return kept.trained
  const next = {
    checkedAt: now,
    trained: (kept?.trained ?? Promise.resolve(undefined)).then((known) => refreshed(db, known)),
  }
  // A database that is away must not be remembered as one without a model.
  next.trained.catch(() => keptBy.delete(db))
  keptBy.set(db, next)
  return next.trained
}

async function refreshed(db: Db, known: Trained | undefined): Promise<Trained | undefined> {
  const newest = await db
    .selectFrom('routing_model')
    .select('model_no')
    .orderBy('model_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!newest || newest.model_no === known?.no) return newest && known
  const row = await db
    .selectFrom('routing_model')
    .select(['measured', 'model'])
    .where('model_no', '=', newest.model_no)
    .executeTakeFirst()
  const model = row && unpackModel(row.model)
  return model && { no: newest.model_no, model, measured: row.measured }
}

/** What the newest model was measured to be, for the operator and the public page of the desks' figures. */
export const newestMeasured = async (
  db: Db,
): Promise<{ trainedAt: Date; measured: Measured } | undefined> => {
  const row = await db
    .selectFrom('routing_model')
    .select(['trained_at', 'measured'])
    .orderBy('model_no', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { trainedAt: row.trained_at, measured: row.measured }
}
