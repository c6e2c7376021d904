/** "Tenggat sekarang": what is owed by whom, until when, counted how, and by which rule. */
import type { Calendar } from '../../regulation/clocks.ts'
import { basisOf, deadlineInForce, type RuleBook, type RuleId } from '../../regulation/deadlines.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { dayOf, longDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { provisional } from '../../web/parts/deadline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { PublicRow } from '../casefile/tables.ts'
import type { PublicReading } from './queries.ts'
import { deadlineOf, endedDeadline, narrowRibbon } from './ribbons.ts'

type Asked = { reading: PublicReading; calendar: Calendar; rules: RuleBook; now: Date }

export const deadlineBox = (asked: Asked, say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${say('Tenggat sekarang', 'Deadline now')}</h2>
    ${running(asked, say) ?? waiting(asked, say)}
    <p class="md noprint">
      <a href="${inLanguage(paths.publication.deadlines(asked.reading.row.number), say.language)}"
        >${say('Hitung sendiri', 'Count it yourself')}</a
      >
    </p>
  </section>`

/** Whose clock runs in which state; in the others the last answer's clock is history. */
const officeStates = new Set<string>([
  'received',
  'forwarded',
  'authority_dispute',
  'in_progress',
  'answer_proposed',
  'appealed',
])

function running({ reading, calendar, rules, now }: Asked, say: Say): Html | undefined {
  const { row } = reading
  if (!officeStates.has(row.state) || row.due_state !== 'running') return undefined
  const deadline = deadlineOf(row, calendar, now)
  if (!deadline) return undefined
  const due = html`<b>${longDay(deadline.dueOn, say)}</b>${deadline.isProvisional && ` ${provisional(say)}`}`
  const rule = deadlineInForce(
    row.due_rule as RuleId,
    dayOf(row.due_started_at!, zoneOfRegion(row.region)),
    rules,
  )
  const since = longDay(dayOf(row.due_started_at!, zoneOfRegion(row.region)), say)
  return html`<p>${narrowRibbon(deadline, say)}</p>
    <p class="md">
      ${dutyOf(row, officeOf(reading), say)} ${say('paling lambat', 'by')} ${due}.
      ${deadline.remainingWorkingDays < 0 && say('Batas itu sudah lewat.', 'That day has passed.')}
    </p>
    <p class="sm mut">
      ${
        deadline.countsCalendarDays
          ? say(`Dihitung semua hari sejak ${since}.`, `Every day counts since ${since}.`)
          : say(
              `Dihitung hari kerja sejak ${since}, tanpa hari libur.`,
              `Working days since ${since}, without days off.`,
            )
      }
      ${say('Dasar', 'Basis')}: ${say(legalBasis(basisOf(rule)))}.
    </p>`
}

const officeOf = ({ row, names }: PublicReading): string =>
  names.get(row.unit_code ?? '') ?? names.get(row.agency_code ?? '') ?? ''

function dutyOf(row: PublicRow, office: string, say: Say): string {
  const rule = row.due_rule ?? ''
  if (rule.startsWith('V'))
    return say('Petugas nasional harus memeriksanya', 'The national desk must check it')
  if (rule === 'F1')
    return say(`${office} harus memberi jawaban pertama`, `${office} must give a first reply`)
  if (rule === 'F2') return say(`${office} harus meneruskannya ke unit`, `${office} must pass it to a unit`)
  if (rule === 'F4') return say('Penengah harus memutuskan instansinya', 'The arbiter must decide the agency')
  if (rule === 'B2')
    return say('Pejabat lain harus memutus banding', 'Another officer must decide the appeal')
  if (row.reporter_word?.verdict === 'not_solved')
    return say(`${office} harus menjawab keberatan`, `${office} must answer the objection`)
  return say(`${office} harus menjawab`, `${office} must answer`)
}

/** Nothing presses an office: who is it waiting for, and how did the last clock end? */
function waiting({ reading, calendar }: Asked, say: Say): Html {
  const { row, clocks } = reading
  const last = clocks.findLast(({ rule, ended_at }) => /^K[1-4]$/.test(rule) && ended_at !== null)
  const judge = clocks.findLast(({ rule, state }) => rule === 'R1' && state === 'running')
  return html`${last && last.state !== 'ended' && html`<p>${narrowRibbon(endedDeadline(last, row, calendar), say)}</p>`}
    <p class="md">
      ${waitingWords(row, say)}
      ${judge && row.state === 'answered' && html`${say('Waktunya sampai', 'Until')} <b>${longDay(judge.due_on, say)}</b>.`}
    </p>`
}

function waitingWords({ state }: PublicRow, say: Say): string {
  if (state === 'answered')
    return say(
      'Instansi sudah menjawab. Sekarang giliran pelapor menilai.',
      'The agency has answered. Now the reporter judges.',
    )
  if (state === 'awaiting_reporter')
    return say(
      'Waktu berhenti selama instansi menunggu jawaban pelapor.',
      'The clock waits while the agency waits for the reporter.',
    )
  if (state === 'with_ombudsman')
    return say(
      'Laporan ditangani Ombudsman. Tenggat instansi tidak lagi berjalan.',
      'The Ombudsman has it. The agency’s clock no longer runs.',
    )
  return say('Tidak ada tenggat yang berjalan.', 'No deadline is running.')
}
