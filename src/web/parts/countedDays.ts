import { fullInstant, longDay, shortDay, shortInstant } from '../dates.ts'
import { type Html, html } from '../html.ts'
import type { Say } from '../say.ts'

/** A clock with everything that a person needs to count its days again. */
export type CountableClock = {
  name: string
  legalBasis: string
  startedAt: string
  zone: string
  dueOn: string
  countedDays: readonly string[]
  countsCalendarDays?: boolean
  pauses?: readonly { at: string; do: string }[]
  /** The calendar of that year is not decreed yet, so the date may still move. */
  isProvisional?: boolean
}

/** "Hitung sendiri": the days that were counted, what was left out, and which rule says so. */
export const countItYourself = (clock: CountableClock, say: Say, label?: string): Html =>
  html`<details class="count">
    <summary>${label ?? say('Hitung sendiri', 'Count it yourself')}</summary>
    <div class="flow md">
      <p>
        ${say('Mulai', 'Started')} ${fullInstant(clock.startedAt, clock.zone, say)}.
        ${
          clock.countsCalendarDays
            ? say(
                `Semua hari dihitung, ${clock.countedDays.length} hari.`,
                `Every day counts, ${clock.countedDays.length} days.`,
              )
            : say(
                `Hanya hari kerja dihitung, ${clock.countedDays.length} hari; Sabtu, Minggu, hari libur nasional dan cuti bersama dilewati.`,
                `Only working days count, ${clock.countedDays.length} of them; weekends, public holidays and collective leave are left out.`,
              )
        }
      </p>
      <ol class="days num">
        ${clock.countedDays.map((day) => html`<li>${shortDay(day, say)}</li>`)}
      </ol>
      ${clock.pauses?.map(
        (pause) =>
          html`<p>
            ${
              pause.do === 'pause'
                ? say('Waktu berhenti', 'Clock paused')
                : say('Waktu berjalan lagi', 'Clock resumed')
            }
            ${shortInstant(pause.at, clock.zone, say)}.
          </p>`,
      )}
      <p>
        ${say('Batasnya', 'Due')} <b>${longDay(clock.dueOn, say)}</b>. ${say('Dasar', 'Legal basis')}:
        ${clock.legalBasis}.
        ${
          clock.isProvisional &&
          say(
            'Kalender libur tahun itu belum ditetapkan, jadi tanggal ini dapat bergeser.',
            'The holidays of that year are not decreed yet, so this date may move.',
          )
        }
      </p>
    </div>
  </details>`
