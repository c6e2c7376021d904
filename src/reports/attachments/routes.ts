import type { FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { readFileId } from './address.ts'
import { contentDisposition, nameWithEnding } from './names.ts'
import { type Attachment, attachmentAt } from './queries.ts'
import { rangeOf } from './ranges.ts'
import { settingsOf } from './settings.ts'
import { storeOf } from './store.ts'

/** How a reader sees a file: as everyone does, as one who handles or sent it, or not at all. */
export type Sight = 'public' | 'original' | 'none'

export interface FileAccess {
  /** The report behind a tracking number of 8 characters. */
  reportIdOf: (number: string) => Promise<string | undefined>
  /** Asked for every file that is not public: is this the reporter's session, or staff with the report in hand? */
  mayHandle: (request: FastifyRequest, attachment: Attachment) => Promise<boolean>
  /** Whether the report is shown to everyone at this moment. */
  isPublic: (reportId: string) => Promise<boolean>
}

type FileRequest = FastifyRequest<{ Params: { id: string } }>

/** Files and their thumbnails. Whoever may not see one gets the answer for one that does not exist. */
export function routes(app: App, ground: Ground, access: FileAccess): void {
  const serve = (which: 'file' | 'thumbnail') => async (request: FileRequest, reply: FastifyReply) => {
    const { attachment, sight } = await find(ground, access, request)
    return which === 'file'
      ? sendFile(ground, request, reply, attachment, sight)
      : sendThumbnail(ground, request, reply, attachment, sight)
  }
  app.get<{ Params: { id: string } }>(paths.file(':id'), { config: { access: 'public' } }, serve('file'))
  app.get<{ Params: { id: string } }>(
    paths.thumbnail(':id'),
    { config: { access: 'public' } },
    serve('thumbnail'),
  )
}

async function find(ground: Ground, access: FileAccess, request: FileRequest) {
  const place = readFileId(request.params.id)
  const reportId = place && (await access.reportIdOf(place.number))
  const attachment = reportId && (await attachmentAt(ground.db, reportId, place.no))
  if (!attachment) throw refuse('not_found')
  const sight = await sightOf(access, request, reportId, attachment)
  if (sight === 'none') throw refuse('not_found')
  return { attachment, sight }
}

async function sightOf(
  access: FileAccess,
  request: FastifyRequest,
  reportId: string,
  attachment: Attachment,
): Promise<Sight> {
  if (await access.mayHandle(request, attachment)) return 'original'
  // Whatever took the report out of the public eye took its photos along, at the same moment.
  return attachment.state === 'public' && (await access.isPublic(reportId)) ? 'public' : 'none'
}

async function sendFile(
  ground: Ground,
  request: FileRequest,
  reply: FastifyReply,
  attachment: Attachment,
  sight: Sight,
): Promise<FastifyReply> {
  const masked = sight === 'public' ? attachment.maskedSha256 : null
  const sha256 = masked ?? attachment.sha256
  const ending = /\.([a-z0-9]+)$/.exec(attachment.name)?.[1] ?? 'bin'
  // A name like "KTP Budi Santoso.jpg" is for those who handle the report.
  const name = sight === 'public' ? nameWithEnding(`lampiran-${attachment.no}`, ending) : attachment.name
  setHeaders(reply, attachment.mediaType, sha256)
  reply.header(
    'content-disposition',
    contentDisposition(attachment.kind === 'pdf' ? 'attachment' : 'inline', name),
  )
  if (isUnchanged(request, sha256)) return reply.code(304).send()
  if (masked) return sendContent(ground, reply, sha256)

  const { sizeBytes } = attachment
  reply.header('accept-ranges', 'bytes')
  const isSameFile =
    request.headers['if-range'] === undefined || request.headers['if-range'] === `"${sha256}"`
  const range = isSameFile ? rangeOf(request.headers.range, sizeBytes) : undefined
  if (range === 'none') return reply.code(416).header('content-range', `bytes */${sizeBytes}`).send()
  reply.header('content-length', range ? range.to - range.from + 1 : sizeBytes)
  if (range) reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${sizeBytes}`)
  return sendContent(ground, reply, sha256, range)
}

async function sendThumbnail(
  ground: Ground,
  request: FileRequest,
  reply: FastifyReply,
  attachment: Attachment,
  sight: Sight,
): Promise<FastifyReply> {
  const sha256 = (sight === 'public' ? attachment.maskedThumbSha256 : null) ?? attachment.thumbSha256
  if (!sha256) throw refuse('not_found')
  setHeaders(reply, 'image/webp', sha256)
  reply.header('content-disposition', contentDisposition('inline', `lampiran-${attachment.no}.webp`))
  if (isUnchanged(request, sha256)) return reply.code(304).send()
  return sendContent(ground, reply, sha256)
}

function setHeaders(reply: FastifyReply, mediaType: string, sha256: string): void {
  reply.type(mediaType)
  reply.header('x-content-type-options', 'nosniff')
  // Opened on its own, a file can run nothing, load nothing and reach no cookie.
  reply.header('content-security-policy', "default-src 'none'; sandbox")
  // Kept by the reader's own browser, and asked for again each time: a withdrawn file is gone at once.
  reply.header('cache-control', 'private, no-cache')
  reply.header('etag', `"${sha256}"`)
}

const isUnchanged = (request: FastifyRequest, sha256: string): boolean =>
  request.headers['if-none-match']?.includes(`"${sha256}"`) ?? false

async function sendContent(
  ground: Ground,
  reply: FastifyReply,
  sha256: string,
  range?: { from: number; to: number },
): Promise<FastifyReply> {
  const content = await storeOf(settingsOf(ground.config)).open(sha256, range)
  if (!content) {
    ground.log.error({ sha256 }, 'the content of an attachment is missing from the store')
    reply.removeHeader('content-length')
    throw refuse('not_found')
  }
  return reply.send(content)
}
