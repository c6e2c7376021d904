/**
 * The streams of this process and what is said on them. A stream says "the list has changed", "the report has a
 * version n" and counts, never data: whoever reads it asks for the page, which asks who may see what.
 */
import { deskChannel, readHints, type DeskHint } from '../../platform/db/deskChanges.ts'
import { listen, type Listener } from '../../platform/db/listener.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { unreadNews } from '../../reports/casefile/staffNotices.ts'
import { makeRecent, type From, type Heard } from './recent.ts'
import { seenIn, type Scope } from './scope.ts'

export type Saying =
  | { event: 'list'; data: { new: number; changed: number } | { lost: true } }
  | { event: 'report'; data: { version: number } }
  | { event: 'present'; data: Record<string, never> }
  | { event: 'news'; data: { unread: number } }

export type Stream = {
  actor: Actor
  scope: Scope
  /** The report whose page is open. */
  report?: string
  say: (saying: Saying, id: number) => void
  /** Keeps proxies from taking the connection for dead. */
  beat: () => void
  end: () => void
  /** Whether the session still holds, asked again each minute. */
  isStillThere: () => Promise<boolean>
}

type Kept = Stream & {
  fresh: Set<string>
  changed: Set<string>
  openedAt: number
  checkedAt: number
  timer?: NodeJS.Timeout | undefined
  hasNews?: boolean
}

export type Hub = {
  /** From now on this process listens. Doing it twice is once. */
  start: () => void
  open: (stream: Stream, from: From | undefined) => () => void
  /** What a page without a stream asks: the same counts. */
  summary: (scope: Scope, actor: Actor, from: From) => Summary
  /** How many streams there are, of one account where it is given. */
  count: (account?: string) => number
  close: () => Promise<void>
}

export type Summary = { new: number; changed: number } | { lost: true }

const gatherMs = 700

export type Pace = {
  beatMs: number
  /** With `beatMs` between two looks: within a minute in any case. */
  checkMs: number
  /** After an hour the browser comes again by itself, perhaps to another process. */
  longestMs: number
}
const usualPace: Pace = { beatMs: 20_000, checkMs: 35_000, longestMs: 3_600_000 }

/** @param pace only for tests, which have no minute to wait */
export function makeHub(ground: Ground, pace: Pace = usualPace): Hub {
  const streams = new Set<Kept>()
  const recent = makeRecent()
  let listener: Listener | undefined
  let beats: NodeJS.Timeout | undefined

  function receive(payload: string | undefined): void {
    for (const hint of readHints(payload)) {
      const heard = { at: Date.now(), hint }
      recent.add(heard)
      for (const stream of streams) if (take(stream, hint)) later(stream)
    }
  }

  /** Hints of before are not known; after the database was away some may have been lost. */
  function ready(isAgain: boolean): void {
    recent.forget(Date.now())
    if (!isAgain) return
    for (const stream of streams) stream.say({ event: 'list', data: { lost: true } }, Date.now())
  }

  /** True when there is something to say. */
  function take(stream: Kept, hint: DeskHint): boolean {
    const { actor, report } = stream
    const isOwn = hint.by === actor.id
    const seen = isOwn ? undefined : seenIn(stream.scope, hint)
    if (seen === 'new') stream.fresh.add(hint.report ?? '')
    if (seen === 'changed' && !stream.fresh.has(hint.report ?? '')) stream.changed.add(hint.report ?? '')
    if (report !== undefined && hint.report === report && !isOwn) {
      if (hint.version !== undefined)
        stream.say({ event: 'report', data: { version: hint.version } }, Date.now())
      if (hint.presence) stream.say({ event: 'present', data: {} }, Date.now())
    }
    if (hint.accounts?.includes(actor.id)) stream.hasNews = true
    return seen !== undefined || stream.hasNews === true
  }

  /** Many changes in a moment are one line. */
  function later(stream: Kept): void {
    stream.timer ??= setTimeout(() => void flush(stream), gatherMs)
  }

  async function flush(stream: Kept): Promise<void> {
    stream.timer = undefined
    const { fresh, changed } = stream
    if (fresh.size + changed.size > 0)
      stream.say({ event: 'list', data: { new: fresh.size, changed: changed.size } }, Date.now())
    if (!stream.hasNews) return
    stream.hasNews = false
    try {
      const unread = await unreadNews(ground.db, stream.actor.id)
      if (streams.has(stream)) stream.say({ event: 'news', data: { unread } }, Date.now())
    } catch {
      // The count stands on the next page.
    }
  }

  function drop(stream: Kept): void {
    clearTimeout(stream.timer)
    streams.delete(stream)
    stream.end()
  }

  async function look(): Promise<void> {
    const now = Date.now()
    for (const stream of streams) {
      if (now - stream.openedAt > pace.longestMs) drop(stream)
      else stream.beat()
    }
    for (const stream of streams) {
      if (!streams.has(stream) || now - stream.checkedAt < pace.checkMs) continue
      stream.checkedAt = now
      // A session that cannot be asked for is no session.
      if (!(await stream.isStillThere().catch(() => false))) drop(stream)
    }
  }

  return {
    start: () => {
      if (listener) return
      listener = listen(
        ground.databaseUrlOf('lapor_web'),
        deskChannel,
        { payload: receive, ready },
        ground.log,
      )
      beats = setInterval(() => void look(), pace.beatMs)
      beats.unref()
    },
    open: (stream, from) => {
      const kept: Kept = {
        ...stream,
        fresh: new Set(),
        changed: new Set(),
        openedAt: Date.now(),
        checkedAt: Date.now(),
      }
      streams.add(kept)
      const missed = from === undefined ? [] : recent.since(from)
      if (missed === undefined) kept.say({ event: 'list', data: { lost: true } }, Date.now())
      else if (missed.map(({ hint }) => take(kept, hint)).some(Boolean)) later(kept)
      return () => {
        if (streams.has(kept)) drop(kept)
      }
    },
    summary: (scope, actor, from) => summaryOf(recent.since(from), scope, actor),
    count: (account) =>
      account === undefined ? streams.size : [...streams].filter(({ actor }) => actor.id === account).length,
    close: async () => {
      clearInterval(beats)
      for (const stream of streams) drop(stream)
      await listener?.close()
      listener = undefined
    },
  }
}

function summaryOf(heard: Heard[] | undefined, scope: Scope, actor: Actor): Summary {
  if (heard === undefined) return { lost: true }
  const [fresh, changed] = [new Set<string>(), new Set<string>()]
  for (const { hint } of heard) {
    const seen = hint.by === actor.id ? undefined : seenIn(scope, hint)
    if (seen === 'new') fresh.add(hint.report ?? '')
    else if (seen === 'changed' && !fresh.has(hint.report ?? '')) changed.add(hint.report ?? '')
  }
  return { new: fresh.size, changed: changed.size }
}
