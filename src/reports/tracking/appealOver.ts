/** Where no appeal is left: why, and the door that is still open, instead of a button that cannot work (T36, T38). */
import { longDay } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { note } from '../../web/parts/note.ts'
import type { Say } from '../../web/say.ts'
import { can } from './actForms.ts'
import type { ReportView } from './reportView.ts'

export function appealOver(view: ReportView, say: Say): Html | false {
  const { file, events, clocks } = view
  if (can(view, 'appeal') || (file.state !== 'closed_by_agency' && file.state !== 'archived')) return false
  // What was never completed is opened again with one tap; there is no decision to appeal against.
  if (file.archiveReason === 'not_completed') return false
  const isDecided = events.some(({ action }) => action === 'refuse_appeal')
  const last = clocks.findLast(({ clock }) => clock.rule === 'B1')
  if (!isDecided && !last) return false
  const why = isDecided
    ? say('Banding sudah diputus.', 'The appeal has been decided.')
    : say(
        `Batas banding, ${longDay(last!.result.due_on, say)}, sudah lewat.`,
        `The last day to appeal, ${longDay(last!.result.due_on, say)}, has passed.`,
      )
  return note(
    '',
    html`<b>${why}</b>
      ${say('Jalan berikutnya: Ombudsman, gratis.', 'The next door: the Ombudsman, free of charge.')}
      ${
        can(view, 'ask_ombudsman')
          ? html`<a href="#ombudsman">${say('Minta bantuan Ombudsman', 'Ask the Ombudsman for help')}</a>`
          : say(
              'Sebut nomor laporan ini kepada kantor Ombudsman di daerah Anda.',
              "Give this report's number to the Ombudsman's office in your region.",
            )
      }`,
    'landmark',
  )
}
