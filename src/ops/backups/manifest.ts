/** What a backup holds, with a checksum of each piece. Written last: a folder without it is no backup. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Transform } from 'node:stream'
import { explained } from '../../platform/explained.ts'

export type TableCopy = {
  schema: string
  name: string
  columns: string[]
  rows: number
  file: string
  sha256: string
}

export type Manifest = {
  format: 1
  program: string
  made_at: string
  migrations: { name: string; checksum: string }[]
  tables: TableCopy[]
  sequences: { schema: string; name: string; last: string }[]
  keys: { file: string; sha256: string }[]
  /** Files of reports by their hash; `elsewhere` when they lie in an object store, which has its own backup. */
  attachments: { files: string[] } | 'elsewhere'
}

const pathIn = (folder: string): string => join(folder, 'manifest.json')

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(`${pathIn(folder)}.new`, `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 })
  await rename(`${pathIn(folder)}.new`, pathIn(folder))
}

/** @throws backup_not_usable when it is not there or of another format */
export async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest
  try {
    manifest = JSON.parse(await readFile(pathIn(folder), 'utf8')) as Manifest
  } catch (error) {
    throw explained(
      'backup_not_usable',
      { folder, reason: `manifest.json: ${(error as Error).message}` },
      error,
    )
  }
  if (manifest.format !== 1)
    throw explained('backup_not_usable', { folder, reason: `format ${String(manifest.format)}` })
  return manifest
}

/** Reads every piece once and compares it with what was written down. @throws backup_not_usable */
export async function checkPieces(folder: string, manifest: Manifest): Promise<void> {
  const pieces = [...manifest.tables, ...manifest.keys].map(({ file, sha256 }) => ({ file, sha256 }))
  if (manifest.attachments !== 'elsewhere')
    pieces.push(
      ...manifest.attachments.files.map((file) => ({
        file: join('attachments', file),
        sha256: hashInName(file),
      })),
    )
  for (const { file, sha256 } of pieces) {
    const found = await hashOfFile(join(folder, file)).catch((error: Error) => error.message)
    if (found !== sha256)
      throw explained('backup_not_usable', {
        folder,
        reason: `${file}: ${found.length === 64 ? 'checksum' : found}`,
      })
  }
}

/** Contents lie under their hash, 'ab/cdef…'. */
export const hashInName = (file: string): string => file.replaceAll(/[/\\]/g, '')

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Passes bytes through and knows their hash afterwards. */
export function hashing(): { through: Transform; digest: () => string } {
  const hash = createHash('sha256')
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { through, digest: () => hash.digest('hex') }
}
