/** Which steps a made-up report takes, and how many hours pass before each. */
import type { Level } from '../src/regulation/kinds.ts'
import type { Chance } from './chance.ts'

export type PlannedStep = {
  action: string
  by: 'desk' | 'officer' | 'approver' | 'reporter' | 'system'
  hours: readonly [least: number, most: number]
}

const step = (action: string, by: PlannedStep['by'], least: number, most: number): PlannedStep => ({
  action,
  by,
  hours: [least, most],
})

const forward = step('forward', 'desk', 3, 70)
const publish = step('propose_publication', 'desk', 1, 12)
const start = step('start', 'officer', 4, 110)
const propose = step('propose_answer', 'officer', 20, 240)
const approve = step('approve', 'approver', 1, 60)

/** The steps on which a report has stopped for good, or for now, with the share of all reports that stop so. */
const stops: [share: number, steps: PlannedStep[]][] = [
  [0.04, [step('archive', 'desk', 5, 60)]],
  [0.02, [step('withdraw', 'reporter', 5, 200)]],
  [0.01, [step('ask_completion', 'desk', 2, 30)]],
  [0.005, [step('hold', 'desk', 1, 20)]],
  [0.01, [forward, publish, start, step('ask_reporter', 'officer', 5, 60)]],
  [0.05, [forward, publish]],
  [0.05, [forward, publish, start]],
  [0.015, [forward, publish, start, propose]],
  [0.02, [forward, publish, start, propose, approve, step('reject', 'reporter', 10, 150)]],
  [
    0.01,
    [
      forward,
      publish,
      start,
      propose,
      approve,
      step('close_unanswered', 'system', 400, 480),
      step('appeal', 'reporter', 20, 300),
    ],
  ],
  [0.3, [forward, publish, start, propose, approve, step('accept', 'reporter', 2, 300)]],
  [0.47, [forward, publish, start, propose, approve, step('close_unanswered', 'system', 400, 480)]],
]

/** Steps that were never taken make a report open; the older it is, the rarer. */
const forgotten = (ageDays: number): number => (ageDays < 60 ? 1 : 0.25)

export function planOf(chance: Chance, ageDays: number, level: Level): PlannedStep[] {
  const drawn = stepsOf(chance.share())
  const isUnfinished =
    drawn.at(-1) !== undefined &&
    ['hold', 'ask_completion', 'ask_reporter', 'propose_publication', 'start', 'propose_answer'].includes(
      drawn.at(-1)!.action,
    )
  const steps = isUnfinished && !chance.happens(forgotten(ageDays)) ? stops.at(-1)![1] : drawn
  // Three of four reports that may be shown are shown; secret ones never.
  const isShown = level !== 'secret' && chance.happens(0.69)
  return isShown ? steps : steps.filter((one) => one !== publish)
}

function stepsOf(share: number): PlannedStep[] {
  let left = share
  for (const [part, steps] of stops) {
    left -= part
    if (left < 0) return steps
  }
  return stops.at(-1)![1]
}
