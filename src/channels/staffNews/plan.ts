/**
 * From notices to letters: what a person wants at once goes into a letter that is due now or when their quiet is
 * over, what they want gathered waits for the morning letter, and the rest stays in the list. One worker at a time
 * plans; a letter's key makes a second one of the same slot impossible.
 */
import { sql } from 'kysely'
import { loadCalendar } from '../../directory/calendar/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { randomUUID } from 'node:crypto'
import type { Calendar } from '../../regulation/clocks.ts'
import type { MailWish, NewsKind } from '../../regulation/staffNews.ts'
import { mailableFrom, morningOf, type Workplace } from './quiet.ts'
import './tables.ts'
import { wishesOfRow, type Wishes } from './wishes.ts'

type OpenNotice = {
  report_id: string
  account_id: string
  about: string
  news: NewsKind
  created_at: Date
  read_at: Date | null
}
type Reader = { id: string; active: boolean; at: Workplace; wishes: Wishes }
type Decided = OpenNotice & { mail: 'none' | 'digest' | 'letter'; mail_id: string | null }

/** At once means four letters an hour at most: whoever gets a hundred reports gets four letters. */
const spacingMs = 15 * 60_000
const most = 2_000

/** Decides of every new notice how it is mailed. @returns how many letters were begun */
export async function planLetters(ground: Ground, db: Db): Promise<number> {
  const now = ground.now()
  const calendar = await loadCalendar(db)
  return db.transaction().execute(async (trx) => {
    if (!(await isOnlyPlanner(trx as Db))) return 0
    const open = await openNotices(trx as Db)
    if (open.length === 0) return 0
    const readers = await readersOf(trx as Db, [...new Set(open.map(({ account_id }) => account_id))])
    const wanted = open.map((notice) => ({ ...notice, wish: wishOf(notice, readers, now) }))
    const atOnce = Map.groupBy(
      wanted.filter(({ wish }) => wish === 'at_once'),
      ({ account_id }) => account_id,
    )
    const letters = await lettersFor(trx as Db, [...atOnce.keys()], readers, calendar, now)
    await decide(
      trx as Db,
      wanted.map(({ wish, ...notice }) => ({
        ...notice,
        mail: wish === 'at_once' ? 'letter' : wish,
        mail_id: wish === 'at_once' ? letters.ids.get(notice.account_id)! : null,
      })),
    )
    return letters.begun
  })
}

/** The others do without: the notices are still open in their next round. */
async function isOnlyPlanner(db: Db): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('lapor staff letters')) as got`.execute(db)
  return rows[0]!.got
}

const openNotices = (db: Db): Promise<OpenNotice[]> =>
  db
    .selectFrom('staff_notice')
    .select(['report_id', 'account_id', 'about', 'news', 'created_at', 'read_at'])
    .where('mail', '=', 'open')
    .orderBy('created_at')
    .limit(most)
    .execute()

/** After so long a pause of the worker the list says it; a letter would be about last week. */
const newsForMs = 7 * 86_400_000

const wishOf = (notice: OpenNotice, readers: ReadonlyMap<string, Reader>, now: Date): MailWish => {
  const { account_id, news, created_at, read_at } = notice
  if (read_at !== null || now.getTime() - created_at.getTime() > newsForMs) return 'none'
  const reader = readers.get(account_id)
  return reader?.active ? reader.wishes.news[news] : 'none'
}

type ReaderRow = {
  id: string
  active: boolean
  zone: string | null
  region: string | null
  agency: string | null
  wishes: Parameters<typeof wishesOfRow>[0] | null
}

async function readersOf(db: Db, accounts: readonly string[]): Promise<Map<string, Reader>> {
  const { rows } = await sql<ReaderRow>`
    select a.id, a.active, g.zone, g.region_code as region, a.agency_code as agency, row_to_json(s) as wishes
    from account a
    left join agency g on g.code = a.agency_code
    left join staff_settings s on s.account_id = a.id
    where a.id = any(${accounts}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, readerOf(row)]))
}

const readerOf = ({ id, active, zone, region, agency, wishes }: ReaderRow): Reader => ({
  id,
  active,
  at: {
    zone: zone ?? 'Asia/Jakarta',
    place: { ...(region !== null && { region }), ...(agency !== null && { agency }) },
  },
  wishes: wishesOfRow(wishes ?? undefined),
})

