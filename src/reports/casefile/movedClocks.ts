/** A10 in plain words: which dates are others now, and which decree did it. */
import { nameOfRule } from '../../regulation/deadlines.ts'
import { fullDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'
import type { EventRow } from './tables.ts'

type Moved = { rule: string; old_due_on: string; new_due_on: string; new_state: string; open: boolean }

export function movedClocksLine({ data }: Pick<EventRow, 'data'>, say: Say): { title: string; text: string } {
  const clocks = (Array.isArray(data['clocks']) ? data['clocks'] : []) as Moved[]
  const cause =
    typeof data['id'] === 'string' ? say({ id: data['id'], en: String(data['en'] ?? data['id']) }) : ''
  const isOpen = clocks.some(({ open }) => open)
  return {
    title: isOpen
      ? say(
          'Tenggat bergeser karena kalender atau aturan berubah',
          'Dates moved because the calendar or a rule changed',
        )
      : say('Hitungan tenggat yang sudah selesai diperbaiki', 'The count of an ended deadline was corrected'),
    text: [cause, ...clocks.map((clock) => movedLine(clock, say))].filter(Boolean).join('\n'),
  }
}

function movedLine({ rule, old_due_on, new_due_on, new_state, open }: Moved, say: Say): string {
  const words = nameOfRule(rule)
  const name = words ? say(words) : rule
  const timely = !open && new_state === 'met' ? say(' (jadi tepat waktu)', ' (on time after all)') : ''
  return `• ${name}: ${fullDay(old_due_on, say)} → ${fullDay(new_due_on, say)}${timely}`
}
