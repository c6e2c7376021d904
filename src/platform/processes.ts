import { readFileSync } from 'node:fs'

/** A process that can be told from a later one with the same number. */
export interface ProcessMark {
  pid: number
  /** When it started, as the system writes it; empty where the system does not tell. */
  started: string
}

/** The mark of a process, by default of this one. */
export function processMark(pid: number = process.pid): ProcessMark {
  return { pid, started: startedOf(pid) }
}

/** Whether the marked process is still there: the same number and the same start. A zombie counts as ended. */
export function isRunning(mark: ProcessMark): boolean {
  if (!Number.isInteger(mark.pid) || mark.pid <= 0) return false
  try {
    process.kill(mark.pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const started = startedOf(mark.pid)
  return started === '' ? !isLinux : mark.started === '' || started === mark.started
}

/** Waits until `isDone` says so, looking every `everyMs`. @returns false when the time ran out */
export async function waitUntil(
  isDone: () => boolean | Promise<boolean>,
  limitMs: number,
  everyMs = 25,
): Promise<boolean> {
  const end = Date.now() + limitMs
  while (!(await isDone())) {
    if (Date.now() > end) return false
    await new Promise((done) => setTimeout(done, everyMs))
  }
  return true
}

const isLinux = process.platform === 'linux'

function startedOf(pid: number): string {
  if (!isLinux) return ''
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name stands in brackets and may hold blanks; the state follows it, the start is the 20th field after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return ''
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return ''
  }
}
