/** Following in the worker: steps become letters, letters leave, and at night addresses that are not needed go. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { gatewaysOf } from '../notifications/jobs.ts'
import { oldestWish } from './actions.ts'
import { forget } from './address.ts'
import { sendFollowLetters } from './letterQueue.ts'
import './tables.ts'

/** Each step has its letters made in one statement, so whoever is killed leaves all of them or none. */
const stepsAtOnce = 5

/** Makes the letters of noted steps, for those who followed when it happened. @returns how many steps */
export async function makeFollowLetters(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with due as (
      select report_id, seq
      from follow_news
      where next_at <= ${now}
      order by next_at
      limit ${stepsAtOnce}
      for update skip locked
    ),
    news as (
      delete from follow_news n
      using due
      where n.report_id = due.report_id and n.seq = due.seq
      returning n.report_id, n.seq, n.at
    ),
    made as (
      insert into follow_letter (report_id, letter_id, follower_id, seq, state, attempts, next_at, created_at)
      select n.report_id, gen_random_uuid(), f.follower_id, n.seq, 'waiting', 0, ${now}, ${now}
      from news n
      join follower f on f.report_id = n.report_id and f.confirmed_at <= n.at
      on conflict (report_id, follower_id, seq) do nothing
    )
    select count(*)::int as count from news`.execute(db)
  return rows[0]!.count
}

export const loops: Loop[] = [
  {
    name: 'follow_letters',
    everyMs: 5_000,
    run: async (ground, signal) => {
      while (!signal.aborted && (await makeFollowLetters(ground.db, ground.now())) === stepsAtOnce);
      await sendFollowLetters(ground, ground.db, gatewaysOf(ground), signal)
    },
  },
]

/** A closed report can be opened again for ninety days (T32); after that nothing more will be told. */
const closedDays = 90
/** What was taken from the public may come back (T34, T13, T41: thirty days); its followers hear nothing meanwhile. */
const hiddenDays = 30
const keptLetterDays = 30
const atOnce = 500

/** Forgets addresses that are of no use any more. @returns how many */
export async function sweepFollowers(ground: Ground): Promise<number> {
  const now = ground.now()
  const before = (days: number): Date => new Date(now.getTime() - days * 86_400_000)
  const { rows } = await sql<{ report_id: string; follower_id: string }>`
    select f.report_id, f.follower_id
    from follower f
    join report r on r.report_id = f.report_id
    left join public_report p on p.report_id = f.report_id and p.state not in ('withdrawn', 'merged')
    where (f.confirmed_at is null and f.asked_at < ${oldestWish(now)})
      or (r.state in ('closed_solved', 'closed_by_agency', 'archived') and r.updated_at < ${before(closedDays)})
      or (p.report_id is null and r.updated_at < ${before(hiddenDays)})
    limit ${atOnce}`.execute(ground.db)
  for (const { report_id: reportId, follower_id: followerId } of rows)
    await forget(ground, ground.db, { reportId, followerId })
  await ground.db.deleteFrom('follow_letter').where('created_at', '<', before(keptLetterDays)).execute()
  return rows.length
}

export const tasks: Tasks = {
  sweep_followers: async (ground) => {
    while ((await sweepFollowers(ground)) === atOnce);
  },
}
export const crontab: Crontab[] = [{ task: 'sweep_followers', match: '52 18 * * *' }]
