import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import './tables.ts'

export type StateCount = { channel: string; state: string; count: number }

/** How many notices stand where; of those that were sent only the last day's. */
export async function noticeCounts(db: Db, now: Date): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select channel, state, count(*)::int as count
    from notice
    where state <> 'sent' or sent_at > ${new Date(now.getTime() - 86_400_000)}
    group by channel, state
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

export type KeptMessage = {
  report_id: string
  seq: number
  recipient: string
  subject: string
  text: string
  created_at: Date
}

/** Messages of an installation without a mail server, the newest first; whoever reads them cannot stop them. */
export async function keptMessages(db: Db): Promise<KeptMessage[]> {
  const messages = await db
    .selectFrom('outgoing_message')
    .select(['report_id', 'seq', 'recipient', 'subject', 'text', 'created_at'])
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return messages.map((message) => ({ ...message, text: withoutStopLink(message.text) }))
}

export const withoutStopLink = (text: string): string => text.replace(/\S*\/berhenti\/\S+/g, '…')
