/** T14: one report, several agencies, one lead. The lead keeps the clock of the answer; each contributor gets F5. */
import { answerClocks } from '../../regulation/kinds.ts'
import type { CaseClock, Facts, Part } from '../../regulation/facts.ts'
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
    else effects.push({ do: 'open_part', part: one.unit === undefined ? part : { ...part, unit: one.unit } })
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
  }
  return effects
}

/** F5: three working days before the lead's own due, so it runs from the lead's start, that much shorter. */
function contribution(no: number, part: Part, facts: Facts, answer: CaseClock | undefined): CaseClock {
  const agency = facts.agencies.get(part.agency)
  return {
    no,
    rule: 'F5',
    part: part.no,
    startedAt: answer?.startedAt ?? facts.now,
    zone: agency?.zone ?? 'Asia/Jakarta',
    ...(agency && { agency: agency.code }),
    ...(agency?.region !== undefined && { region: agency.region }),
    changes: [],
  }
}
