import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Refusal, refuse } from '../../errors.ts'
import { type Accepted, type FileKind, recognise } from './accepted.ts'
import { DamagedFile, bytesOf } from './cleaning/bytes.ts'
import { cleanMp3 } from './cleaning/mp3.ts'
import { cleanMp4 } from './cleaning/mp4.ts'
import { cleanOgg } from './cleaning/ogg.ts'
import { cleanPdf } from './cleaning/pdf.ts'
import { cleanWebm } from './cleaning/webm.ts'
import { nameWithEnding, shownName } from './names.ts'
import { UnusablePicture, redraw } from './pictures.ts'
import * as problems from './problems.ts'
import { type AttachmentSettings, largestFile } from './settings.ts'
import { storeOf } from './store.ts'

/** A file that was recognised, cleaned and stored; nothing in the database speaks of it yet. */
export interface Received {
  sha256: string
  /** Of the bytes as they were sent: a retry is recognised by it. */
  sentSha256: string
  kind: FileKind
  mediaType: string
  name: string
  sizeBytes: number
  width: number | null
  height: number | null
  thumbSha256: string | null
}

/**
 * Takes a file in, from a stream or from where an upload already lies (it is gone from there afterwards).
 * @throws file_refused with one problem that names the file; nothing of it is kept then
 */
export async function receive(
  settings: AttachmentSettings,
  source: Readable | { path: string },
  typedName: string,
): Promise<Received> {
  const name = shownName(typedName)
  await mkdir(settings.incoming, { recursive: true, mode: 0o700 })
  // Not `'path' in source`: a stream of a file has a path too, and that file is not ours to remove.
  const path = source instanceof Readable ? join(settings.incoming, randomUUID()) : source.path
  try {
    if (source instanceof Readable) await save(source, path, name, largestFile(settings))
    return await takeIn(settings, path, join(settings.incoming, randomUUID()), name)
  } finally {
    await rm(path, { force: true })
  }
}

const refused = (problem: problems.FileProblem): Refusal => refuse('file_refused', { fields: [problem] })

/** Past the limit nothing more is written, but the rest is counted, so that the person is told the real size. */
async function save(source: Readable, path: string, name: string, maxBytes: number): Promise<void> {
  let sizeBytes = 0
  const upToLimit = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length
      if (sizeBytes <= maxBytes) yield chunk
    }
  }
  await pipeline(source, upToLimit, createWriteStream(path, { mode: 0o600 }))
  if (sizeBytes > maxBytes) throw refused(problems.fileTooLarge(name, sizeBytes, maxBytes))
}

async function takeIn(
  settings: AttachmentSettings,
  path: string,
  clean: string,
  name: string,
): Promise<Received> {
  const { size } = await stat(path)
  if (size === 0) throw refused(problems.fileEmpty(name))
  const type = await recognise(path)
  if (!type) throw refused(problems.fileType(name))
  const maxBytes = settings.maxBytes[type.kind]
  if (size > maxBytes) throw refused(problems.fileTooLarge(name, size, maxBytes, type.kind))
  const sentSha256 = await sha256Of(path)
  const thumbnail = `${clean}.kecil`
  try {
    const drawn = await cleaned({ path, clean, thumbnail, name, type }, settings.maxPixels)
    const result = drawn ? clean : path
    const sha256 = await sha256Of(result)
    const thumbSha256 = drawn ? await sha256Of(thumbnail) : null
    const { size: sizeBytes } = await stat(result)
    const store = storeOf(settings)
    if (thumbSha256) await store.keep(thumbnail, thumbSha256)
    await store.keep(result, sha256)
    return {
      sha256,
      sentSha256,
      kind: type.kind,
      mediaType: type.mediaType,
      name: nameWithEnding(name, type.ending),
      sizeBytes,
      width: drawn?.width ?? null,
      height: drawn?.height ?? null,
      thumbSha256,
    }
  } finally {
    await Promise.all([rm(clean, { force: true }), rm(thumbnail, { force: true })])
  }
}

interface Arriving {
  path: string
  clean: string
  thumbnail: string
  name: string
  type: Accepted
}

/** @returns the size of a picture that was drawn into `clean`; other files are cleaned where they lie */
async function cleaned({ path, clean, thumbnail, name, type }: Arriving, maxPixels: number) {
  try {
    if (type.cleaning === 'redraw')
      return await redraw(path, clean, thumbnail, { mediaType: type.mediaType, maxPixels })
    await cleanInPlace(path, type)
    // Behind the label of an MP3 anything could have stood.
    if ((await recognise(path))?.kind !== type.kind) throw new DamagedFile('something else once cleaned')
    return undefined
  } catch (error) {
    if (error instanceof DamagedFile) throw refused(problems.fileDamaged(name))
    if (!(error instanceof UnusablePicture)) throw error
    if (error.reason === 'too_large')
      throw refused(problems.pictureTooLarge(name, Math.round(maxPixels / 1e6)))
    // The prebuilt libvips opens AVIF but, for patent reasons, not the HEVC inside a HEIC photo.
    const isHeic = type.found === 'image/heic' || type.found === 'image/heif'
    throw refused(isHeic ? problems.pictureFormat(name) : problems.pictureUnreadable(name))
  }
}

async function cleanInPlace(path: string, type: Accepted): Promise<void> {
  if (type.cleaning === 'pdf') {
    const bytes = await readFile(path)
    cleanPdf(bytes)
    return writeFile(path, bytes)
  }
  const file = await open(path, 'r+')
  try {
    const bytes = bytesOf(file, (await file.stat()).size)
    if (type.cleaning === 'mp4') await cleanMp4(bytes)
    if (type.cleaning === 'webm') await cleanWebm(bytes)
    if (type.cleaning === 'ogg') await cleanOgg(bytes)
    if (type.cleaning === 'mp3') await cleanMp3(bytes, file)
  } finally {
    await file.close()
  }
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
