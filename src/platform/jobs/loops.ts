/** Work that cannot wait for the next minute: done every few seconds by the process itself, one round after another. */
import type { Db } from '../db/database.ts'
import type { Ground } from '../ground.ts'

export interface Loop {
  name: string
  everyMs: number
  /** One round; `signal` says that the process wants to end. */
  run: (ground: Ground, signal: AbortSignal) => Promise<void>
}

export interface RunningLoops {
  /** Lets the rounds that run come to an end, 5 s at most. */
  stop: () => Promise<void>
}

/**
 * Runs each loop beside the others, never twice at once in this process; several processes may run the same loops,
 * so a round has to share its work by locks. A round that fails is logged and the next one comes as always.
 * @param db acts as `lapor_worker`
 */
export function startLoops(ground: Ground, db: Db, loops: readonly Loop[]): RunningLoops {
  const ending = new AbortController()
  const workerGround: Ground = { ...ground, db }
  const kept = Promise.all(loops.map((loop) => keepRunning(workerGround, loop, ending.signal)))
  return {
    stop: async () => {
      ending.abort()
      await Promise.race([kept, new Promise((done) => setTimeout(done, 5_000).unref())])
    },
  }
}

async function keepRunning(ground: Ground, loop: Loop, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await loop.run(ground, signal)
    } catch (error) {
      ground.log.error({ err: error, loop: loop.name }, 'a round failed; the next one follows')
    }
    await pause(loop.everyMs, signal)
  }
}

/** Waits, and no longer than until the process wants to end. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done()
    const timer = setTimeout(finish, ms)
    function finish() {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      done()
    }
    signal.addEventListener('abort', finish)
  })
