import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explained } from '../explained.ts'
import type { Logger } from '../log.ts'
import { waitUntil } from '../processes.ts'
import { embeddedBinaries } from './binaries.ts'
import { answers, createDatabaseIfMissing, socketUrl } from './embeddedUrl.ts'
import { embeddedSettings } from './embeddedSettings.ts'
import { launch, livePostmaster, stopPostmaster, type Postmaster } from './postmaster.ts'
import { unprivileged, type Unprivileged } from './unprivileged.ts'

/** The PostgreSQL that comes with the program, running. */
export interface Embedded {
  /** The address of the program's database, as the superuser of this private server. */
  url: string
  /** The same server, another database. */
  urlOf: (database: string) => string
  /** Ends the server within 9 s, cleanly if its clients let it. */
  stop: () => Promise<void>
  /** Leaves the server running for others and no longer watches over it. */
  letGo: () => Promise<void>
}

interface Options {
  /** Belongs to this server alone: `DATA_DIR/postgres`. */
  folder: string
  /** `throwaway` gives up durability for speed: tests only. */
  purpose: 'data' | 'throwaway'
  log?: Logger
  /** Says what takes long, for a person who waits. */
  onStep?: (what: { id: string; en: string }) => void
  /** The server ended and could not be started again. */
  onGone?: (error: unknown) => void
}

const majorVersion = '18'

/**
 * Starts the embedded PostgreSQL on a folder, or takes over the one that a killed program left running on it.
 * While the program lives the server is started again whenever it dies; requests answer 503 in between.
 * @throws Explained when it cannot start
 */
export async function startEmbedded(options: Options): Promise<Embedded> {
  const data = join(options.folder, 'data')
  mkdirSync(options.folder, { recursive: true })
  const binaries = embeddedBinaries(join(options.folder, 'lib'))
  const user = unprivileged([data, binaries.postgres])
  const sockets = socketFolder(options.folder, user)
  prepareData(options, data, binaries, user)

  const start = () =>
    launch({
      ...user.start(binaries.postgres, ['-D', data, ...embeddedSettings(options.purpose, sockets)]),
      data,
      logFile: join(options.folder, 'server.log'),
      libraryPath: binaries.libraryPath,
      onSlow: () =>
        options.onStep?.({ id: 'Memulihkan basis data', en: 'Recovering the database after a sudden end' }),
    })
  const adopted = await adopt(data)
  if (adopted)
    options.log?.info({ pid: adopted.mark.pid }, 'took over the database server of an earlier start')
  let postmaster = adopted ?? (await startPatiently(start))
  const watch = watchOver(
    options,
    () => postmaster,
    async () => (postmaster = await start()),
  )
  const urlOf = (database: string) => socketUrl(postmaster.sockets, database)
  await createDatabaseIfMissing(urlOf('postgres'), 'lapor')
  return {
    url: urlOf('lapor'),
    urlOf,
    stop: async () => {
      await watch.end()
      await stopPostmaster(postmaster)
    },
    letGo: watch.end,
  }
}

/** The address of a server that another process of ours runs on the folder, if it is running. */
export function runningEmbeddedUrl(folder: string, database = 'lapor'): string | undefined {
  const live = livePostmaster(join(folder, 'data'))
  return live && socketUrl(live.sockets, database)
}

/** Processes of a server that was killed may hold its memory for a moment; anything else is told at once. */
async function startPatiently(start: () => Promise<Postmaster>): Promise<Postmaster> {
  for (let tries = 1; ; tries++) {
    try {
      return await start()
    } catch (error) {
      if (tries === 40 || !/still in use|already in use|lock file/.test((error as Error).message)) throw error
      await new Promise((done) => setTimeout(done, 250))
    }
  }
}

/** A live server that answers is used as it is; one that does not answer any more is stopped. */
async function adopt(data: string): Promise<Postmaster | undefined> {
  const live = livePostmaster(data)
  if (!live) return undefined
  await waitUntil(() => livePostmaster(data)?.isReady ?? true, 60_000)
  if (live.isRunning() && (await answers(socketUrl(live.sockets, 'postgres')))) return live
  await stopPostmaster(live)
  return undefined
}

function prepareData(
  options: Options,
  data: string,
  binaries: { initdb: string; libraryPath?: string },
  user: Unprivileged,
): void {
  user.own(options.folder)
  const version =
    existsSync(join(data, 'PG_VERSION')) && readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (version === majorVersion) return
  if (version) throw explained('other_postgres_version', { folder: data, version, wanted: majorVersion })
  options.onStep?.({ id: 'Membuat basis data', en: 'Creating the database' })
  // Made beside and renamed, so that a start that is killed half-way leaves nothing that looks like a database.
  const making = `${data}.making`
  rmSync(making, { recursive: true, force: true })
  const { command, args, uid, gid } = user.start(binaries.initdb, [
    '-D',
    making,
    '--username=lapor',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
    // One call for the whole disk instead of one for each of a thousand files: 0.4 s and not 2.6.
    options.purpose === 'throwaway'
      ? '--no-sync'
      : `--sync-method=${process.platform === 'linux' ? 'syncfs' : 'fsync'}`,
  ])
  const made = spawnSync(command, args, {
    uid,
    gid,
    cwd: '/',
    encoding: 'utf8',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: binaries.libraryPath },
  })
  if (made.status !== 0) {
    const reason = (made.error?.message ?? made.stderr).trim().split('\n').slice(-3).join(' ')
    throw explained(/No space left/.test(reason) ? 'disk_full' : 'database_cannot_start', {
      folder: data,
      reason,
    })
  }
  renameSync(making, data)
}

/** Only the user of the server and root may enter it. The path of a socket may be 107 bytes long, no more. */
function socketFolder(folder: string, user: Unprivileged): string {
  const near = join(folder, 'run')
  const short = join(tmpdir(), `lapor-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`)
  const sockets = Buffer.byteLength(near) <= 85 ? near : short
  mkdirSync(sockets, { recursive: true, mode: 0o700 })
  chmodSync(sockets, 0o700)
  user.own(sockets)
  return sockets
}

/** Looks twice a second whether the server lives, and starts it again when it does not. */
function watchOver(options: Options, current: () => Postmaster, start: () => Promise<unknown>) {
  let isEnding = false
  let restarting: Promise<void> | undefined
  const timer = setInterval(() => {
    if (restarting || isEnding || current().isRunning()) return
    options.log?.error('the database server ended unexpectedly and is started again')
    restarting = restart().finally(() => (restarting = undefined))
  }, 500)
  timer.unref()
  const restart = async () => {
    let failure: unknown
    // Processes of the dead server may hold its shared memory for a moment.
    const isBack = await waitUntil(
      () =>
        isEnding ||
        start().then(
          () => true,
          (error) => ((failure = error), false),
        ),
      30_000,
      500,
    )
    if (!isBack) options.onGone?.(failure)
  }
  return {
    end: async () => {
      isEnding = true
      clearInterval(timer)
      await restarting
    },
  }
}
