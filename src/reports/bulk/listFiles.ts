/** What became of each report of a run, as a file for whoever has to look after the rest. */
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Row } from '../../platform/sheets/sheet.ts'
import { shownNumber } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { textColumn } from '../../web/sheets.ts'
import { rowsOf, runOf } from './runs.ts'
import type { BulkRow } from './tables.ts'
import { reasonWords, rowWords } from './words.ts'

export function resultFiles(app: App, ground: Ground): void {
  listFiles(app, ground, paths.desk.bulkRun(':id'), { access: 'bulk_act' }, async (request) => {
    const { say, actor } = request
    const run = await runOf(ground.db, actor, idIn(request.params))
    return {
      name: 'tindakan-massal',
      columns: [
        textColumn(say('Nomor', 'Number')),
        textColumn(say('Hasil', 'Outcome')),
        textColumn(say('Alasan', 'Reason')),
      ],
      pages: pagesOf(ground.db, run.run_id, say),
    }
  })
}

const idIn = (params: unknown): string => {
  const { id = '' } = params as { id?: string }
  return /^[0-9a-f-]{36}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000'
}

async function* pagesOf(db: Db, id: string, say: Say): AsyncGenerator<Row[]> {
  const limit = 1_000
  let last: BulkRow | undefined
  do {
    const rows: BulkRow[] = await rowsOf(db, id, { limit, ...(last && { after: last.place }) })
    yield rows.map((row) => [shownNumber(row.number), say(rowWords[row.state]), reasonWords(row.why, say)])
    last = rows.length < limit ? undefined : rows.at(-1)
  } while (last)
}
