/** A connection of its own that listens, past any pooler, and comes back by itself after the database was away. */
import pg from 'pg'
import type { Logger } from '../log.ts'

export type Listener = { close: () => Promise<void> }

const shortestPauseMs = 500
const longestPauseMs = 30_000

/**
 * @param url a direct connection: poolers do not keep LISTEN
 * @param on `ready`: from now on everything is heard; `isAgain` when something may have been said in between
 */
export function listen(
  url: string,
  channel: string,
  on: { payload: (payload: string | undefined) => void; ready: (isAgain: boolean) => void },
  log: Logger,
): Listener {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  let hadGap = false
  let pauseMs = shortestPauseMs

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'lapor live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    client = next
    let isOver = false
    const over = () => {
      if (isOver) return
      isOver = true
      if (!isClosed) again()
    }
    next.on('error', over)
    next.on('end', over)
    next.on('notification', ({ payload }) => on.payload(payload))
    try {
      await next.connect()
      await next.query(`listen ${next.escapeIdentifier(channel)}`)
      pauseMs = shortestPauseMs
      on.ready(hadGap)
      hadGap = false
    } catch (error) {
      log.warn(
        { code: (error as { code?: string }).code },
        'nobody listens for changes of lists; trying again',
      )
      next.end().catch(() => {})
      over()
    }
  }

  function again(): void {
    hadGap = true
    timer = setTimeout(() => void connect(), pauseMs).unref()
    pauseMs = Math.min(2 * pauseMs, longestPauseMs)
  }

  void connect()
  return {
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
