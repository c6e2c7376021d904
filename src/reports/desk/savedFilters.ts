/** Filters that somebody has named: theirs alone, each with how many reports it holds now. */
import { randomUUID } from 'node:crypto'
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { filterOf, listState, type Desk, type ListQuery } from './desk.ts'
import { queuesFor } from './queues.ts'
import { keptCounts } from './savedCounts.ts'
import { shared } from './shared.ts'

/** The constraint of the account's own count says the same. */
export const mostFilters = 20

export type SavedFilter = {
  id: string
  name: string
  list: ListQuery
  /** Its queue is not this account's any more, such as that of a colleague who is back. */
  isGone?: true
  /** Missing until it was counted for the first time. */
  count?: number
}

/** The filter of an address: which list, not which page of it. */
export const filterState = (query: ListQuery): ListQuery => {
  const { lanjut: _page, ...filter } = listState(query)
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value)) as ListQuery
}

/** Two addresses with the same filter have the same key. */
export const filterKey = (query: ListQuery): string => JSON.stringify(filterState(query))

/**
 * By name, with their counts: a short question in some seconds for each person that has any. Whether there are any comes
 * with the session, so that nobody else is asked for.
 */
export async function savedFiltersOf(db: Db, desk: Desk): Promise<SavedFilter[]> {
  if (desk.savedFilters === 0) return []
  const rows = await shared(db, desk.actor, 'saved filters', () => filtersOf(db, desk.actor.id), 'own')
  const queues = new Set(queuesFor(desk.actor).map(({ name }) => name))
  const filters = rows.map(({ filter_id: id, name, list }): SavedFilter => ({
    id,
    name,
    list: filterState(list),
    ...(list.antrean !== undefined && !queues.has(list.antrean) && { isGone: true }),
  }))
  const counts = await keptCounts(
    db,
    desk,
    filters
      .filter(({ isGone }) => !isGone)
      .map(({ list }) => ({ key: filterKey(list), filter: filterOf({ query: list, zone: desk.zone }) })),
  )
  return filters.map((filter) => {
    const count = filter.isGone ? undefined : counts.get(filterKey(filter.list))
    return { ...filter, ...(count !== undefined && { count }) }
  })
}

const filtersOf = (db: Db, account: string) =>
  db
    .selectFrom('saved_filter')
    .select(['filter_id', 'name', 'list'])
    .where('account_id', '=', account)
    .orderBy('name')
    .limit(mostFilters)
    .execute()

/** @throws invalid_input when there are twenty already, or one of this name */
export async function saveFilter(
  db: Db,
  actor: Actor,
  { name, list }: { name: string; list: ListQuery },
  now: Date,
): Promise<void> {
  const named = namedWell(name)
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('account')
      .set((row) => ({ saved_filters: row('saved_filters', '+', 1) }))
      .where('id', '=', actor.id)
      .where('saved_filters', '<', mostFilters)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw refuse('invalid_input', { fields: [problems.full] })
    const saved = await trx
      .insertInto('saved_filter')
      .values({
        filter_id: randomUUID(),
        account_id: actor.id,
        name: named,
        list: JSON.stringify(filterState(list)) as never,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('filter_id')
      .executeTakeFirst()
    if (!saved) throw refuse('invalid_input', { fields: [problems.taken] })
  })
}

/** @throws not_found for another person's; invalid_input when another filter has the name */
export async function renameFilter(db: Db, actor: Actor, id: string, name: string): Promise<void> {
  const named = namedWell(name)
  await db.transaction().execute(async (trx) => {
    // One rename or removal of an account's filters at a time: the name is looked for before it is given.
    await trx.selectFrom('account').select('id').where('id', '=', actor.id).forUpdate().execute()
    const own = await trx
      .selectFrom('saved_filter')
      .select(['filter_id', 'name'])
      .where('account_id', '=', actor.id)
      .execute()
    if (!own.some(({ filter_id }) => filter_id === id)) throw refuse('not_found')
    const isTaken = own.some((one) => one.filter_id !== id && one.name.toLowerCase() === named.toLowerCase())
    if (isTaken) throw refuse('invalid_input', { fields: [problems.taken] })
    await trx.updateTable('saved_filter').set({ name: named }).where('filter_id', '=', id).execute()
  })
}

/** Pressed twice it is gone all the same; another person's stays. */
export async function removeFilter(db: Db, actor: Actor, id: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('saved_filter')
      .where('filter_id', '=', id)
      .where('account_id', '=', actor.id)
      .executeTakeFirst()
    if (numDeletedRows === 0n) return
    await trx
      .updateTable('account')
      .set((row) => ({ saved_filters: row('saved_filters', '-', 1) }))
      .where('id', '=', actor.id)
      .execute()
  })
}

function namedWell(name: string): string {
  const named = name.replace(/\s+/g, ' ').trim()
  if (named === '') throw refuse('invalid_input', { fields: [problems.empty] })
  return named
}

const problem = (code: string, id: string, en: string): FieldProblem => ({ field: 'name', code, id, en })
const problems = {
  empty: problem(
    'required',
    'Beri nama supaya Anda mengenalinya nanti.',
    'Give it a name that you know it by.',
  ),
  taken: problem(
    'taken',
    'Anda sudah punya saringan dengan nama ini. Pilih nama lain.',
    'You have a filter of this name already. Choose another name.',
  ),
  full: problem(
    'full',
    `Sudah ada ${mostFilters} saringan. Hapus satu yang tidak dipakai lagi, lalu simpan.`,
    `There are ${mostFilters} filters already. Remove one that is not used any more, then save.`,
  ),
}
