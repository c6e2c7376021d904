/**
 * What an event does to the case file, written down in the event itself. The file is nothing but the sum of
 * these effects (decision 3), so `rebuild` never has to ask the rules of today what happened yesterday.
 */
import type { CaseClock, CaseFile, Part } from '../../regulation/facts.ts'
import { partStates, type State } from '../../regulation/kinds.ts'
import type { ClockChange } from '../../regulation/clocks.ts'

export type Effect =
  /** Opens the file with everything the reporter sent. */
  | { do: 'open'; file: CaseFile }
  /** Sets fields of the file; `null` clears one. */
  | { do: 'set'; fields: { [K in keyof CaseFile]?: CaseFile[K] | null } }
  | { do: 'open_part'; part: Part }
  | { do: 'set_part'; no: number; fields: { [K in keyof Part]?: Part[K] | null } }
  | { do: 'start_clock'; clock: CaseClock }
  | { do: 'change_clock'; no: number; change: ClockChange; moot?: true }
  /** Hands a running clock to another part (the lead of a split keeps the clock of the answer). */
  | { do: 'move_clock'; no: number; part: number }
  /** T13: the main report's answer clock runs from the earlier of the two reports. */
  | { do: 'earlier_start'; no: number; startedAt: string }

/**
 * The file after one event: its effects in order, then the state derived from stage and parts.
 * Pure: the given file is left as it was.
 */
export function applyEffects(before: CaseFile | undefined, effects: readonly Effect[], at: string): CaseFile {
  let file = before && { ...before, parts: [...before.parts], clocks: [...before.clocks] }
  for (const effect of effects) file = applyOne(file, effect, at)
  if (!file) throw new Error('the first event of a report must open its file')
  file.state = stateOf(file)
  file.updatedAt = at
  return file
}

function applyOne(file: CaseFile | undefined, effect: Effect, at: string): CaseFile {
  if (effect.do === 'open')
    return { ...effect.file, parts: [...effect.file.parts], clocks: [...effect.file.clocks] }
  if (!file) throw new Error('an effect on a file that no event has opened')
  if (effect.do === 'set') return withFields(file, effect.fields)
  if (effect.do === 'open_part') return { ...file, parts: [...file.parts, effect.part] }
  if (effect.do === 'set_part')
    return {
      ...file,
      parts: file.parts.map((part) => (part.no === effect.no ? withFields(part, effect.fields) : part)),
    }
  if (effect.do === 'start_clock') return { ...file, clocks: [...file.clocks, effect.clock] }
  if (effect.do === 'earlier_start')
    return {
      ...file,
      clocks: file.clocks.map((one) =>
        one.no === effect.no ? { ...one, startedAt: effect.startedAt } : one,
      ),
    }
  if (effect.do === 'move_clock')
    return {
      ...file,
      clocks: file.clocks.map((one) => (one.no === effect.no ? { ...one, part: effect.part } : one)),
    }
  return {
    ...file,
    clocks: file.clocks.map((one) => (one.no === effect.no ? changed(one, effect, at) : one)),
  }
}

function changed(clock: CaseClock, effect: Effect & { do: 'change_clock' }, at: string): CaseClock {
  const next = { ...clock, changes: [...clock.changes, effect.change] }
  if (effect.change.do === 'reclassify' && effect.change.to) {
    next.startedAs = clock.startedAs ?? clock.rule
    next.rule = effect.change.to
  }
  if (effect.change.do !== 'end') return next
  return { ...next, ended: effect.moot ? 'moot' : 'met', endedAt: at }
}

function withFields<T extends object>(target: T, fields: { [K in keyof T]?: T[K] | null }): T {
  const next: Record<string, unknown> = { ...(target as Record<string, unknown>) }
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete next[name]
    else next[name] = value
  }
  return next as T
}

/** A report in the hands of agencies shows its least advanced part (DOMAIN section 4). */
export function stateOf(file: CaseFile): State {
  if (file.stage !== 'handling') return file.stage
  const active = file.parts.filter((part) => part.state !== 'closed')
  for (const state of partStates) if (active.some((part) => part.state === state)) return state
  throw new Error(`report ${file.number} is being handled but nobody has it`)
}
