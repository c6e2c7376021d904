/** Hints of the last minutes, so that whoever was away for a moment hears of them too. */
import type { DeskHint } from '../../platform/db/deskChanges.ts'

export type Heard = { at: number; hint: DeskHint }

const keptMs = 5 * 60_000
const mostKept = 5_000
/** Throwing the old ones away one by one would go through all of them for each report of a burst. */
const slack = { count: 1_000, ms: 30_000 } as const

/** What a list was read after is in it, however late the word of it comes; a commit may take so long. */
const commitMs = 50
const saidAt = ({ at, hint }: Heard): number => Math.min(hint.at ?? at, at)

/**
 * From where somebody goes on: `read` when they read the list at that instant, so that what had been said by then is
 * in it; else when they had heard everything up to then.
 */
export type From = { at: number; read: boolean }

export type Recent = {
  add: (heard: Heard) => void
  /** What came after an instant, or undefined when not everything since then is known. */
  since: (from: From) => Heard[] | undefined
  /** Something may have been missed: nothing before this instant is known. */
  forget: (at: number) => void
}

export function makeRecent(): Recent {
  let heard: Heard[] = []
  // Nothing is known until this process listens.
  let knownFrom = Infinity
  return {
    add: (one) => {
      heard.push(one)
      if (heard.length <= mostKept + slack.count && heard[0]!.at > one.at - keptMs - slack.ms) return
      heard = heard.filter(({ at }) => at > one.at - keptMs).slice(-mostKept)
      knownFrom = Math.max(knownFrom, one.at - keptMs, heard.length === mostKept ? heard[0]!.at : 0)
    },
    since: (from) => {
      if (from.at < knownFrom) return undefined
      return heard.filter((one) => (from.read ? saidAt(one) + commitMs : one.at) > from.at)
    },
    forget: (at) => {
      heard = []
      knownFrom = at
    },
  }
}
