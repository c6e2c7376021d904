/** Everything the front page shows, asked of the rooms that know it. */
import { dayOf } from '../../web/dates.ts'
import type { Ground } from '../../platform/ground.ts'
import { publicCards } from '../../reports/publication/cards.ts'
import { publicList } from '../../reports/publication/queries.ts'
import type { Say } from '../../web/say.ts'
import { liveFigures, punctualAgencies } from './figures.ts'

export async function homeData(ground: Ground, say: Say) {
  const today = dayOf(ground.now(), 'Asia/Jakarta')
  const [figures, recent, punctual] = await Promise.all([
    liveFigures(ground.db, today),
    publicList(ground.db, { limit: 6 }),
    punctualAgencies(ground.db, ground.now()),
  ])
  return { figures, recent: await publicCards(ground.db, recent, ground.now(), say), punctual }
}
