/** What a slip of paper must say so that its holder finds the way back; the same after sending and at the counter. */
import type { CaseFile } from '../../regulation/facts.ts'
import { fullDay } from '../../web/dates.ts'
import { twoLines } from '../../web/parts/reportCard.ts'
import type { Say } from '../../web/say.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'

export type SlipRow = [name: string, value: string]

/** Neither the public nor whoever finds a slip or borrows the phone may learn what such a report is about. */
export const isClosed = ({ level }: Pick<CaseFile, 'level'>): boolean =>
  level === 'secret' || level === 'anonymous'

/** The title, or the first words of the text. */
export const beginningOf = (file: Pick<CaseFile, 'title' | 'text'>): string =>
  twoLines(file.title || file.text, 60)

/** Until when the report is checked (V1, or V2 where the reporter named the agency). */
export function checkedBy(clocks: readonly EvaluatedClock[], say: Say): SlipRow[] {
  const first = clocks.find(({ clock }) => clock.rule === 'V1' || clock.rule === 'V2')
  return first ? [[say('Diperiksa paling lambat', 'Checked by'), fullDay(first.result.due_on, say)]] : []
}

/** Nothing for a report that is closed to the public. */
export const about = (file: CaseFile, say: Say): SlipRow[] =>
  isClosed(file) ? [] : [[say('Tentang', 'About'), beginningOf(file)]]

/** A browser prints without our buttons too, so a page without script says how. */
export const printHint = (say: Say): string =>
  say(
    'Untuk menyimpan di kertas: pilih Cetak di menu ponsel atau komputer Anda, atau catat nomor dan kunci dengan tangan.',
    'To keep it on paper: choose Print in the menu of your browser, or write number and key down.',
  )
