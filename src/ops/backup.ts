/** `lapor backup DIR`: the database as of one instant, the keys and the files of reports, each piece with a checksum. */
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inDataFolder } from '../platform/dataFolder.ts'
import { openDatabase } from '../platform/db/database.ts'
import { explained } from '../platform/explained.ts'
import type { Ground } from '../platform/ground.ts'
import { settingsOf } from '../reports/attachments/settings.ts'
import { hashOfFile, writeManifest, type Manifest } from './backups/manifest.ts'
import { copyOut, ownTables, sequencesOf } from './backups/tables.ts'
import { withGround } from './withGround.ts'

export async function run([folder]: string[]): Promise<number | void> {
  if (folder === undefined || folder.startsWith('-')) {
    process.stderr.write('lapor backup DIR\n')
    return 2
  }
  await withGround(async (ground) => {
    const { tables, attachments, keys } = await backUp(ground, folder)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    const files = attachments === 'elsewhere' ? 'di S3 / in S3' : String(attachments.files.length)
    process.stdout.write(
      `${folder}: ${tables.length} tabel / tables, ${rows} baris / rows, ${files} berkas / files, ${keys.length} kunci / keys\n`,
    )
    process.stderr.write(
      keys.length > 0
        ? "Cadangan ini memuat kunci yang membuka identitas pelapor: simpan terkunci. / This backup holds the key to reporters' identities: keep it locked away.\n"
        : 'Kunci tidak ada di DATA_DIR (diberikan lewat lingkungan): cadangkan sendiri. / The keys are not in DATA_DIR (they come from the environment): back them up yourself.\n',
    )
  })
}

/** @throws folder_not_empty */
export async function backUp(ground: Ground, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw explained('folder_not_empty', { folder })
  for (const part of ['database', 'keys', 'attachments']) await mkdir(join(folder, part), { mode: 0o700 })
  const database = await copyDatabase(ground, folder)
  // After the database: a file that comes in meanwhile is one too many, never one too few.
  const manifest: Manifest = {
    format: 1,
    program: programVersion(),
    made_at: new Date().toISOString(),
    ...database,
    keys: await copyKeys(ground, folder),
    attachments: await copyAttachments(ground, folder),
  }
  await writeManifest(folder, manifest)
  return manifest
}

/** One transaction that sees one instant, so that no event is there without its report. Writers are not held up. */
async function copyDatabase(
  ground: Ground,
  folder: string,
): Promise<Pick<Manifest, 'migrations' | 'tables' | 'sequences'>> {
  const { pool, close } = await openDatabase({
    url: ground.databaseUrlOf('lapor_owner'),
    role: 'lapor_owner',
    max: 1,
    statementTimeoutMs: 0,
  })
  try {
    const client = await pool.connect()
    try {
      await client.query('begin isolation level repeatable read read only')
      const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
        'select name, checksum from migration order by name',
      )
      const tables: Manifest['tables'] = []
      for (const table of await ownTables(client)) tables.push(await copyOut(client, table, folder))
      const sequences = await sequencesOf(client)
      await client.query('commit')
      return { migrations, tables, sequences }
    } finally {
      client.release(true)
    }
  } finally {
    await close()
  }
}

async function copyKeys(ground: Ground, folder: string): Promise<Manifest['keys']> {
  const from = inDataFolder(ground.config.dataDir).keys
  const names = (await readdir(from).catch(() => [])).filter((name) => /\.(pem|hex)$/.test(name))
  const keys: Manifest['keys'] = []
  for (const name of names) {
    const file = join('keys', name)
    await copyFile(join(from, name), join(folder, file))
    keys.push({ file, sha256: await hashOfFile(join(folder, file)) })
  }
  return keys
}

async function copyAttachments(ground: Ground, folder: string): Promise<Manifest['attachments']> {
  const settings = settingsOf(ground.config)
  if (settings.s3) return 'elsewhere'
  const files: string[] = []
  for (const first of await readdir(settings.folder).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(first)) continue
    await mkdir(join(folder, 'attachments', first), { mode: 0o700 })
    for (const rest of await readdir(join(settings.folder, first))) {
      if (!/^[0-9a-f]{62}$/.test(rest)) continue
      const file = join(first, rest)
      // A sweep may take away what no report speaks of while we copy.
      const isThere = await copyFile(join(settings.folder, file), join(folder, 'attachments', file)).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return false
          throw error
        },
      )
      if (isThere) files.push(file)
    }
  }
  return { files }
}

const programVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version
