import type { Db } from './database.ts'

interface Kept {
  madeAt: number
  until: number
  answer: Promise<unknown>
}

// One memory per database: a test process opens several, and a transaction shares that of its database.
const memories = new WeakMap<object, Map<string, Kept>>()
/** Small answers mostly; what is large lives for two seconds. */
const mostKept = 20_000
/** Every so many new answers the old ones are thrown out. */
const sweptEvery = 500
let added = 0

/**
 * Asks once in some seconds, whoever asks; many readers at once share one question. For names and counts that may be
 * that old, and are forgotten where the person has just changed them. Two processes may differ by that many seconds.
 * @param notBefore by `performance.now()`: whoever has just changed something is not shown what was kept before that
 */
export function remembered<Answer>(
  db: Db,
  name: string,
  seconds: number,
  ask: () => Promise<Answer>,
  notBefore = 0,
): Promise<Answer> {
  const memory = memoryOf(db)
  const found = memory.get(name)
  const now = performance.now()
  if (found !== undefined && now < found.until && found.madeAt >= notBefore)
    return found.answer as Promise<Answer>
  if (++added % sweptEvery === 0) sweep(memory, now)
  const answer = ask()
  const kept = { madeAt: now, until: now + seconds * 1_000, answer }
  memory.set(name, kept)
  answer.catch(() => memory.get(name) === kept && memory.delete(name))
  return answer
}

function sweep(memory: Map<string, Kept>, now: number): void {
  for (const [name, { until }] of memory) if (until < now) memory.delete(name)
  if (memory.size >= mostKept) memory.clear()
}

/** Forgets what begins with `prefix`, because this process has just changed it. */
export function forget(db: Db, prefix: string): void {
  const memory = memoryOf(db)
  for (const name of memory.keys()) if (name.startsWith(prefix)) memory.delete(name)
}

function memoryOf(db: Db): Map<string, Kept> {
  const database = db.getExecutor().adapter
  const memory = memories.get(database) ?? new Map<string, Kept>()
  memories.set(database, memory)
  return memory
}
