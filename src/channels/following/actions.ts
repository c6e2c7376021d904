/** To follow a public report: asked for at its page, confirmed from a letter, ended with one click. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { countFailure, type Throttle } from '../../platform/http/throttle.ts'
import { addressHash, addressSubject, forget, sealAddress } from './address.ts'
import type { Follower } from './links.ts'
import './tables.ts'

/** A link in a letter is good for so long; then the address is forgotten. */
export const confirmDays = 3

const day = 86_400
/** Whoever writes down somebody else's address again and again reaches them three times a day, and no more. */
const perAddress: Throttle = { name: 'follow_address', failures: 3, windowSeconds: day }
/** Beyond these an hour letters wait their turn, a day at most: a flood makes others wait and refuses none of them. */
export const perReport: Throttle = { name: 'follow_report', failures: 300, windowSeconds: day }

const longestWaitHours = 24

/**
 * Notes the wish and queues the letter that asks whether the address is meant. Whether the address was known makes
 * no difference that anybody could see: not in what is answered, and hardly in what is done.
 */
export async function askToFollow(
  ground: Ground,
  reportId: string,
  address: string,
  language: 'id' | 'en',
): Promise<void> {
  const now = ground.now()
  const follower = { reportId, followerId: randomUUID() }
  const sealed = sealAddress(ground, follower, address)
  const { failures: letters } = await countFailure(
    ground.db,
    perAddress,
    addressSubject(ground, address),
    now,
  )
  if (letters > perAddress.failures) return
  const { failures: asked } = await countFailure(ground.db, perReport, reportId, now)
  const waitHours = Math.min(longestWaitHours, Math.floor((asked - 1) / perReport.failures))
  await ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    // Until it is confirmed the last wish counts, its language too.
    const { rows } = await sql<{ follower_id: string }>`
      insert into follower as f (report_id, follower_id, address_hash, language, asked_at)
      values (${reportId}, ${follower.followerId}, ${addressHash(ground, reportId, address)}, ${language}, ${now})
      on conflict (report_id, address_hash) do update set
        asked_at = excluded.asked_at,
        language = case when f.confirmed_at is null then excluded.language else f.language end
      returning follower_id`.execute(db)
    const { follower_id: followerId } = rows[0]!
    if (followerId === follower.followerId)
      await db
        .insertInto('vault.follower_address')
        .values({ report_id: reportId, follower_id: followerId, sealed, created_at: now })
        .execute()
    await db
      .insertInto('follow_letter')
      .values({
        report_id: reportId,
        letter_id: randomUUID(),
        follower_id: followerId,
        seq: null,
        state: 'waiting',
        attempts: 0,
        next_at: new Date(now.getTime() + waitHours * 3_600_000),
        created_at: now,
      })
      .execute()
  })
}

/** Whether the button may still be pressed: the wish is not too old, and nobody stopped it. */
export async function mayConfirm({ db, now }: Ground, { reportId, followerId }: Follower): Promise<boolean> {
  const row = await db
    .selectFrom('follower')
    .select(['asked_at', 'confirmed_at'])
    .where('report_id', '=', reportId)
    .where('follower_id', '=', followerId)
    .executeTakeFirst()
  return row !== undefined && (row.confirmed_at !== null || row.asked_at > oldestWish(now()))
}

/**
 * The button behind the link in the letter. Doing it twice is once.
 * @returns false when there is nothing to confirm any more: too late, or stopped meanwhile
 */
export async function confirmFollowing(
  { db, now }: Ground,
  { reportId, followerId }: Follower,
): Promise<boolean> {
  const at = now()
  const { numAffectedRows = 0n } = await sql`
    update follower
    set confirmed_at = coalesce(confirmed_at, ${at})
    where report_id = ${reportId} and follower_id = ${followerId}
      and (confirmed_at is not null or asked_at > ${oldestWish(at)})`.execute(db)
  return numAffectedRows === 1n
}

export const oldestWish = (now: Date): Date => new Date(now.getTime() - confirmDays * 86_400_000)

/** No more letters, and the address is gone. Doing it twice is once. */
export const stopFollowing = (ground: Ground, follower: Follower): Promise<void> =>
  forget(ground, ground.db, follower)
