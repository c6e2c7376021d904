import { states, type State } from '../../src/regulation/kinds.ts'

/** The states in the order and with the numbers of the state table: S1 received … S16 merged. */
export const stateOrder: { code: State; short: string }[] = states.map((code, index) => ({
  code,
  short: `S${index + 1}`,
}))
