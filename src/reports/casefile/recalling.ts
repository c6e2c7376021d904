/** X17, a forwarding that is taken back within minutes: what it does to the file, and its words. */
import type { CaseClock, Facts } from '../../regulation/facts.ts'
import type { Say } from '../../web/say.ts'
import type { Effect } from './effects.ts'
import type { EventRow } from './tables.ts'

/**
 * Back at the desk every part is closed and the clocks that the forwarding had met go on from where they began, with
 * their pauses: a slip of the hand gives the desk no new days. Inside an agency the unit is taken off, and the days of
 * handing down go on.
 */
export function recallEffects({ file, part, actor }: Facts): Effect[] {
  const last = Math.max(0, ...file.clocks.map(({ no }) => no))
  if (actor.agency !== undefined) {
    if (!part) return []
    const handing = file.clocks.findLast(({ rule, part: of }) => rule === 'F2' && of === part.no)
    return [
      { do: 'set_part', no: part.no, fields: { unit: null, officer: null } },
      ...(handing ? [{ do: 'start_clock' as const, clock: goingOn(handing, last + 1) }] : []),
    ]
  }
  return [
    ...file.parts
      .filter(({ state }) => state !== 'closed')
      .map(({ no }): Effect => ({ do: 'set_part', no, fields: { state: 'closed' } })),
    ...metByForwarding(file.clocks).map((clock, at): Effect => ({
      do: 'start_clock',
      clock: goingOn(clock, last + 1 + at),
    })),
  ]
}

const metByForwarding = (clocks: readonly CaseClock[]): CaseClock[] => {
  const forwardedAt = clocks.findLast(({ rule, ended }) => rule === 'F1' && ended === undefined)?.startedAt
  return clocks.filter(({ ended, endedAt }) => ended === 'met' && endedAt === forwardedAt)
}

function goingOn({ ended: _ended, endedAt: _endedAt, ...clock }: CaseClock, no: number): CaseClock {
  return { ...clock, no, changes: clock.changes.filter((change) => change.do !== 'end') }
}

export const recallLine = (event: Pick<EventRow, 'actor_agency'>, say: Say) =>
  event.actor_agency === null
    ? {
        title: say('Penerusan ditarik kembali', 'The forwarding was taken back'),
        text: say(
          'Tujuannya keliru dan belum dikerjakan. Laporan diperiksa lagi, tenggat pemeriksaannya tetap.',
          'It had gone to the wrong office, which had not begun. It is checked again by the same date as before.',
        ),
      }
    : {
        title: say('Unitnya ditentukan lagi', 'Another unit is being chosen'),
        text: say('Tenggat jawabannya tetap.', 'The date of the answer stays.'),
      }
