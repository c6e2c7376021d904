import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { isRunning, processMark, type ProcessMark } from './processes.ts'

/** A lock file that this process holds. */
export interface Lock {
  release: () => void
}

type Holder = ProcessMark & { purpose: string }

/**
 * Takes the lock, or says who has it. The file names its holder by process number and start, so a lock left by
 * `kill -9` or from before a reboot is taken over, also when its number has been given to another program since.
 * @param purpose told to those who find the lock taken
 */
export function takeLock(path: string, purpose = ''): Lock | { heldBy: number; purpose: string } {
  const mine = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(mine, JSON.stringify({ ...processMark(), purpose }), { mode: 0o644 })
  try {
    for (;;) {
      try {
        // A link appears with its content, all at once, and fails when the name is taken.
        linkSync(mine, path)
        return { release: () => releaseLock(path) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = lockHolder(path)
      if (holder) return { heldBy: holder.pid, purpose: holder.purpose }
      setAside(path)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** The living process that holds the lock, if there is one. */
export function lockHolder(path: string): Holder | undefined {
  const mark = readMark(path)
  return mark && isRunning(mark) ? mark : undefined
}

/** Moves a dead lock away. If another start was quicker and we moved its fresh lock, it is put back. */
function setAside(path: string): void {
  const aside = `${path}.dead-${process.pid}-${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
    if (lockHolder(aside)) linkSync(aside, path)
  } catch {
    // Somebody else moved it first.
  }
  rmSync(aside, { force: true })
}

function releaseLock(path: string): void {
  if (readMark(path)?.pid === process.pid) rmSync(path, { force: true })
}

function readMark(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
