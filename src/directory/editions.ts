/** Lists that every request needs and that change a few times a year: kept in memory, with the version they have. */
import type { Db } from '../platform/db/database.ts'
import './calendar/tables.ts'

interface Memory<Held> {
  edition?: string
  held?: Held
  checkedAtMs: number
  reading?: Promise<Held>
}

// Another process may change the list: a clock computed with the list of a second ago is found and moved by the
// recomputation that follows every change, and which begins later than that.
const trustedMs = 1_000

export type Load<Held> = (db: Db, options?: { fresh?: boolean }) => Promise<Held>

/**
 * A list that is read once and kept; once a second the next caller asks the database whether it is still the current
 * one, and it is only read again when it is not. `fresh` asks at once: for whoever has just changed it.
 */
export function keptList<Held>(list: string, read: (db: Db, version: number) => Promise<Held>): Load<Held> {
  const memories = new WeakMap<object, Memory<Held>>()
  return async (db, { fresh = false } = {}) => {
    // The same for a database and for every transaction on it.
    const database = db.getExecutor().adapter
    const memory = memories.get(database) ?? { checkedAtMs: -trustedMs }
    memories.set(database, memory)
    if (!fresh) {
      if (memory.held !== undefined && performance.now() - memory.checkedAtMs < trustedMs) return memory.held
      if (memory.reading) return memory.reading
    }
    const reading = readAgain(db, list, memory, read)
    memory.reading = reading
    try {
      return await reading
    } finally {
      if (memory.reading === reading) delete memory.reading
    }
  }
}

async function readAgain<Held>(
  db: Db,
  list: string,
  memory: Memory<Held>,
  read: (db: Db, version: number) => Promise<Held>,
): Promise<Held> {
  const askedAtMs = performance.now()
  const current = await db
    .selectFrom('reference_version')
    .select(['version', 'loaded_at'])
    .where('list', '=', list)
    .executeTakeFirst()
  const edition = current ? `${current.version} ${current.loaded_at.getTime()}` : ''
  if (memory.held === undefined || memory.edition !== edition) {
    memory.held = await read(db, current?.version ?? 0)
    memory.edition = edition
  }
  memory.checkedAtMs = askedAtMs
  return memory.held
}
