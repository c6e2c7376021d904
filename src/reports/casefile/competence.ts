/** T16–T18: a part that was handed back finds its agency. What the other agencies of a split do is left as it is. */
import type { Facts, Part } from '../../regulation/facts.ts'
import { unitFor } from '../../regulation/inspection.ts'
import { present } from '../../platform/present.ts'
import type { Effect } from './effects.ts'
import { contributionOf } from './splitting.ts'

type Moved = { effects: Effect[]; newPart?: Part }

const counted = (facts: Facts): Effect => ({ do: 'set', fields: { bounces: facts.file.bounces + 1 } })

/** The same share in other hands: who led leads, and the task goes along. */
function taken(facts: Facts, agency: string, from: Part | undefined): Moved {
  const part: Part = {
    no: Math.max(0, ...facts.file.parts.map((one) => one.no)) + 1,
    agency,
    lead: from?.lead ?? true,
    state: 'forwarded',
    ...present({ unit: unitFor(facts, agency, facts.file.kind) }),
    ...(from?.task !== undefined && { task: from.task }),
  }
  return { newPart: part, effects: [{ do: 'open_part', part }, ...contributionOf(part, facts)] }
}

/** T16: the first time it moves at once; T17: the second time the arbiter decides where to. */
export function bounced(facts: Facts): Moved {
  if (facts.file.bounces > 0) return { effects: [counted(facts)] }
  const moved = taken(facts, String(facts.input['proposed_agency']), facts.part)
  return { ...moved, effects: [counted(facts), ...moved.effects] }
}

/** T18: only what was in dispute changes hands; an agency that has another share already takes this one too. */
export function decided(facts: Facts): Moved {
  const agency = String(facts.input['agency'])
  const active = facts.file.parts.filter((part) => part.state !== 'closed')
  const disputed = active.filter((part) => part.state === 'authority_dispute')
  const leaving = disputed.length > 0 ? disputed : active
  const closed = leaving.map((part): Effect => ({
    do: 'set_part',
    no: part.no,
    fields: { state: 'closed' },
  }))
  const from = leaving.find((part) => part.lead) ?? leaving[0]
  const own = active.find((part) => part.agency === agency && !leaving.includes(part))
  if (!own) {
    const moved = taken(facts, agency, from)
    return { ...moved, effects: [...closed, ...moved.effects] }
  }
  if (!from?.lead) return { newPart: own, effects: closed }
  const contributions = facts.file.clocks.filter(
    (clock) => clock.rule === 'F5' && clock.part === own.no && clock.ended === undefined,
  )
  return {
    newPart: { ...own, lead: true },
    effects: [
      ...closed,
      { do: 'set_part', no: own.no, fields: { lead: true, state: 'forwarded' } },
      ...contributions.map((clock): Effect => ({
        do: 'change_clock',
        no: clock.no,
        change: { at: facts.now, do: 'end' },
        moot: true,
      })),
    ],
  }
}
