/** The small believable country that a fresh installation shows: invented people, invented reports. */
import { existsSync } from 'node:fs'
import { rollUp } from '../../insight/statistics/jobs.ts'
import { inDataFolder } from '../../platform/dataFolder.ts'
import type { Ground } from '../../platform/ground.ts'
import { makeDemoAccounts } from './accounts.ts'
import { fillDemo } from './filling.ts'

/** Fills an empty database once; a database with accounts is left alone. Returns how many reports were made. */
export async function makeDemo(ground: Ground): Promise<number> {
  const file = inDataFolder(ground.config.dataDir).demoAccounts
  const known = await ground.db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  if (known || existsSync(file)) return 0
  const { actors } = await makeDemoAccounts(await ground.as('lapor_owner'), file, ground.now())
  const made = await fillDemo(ground, actors)
  // What happened months ago was read then.
  const lastWeek = new Date(ground.now().getTime() - 7 * 86_400_000)
  await ground.db
    .updateTable('staff_notice')
    .set((columns) => ({ read_at: columns.ref('created_at') }))
    .where('created_at', '<', lastWeek)
    .execute()
  await rollUp(ground.db, ground.now(), 160)
  return made
}
