/** The parts of the desk's first page, each made once for everybody who sees the same. */
import type { Ground } from '../../platform/ground.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { forManyPages, type Html } from '../../web/html.ts'
import { offersTo } from '../handover/queries.ts'
import { listState, type Desk } from './desk.ts'
import { queueTable } from './overviewPage.ts'
import { makeColumn, type QueueColumn } from './queuePage.ts'
import { isPersonal, queuesFor, uncounted, type Queue } from './queues.ts'
import { savedFiltersOf, type SavedFilter } from './savedFilters.ts'
import { shared } from './shared.ts'
import { tallyOf, type Tallies } from './tally.ts'
import { queueView } from './view.ts'

export type Overview = {
  column: QueueColumn
  table: Html
  /** Reports in the name of somebody who has left. */
  withoutHolder: number
  /** Handovers that wait for this account's word. */
  offers: { id: string; fromName: string; count: number }[]
  saved: SavedFilter[]
}

export async function overviewOf(ground: Ground, desk: Desk): Promise<Overview> {
  const { db } = ground
  const { actor, say, query } = desk
  const own = isPersonal(desk.queue) ? 'own' : undefined
  const view = `${say.language} ${desk.now.toISOString().slice(0, 16)} ${JSON.stringify(listState(query))}`
  const tallies = () =>
    shared(db, actor, 'tallies', () => tallyOf(db, actor, countedQueues(desk), desk.now, desk.area), 'own')
  const [column, table, offers, saved] = await Promise.all([
    shared(
      db,
      actor,
      `column ${view}`,
      async () => makeColumn(desk, await queueView(ground, desk, tallies())),
      own,
    ),
    shared(db, actor, `table ${view}`, async () => tableOf(desk, await tallies()), 'own'),
    mayUse(actor, 'hand_over') ? shared(db, actor, 'offers', () => offersTo(db, actor), 'own') : [],
    savedFiltersOf(db, desk),
  ])
  return { column, table, withoutHolder: (await tallies()).get('tanpa-pemegang')?.all ?? 0, offers, saved }
}

const countedQueues = (desk: Desk): Queue[] =>
  queuesFor(desk.actor).filter(({ name }) => !uncounted.includes(name))

const tableOf = (desk: Desk, tallies: Tallies): Html =>
  forManyPages(
    queueTable(
      desk,
      countedQueues(desk).map(({ name, label }) => {
        const { all, late, today } = tallies.get(name)!
        return { name, label: desk.say(label), all, late, today }
      }),
    ),
  )
