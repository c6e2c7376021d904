/** A worker in a process of its own, which a test kills: `node recountWorker.ts DATABASE_URL`. */
import { openDatabase } from '../../src/platform/db/database.ts'
import { runRecounts } from '../../src/reports/recount/jobs.ts'
import { aGround } from './ground.ts'

const url = process.argv[2]!
const { db } = await openDatabase({ url, role: 'lapor_worker', max: 3 })
const ground = aGround({ db, url, as: async () => db, close: async () => {} })
process.stdout.write('ready\n')
for (;;) {
  await runRecounts(ground, { settleMs: 0 })
  await new Promise((done) => setTimeout(done, 20))
}
