/**
 * How many reports the named filters of somebody hold. A filter may look through the whole archive, and a list must not
 * wait for that: each count is kept the longer the dearer it was, they are asked one after another on one connection,
 * and a page waits a moment at most and shows what is there.
 */
import type { Db } from '../../platform/db/database.ts'
import type { Desk } from './desk.ts'
import { deskCount, type DeskFilter } from './queries.ts'
import { lastChange } from './shared.ts'

/** Without a count the question took too long for the database. */
type Kept = { count?: number; madeAt: number; costMs: number }
type Counts = { kept: Map<string, Kept>; asking?: Promise<void> }

// By account. Two processes may differ by as long as a count is kept.
const ofAccounts = new Map<string, Counts>()
const mostAccounts = 5_000

/** A count takes at most a hundredth of the time, and is at most five minutes old. */
const restFor = 100
const [leastMs, mostMs] = [2_000, 300_000]
/** What costs no more than this is counted anew after an own step, like the list. */
const cheapMs = 50
const patienceMs = 250

const isFresh = ({ madeAt, costMs }: Kept, now: number, changedAt: number): boolean =>
  now - madeAt < Math.min(mostMs, Math.max(leastMs, costMs * restFor)) &&
  (madeAt >= changedAt || costMs > cheapMs)

export type Wanted = { key: string; filter: DeskFilter }

/** Counts by the key of their filter; one that takes longer than a page waits is missing, or that of before. */
export async function keptCounts(
  db: Db,
  desk: Desk,
  wanted: readonly Wanted[],
): Promise<Map<string, number>> {
  const { id } = desk.actor
  if (ofAccounts.size >= mostAccounts && !ofAccounts.has(id)) ofAccounts.clear()
  const counts: Counts = ofAccounts.get(id) ?? { kept: new Map() }
  ofAccounts.set(id, counts)
  const changedAt = lastChange(desk.actor)
  const now = performance.now()
  const isOld = ({ key }: Wanted) => {
    const kept = counts.kept.get(key)
    return kept === undefined || !isFresh(kept, now, changedAt)
  }
  const old = wanted.filter(isOld)
  if (old.length > 0) {
    counts.asking ??= askAll(db, desk, old, counts).finally(() => delete counts.asking)
    await atMost(counts.asking, patienceMs)
  }
  for (const key of counts.kept.keys()) if (!wanted.some((one) => one.key === key)) counts.kept.delete(key)
  return new Map(
    [...counts.kept].flatMap(([key, { count }]): [string, number][] =>
      count === undefined ? [] : [[key, count]],
    ),
  )
}

async function askAll(db: Db, { actor, now, area }: Desk, wanted: readonly Wanted[], { kept }: Counts) {
  for (const { key, filter } of wanted) {
    const madeAt = performance.now()
    try {
      const count = await deskCount(db, actor, filter, now, area)
      kept.set(key, { count, madeAt, costMs: performance.now() - madeAt })
    } catch {
      // The name stands without its count or with that of before, and is not asked for again for a while.
      kept.set(key, { ...kept.get(key), madeAt, costMs: mostMs })
    }
  }
}

async function atMost(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise<void>((done) => (timer = setTimeout(done, ms)))])
  clearTimeout(timer)
}
