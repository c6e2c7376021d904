/** The public's figures as files that a spreadsheet opens: the tables behind the charts, and the open data. */
import type { FastifyRequest } from 'fastify'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Sheet } from '../../platform/sheets/sheet.ts'
import { paths } from '../../web/paths.ts'
import { daysSheet, monthsSheet, nationSheet } from './openData.ts'
import { lastDays, lastYear } from './period.ts'
import { countsByAgencyAndMonth, countsByDay, countsByMonth } from './queries.ts'

export function figureFiles(app: App, ground: Ground): void {
  const { db, now } = ground
  // The roll-up runs every five minutes.
  const everybody = { access: 'public', caching: 'public, max-age=300' } as const
  const offer = (path: string, sheetOf: (request: FastifyRequest) => Promise<Sheet>) =>
    listFiles(app, ground, path, everybody, sheetOf)
  const named = (name: string, agency: string | undefined) =>
    agency === undefined ? name : `${name}-${agency}`

  offer(paths.statistics, async (request) => {
    const agency = agencyOf(request)
    return daysSheet(named('statistik', agency), await countsByDay(db, agency, lastDays(now(), 365)))
  })
  offer(paths.statisticsMonths, async (request) => {
    const agency = agencyOf(request)
    return nationSheet(named('statistik-bulanan', agency), await countsByMonth(db, agency, lastYear(now())))
  })
  offer(paths.openDataFile('bulanan'), async () =>
    monthsSheet('bulanan', await countsByAgencyAndMonth(db, lastYear(now()))),
  )
  offer(paths.openDataFile('harian'), async () =>
    daysSheet('harian', await countsByDay(db, undefined, lastDays(now(), 365))),
  )
}

function agencyOf(request: FastifyRequest): string | undefined {
  const { agency } = request.query as { agency?: unknown }
  return typeof agency === 'string' && /^[A-Z][A-Z0-9]{0,19}$/.test(agency) ? agency : undefined
}
