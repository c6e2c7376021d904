/** T16: a bounce that no verifier confirmed within a working day goes to the arbiter; nobody's report waits on a desk. */
import { loadCalendar } from '../../directory/calendar/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { addWorkingDays, localDay } from '../../regulation/clocks.ts'
import { system } from '../../regulation/permissions.ts'
import { attempted } from '../casefile/due.ts'
import { nationalDesk } from '../casefile/projections.ts'
import { loadFile } from '../casefile/store.ts'
import { referBounce } from './actions.ts'

/** Our own choice (DOMAIN section 4, T16); in the zone of the national desk. */
const verifierWorkingDays = 1
const deskZone = 'Asia/Jakarta'

/** @returns how many were referred */
export async function referUnconfirmed(ground: Ground): Promise<number> {
  const { db } = ground
  const calendar = await loadCalendar(db)
  const today = localDay(ground.now(), deskZone)
  const waiting = await db
    .selectFrom('agency_inbox')
    .select('report_id')
    .where('agency_code', '=', nationalDesk)
    .where('open', '=', true)
    .where('pending', '=', 'bounce')
    .limit(5_000)
    .execute()
  let referred = 0
  for (const { report_id } of waiting) {
    const file = await loadFile(db, report_id)
    const bounce = file?.pending.find(({ action }) => action === 'bounce')
    if (
      !file ||
      !bounce ||
      today <= addWorkingDays(localDay(bounce.at, deskZone), verifierWorkingDays, calendar)
    )
      continue
    const input = {
      reason: 'Usulan pemindahan tidak diputuskan verifikator dalam satu hari kerja.',
      version: file.version,
      ...(bounce.part !== undefined && { part: bounce.part }),
    }
    if (await attempted(ground, report_id, () => referBounce(ground, system, report_id, input))) referred++
  }
  return referred
}

export const tasks: Tasks = {
  refer_bounce: async (ground) => {
    await referUnconfirmed(ground)
  },
}
export const crontab: Crontab[] = [{ task: 'refer_bounce', match: '11 * * * *' }]
