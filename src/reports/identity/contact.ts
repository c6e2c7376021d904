/** How a reporter can be reached, as the vault knows it last; and addresses that no mail server takes letters for. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { openIdentity, sealIdentity, type Identity } from './sealing.ts'
import './tables.ts'

/** Name and contact of a report, the newest address in place of the first; undefined when nothing was left. */
export async function openContact(
  ground: Pick<Ground, 'as' | 'keys'>,
  reportId: string,
): Promise<Identity | undefined> {
  const vault = await ground.as('lapor_vault')
  const { rows } = await sql<{ first: Buffer | null; newer: Buffer | null }>`
    select
      (select sealed from vault.identity where report_id = ${reportId}) as first,
      (select sealed from vault.contact where report_id = ${reportId}) as newer`.execute(vault)
  const { first, newer } = rows[0]!
  // Without the first row the person was erased, and a newer address with them.
  if (!first) return undefined
  const { email } = newer ? openIdentity(ground.keys, reportId, newer) : {}
  return { ...openIdentity(ground.keys, reportId, first), ...(email !== undefined && { email }) }
}

/** When the reporter gave the address that counts now, if it is not the one that the report came with. */
export async function addressGivenAt(
  ground: Pick<Ground, 'as'>,
  reportId: string,
): Promise<Date | undefined> {
  const vault = await ground.as('lapor_vault')
  const row = await vault
    .selectFrom('vault.contact')
    .select('given_at')
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return row?.given_at
}

/** Since when letters of a report come back; undefined while they arrive, as far as anybody knows. */
export const undeliverableSince = async (db: Db, reportId: string): Promise<Date | undefined> =>
  (
    await db
      .selectFrom('notice_undeliverable')
      .select('created_at')
      .where('report_id', '=', reportId)
      .where('channel', '=', 'email')
      .executeTakeFirst()
  )?.created_at

/** @param code of the mail server, never its words. Doing it twice is once. */
export async function markUndeliverable(
  db: Db,
  { reportId, channel }: { reportId: string; channel: 'email' | 'sms' },
  code: string,
  now: Date,
): Promise<void> {
  await db
    .insertInto('notice_undeliverable')
    .values({ report_id: reportId, channel, code: code.slice(0, 30), created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/**
 * The reporter's own word: letters go there from now on. Those that came back are sent again, so that the new
 * address has them too and shows at once whether it is right.
 */
export async function giveAddress(ground: Ground, reportId: string, email: string): Promise<void> {
  const now = ground.now()
  const vault = await ground.as('lapor_vault')
  const sealed = sealIdentity(ground.keys, reportId, { email })
  await vault
    .insertInto('vault.contact')
    .values({ report_id: reportId, sealed, given_at: now })
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet({ sealed, given_at: now }))
    .execute()
  await sql`
    with lifted as (
      delete from notice_undeliverable
      where report_id = ${reportId} and channel = 'email'
      returning report_id, created_at
    )
    update notice n
    set state = 'waiting', attempts = 0, next_at = ${now}, last_error = null
    from lifted
    where n.report_id = lifted.report_id and n.channel = 'email'
      -- The letter that came back first, and those that were held since.
      and ((n.state = 'held' and n.last_error = 'undeliverable')
        or (n.state = 'failed' and (n.last_error like 'smtp 5%' or n.last_error like 'returned%')))`.execute(
    ground.db,
  )
}
