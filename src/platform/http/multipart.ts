import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { refuse } from '../../errors.ts'
import { addField, type Fields, watchPace } from './bodies.ts'
import { cleanText } from './text.ts'

/** A file as it arrived: its bytes lie in `path` until the answer is sent; whoever keeps it copies or moves it. */
export interface Upload {
  field: string
  /** As the sender named it; for showing only. */
  filename: string
  /** As the sender typed it; never to be believed. */
  claimedType: string
  path: string
  sizeBytes: number
  /** Longer than allowed: counted to its end but not kept, so it must be refused with its name and size. */
  isTooLarge: boolean
}

/** What a form may bring. Files past `files` are read and dropped, so that the text is never lost for them. */
export interface UploadLimits {
  folder: string
  files: number
  fileBytes: number
  totalBytes: number
}

/** More fields than any form of ours has; those past them are dropped. */
const mostFields = 60

/** Up to so many times the limit a form is read to its end, for the fields that stand behind its files. */
const readForFields = 3

export interface MultipartBody {
  fields: Fields
  uploads: Upload[]
  /** How many files came past the limit and were dropped. */
  droppedFiles: number
}

/**
 * Reads a multipart form: text fields clean, files streamed to disk and never into memory.
 * @param bodyBytes for all text fields together, which do lie in memory
 * @throws body_too_large past `totalBytes` or `bodyBytes`; body_too_slow; broken_encoding; bad_request
 */
export async function readMultipart(
  request: FastifyRequest,
  {
    uploads: limits,
    bodyBytes,
    bodyGraceMs,
  }: { uploads: UploadLimits; bodyBytes: number; bodyGraceMs: number },
): Promise<MultipartBody> {
  const announced = Number(request.headers['content-length'] ?? 0)
  const isTooLong = announced > limits.totalBytes
  const isReadable = announced <= limits.totalBytes * readForFields
  const mostBytes = isTooLong && isReadable ? announced : limits.totalBytes
  let receivedBytes = 0
  let refusal: Error | undefined
  const stop = (error: Error) => {
    refusal ??= error
    request.raw.emit('error', error)
  }
  const watch = (chunk: Buffer) => {
    receivedBytes += chunk.length
    if (receivedBytes > mostBytes) stop(tooLarge(limits))
  }
  const endWatch = watchPace(
    () => receivedBytes,
    bodyGraceMs,
    () => stop(refuse('body_too_slow')),
  )
  const body: MultipartBody = { fields: {}, uploads: [], droppedFiles: 0 }
  try {
    await mkdir(limits.folder, { recursive: true })
    // In the same tick as the reader below: a listener for data starts the flow.
    request.raw.on('data', watch)
    const onFile = (part: MultipartFile) => {
      if (!isTooLong) return keepFile(part, body, limits)
      if (!isReadable) throw tooLarge(limits)
      part.file.resume()
    }
    await readParts(request, body, limits, bodyBytes, onFile)
    if (isTooLong) throw tooLarge(limits)
    return body
  } catch (error) {
    // What was typed, as far as it arrived: the page of the refusal gives it back.
    request.body = body.fields
    // What still comes is thrown away; the parser would go on collecting it.
    request.raw.unpipe()
    request.raw.resume()
    await discardUploads(body.uploads)
    throw refusal ?? asRefusal(error)
  } finally {
    endWatch()
    request.raw.off('data', watch)
  }
}

const tooLarge = ({ totalBytes }: UploadLimits) => refuse('body_too_large', { limitBytes: totalBytes })

async function readParts(
  request: FastifyRequest,
  body: MultipartBody,
  limits: UploadLimits,
  bodyBytes: number,
  onFile: (part: MultipartFile) => Promise<void> | void,
): Promise<void> {
  let [fields, textBytes] = [0, 0]
  // Beyond its limit a file is counted and not written (`keepFile`), so the parser itself has no limit for it.
  const options = {
    limits: { fileSize: limits.totalBytes, fieldSize: bodyBytes, fields: 1_000, files: 1_000 },
  }
  for await (const part of request.parts(options)) {
    if (part.type === 'file') await onFile(part)
    else if (part.valueTruncated || part.fieldnameTruncated) throw refuse('body_too_large')
    else {
      const { value } = part
      // A field that says it is JSON has been parsed already; no form of ours sends one.
      if (typeof value !== 'string') throw refuse('bad_request')
      textBytes += Buffer.byteLength(part.fieldname) + Buffer.byteLength(value)
      if (textBytes > bodyBytes) throw refuse('body_too_large', { limitBytes: bodyBytes })
      if (++fields > mostFields) continue
      if (value.includes('\uFFFD')) throw refuse('broken_encoding')
      addField(body.fields, part.fieldname, value)
    }
  }
}

async function keepFile(part: MultipartFile, body: MultipartBody, limits: UploadLimits): Promise<void> {
  const isEmptyChoice = part.filename === '' || part.filename === undefined
  if (isEmptyChoice || body.uploads.length >= limits.files) {
    if (!isEmptyChoice) body.droppedFiles += 1
    part.file.resume()
    return
  }
  const path = join(limits.folder, randomUUID())
  const upload: Upload = {
    field: part.fieldname,
    filename: cleanText(part.filename).slice(0, 255),
    claimedType: part.mimetype.slice(0, 100),
    path,
    sizeBytes: 0,
    isTooLarge: false,
  }
  body.uploads.push(upload)
  const upToLimit = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      upload.sizeBytes += chunk.length
      if (upload.sizeBytes <= limits.fileBytes) yield chunk
    }
  }
  await pipeline(part.file, upToLimit, createWriteStream(path, { mode: 0o600 }))
  upload.isTooLarge = upload.sizeBytes > limits.fileBytes
}

/** Removes the files that nobody moved away. */
export async function discardUploads(uploads: readonly Upload[]): Promise<void> {
  await Promise.all(uploads.map((upload) => rm(upload.path, { force: true })))
}

function asRefusal(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || !/^FST_|^ERR_STREAM_PREMATURE_CLOSE$|^ECONNRESET$/.test(code)) {
    const isBrokenForm = /^(Unexpected end|Multipart:|Malformed|Part terminated)/.test(
      String((error as Error).message),
    )
    return isBrokenForm ? refuse('bad_request') : error
  }
  return refuse(/LIMIT|TOO_LARGE/.test(code) ? 'body_too_large' : 'bad_request')
}
