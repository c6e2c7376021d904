/** "Saya juga": one voice a browser, counted without knowing whose it is. */
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import { newToken, pepperedHash, readTrackingNumber } from '../../platform/crypto/token.ts'
import type { Keys } from '../../platform/crypto/keys.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { Ground } from '../../platform/ground.ts'

/** A token by chance that only says "the same browser as before"; it is set with the first support. */
export const supportCookie = 'lapor_dukungan'
export const newSupporter = newToken

const isToken = (value: string | undefined): value is string => /^[\w-]{43}$/.test(value ?? '')

/** What a cookie holds, if it was made here. */
export const supporterOf = (cookie: string | undefined): string | undefined =>
  isToken(cookie) ? cookie : undefined

/** Bound to the report: rows of two reports do not tell that they are of one browser. */
const hashOf = (keys: Pick<Keys, 'pepper'>, supporter: string, reportId: string): Buffer =>
  pepperedHash(keys.pepper, 'support', `${supporter}\0${reportId}`)

/** @throws not_found unless the report is public */
async function publicId(db: Db, typed: string): Promise<string> {
  const number = readTrackingNumber(typed)
  const row =
    number === undefined
      ? undefined
      : await db
          .selectFrom('tracking_number')
          .innerJoin('public_report', 'public_report.report_id', 'tracking_number.report_id')
          .select('public_report.report_id')
          .where('tracking_number.number', '=', number)
          .where('public_report.state', 'not in', ['withdrawn', 'merged'])
          .executeTakeFirst()
  if (!row) throw refuse('not_found')
  return row.report_id
}

/** Counts a browser once, however often it asks. @throws not_found unless the report is public */
export async function support(ground: Ground, number: string, supporter: string): Promise<void> {
  const reportId = await publicId(ground.db, number)
  const hash = hashOf(ground.keys, supporter, reportId)
  await sql`
    with added as (
      insert into report_support (report_id, supporter_hash, created_at)
      values (${reportId}, ${hash}, ${ground.now()})
      on conflict do nothing
      returning report_id
    )
    update public_report set supporters = supporters + 1
    where report_id = ${reportId} and report_id in (select report_id from added)
  `.execute(ground.db)
  notePublicChange(ground.db)
}

/** Takes a browser's support back. @throws not_found unless the report is public */
export async function takeBackSupport(ground: Ground, number: string, supporter: string): Promise<void> {
  const reportId = await publicId(ground.db, number)
  const hash = hashOf(ground.keys, supporter, reportId)
  await sql`
    with removed as (
      delete from report_support where report_id = ${reportId} and supporter_hash = ${hash} returning report_id
    )
    update public_report set supporters = greatest(supporters - 1, 0)
    where report_id = ${reportId} and report_id in (select report_id from removed)
  `.execute(ground.db)
  notePublicChange(ground.db)
}

/** Whether the browser with this cookie supports the report. */
export async function hasSupported(ground: Ground, reportId: string, supporter: string): Promise<boolean> {
  const row = await ground.db
    .selectFrom('report_support')
    .select('report_id')
    .where('report_id', '=', reportId)
    .where('supporter_hash', '=', hashOf(ground.keys, supporter, reportId))
    .executeTakeFirst()
  return row !== undefined
}
