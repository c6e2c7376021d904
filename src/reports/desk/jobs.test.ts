import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown } from '../../../test/support/town.ts'
import { sweepDesk } from './jobs.ts'

const town = await aTown()
const worker = await town.database.as('lapor_worker')

test('the nightly sweep drops drafts of a quarter ago and who had a page open, and keeps the draft of yesterday', async () => {
  const report = await aReportIn(town, 'at_unit')
  const { id } = await town.database.db
    .selectFrom('account')
    .select('id')
    .where('email', '=', 'officer@contoh.example')
    .executeTakeFirstOrThrow()
  const other = await aReportIn(town, 'at_unit')
  const now = town.ground.now()
  const at = (days: number) => new Date(now.getTime() - days * 86_400_000)
  await town.database.db
    .insertInto('desk_draft')
    .values([
      { report_id: report.id, account_id: id, text: 'lama', outcome: null, saved_at: at(91) },
      { report_id: other.id, account_id: id, text: 'baru', outcome: null, saved_at: at(1) },
    ])
    .execute()
  await town.database.db
    .insertInto('desk_presence')
    .values({ report_id: report.id, account_id: id, seen_at: at(1) })
    .execute()
  await sweepDesk(worker, now)
  const drafts = await town.database.db.selectFrom('desk_draft').select('text').execute()
  assert.deepEqual(drafts, [{ text: 'baru' }])
  assert.deepEqual(await town.database.db.selectFrom('desk_presence').selectAll().execute(), [])
})
