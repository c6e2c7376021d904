/** How a person wants the news: by kind at once, in the morning or not; the morning letter; the hours of quiet. */
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { newsKinds, usualWish, type MailWish, type NewsKind } from '../../regulation/staffNews.ts'
import './tables.ts'

export type Wishes = {
  news: Record<NewsKind, MailWish>
  morning: boolean
  /** Minutes from local midnight; where both are the same there is no quiet. */
  quietFrom: number
  quietUntil: number
}

/** The usual way: no letters between 18.00 and 07.00, and none on days off. */
export const usualWishes: Wishes = {
  news: usualWish,
  morning: true,
  quietFrom: 18 * 60,
  quietUntil: 7 * 60,
}

type Stored = {
  news: Partial<Record<NewsKind, MailWish>>
  morning: boolean
  quiet_from_minutes: number
  quiet_until_minutes: number
}

export const wishesOfRow = (row: Stored | undefined): Wishes =>
  row === undefined
    ? usualWishes
    : {
        news: { ...usualWish, ...row.news },
        morning: row.morning,
        quietFrom: row.quiet_from_minutes,
        quietUntil: row.quiet_until_minutes,
      }

export const wishesOf = async (db: Db, account: string): Promise<Wishes> =>
  wishesOfRow(
    await db
      .selectFrom('staff_settings')
      .select(['news', 'morning', 'quiet_from_minutes', 'quiet_until_minutes'])
      .where('account_id', '=', account)
      .executeTakeFirst(),
  )

/** Letters that wait already go the way that was wished when they were written. */
export async function saveWishes(ground: Ground, actor: Actor, wishes: Wishes): Promise<void> {
  const row = {
    news: JSON.stringify(Object.fromEntries(newsKinds.map((kind) => [kind, wishes.news[kind]]))) as never,
    morning: wishes.morning,
    quiet_from_minutes: wishes.quietFrom,
    quiet_until_minutes: wishes.quietUntil,
    updated_at: ground.now(),
  }
  await ground.db
    .insertInto('staff_settings')
    .values({ account_id: actor.id, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

/** '18:00' ↔ 1080. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
