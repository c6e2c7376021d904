/** The calendar of what falls due on a desk: `/meja/tenggat?bulan=2026-07&antrean=kerja`. */
import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { dayOf } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import { openDesk } from '../desk/desk.ts'
import { everythingOpen } from '../desk/queues.ts'
import { isMonth, monthOf } from './month.ts'
import { dueDaysPage } from './pages.ts'
import { dueDaysOf } from './queries.ts'

const MonthQuery = Type.Object({
  bulan: Type.Optional(Type.String({ maxLength: 10 })),
  antrean: Type.Optional(Type.String({ maxLength: 40 })),
})

export function routes(app: App, ground: Ground): void {
  app.get(
    paths.desk.dueDays,
    { schema: { querystring: MonthQuery }, config: { access: 'read_due_days' } },
    async (request, reply) => {
      const { bulan, antrean = everythingOpen } = request.query
      const desk = await openDesk(ground, request, { antrean })
      const today = dayOf(desk.now, desk.zone)
      const month = monthOf(isMonth(bulan) ? bulan : today.slice(0, 7))
      const due = await dueDaysOf(ground.db, desk, month)
      keepOutOfCaches(reply).type('text/html; charset=utf-8')
      return dueDaysPage(desk, { month, today, due })
    },
  )
}
