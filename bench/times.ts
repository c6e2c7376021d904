/** What a stretch of asking came to. */
export type Measured = {
  count: number
  seconds: number
  /** Sorted, in milliseconds, at most so many that the middle and the end are still right. */
  times: number[]
  failures: Record<string, number>
}

export function summary(times: number[], seconds: number, failures: Map<string, number>): Measured {
  const sorted = Float64Array.from(times).sort()
  return {
    count: times.length,
    seconds,
    times: [...sorted].map((ms) => Math.round(ms * 100) / 100),
    failures: Object.fromEntries([...failures].slice(0, 5)),
  }
}

/** Several stretches of one thing as one. */
export function together(stretches: readonly Measured[]): {
  rps: number
  p50: number
  p99: number
  failures: Record<string, number>
} {
  const times = stretches.flatMap((one) => one.times).sort((a, b) => a - b)
  const count = stretches.reduce((sum, one) => sum + one.count, 0)
  const seconds = stretches.reduce((sum, one) => sum + one.seconds, 0)
  return {
    rps: count / seconds,
    p50: times[Math.floor(times.length * 0.5)] ?? Number.NaN,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    failures: Object.assign({}, ...stretches.map((one) => one.failures)),
  }
}
