/** What an account was told, the newest first. */
import { sql } from 'kysely'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Level } from '../../regulation/kinds.ts'
import { seesEverything, type Actor } from '../../regulation/permissions.ts'
import type { NewsKind } from '../../regulation/staffNews.ts'
import { actsForAgency } from '../../reports/casefile/deciding.ts'
import { nationalDesk } from '../../reports/casefile/projections.ts'
import { unsealedFor } from '../../reports/casefile/sealed.ts'
import type { StaffNoticeRow } from '../../reports/casefile/tables.ts'
import { seesWholeAgency } from '../../reports/desk/queries.ts'
import type { ToldEvent } from './lines.ts'

export type NewsItem = Pick<
  StaffNoticeRow,
  'report_id' | 'about' | 'news' | 'rule' | 'step' | 'due_on' | 'created_at' | 'read_at'
> & {
  number: string
  level: Level
  /** As the own list of the desk shows it; null when the report is not there (any more). */
  title: string | null
  /** Whether the account may open the report: an inspectorate hears of lateness without having it. */
  opens: boolean
  /** Of a reminder: the office that owes it. */
  office: string | null
  event: ToldEvent | null
}

export type NewsPage = { items: NewsItem[]; next?: string }

const pageSize = 40

/** @throws bad_request for a place in the list that we did not give */
export async function newsFor(
  db: Db,
  actor: Actor,
  options: { news?: NewsKind; cursor?: string; limit?: number } = {},
): Promise<NewsPage> {
  const limit = options.limit ?? pageSize
  const from = options.cursor === undefined ? undefined : readCursor(options.cursor)
  const { rows } = await sql<NewsItem>`
    ${selected(actor)}
    where n.account_id = ${actor.id}::uuid ${withoutSealed(actor)}
      and (${options.news ?? null}::varchar is null or n.news = ${options.news ?? null})
      and (${from?.at ?? null}::timestamptz is null
        or (n.created_at, n.report_id, n.about)
          < (${from?.at ?? null}::timestamptz, ${from?.reportId ?? null}::uuid, ${from?.about ?? null}::varchar))
    order by n.created_at desc, n.report_id desc, n.about desc
    limit ${limit + 1}`.execute(db)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, ...(rows.length > limit && last && { next: cursorOf(last) }) }
}

/** A letter with more than this many pieces of news is not read; the list has them all. */
const mostInLetter = 50

/** What one letter carries, the oldest first; what was read meanwhile is no news. */
export async function newsItems(db: Db, actor: Actor, mailId: string): Promise<NewsItem[]> {
  const { rows } = await sql<NewsItem>`
    ${selected(actor)}
    where n.mail_id = ${mailId}::uuid and n.account_id = ${actor.id}::uuid and n.read_at is null ${withoutSealed(actor)}
    order by n.created_at, n.report_id, n.about
    limit ${mostInLetter}`.execute(db)
  return rows
}

/** What has become an inspection since is no news any more for those outside of it. */
const withoutSealed = (actor: Actor) =>
  actsForAgency(actor) ? sql`and not (r.kind = 'complaint_oversight' and i.title is null)` : sql``

const selected = (actor: Actor) => {
  const { desk, unit } = ownList(actor)
  const held = [actor.id, ...(actor.standsInFor ?? []).map(({ id }) => id)]
  return sql`
    select n.report_id, n.about, n.news, n.rule, n.step, n.due_on, n.created_at, n.read_at,
      r.number, r.level, i.title, (i.title is not null or ${!actsForAgency(actor)}) as opens, o.office,
      case when e.seq is not null then json_build_object(
        'action', e.action, 'transition', e.transition, 'actor_kind', e.actor_kind,
        'actor_agency', e.actor_agency, 'actor_unit', e.actor_unit, 'data', e.data, 'state', e.state) end as event
    from staff_notice n
    join report r on r.report_id = n.report_id
    left join report_event e on e.report_id = n.report_id and e.seq = n.seq
    left join lateral (
      select title
      from agency_inbox i
      where i.report_id = n.report_id
        and i.agency_code = ${desk}
        and (i.part_no = 0 or ${unsealedFor(actor, 'i')})
        and (${unit}::varchar is null or i.unit_code = ${unit} or i.officer_id = any(${held}::uuid[]))
      limit 1
    ) i on true
    left join lateral (
      select coalesce(u.name, g.name) as office
      from agency_inbox p
      join agency g on g.code = p.agency_code
      left join unit u on u.code = p.unit_code
      where p.report_id = n.report_id and p.part_no > 0 and n.rule is not null
      order by p.lead desc, p.part_no
      limit 1
    ) o on true`
}

/** The list whose titles this account may read; circles that only watch or open identities have none. */
function ownList(actor: Actor): { desk: string; unit: string | null } {
  if (actor.roles.some((role) => seesEverything.includes(role))) return { desk: nationalDesk, unit: null }
  if (!actsForAgency(actor)) return { desk: '', unit: null }
  return { desk: actor.agency ?? '', unit: seesWholeAgency(actor) ? null : (actor.unit ?? '') }
}

const cursorOf = ({ created_at, report_id, about }: NewsItem): string =>
  Buffer.from(`${created_at.toISOString()} ${report_id} ${about}`).toString('base64url')

function readCursor(cursor: string): { at: string; reportId: string; about: string } {
  const match = /^(\d{4}-[\d:.TZ-]{15,24}) ([0-9a-f-]{36}) ([\w.]{1,40})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  )
  if (!match || Number.isNaN(Date.parse(match[1]!))) throw refuse('bad_request')
  return { at: match[1]!, reportId: match[2]!, about: match[3]! }
}
