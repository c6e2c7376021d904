/** Who sees a file that is not public: the reporter's own browser, and staff who have the report in hand. */
import type { Ground } from '../../platform/ground.ts'
import type { FileAccess } from '../attachments/routes.ts'
import { readerOf } from '../casefile/reading.ts'
import { loadFile } from '../casefile/store.ts'
import { maySee } from '../desk/visibility.ts'
import { grantCookie, isGranted } from './grant.ts'
import { reportIdOf } from './queries.ts'

export const fileAccess = (ground: Ground): FileAccess => ({
  reportIdOf: (number) => reportIdOf(ground.db, number),
  mayHandle: async (request, { reportId }) => {
    if (isGranted(ground.keys, request.cookies[grantCookie], reportId, ground.now())) return true
    if (request.actor.kind !== 'staff') return false
    const file = await loadFile(ground.db, reportId)
    // Oversight reads masked text only, and an original photo cannot be masked text; the Ombudsman reads what the
    // reporter let go with the text (T39).
    return (
      file !== undefined &&
      ['desk', 'agency', 'agency_original'].includes(readerOf(request.actor, file)) &&
      (await maySee(ground.db, file, request.actor))
    )
  },
  isPublic: async (reportId) =>
    (await ground.db
      .selectFrom('public_report')
      .select('report_id')
      .where('report_id', '=', reportId)
      .where('state', 'not in', ['withdrawn', 'merged'])
      .executeTakeFirst()) !== undefined,
})
