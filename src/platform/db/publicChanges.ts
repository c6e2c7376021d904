import type { Db } from './database.ts'

// One count per database: a test process opens several, and a transaction shares that of its database.
const counts = new WeakMap<object, { changes: number }>()

const countOf = (db: Db): { changes: number } => {
  const database = db.getExecutor().adapter
  const count = counts.get(database) ?? { changes: 0 }
  counts.set(database, count)
  return count
}

/** Says that this process has changed something that anyone may read; call it when the transaction is over. */
export const notePublicChange = (db: Db): void => {
  countOf(db).changes++
}

/** Differs after every such change. */
export const publicVersion = (db: Db): number => countOf(db).changes
