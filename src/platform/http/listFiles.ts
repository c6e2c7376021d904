/** Lists as files: beside a page stand its `.csv` and its `.xlsx`, with the same query and the same door. */
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TObject } from 'typebox'
import { localDay } from '../../regulation/clocks.ts'
import type { Ground } from '../ground.ts'
import { csv } from '../sheets/csv.ts'
import type { Row, Sheet } from '../sheets/sheet.ts'
import { xlsx } from '../sheets/xlsx.ts'
import type { Access } from './access.ts'
import { acceptedCoding, addVary } from './compression.ts'
import { isFromThisMachine } from './negotiation.ts'
import type { App } from './server.ts'
import { countFailure, networkOf, refuseIfThrottled, type Throttle } from './throttle.ts'

export const fileFormats = ['csv', 'xlsx'] as const
export type FileFormat = (typeof fileFormats)[number]

const writers: Record<
  FileFormat,
  { type: string; write: (sheet: Sheet) => AsyncGenerator<string | Buffer> }
> = {
  csv: { type: 'text/csv; charset=utf-8', write: csv },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (sheet) => xlsx(sheet),
  },
}

/** Whole lists cost the database seconds: whoever wants the country's every minute may ask the operator for a copy. */
const visitors: Throttle = { name: 'list_files', failures: 60, windowSeconds: 3_600 }

type Options = {
  access: Access
  /** The schema of the page's own query. */
  query?: TObject
  /** `cache-control`; left out, nothing on the way keeps the file. */
  caching?: string
}

/**
 * Registers `<path>.csv` and `<path>.xlsx`. What goes wrong before the first row is an error page as anywhere; after
 * it the connection breaks, so that a list cut off is never taken for a whole one.
 */
export function listFiles(
  app: App,
  ground: Ground,
  path: string,
  { access, query, caching = 'private, no-store' }: Options,
  sheetOf: (request: FastifyRequest) => Promise<Sheet>,
): void {
  for (const format of fileFormats) {
    app.get(
      `${path}.${format}`,
      {
        ...(query && { schema: { querystring: query } }),
        config: { access },
        // A HEAD would make the whole file and throw it away.
        exposeHeadRoute: false,
      },
      async (request, reply) => {
        await refuseTooMany(ground, request)
        const sheet = await sheetOf(request)
        reply.header('cache-control', caching)
        return sendSheet(ground, request, reply, format, sheet)
      },
    )
  }
}

async function refuseTooMany({ db, now }: Ground, request: FastifyRequest): Promise<void> {
  if (request.actor.kind !== 'visitor' || isFromThisMachine(request)) return
  const network = networkOf(request.ip)
  await refuseIfThrottled(db, visitors, network, now())
  await countFailure(db, visitors, network, now())
}

function sendSheet(
  { log, now }: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  format: FileFormat,
  sheet: Sheet,
): FastifyReply {
  const { type, write } = writers[format]
  const day = localDay(now(), 'Asia/Jakarta')
  reply.type(type).header('content-disposition', `attachment; filename="${sheet.name}-${day}.${format}"`)
  const rows = { count: 0 }
  const file = Readable.from(write({ ...sheet, pages: counted(sheet.pages, rows) }), { objectMode: false })
  // Which list and how much of it left the house, and by whose account; never a row or a search word.
  file.once('close', () =>
    log.info(
      { list: sheet.name, format, rows: rows.count, isWhole: file.readableEnded, account: request.actor.id },
      'list as a file',
    ),
  )
  if (format === 'xlsx') return reply.send(file)
  addVary(reply, 'accept-encoding')
  if (acceptedCoding(request.headers['accept-encoding']?.replace(/\bbr\b/, '')) !== 'gzip')
    return reply.send(file)
  reply.header('content-encoding', 'gzip')
  const packed = createGzip({ level: 4 })
  file.on('error', (error) => packed.destroy(error))
  packed.on('close', () => file.destroy())
  return reply.send(file.pipe(packed))
}

async function* counted(pages: Sheet['pages'], rows: { count: number }): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) {
    rows.count += page.length
    yield page
  }
}
