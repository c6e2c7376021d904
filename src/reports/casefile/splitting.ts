/** T14: one report, several agencies, one lead. The lead keeps the clock of the answer; each contributor gets F5 and F3. */
import { answerClocks } from '../../regulation/kinds.ts'
import type { CaseClock, Facts, Part } from '../../regulation/facts.ts'
import { unitFor } from '../../regulation/inspection.ts'
import { present } from '../../platform/present.ts'
import type { Effect } from './effects.ts'

type PartInput = { agency: string; unit?: string; lead: boolean; task: string }

/** The parts of a split as effects: an agency that has the report already keeps its part. */
export function splitEffects(facts: Facts): { effects: Effect[]; newPart?: Part } {
  const wanted = facts.input['parts'] as PartInput[]
  const active = facts.file.parts.filter((part) => part.state !== 'closed')
  const effects: Effect[] = []
  const parts: Part[] = []
  let nextNo = Math.max(0, ...facts.file.parts.map((part) => part.no)) + 1
  for (const one of wanted) {
    const kept = active.find((part) => part.agency === one.agency)
    const part: Part = {
      no: kept?.no ?? nextNo++,
      agency: one.agency,
      lead: one.lead,
      task: one.task,
      state: kept?.state ?? 'forwarded',
    }
    if (kept) effects.push({ do: 'set_part', no: kept.no, fields: { lead: one.lead, task: one.task } })
    else {
      const unit = unitFor(facts, one.agency, facts.file.kind, one.unit)
      effects.push({ do: 'open_part', part: { ...part, ...present({ unit }) } })
    }
    parts.push(part)
  }
  for (const part of active)
    if (!parts.some((one) => one.no === part.no))
      effects.push({ do: 'set_part', no: part.no, fields: { state: 'closed' } })
  const lead = parts.find((part) => part.lead)
  effects.push(...clocksOfTheSplit(facts, parts, lead))
  return lead ? { effects, newPart: lead } : { effects }
}

function clocksOfTheSplit(facts: Facts, parts: Part[], lead: Part | undefined): Effect[] {
  const effects: Effect[] = []
  const running = facts.file.clocks.filter((clock) => clock.ended === undefined)
  const answer = running.find((clock) => clock.rule === answerClocks[facts.file.kind])
  if (lead && answer && answer.part !== lead.no)
    effects.push({ do: 'move_clock', no: answer.no, part: lead.no })
  let nextNo = Math.max(0, ...facts.file.clocks.map((clock) => clock.no)) + 1
  for (const part of parts) {
    if (part.lead || running.some((clock) => clock.rule === 'F5' && clock.part === part.no)) continue
    effects.push({ do: 'start_clock', clock: contribution(nextNo++, part, facts, answer) })
    // Whoever is called in may say in time that it is not competent (T16), as any agency may.
    if (!facts.file.parts.some((one) => one.no === part.no))
      effects.push({ do: 'start_clock', clock: clockOf('F3', nextNo++, part, facts, facts.now) })
  }
  return effects
}

/** What a share of a split gets when it opens: the clock of a contribution, where it does not lead. */
export function contributionOf(part: Part, facts: Facts): Effect[] {
  if (part.lead) return []
  const answer = facts.file.clocks.find(
    (clock) => clock.ended === undefined && clock.rule === answerClocks[facts.file.kind],
  )
  const no = Math.max(0, ...facts.file.clocks.map((clock) => clock.no)) + 1
  return [{ do: 'start_clock', clock: contribution(no, part, facts, answer) }]
}

/** F5: three working days before the lead's own due, so it runs from the lead's start, that much shorter. */
const contribution = (no: number, part: Part, facts: Facts, answer: CaseClock | undefined): CaseClock =>
  clockOf('F5', no, part, facts, answer?.startedAt ?? facts.now)

function clockOf(rule: 'F3' | 'F5', no: number, part: Part, facts: Facts, startedAt: string): CaseClock {
  const agency = facts.agencies.get(part.agency)
  return {
    no,
    rule,
    part: part.no,
    startedAt,
    zone: agency?.zone ?? 'Asia/Jakarta',
    ...(agency && { agency: agency.code }),
    ...(agency?.region !== undefined && { region: agency.region }),
    changes: [],
  }
}
