/** Where the program takes the time from. Only tests and training use another than the real one. */
export type Clock = { kind: 'real' } | { kind: 'fixed'; at: Date } | { kind: 'shifted'; byMs: number }

const unitsMs = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * Reads a clock: empty for the real one, an instant with its zone for a fixed one, `+3d` or `-2h` for a shifted one.
 * @throws Error that says what is expected
 */
export function parseClock(value: string): Clock {
  if (value === '') return { kind: 'real' }
  const shift = /^([+-])(\d+)([smhdw])$/.exec(value)
  if (shift) {
    const [, sign, amount, unit] = shift
    return { kind: 'shifted', byMs: Number(`${sign}${amount}`) * unitsMs[unit as keyof typeof unitsMs] }
  }
  const at = new Date(value)
  if (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(at.getTime())
  ) {
    return { kind: 'fixed', at }
  }
  throw new Error('an instant such as 2026-08-17T02:00:00Z or a shift such as +3d is expected.')
}

/** The time as this clock shows it, each time it is asked. */
export function nowBy(clock: Clock): () => Date {
  if (clock.kind === 'fixed') return () => new Date(clock.at)
  const byMs = clock.kind === 'shifted' ? clock.byMs : 0
  return () => new Date(Date.now() + byMs)
}
