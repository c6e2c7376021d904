/** A worker in a process of its own, which a test kills: `node escalationWorker.ts DATABASE_URL INSTANT`. */
import { openDatabase } from '../../src/platform/db/database.ts'
import { giveSteps, watchClocks } from '../../src/reports/escalation/watch.ts'
import { aGround } from './ground.ts'

const [url = '', instant = ''] = process.argv.slice(2)
const { db } = await openDatabase({ url, role: 'lapor_worker', max: 3 })
const ground = aGround(
  { db, url, as: async () => db, close: async () => {} },
  { now: () => new Date(instant) },
)
process.stdout.write('ready\n')
for (;;) {
  await watchClocks(ground)
  await giveSteps(ground)
  await new Promise((done) => setTimeout(done, 20))
}
