import type { Calibration } from './model.ts'

/** A candidate that was tried on a decided report. */
export type Tried = { share: number; isRight: boolean; isFirst: boolean }

/**
 * From shares to how often they were right: classes of equal size by share, neighbours put together until accuracy
 * rises with the share (isotonic regression). One right and one wrong more in each class keep small classes modest.
 */
export function calibrate(tried: readonly Tried[]): Calibration {
  const sorted = [...tried].sort((one, other) => one.share - other.share)
  const size = Math.max(25, Math.ceil(sorted.length / 40))
  const classes: { shares: number; right: number; count: number }[] = []
  for (let start = 0; start < sorted.length; start += size) {
    const some = sorted.slice(start, start + size)
    classes.push({
      shares: some.reduce((sum, { share }) => sum + share, 0),
      right: some.filter(({ isRight }) => isRight).length,
      count: some.length,
    })
    while (classes.length > 1 && accuracyOf(classes.at(-2)!) >= accuracyOf(classes.at(-1)!)) {
      const last = classes.pop()!
      const kept = classes.at(-1)!
      kept.shares += last.shares
      kept.right += last.right
      kept.count += last.count
    }
  }
  return classes.map((one) => [one.shares / one.count, accuracyOf(one)])
}

const accuracyOf = ({ right, count }: { right: number; count: number }): number => (right + 1) / (count + 2)
