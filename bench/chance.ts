/** Chance that can be repeated: the same seed gives the same reports (mulberry32, public domain). */
export type Chance = {
  /** From 0 up to, not including, 1. */
  share: () => number
  below: (limit: number) => number
  pick: <T>(items: readonly T[]) => T
  /** Whether something that happens to this share of all happens now. */
  happens: (share: number) => boolean
}

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(share() * limit)
  return { share, below, pick: (items) => items[below(items.length)]!, happens: (part) => share() < part }
}

/** An index that favours the first ones, as a few offices get most of the reports. */
export const favouringFirst = (chance: Chance, count: number): number =>
  Math.floor(count * chance.share() ** 2.2)
