/** X3, X18 in words: a person by name, a rule of the agency, or a handover. Read by staff only. */
import type { Say } from '../../web/say.ts'
import type { EventRow } from './tables.ts'

/** A rule as events name it. */
export type NamedRule = { id: string; position: number; name: string }

export function assignedLine({ data }: Pick<EventRow, 'data'>, say: Say): { title: string; text?: string } {
  const name = (field: string): string => (typeof data[field] === 'string' ? data[field] : '')
  const to = name('officer_name') || name('unit_name')
  if (typeof data['handover'] === 'string')
    return {
      title: say(
        `Serah terima dari ${name('from_name')} kepada ${to}`,
        `Handed over from ${name('from_name')} to ${to}`,
      ),
      text: say(`Diterima ${name('accepted_by_name')}.`, `Accepted by ${name('accepted_by_name')}.`),
    }
  // Undone where nobody had it before, nobody has it again.
  if (to === '' && name('officer') === '') return { title: say('Petugas dilepas', 'No officer has it now') }
  if (to === '') return { title: say('Ditugaskan kepada petugas', 'Assigned to an officer') }
  const instead = name('instead_of_name')
  return {
    title: say(`Ditugaskan kepada ${to}`, `Assigned to ${to}`),
    text: [
      ruleWords(data, say),
      instead && say(`Menggantikan ${instead} yang tidak masuk.`, `In place of ${instead}, who is away.`),
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/** 'Aturan 2: Lampu jalan.', of an event that a rule brought about; else nothing. */
export function ruleWords(data: Record<string, unknown>, say: Say): string {
  const rule = data['rule'] as NamedRule | undefined
  return rule ? say(`Aturan ${rule.position}: ${rule.name}.`, `Rule ${rule.position}: ${rule.name}.`) : ''
}
