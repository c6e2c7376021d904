/** Starts a process in its roles: web, worker, channels. */
import { crontab as accountTimes, tasks as accountTasks } from './directory/accounts/jobs.ts'
import { crontab as statisticsTimes, tasks as statisticsTasks } from './insight/statistics/jobs.ts'
import { makeApp } from './app.ts'
import type { Ground } from './platform/ground.ts'
import { startWorker } from './platform/jobs/worker.ts'

export type Running = { url: string; close: () => Promise<void> }

const tasks = { ...accountTasks, ...statisticsTasks }
const crontab = [...accountTimes, ...statisticsTimes]

/** Everything that `npm start` serves; resolves when a request would be answered. */
export async function startWeb(ground: Ground): Promise<Running> {
  const { config } = ground
  const worker = config.roles.includes('worker') ? await startWorker(ground, tasks, crontab) : undefined
  const { app } = await makeApp(ground)
  const url = await app.listen({ port: config.port, host: config.host })
  return {
    url,
    close: async () => {
      // A request that is being answered may end; one that never does must not hold up the stop.
      const impatient = setTimeout(() => app.server.closeAllConnections(), 4_000)
      await app.close()
      clearTimeout(impatient)
      await worker?.stop()
    },
  }
}
