import { Logger as QueueLogger, parseCronItems, run, type Runner, type TaskList } from 'graphile-worker'
import { openDatabase } from '../db/database.ts'
import type { Ground } from '../ground.ts'
import { jobSchema } from './schema.ts'

/** What a room does later: the payload as it was queued, and the ground of the worker. */
export type Task = (ground: Ground, payload: unknown) => Promise<void>

/** Tasks of the rooms by name; a room exports its own from `jobs.ts`. */
export type Tasks = Record<string, Task>

/** Work that comes by itself. `match` is five fields of cron, in UTC. */
export interface Crontab {
  task: string
  match: string
  payload?: Record<string, unknown>
}

/** The running worker. */
export interface RunningWorker {
  /** Lets running jobs end (5 s at most) and closes the worker's connections. */
  stop: () => Promise<void>
}

/**
 * Runs queued and timed jobs in the role `lapor_worker`, over connections of its own: the queue listens for news,
 * which does not work through a pooler. When the database goes away the worker waits and starts again.
 */
export async function startWorker(
  ground: Ground,
  tasks: Tasks,
  crontab: Crontab[] = [],
): Promise<RunningWorker> {
  const { db, pool, close } = await openDatabase({
    url: ground.databaseUrlOf('lapor_worker'),
    role: 'lapor_worker',
    max: 6,
    log: ground.log,
    statementTimeoutMs: 120_000,
  })
  const workerGround: Ground = { ...ground, db }
  const start = () =>
    run({
      pgPool: pool,
      schema: jobSchema,
      concurrency: 3,
      pollInterval: 5_000,
      noHandleSignals: true,
      logger: queueLogger(ground),
      taskList: taskList(workerGround, tasks),
      parsedCronItems: parseCronItems(
        crontab.map(({ task, match, payload }) => ({ task, match, payload, identifier: `${task} ${match}` })),
      ),
    })

  let runner: Runner | undefined
  let isStopping = false
  const keepRunning = async () => {
    while (!isStopping) {
      try {
        runner = await start()
        await runner.promise
      } catch (error) {
        ground.log.error({ err: error }, 'the job worker ended and starts again in 2 s')
      }
      if (!isStopping) await new Promise((done) => setTimeout(done, 2_000).unref())
    }
  }
  const kept = keepRunning()
  return {
    stop: async () => {
      isStopping = true
      await Promise.race([
        (async () => {
          await runner?.stop().catch(() => {})
          await kept
        })(),
        new Promise((done) => setTimeout(done, 5_000).unref()),
      ])
      await close()
    },
  }
}

function taskList(ground: Ground, tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [name, (payload) => task(ground, payload)]),
  )
}

/** The queue's own lines, without payloads and without its chatter about each job. */
function queueLogger({ log }: Ground): QueueLogger {
  return new QueueLogger(() => (level, message) => {
    if (level === 'error') log.error({ from: 'jobs' }, message)
    else if (level === 'warning') log.warn({ from: 'jobs' }, message)
    else log.debug({ from: 'jobs' }, message)
  })
}