/** For each account the letter that still waits, or a new one. A letter that is just being sent takes nothing more. */
async function lettersFor(
  db: Db,
  accounts: readonly string[],
  readers: ReadonlyMap<string, Reader>,
  calendar: Calendar,
  now: Date,
): Promise<{ ids: Map<string, string>; begun: number }> {
  if (accounts.length === 0) return { ids: new Map(), begun: 0 }
  const { rows: waiting } = await sql<{ id: string; account_id: string }>`
    select id, account_id
    from staff_mail
    where account_id = any(${accounts}::uuid[]) and kind = 'news' and state = 'waiting' and attempts = 0
    for update skip locked`.execute(db)
  const ids = new Map(waiting.map(({ id, account_id }) => [account_id, id]))
  const { rows: last } = await sql<{ account_id: string; slot: string }>`
    select account_id, max(slot) as slot
    from staff_mail
    where account_id = any(${accounts}::uuid[]) and kind = 'news'
    group by account_id`.execute(db)
  const lastSlots = new Map(last.map(({ account_id, slot }) => [account_id, Date.parse(slot)]))
  const fresh = accounts
    .filter((account) => !ids.has(account))
    .map((account) => {
      const { wishes, at } = readers.get(account)!
      const spaced = Math.max(now.getTime(), (lastSlots.get(account) ?? 0) + spacingMs)
      return newMail(account, 'news', mailableFrom(new Date(spaced), wishes, at, calendar), now)
    })
  for (const { account_id, id } of fresh) ids.set(account_id, id)
  if (fresh.length > 0) await db.insertInto('staff_mail').values(fresh).execute()
  return { ids, begun: fresh.length }
}

const newMail = (account: string, kind: 'news' | 'morning', due: Date, now: Date, slot?: string) => ({
  id: randomUUID(),
  account_id: account,
  kind,
  slot: slot ?? due.toISOString(),
  state: 'waiting' as const,
  attempts: 0,
  next_at: due,
  sent_at: null,
  last_error: null,
  created_at: now,
  kept_subject: null,
  kept_text: null,
})

async function decide(db: Db, notices: readonly Decided[]): Promise<void> {
  await sql`
    update staff_notice n
    set mail = d.mail, mail_id = d.mail_id
    from unnest(
      ${notices.map(({ report_id }) => report_id)}::uuid[],
      ${notices.map(({ account_id }) => account_id)}::uuid[],
      ${notices.map(({ about }) => about)}::varchar[],
      ${notices.map(({ mail }) => mail)}::varchar[],
      ${notices.map(({ mail_id }) => mail_id)}::uuid[]
    ) as d (report_id, account_id, about, mail, mail_id)
    where n.report_id = d.report_id and n.account_id = d.account_id and n.about = d.about`.execute(db)
}

/**
 * Begins today's morning letters of those whose morning it is. Whether there is anything to say is found out when
 * the letter is written.
 * @returns how many were begun
 */
export async function planMorning(ground: Ground, db: Db): Promise<number> {
  const now = ground.now()
  const calendar = await loadCalendar(db)
  const { rows } = await sql<ReaderRow & { gathers: boolean }>`
    select a.id, a.active, g.zone, g.region_code as region, a.agency_code as agency, row_to_json(s) as wishes,
      exists (select from staff_notice n where n.account_id = a.id and n.mail = 'digest') as gathers
    from account a
    left join agency g on g.code = a.agency_code
    left join staff_settings s on s.account_id = a.id
    where a.active
      and exists (select from account_role r where r.account_id = a.id and r.role <> 'api_client')
      and not exists (
        select from staff_mail m
        where m.account_id = a.id and m.kind = 'morning'
          -- Also those that are a day ahead or behind of this instant in their own zone.
          and m.slot = any(array[
            to_char(${now}::timestamptz at time zone coalesce(g.zone, 'Asia/Jakarta'), 'YYYY-MM-DD')])
      )`.execute(db)
  const due = rows.flatMap((row) => {
    const reader = readerOf(row)
    const day = morningOf(now, reader.at, calendar)
    if (day === undefined || (!reader.wishes.morning && !row.gathers)) return []
    return newMail(row.id, 'morning', mailableFrom(now, reader.wishes, reader.at, calendar), now, day)
  })
  let begun = 0
  for (let at = 0; at < due.length; at += 1_000) {
    const { numInsertedOrUpdatedRows = 0n } = await db
      .insertInto('staff_mail')
      .values(due.slice(at, at + 1_000))
      .onConflict((conflict) => conflict.columns(['account_id', 'kind', 'slot']).doNothing())
      .executeTakeFirst()
    begun += Number(numInsertedOrUpdatedRows)
  }
  return begun
}
