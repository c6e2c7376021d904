import { sql, type SqlBool } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import '../following/tables.ts'
import '../staffNews/tables.ts'
import './tables.ts'

/** `oldest`: since when the first of those that wait has been waiting. */
export type StateCount = { channel: string; state: string; count: number; oldest: Date | null }

const dayBefore = (now: Date): Date => new Date(now.getTime() - 86_400_000)

/** How many notices stand where; of those that were sent only the last day's. */
export async function noticeCounts(db: Db, now: Date): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select channel, state, count(*)::int as count, min(created_at) filter (where state = 'waiting') as oldest
    from notice
    where state <> 'sent' or sent_at > ${dayBefore(now)}
    group by channel, state
    union all
    select 'staff', state, count(*)::int, min(next_at) filter (where state = 'waiting')
    from staff_mail
    where state not in ('sent', 'empty') or sent_at > ${dayBefore(now)}
    group by state
    union all
    select 'follow', state, count(*)::int, min(next_at) filter (where state = 'waiting')
    from follow_letter
    where state not in ('sent', 'empty') or (state = 'sent' and sent_at > ${dayBefore(now)})
    group by state
    order by channel, state`.execute(db)
  return rows
}

export type StuckNotice = {
  report_id: string
  seq: number
  channel: string
  state: string
  attempts: number
  last_error: string | null
  created_at: Date
}

/** Notices that somebody should look at, the newest first; not which report they are about. */
export async function stuckNotices(db: Db): Promise<StuckNotice[]> {
  const rows = await db
    .selectFrom('notice as n')
    .select(['n.report_id', 'n.seq', 'n.channel', 'n.state', 'n.attempts', 'n.last_error', 'n.created_at'])
    .where('n.state', 'in', ['failed', 'held'])
    .where((where) => where.or([where('n.last_error', 'is', null), where('n.last_error', '<>', 'stopped')]))
    .orderBy('n.created_at', 'desc')
    .limit(100)
    .execute()
  return rows as StuckNotice[]
}

export type StuckMail = {
  id: string
  kind: 'news' | 'morning'
  state: string
  attempts: number
  last_error: string | null
  created_at: Date
}

/** Letters to staff that somebody should look at, the newest first. */
export async function stuckMails(db: Db): Promise<StuckMail[]> {
  const rows = await db
    .selectFrom('staff_mail')
    .select(['id', 'kind', 'state', 'attempts', 'last_error', 'created_at'])
    .where('state', 'in', ['failed', 'held'])
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()
  return rows
}

export type StuckFollowLetter = Omit<StuckMail, 'id' | 'kind'> & { report_id: string; letter_id: string }

/** Letters to followers of public reports that somebody should look at, the newest first. */
export const stuckFollowLetters = (db: Db): Promise<StuckFollowLetter[]> =>
  db
    .selectFrom('follow_letter')
    .select(['report_id', 'letter_id', 'state', 'attempts', 'last_error', 'created_at'])
    .where('state', 'in', ['failed', 'held'])
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute()

/** What failed, and what was held because of its address, may be sent again when that is mended or a day is over. */
export const isRepeatable = sql<SqlBool>`(state = 'failed' or (state = 'held' and last_error in ('undeliverable', 'too_many_letters')))`

/** `failed`: of these, how many could be sent again. */
export type ErrorCount = { error: string; count: number; failed: number }

/** Without the words of a mail server, which like to repeat the address. */
export const errorCode = sql<string>`coalesce(substring(last_error from '^smtp [0-9]{3}'), substring(last_error from '^[A-Za-z_]+'), 'unknown')`

/** What mail servers answered most often, of everything that failed in the last thirty days. */
export async function errorCounts(db: Db, now: Date): Promise<ErrorCount[]> {
  const since = new Date(now.getTime() - 30 * 86_400_000)
  const { rows } = await sql<ErrorCount>`
    select error, count(*)::int as count, count(*) filter (where state = 'failed' or error in ('undeliverable', 'too_many_letters'))::int as failed
    from (
      select ${errorCode} as error, state
      from notice
      where state in ('failed', 'held') and created_at > ${since} and last_error is distinct from 'stopped'
      union all
      select ${errorCode}, state
      from staff_mail
      where state in ('failed', 'held') and created_at > ${since}
      union all
      select ${errorCode}, state
      from follow_letter
      where state in ('failed', 'held') and created_at > ${since}
    ) as failed
    group by error
    order by count desc, error
    limit 10`.execute(db)
  return rows
}

export type KeptMessage = {
  recipient: string
  subject: string
  text: string
  created_at: Date
}

/** Messages of an installation without a mail server, the newest first; whoever reads them cannot stop or confirm anything. */
export async function keptMessages(db: Db): Promise<KeptMessage[]> {
  const { rows: messages } = await sql<KeptMessage>`
    (select recipient, subject, text, created_at
    from outgoing_message
    order by created_at desc
    limit 50)
    union all
    (select regexp_replace(a.email, '^(.)[^@]*', '\\1…'), m.kept_subject, m.kept_text, m.sent_at
    from staff_mail m
    join account a on a.id = m.account_id
    where m.kept_text is not null and m.state = 'sent'
    order by m.sent_at desc
    limit 50)
    union all
    (select kept_recipient, kept_subject, kept_text, sent_at
    from follow_letter
    where kept_text is not null and state = 'sent'
    order by sent_at desc
    limit 50)
    order by created_at desc
    limit 50`.execute(db)
  return messages.map((message) => ({ ...message, text: withoutButtons(message.text) }))
}

/** Links that act for whoever got the letter: stopping it, confirming that it was meant. */
export const withoutButtons = (text: string): string =>
  text.replace(/(?<!\S)\S*\/(?:berhenti|ikuti)\/\S+/g, '…')
