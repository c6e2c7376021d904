/** T14, T27: what the other agencies of a split have done, beside the answer that goes out for all of them. */
import { outcomeWords } from '../../regulation/words.ts'
import type { AgencyOutcome } from '../../regulation/kinds.ts'
import type { Part } from '../../regulation/facts.ts'
import { longDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { lines } from '../../web/parts/timeline.ts'
import { wordsFor, wordsTo } from '../casefile/view.ts'
import type { Desk } from './desk.ts'
import type { DeskReport } from './load.ts'

/** For the one that leads: nothing goes out under its name that it and its approver have not read here. */
export function splitBox(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const { file, part } = report
  const others = file.parts.filter((one) => one.state !== 'closed' && !one.lead)
  if (others.length === 0 || !part?.lead || file.stage !== 'handling') return false
  const isComplete = others.every((one) => one.state === 'answered')
  return html`<section class="sheet flow" aria-labelledby="bagian-lain">
    <h2 class="h" id="bagian-lain">${say('Bagian instansi lain', 'The parts of other agencies')}</h2>
    <p class="md mut">
      ${
        isComplete
          ? say(
              'Semua bagian sudah ada. Pelapor menerima satu jawaban: tulisan Anda, lalu bagian-bagian ini.',
              'All parts are here. The reporter gets one answer: your words, then these parts.',
            )
          : say(
              'Jawaban bersama baru dapat diajukan setelah semua bagian ada. Kabar untuk pelapor boleh dikirim kapan saja.',
              'The joint answer can be proposed when all parts are here. News to the reporter may be sent at any time.',
            )
      }
    </p>
    <ul class="plain flow">
      ${others.map((one) => html`<li>${share(desk, report, one)}</li>`)}
    </ul>
  </section>`
}

function share({ say }: Desk, report: DeskReport, part: Part): Html {
  const shown = wordsFor(report.file, report.reader)
  const clock = report.clocks.find(
    ({ clock: one }) => one.rule === 'F5' && one.part === part.no && one.ended === undefined,
  )
  const proposal = part.state === 'answered' ? part.proposal : undefined
  return html`<b>${report.names.get(part.agency) ?? part.agency}</b>${
      part.task !== undefined && html`: ${wordsTo(shown, part.task)}`
    }<br />${
      proposal
        ? html`${say(outcomeWords[proposal.outcome as AgencyOutcome])}.
          “${lines(wordsTo(shown, proposal.text))}”`
        : html`<span class="mut"
            >${say('belum dijawab', 'not answered yet')}${clock && `, ${say('paling lambat', 'by')} ${longDay(clock.result.due_on, say)}`}</span
          >`
    }`
}
