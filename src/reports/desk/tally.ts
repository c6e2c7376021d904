/** How many rows wait in each queue, and how many of them are late, due today, due this week: in one question. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { seesEverything, seesMasked, type Actor } from '../../regulation/permissions.ts'
import type { State } from '../../regulation/kinds.ts'
import { openStates } from '../../regulation/transitions.ts'
import { countedAtMost, deskCounts, groupEnds, scoped } from './queries.ts'
import { isPersonal, type Queue } from './queues.ts'
import { shared } from './shared.ts'

export type Tally = { all: number; late: number; today: number; week: number }
export type Tallies = ReadonlyMap<string, Tally>

/** More open rows than this are counted queue by queue, where counting can stop early. */
const mostGrouped = 2_000

export async function tallyOf(
  db: Db,
  actor: Actor,
  queues: readonly Queue[],
  now: Date,
  area: readonly string[],
): Promise<Tallies> {
  const isNational = actor.roles.some((role) => seesEverything.includes(role))
  if (isNational) {
    const [own, common] = [queues.filter(isPersonal), queues.filter((queue) => !isPersonal(queue))]
    const [counts, ownCounts] = await Promise.all([
      shared(db, actor, 'national counts', () => countEach(db, actor, common, now, area)),
      countEach(db, actor, own, now, area),
    ])
    return new Map([...counts, ...ownCounts])
  }
  const groups = actor.roles.some((role) => seesMasked.includes(role))
    ? undefined
    : await groupsOf(db, actor, now)
  if (groups === undefined) return countEach(db, actor, queues, now, area)
  const [grouped, others] = [queues.filter(isInGroups), queues.filter((queue) => !isInGroups(queue))]
  const tallies = new Map(await countEach(db, actor, others, now, area))
  for (const queue of grouped) tallies.set(queue.name, sumOf(groups.filter((group) => fits(queue, group))))
  return tallies
}

/** The groups hold open rows; a row in one of these states is one, whether its queue says so or not. */
const isInGroups = (queue: Queue): boolean =>
  !isPersonal(queue) &&
  !queue.withoutHolder &&
  !queue.asksOmbudsman &&
  (queue.open === true || (queue.states?.every((state) => openStates.includes(state)) ?? false))

type Group = Tally & { state: State; is_pending: boolean }

const fits = (queue: Queue, group: Group): boolean =>
  (queue.states === undefined || queue.states.includes(group.state)) && (!queue.pending || group.is_pending)

const sumOf = (groups: readonly Group[]): Tally => {
  const sum = (of: keyof Tally) =>
    Math.min(
      countedAtMost,
      groups.reduce((total, group) => total + group[of], 0),
    )
  return { all: sum('all'), late: sum('late'), today: sum('today'), week: sum('week') }
}

/** The open rows of an agency in groups; undefined where there are too many to read them all. */
async function groupsOf(db: Db, actor: Actor, now: Date): Promise<Group[] | undefined> {
  const { today, week } = groupEnds(now)
  const open = scoped(db, actor, [])
    .where('open', '=', true)
    .select(['state', 'due_at'])
    .select(sql<boolean>`pending is not null`.as('is_pending'))
    .limit(mostGrouped + 1)
  const { rows } = await sql<Group>`
    select
      state,
      is_pending,
      count(*)::int as all,
      count(*) filter (where due_at < ${now})::int as late,
      count(*) filter (where due_at >= ${now} and due_at <= ${today})::int as today,
      count(*) filter (where due_at <= ${week})::int as week
    from (${open}) as open
    group by state, is_pending`.execute(db)
  return rows.reduce((total, group) => total + group.all, 0) > mostGrouped ? undefined : rows
}

async function countEach(
  db: Db,
  actor: Actor,
  queues: readonly Queue[],
  now: Date,
  area: readonly string[],
): Promise<Tallies> {
  const filters = queues.flatMap(({ name }) => [
    { queue: name },
    { queue: name, due: 'late' as const },
    { queue: name, due: 'today' as const },
    { queue: name, due: 'week' as const },
  ])
  const counts = await deskCounts(db, actor, filters, now, area)
  return new Map(
    queues.map(({ name }, at): [string, Tally] => {
      const [all, late, today, week] = counts.slice(at * 4, at * 4 + 4) as [number, number, number, number]
      return [name, { all, late, today, week }]
    }),
  )
}
