/** What was told of a report, to whom and when: messages to the reporter and news for staff, without any contents. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

export type ToldRow = {
  /** The event that it is about, or the clock's rule and step. */
  seq: number | null
  rule: string | null
  step: string | null
  at: Date
  /** Undefined: the reporter. */
  account?: { name: string; agency: string | null; place: string | null }
  channel: 'email' | 'sms' | 'list'
  /** Of a message or a letter; null where none goes out. */
  state: string | null
  sentAt: Date | null
  readAt: Date | null
}

/** More is not read here; every one of them is in the lists of the people concerned. */
const mostShown = 120

/** The newest first. */
export async function toldOf(db: Db, reportId: string): Promise<ToldRow[]> {
  const [{ rows: messages }, { rows: news }] = await Promise.all([
    sql<ToldRow>`
      select n.seq, null as rule, null as step, n.created_at as at, n.channel, n.state,
        n.sent_at as "sentAt", null as "readAt"
      from notice n
      where n.report_id = ${reportId}::uuid
      order by n.created_at desc, n.seq desc, n.channel
      limit ${mostShown}`.execute(db),
    sql<ToldRow & { name: string; agency: string | null; place: string | null }>`
      select n.seq, n.rule, n.step, n.created_at as at, 'list' as channel, m.state,
        m.sent_at as "sentAt", n.read_at as "readAt",
        a.name, a.agency_code as agency, coalesce(u.name, g.short_name) as place
      from staff_notice n
      join account a on a.id = n.account_id
      left join agency g on g.code = a.agency_code
      left join unit u on u.code = a.unit_code
      left join staff_mail m on m.id = n.mail_id
      where n.report_id = ${reportId}::uuid
      order by n.created_at desc, n.about desc, a.name
      limit ${mostShown}`.execute(db),
  ])
  const people = news.map(({ name, agency, place, ...row }) => ({ ...row, account: { name, agency, place } }))
  return [...messages, ...people].sort((one, other) => other.at.getTime() - one.at.getTime())
}
