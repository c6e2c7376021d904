/** A worker in a process of its own, which a test kills: `node bulkWorker.ts DATABASE_URL NOW`. */
import { openDatabase } from '../../src/platform/db/database.ts'
import { workOnRuns } from '../../src/reports/bulk/jobs.ts'
import { aGround } from './ground.ts'

const [url = '', now = ''] = process.argv.slice(2)
const { db } = await openDatabase({ url, role: 'lapor_worker', max: 3 })
const ground = aGround({ db, url, as: async () => db, close: async () => {} }, { now: () => new Date(now) })
for (;;) {
  await workOnRuns(ground)
  await new Promise((done) => setTimeout(done, 20))
}
