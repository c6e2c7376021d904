/** Starts a process in its roles: web, worker. */
import { crontab as accountTimes, tasks as accountTasks } from './directory/accounts/jobs.ts'
import * as following from './channels/following/jobs.ts'
import * as notifications from './channels/notifications/jobs.ts'
import * as staffNews from './channels/staffNews/jobs.ts'
import { crontab as statisticsTimes, tasks as statisticsTasks } from './insight/statistics/jobs.ts'
import * as publicLog from './insight/transparency/jobs.ts'
import { makeApp } from './app.ts'
import type { Ground } from './platform/ground.ts'
import { startLoops } from './platform/jobs/loops.ts'
import { startWorker, type RunningWorker, type Tasks } from './platform/jobs/worker.ts'
import * as assignment from './reports/assignment/jobs.ts'
import * as attachments from './reports/attachments/jobs.ts'
import * as authority from './reports/authority/jobs.ts'
import * as bulk from './reports/bulk/jobs.ts'
import * as casefile from './reports/casefile/jobs.ts'
import * as closing from './reports/closing/jobs.ts'
import * as desk from './reports/desk/jobs.ts'
import * as escalation from './reports/escalation/jobs.ts'
import * as handover from './reports/handover/jobs.ts'
import * as intake from './reports/intake/jobs.ts'
import * as recount from './reports/recount/jobs.ts'
import { routingCrontab, routingTasks } from './reports/routing/jobs.ts'
import * as verification from './reports/verification/jobs.ts'

/** `url` is there when this process serves pages; a worker alone has none. */
export type Running = { url?: string; close: () => Promise<void> }

const rooms = [
  bulk,
  attachments,
  authority,
  casefile,
  closing,
  desk,
  intake,
  verification,
  notifications,
  staffNews,
  following,
  publicLog,
]
const tasks = Object.assign(
  { ...accountTasks, ...statisticsTasks, ...routingTasks },
  ...rooms.map((room) => room.tasks),
) as Tasks
const crontab = [
  ...accountTimes,
  ...statisticsTimes,
  ...routingCrontab,
  ...rooms.flatMap((room) => room.crontab),
]
const loops = [
  ...assignment.loops,
  ...handover.loops,
  ...bulk.loops,
  ...casefile.loops,
  ...recount.loops,
  ...escalation.loops,
  ...notifications.loops,
  ...staffNews.loops,
  ...following.loops,
  ...publicLog.loops,
]

/** The roles of this process (`LAPOR_ROLES`); resolves when it does its work, for pages: when a request would be answered. */
export async function startRoles(ground: Ground): Promise<Running> {
  const { config } = ground
  const worker = config.roles.includes('worker') ? await startJobs(ground) : undefined
  const web = config.roles.includes('web') ? await startWeb(ground) : undefined
  return {
    ...(web && { url: web.url }),
    close: async () => {
      await web?.close()
      await worker?.stop()
    },
  }
}

async function startWeb(ground: Ground) {
  const { app } = await makeApp(ground)
  const url = await app.listen({ port: ground.config.port, host: ground.config.host })
  const close = async () => {
    // A request that is being answered may end; one that never does must not hold up the stop.
    const impatient = setTimeout(() => app.server.closeAllConnections(), 4_000)
    await app.close()
    clearTimeout(impatient)
  }
  return { url, close }
}

/** Queued and timed jobs, and the loops for what cannot wait a minute. */
async function startJobs(ground: Ground): Promise<RunningWorker> {
  const worker = await startWorker(ground, tasks, crontab)
  const running = startLoops(ground, await ground.as('lapor_worker'), loops)
  return {
    stop: async () => {
      await Promise.all([running.stop(), worker.stop()])
    },
  }
}
