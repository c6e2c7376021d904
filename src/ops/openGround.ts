import type { Config } from '../platform/config.ts'
import { nowBy } from '../platform/clock.ts'
import { loadKeys } from '../platform/crypto/keys.ts'
import { inDataFolder, takeDataFolder, type FolderUse } from '../platform/dataFolder.ts'
import { openDatabase, type DatabaseRole, type OpenDatabase } from '../platform/db/database.ts'
import { runningEmbeddedUrl, startEmbedded } from '../platform/db/embedded.ts'
import { ownLogins } from '../platform/db/logins.ts'
import { prepareDatabase } from '../platform/db/prepare.ts'
import { explained } from '../platform/explained.ts'
import type { Ground } from '../platform/ground.ts'
import type { Logger } from '../platform/log.ts'
import { waitUntil } from '../platform/processes.ts'
import { asDiskFull } from './diskFull.ts'
import { progress } from './progress.ts'
import { seedReference } from './seed.ts'

/** A ground that was opened, and how to close it. */
export interface OpenGround {
  ground: Ground
  close: () => Promise<void>
}

interface Options {
  config: Config
  log: Logger
  use: FolderUse
  /** What the ground's `db` may do. */
  role: DatabaseRole
  /** The embedded server ended and cannot be started again. */
  onGone?: (error: unknown) => void
}

/**
 * Opens everything an action stands on: the database (given, embedded, or that of a program running beside),
 * migrated and with its reference data, the keys, the clock.
 */
export async function openGround(options: Options): Promise<OpenGround> {
  const { config, log, role } = options
  const closers: (() => Promise<unknown> | void)[] = []
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one()
  }
  try {
    const server = await reachServer(options)
    closers.push(server.close)
    await bringUpToDate(server.directUrl, log)
    const keys = loadKeys(inDataFolder(config.dataDir).keys)
    const logins = await ownLogins({
      url: server.url,
      directUrl: server.directUrl,
      secret: keys.pepper,
      given: {
        lapor_web: config.databaseWebUrl,
        lapor_worker: config.databaseWorkerUrl,
        lapor_vault: config.databaseVaultUrl,
      },
      log,
    })
    const main = await openDatabase({ url: logins.urlOf(role), role, max: config.databaseConnections, log })
    closers.push(main.close)
    const others = new Map<DatabaseRole, Promise<OpenDatabase>>()
    closers.push(async () => {
      for (const other of others.values()) await (await other).close()
    })
    const as = async (other: DatabaseRole) => {
      const opening =
        others.get(other) ?? openDatabase({ url: logins.urlOf(other), role: other, max: 3, log })
      others.set(other, opening)
      // A database that was away for a moment must not be remembered as away.
      opening.catch(() => others.delete(other))
      return (await opening).db
    }
    return {
      ground: {
        config,
        db: main.db,
        log,
        now: nowBy(config.clock),
        keys,
        as,
        databaseUrlOf: (one) => logins.urlOf(one, 'direct'),
      },
      close,
    }
  } catch (error) {
    await close()
    throw asDiskFull(error, inDataFolder(config.dataDir).postgres)
  }
}

interface Server {
  url: string
  /** Past a pooler. */
  directUrl: string
  close: () => Promise<void>
}

async function reachServer({ config, log, use, onGone }: Options): Promise<Server> {
  const lock =
    config.databaseUrl === undefined || use === 'serve'
      ? await takeDataFolder(config.dataDir, use)
      : undefined
  const release = async () => lock?.release()
  if (config.databaseUrl !== undefined) {
    return {
      url: config.databaseUrl,
      directUrl: config.databaseDirectUrl ?? config.databaseUrl,
      close: release,
    }
  }
  const folder = inDataFolder(config.dataDir).postgres
  if (!lock) return await serverBeside(folder)
  try {
    const server = await startEmbedded({ folder, purpose: 'data', log, onStep: progress.start, onGone })
    return {
      url: server.url,
      directUrl: server.url,
      close: async () => {
        await server.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  } finally {
    progress.end()
  }
}

/** The program is running and has the server; it may just be starting it. */
async function serverBeside(folder: string): Promise<Server> {
  await waitUntil(() => runningEmbeddedUrl(folder) !== undefined, 15_000)
  const url = runningEmbeddedUrl(folder)
  if (url === undefined)
    throw explained('database_cannot_start', { folder, reason: 'the running program has no server' })
  return { url, directUrl: url, close: async () => {} }
}

async function bringUpToDate(url: string, log: Logger): Promise<void> {
  await prepareDatabase(url, (name) =>
    progress.start({ id: `Menyiapkan skema: ${name}`, en: `Preparing the schema: ${name}` }),
  )
  progress.start({ id: 'Memuat data acuan', en: 'Loading reference data' })
  const owner = await openDatabase({ url, role: 'lapor_owner', max: 2, statementTimeoutMs: 0 })
  try {
    await seedReference(owner.pool, { log })
  } finally {
    await owner.close()
    progress.end()
  }
}
