/** Templates: those that an office may use, and how they are used. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { Purpose, TemplateRow } from './tables.ts'
import './tables.ts'

export type Template = Pick<
  TemplateRow,
  'id' | 'agency_code' | 'purpose' | 'name' | 'text' | 'outcome' | 'version' | 'review_on' | 'active'
>

const columns = [
  'id',
  'agency_code',
  'purpose',
  'name',
  'text',
  'outcome',
  'version',
  'review_on',
  'active',
] as const

/** Those in use that this account is offered: of its agency, then of the national desk. */
export const offeredTemplates = (db: Db, actor: Actor, wanted: readonly Purpose[]): Promise<Template[]> =>
  db
    .selectFrom('answer_template')
    .select(columns)
    .where('active', '=', true)
    .where('purpose', 'in', [...wanted])
    .where(sql<boolean>`(agency_code is null or agency_code = ${actor.agency ?? null})`)
    .orderBy(sql`agency_code is null`)
    .orderBy('name')
    .orderBy('id')
    .limit(200)
    .execute()

/** One that this account may use now, or nothing. */
export const usableTemplate = (db: Db, actor: Actor, id: string): Promise<Template | undefined> =>
  db
    .selectFrom('answer_template')
    .select(columns)
    .where('id', '=', id)
    .where('active', '=', true)
    .where(sql<boolean>`(agency_code is null or agency_code = ${actor.agency ?? null})`)
    .executeTakeFirst()

/** One that this account keeps: of the own agency, or of the nation for the national desk. */
export const ownTemplate = (db: Db, actor: Actor, id: string): Promise<Template | undefined> =>
  db
    .selectFrom('answer_template')
    .select(columns)
    .where('id', '=', id)
    .where(sql<boolean>`agency_code is not distinct from ${actor.agency ?? null}::varchar`)
    .executeTakeFirst()

export type KeptTemplate = Template & { owner: string; uses: number; recent: number; unchanged: number }

/** All that an office keeps, with how often each was sent: ever, since `since`, and word for word. */
export async function keptTemplates(
  db: Db,
  agency: string | undefined,
  since: Date,
): Promise<KeptTemplate[]> {
  const { rows } = await sql<KeptTemplate>`
    select t.id, t.agency_code, t.purpose, t.name, t.text, t.outcome, t.version, t.review_on, t.active,
      a.name as owner,
      u.uses,
      u.recent,
      u.unchanged
    from answer_template t
    join account a on a.id = t.owner_id
    cross join lateral (
      select
        count(*)::int as uses,
        count(*) filter (where used_at >= ${since})::int as recent,
        count(*) filter (where unchanged)::int as unchanged
      from answer_template_use
      where template_id = t.id
    ) u
    where t.agency_code is not distinct from ${agency ?? null}::varchar
    order by t.active desc, t.purpose, t.name, t.id
    limit 500`.execute(db)
  return rows
}
