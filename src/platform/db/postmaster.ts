import { spawn } from 'node:child_process'
import {
  closeSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  truncateSync,
} from 'node:fs'
import { join } from 'node:path'
import { explained } from '../explained.ts'
import { isRunning, processMark, waitUntil, type ProcessMark } from '../processes.ts'

/** A running PostgreSQL server. */
export interface Postmaster {
  mark: ProcessMark
  /** The folder of its socket. */
  sockets: string
  isReady: boolean
  isRunning: () => boolean
}

interface Launch {
  command: string
  args: string[]
  uid?: number
  gid?: number
  data: string
  logFile: string
  libraryPath?: string
  onSlow: () => void
}

/**
 * The server that runs on a data folder, whoever started it. PostgreSQL's own file names it, but after a crash the
 * number in it may belong to anything: only a process that works in this very folder counts.
 */
export function livePostmaster(data: string): Postmaster | undefined {
  const [pid, , , , sockets, , , status] = readLines(join(data, 'postmaster.pid'))
  if (!pid || sockets === undefined) return undefined
  const mark = processMark(Number(pid))
  const running = () => isRunning(mark)
  if (!running() || !worksIn(Number(pid), data)) return undefined
  return { mark, sockets: sockets.trim(), isReady: status?.trim() === 'ready', isRunning: running }
}

/**
 * Starts a server in a session of its own, so that a signal to the program's process group does not reach it and
 * it can be ended in good order after its clients.
 * @throws Explained with the server's own last words
 */
export async function launch(options: Launch): Promise<Postmaster> {
  if (sizeOf(options.logFile) > 10_000_000) truncateSync(options.logFile)
  const logStart = sizeOf(options.logFile)
  const log = openSync(options.logFile, 'a', 0o600)
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log],
    uid: options.uid,
    gid: options.gid,
    cwd: '/',
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', LD_LIBRARY_PATH: options.libraryPath },
  })
  closeSync(log)
  child.unref()
  let ended: string | undefined
  child.on('error', (error) => (ended = error.message))
  child.on('exit', () => (ended ??= 'exit'))

  const slow = setTimeout(options.onSlow, 2_000)
  // Recovery after a crash replays the log and may take minutes on a big database.
  await waitUntil(() => ended !== undefined || livePostmaster(options.data)?.isReady === true, 600_000, 10)
  clearTimeout(slow)
  const live = ended === undefined ? livePostmaster(options.data) : undefined
  if (live?.isReady) return live
  throw cannotStart(options, logStart, ended)
}

/** Ends a server: first it throws its clients out and writes a checkpoint; if that takes 7 s, at once. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  for (const [signal, limitMs] of [
    ['SIGINT', 7_000],
    ['SIGQUIT', 2_000],
  ] as const) {
    if (!postmaster.isRunning()) return
    try {
      process.kill(postmaster.mark.pid, signal)
    } catch {
      return
    }
    if (await waitUntil(() => !postmaster.isRunning(), limitMs, 10)) return
  }
}

function cannotStart(options: Launch, logStart: number, ended: string | undefined): Error {
  const words = readLines(options.logFile, logStart)
  const reason =
    words.findLast((line) => /FATAL|PANIC|error while loading/.test(line)) ?? words.at(-1) ?? ended ?? ''
  const code = words.some((line) => /No space left/.test(line)) ? 'disk_full' : 'database_cannot_start'
  return explained(code, {
    folder: options.data,
    reason: reason.replace(/^.*?(FATAL|PANIC):\s*/, ''),
    log: options.logFile,
  })
}

function worksIn(pid: number, folder: string): boolean {
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder)
  } catch {
    return false
  }
}

function readLines(path: string, from = 0): string[] {
  try {
    return readFileSync(path)
      .subarray(from)
      .toString()
      .split('\n')
      .filter((line, index, all) => line || index < all.length - 1)
  } catch {
    return []
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
