/** `lapor restore DIR`: a backup into an empty DATA_DIR, or into an empty database of one's own. */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { readConfig, type Config } from '../platform/config.ts'
import { inDataFolder, takeDataFolder } from '../platform/dataFolder.ts'
import { startEmbedded } from '../platform/db/embedded.ts'
import { migrate, missingOf, shippedMigrations } from '../platform/db/migrations.ts'
import { prepareDatabase } from '../platform/db/prepare.ts'
import { explained } from '../platform/explained.ts'
import { settingsOf } from '../reports/attachments/settings.ts'
import { checkPieces, readManifest, type Manifest } from './backups/manifest.ts'
import { copyIn, holdsData, setSequences, truncateAll } from './backups/tables.ts'
import { progress } from './progress.ts'

export async function run([folder]: string[]): Promise<number | void> {
  if (folder === undefined || folder.startsWith('-')) {
    process.stderr.write('lapor restore DIR\n')
    return 2
  }
  const rows = await restoreFrom(readConfig(), folder)
  process.stdout.write(`${rows} baris dipulihkan / rows restored\n`)
}

/**
 * Restores everything or leaves nothing behind. @returns how many rows there are now
 * @throws backup_not_usable, schema_is_newer, not_empty, already_running
 */
export async function restoreFrom(config: Config, folder: string): Promise<number> {
  const manifest = await readManifest(folder)
  progress.start({ id: 'Memeriksa cadangan', en: 'Checking the backup' })
  await checkPieces(folder, manifest).finally(progress.end)
  // A newer backup cannot be read by an older program; the other way round it is brought up to date below.
  const shipped = await shippedMigrations()
  missingOf(shipped, manifest.migrations)
  const lock = await takeDataFolder(config.dataDir, 'command')
  try {
    if (!lock) throw explained('not_empty', { place: config.dataDir })
    await refuseUsedFolder(config)
    return await restoreInto(config, folder, manifest)
  } finally {
    progress.end()
    lock?.release()
  }
}

/** What a restore makes; after a failure only this is taken away again. */
const madeHere = (config: Config): string[] => {
  const { keys, postgres } = inDataFolder(config.dataDir)
  return [keys, settingsOf(config).folder, ...(config.databaseUrl === undefined ? [postgres] : [])]
}

async function refuseUsedFolder(config: Config): Promise<void> {
  for (const path of madeHere(config)) {
    if ((await readdir(path).catch(() => [])).length > 0) throw explained('not_empty', { place: path })
  }
}

async function restoreInto(config: Config, folder: string, manifest: Manifest): Promise<number> {
  try {
    const { postgres } = inDataFolder(config.dataDir)
    const server =
      config.databaseUrl === undefined
        ? await startEmbedded({ folder: postgres, purpose: 'data', onStep: progress.start })
        : { url: config.databaseDirectUrl ?? config.databaseUrl, stop: async () => {} }
    try {
      const rows = await restoreDatabase(server.url, folder, manifest)
      progress.start({ id: 'Menyalin kunci dan berkas', en: 'Copying keys and files' })
      await copyBack(config, folder, manifest)
      return rows
    } finally {
      await server.stop()
    }
  } catch (error) {
    for (const path of madeHere(config)) await rm(path, { recursive: true, force: true })
    throw error
  }
}

async function restoreDatabase(url: string, folder: string, manifest: Manifest): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'lapor_restore',
    statement_timeout: 0,
  })
  client.on('error', () => {})
  await client.connect()
  try {
    if (await holdsData(client)) throw explained('not_empty', { place: 'DATABASE_URL' })
    const inBackup = new Set(manifest.migrations.map(({ name }) => name))
    const shipped = await shippedMigrations()
    progress.start({ id: 'Menyiapkan skema', en: 'Preparing the schema' })
    await migrate(url, { migrations: shipped.filter(({ name }) => inBackup.has(name)) })
    progress.start({ id: 'Memuat data', en: 'Loading the data' })
    const rows = await loadTables(client, folder, manifest)
    await prepareDatabase(url)
    progress.start({ id: 'Menghitung statistik tabel', en: 'Analyzing the tables' })
    await client.query('analyze')
    return rows
  } finally {
    await client.end()
  }
}

/** All tables in one transaction: after a failure the database is as empty as before. */
async function loadTables(client: pg.Client, folder: string, manifest: Manifest): Promise<number> {
  let total = 0
  await client.query('begin')
  try {
    await client.query('set local role lapor_owner')
    await truncateAll(client, manifest.tables)
    for (const table of manifest.tables) {
      const rows = await copyIn(client, table, folder)
      if (rows !== table.rows)
        throw explained('backup_not_usable', { folder, reason: `${table.file}: ${rows} / ${table.rows}` })
      total += rows
    }
    await setSequences(client, manifest.sequences)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
  return total
}

async function copyBack(config: Config, folder: string, manifest: Manifest): Promise<void> {
  const { keys } = inDataFolder(config.dataDir)
  await mkdir(keys, { recursive: true, mode: 0o700 })
  for (const { file } of manifest.keys) await copyFile(join(folder, file), join(config.dataDir, file))
  if (manifest.attachments === 'elsewhere') return
  const target = settingsOf(config).folder
  for (const file of manifest.attachments.files) {
    await mkdir(dirname(join(target, file)), { recursive: true, mode: 0o700 })
    await copyFile(join(folder, 'attachments', file), join(target, file))
  }
}
