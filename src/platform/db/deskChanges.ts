/**
 * Hints that lists have changed, from whichever process changed them to every web process: PostgreSQL's NOTIFY. They
 * say which lists and which report, never what is in it, and a lost one costs a reload: nothing is decided by them.
 */
import { sql } from 'kysely'
import type { Db } from './database.ts'

export const deskChannel = 'lapor_desk'

export type DeskHint = {
  /** When it was said, by the clock of whoever said it; a transaction commits some milliseconds later. */
  at?: number
  report?: string
  version?: number
  /** The account that did it: its own pages know. */
  by?: string
  /** Lists that it is in, or has left: agency code, unit, who holds it, whether it has just come into that list. */
  lists?: readonly { desk: string; unit: string | null; officer?: string; isNew: boolean; sealed?: true }[]
  /** Accounts that were told something. */
  accounts?: readonly string[]
  /** Somebody has opened or left the report's page. */
  presence?: boolean
}

/** PostgreSQL takes 8000 bytes; whatever does not fit is said without the accounts, whose count is asked anyway. */
const mostBytes = 7_800

/** Inside the transaction that changes something: whoever listens hears of it when, and only when, it commits. */
export async function announce(db: Db, hint: DeskHint): Promise<void> {
  await send(db, [{ ...hint, at: Date.now() }])
}

async function send(db: Db, hints: readonly DeskHint[]): Promise<void> {
  const whole = JSON.stringify(hints)
  const text =
    Buffer.byteLength(whole) <= mostBytes
      ? whole
      : JSON.stringify(hints.map(({ accounts: _accounts, ...hint }) => hint)).slice(0, mostBytes)
  await sql`select pg_notify(${deskChannel}, ${text})`.execute(db)
}

type Soon = { hints: DeskHint[]; timer: NodeJS.Timeout | undefined }
const soon = new WeakMap<object, Soon>()
const soonMs = 250
const mostAtOnce = 30

/**
 * The same a moment later and many in one, after the change is committed. A NOTIFY makes commits wait for each other,
 * so what a thousand citizens send at once does not carry one of its own.
 */
export function announceSoon(db: Db, hint: DeskHint): void {
  const key = db.getExecutor().adapter
  const waiting = soon.get(key) ?? { hints: [], timer: undefined }
  soon.set(key, waiting)
  waiting.hints.push({ ...hint, at: Date.now() })
  waiting.timer ??= setTimeout(() => {
    const { hints } = waiting
    soon.delete(key)
    void sendAll(db, hints)
  }, soonMs).unref()
}

async function sendAll(db: Db, hints: readonly DeskHint[]): Promise<void> {
  try {
    for (let at = 0; at < hints.length; at += mostAtOnce) await send(db, hints.slice(at, at + mostAtOnce))
  } catch {
    // A database that is away has nobody listening either; the lists show it with their next reload.
  }
}

/** What came over the channel; nothing for a payload that was cut or is not ours. */
export function readHints(payload: string | undefined): DeskHint[] {
  try {
    const hints: unknown = JSON.parse(payload ?? '')
    return Array.isArray(hints) ? (hints as DeskHint[]) : []
  } catch {
    return []
  }
}
