/** One's own news as a file: the rows of the page with its filter, and the words that the page has. */
import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Row } from '../../platform/sheets/sheet.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { newsKinds, newsWords, type NewsKind } from '../../regulation/staffNews.ts'
import { codesIn } from '../../reports/casefile/codes.ts'
import { namesOf } from '../../reports/casefile/reading.ts'
import { zoneOf } from '../../reports/desk/frame.ts'
import { shownNumber } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { instantColumn, textColumn } from '../../web/sheets.ts'
import { newsLine } from './lines.ts'
import { newsFor } from './queries.ts'

/** A file begins at the beginning, so where the page went on is left aside. */
const FileQuery = Type.Object({
  jenis: Type.Optional(Type.Enum([...newsKinds])),
  lanjut: Type.Optional(Type.String({ maxLength: 200 })),
})

export function newsFiles(app: App, ground: Ground): void {
  listFiles(
    app,
    ground,
    paths.desk.news,
    { access: 'signed_in', query: FileQuery },
    async ({ actor, say, query }) => {
      const zone = await zoneOf(ground.db, actor)
      return {
        name: 'kabar',
        columns: [
          instantColumn(say('Waktu', 'Time'), zone),
          textColumn(say('Jenis', 'Kind')),
          textColumn(say('Kabar', 'News')),
          textColumn(say('Nomor', 'Number')),
          textColumn(say('Kantor', 'Office')),
          textColumn(say('Judul', 'Title')),
          instantColumn(say('Dibaca', 'Read'), zone),
        ],
        pages: newsPages(ground, actor, (query as { jenis?: NewsKind }).jenis, say),
      }
    },
  )
}

const rowsAtOnce = 500

async function* newsPages(
  { db }: Ground,
  actor: Actor,
  news: NewsKind | undefined,
  say: Say,
): AsyncGenerator<Row[]> {
  let cursor: string | undefined
  do {
    const page = await newsFor(db, actor, {
      limit: rowsAtOnce,
      ...(news !== undefined && { news }),
      ...(cursor !== undefined && { cursor }),
    })
    const names = await namesOf(db, codesIn(page.items.flatMap(({ event }) => event ?? [])))
    yield page.items.map((item) => [
      item.created_at,
      say(newsWords[item.news]),
      newsLine(item, say, names),
      shownNumber(item.number),
      item.office ?? '',
      item.title ?? '',
      item.read_at,
    ])
    cursor = page.next
  } while (cursor !== undefined)
}
