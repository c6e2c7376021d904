/** The end of a message: what the reporter may do and until when, or what the office owes and by when. Pure. */
import type { CaseFile } from '../../regulation/facts.ts'
import { pressingClock, type EvaluatedClock } from '../../reports/casefile/clockwork.ts'
import { provisionalMark } from '../../reports/casefile/countable.ts'
import { fullDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'

/** What the reporter may do, and until when; otherwise what the office owes, and by when. */
export function whatNext(file: CaseFile, clocks: readonly EvaluatedClock[], say: Say): string | undefined {
  const running = (rule: string) =>
    clocks.find(({ clock }) => clock.rule === rule && clock.ended === undefined)
  const until = (clock: EvaluatedClock, id: string, en: string): string => {
    const day = `${fullDay(clock.result.due_on, say)}${provisionalMark(clock, say)}`
    return say(`${id} ${day}.`, `${en} ${day}.`)
  }
  const own = { R1: running('R1'), V5: running('V5'), R2: running('R2'), B1: running('B1') }
  if (own.R1)
    return until(
      own.R1,
      'Anda dapat menilai jawaban ini, selesai atau belum, sampai',
      'You can judge the answer, solved or not, until',
    )
  if (own.V5) return until(own.V5, 'Mohon dilengkapi sampai', 'Please complete it by')
  if (own.R2) return until(own.R2, 'Mohon dijawab sampai', 'Please answer by')
  if (own.B1) return until(own.B1, 'Banding dapat diajukan sampai', 'An appeal can be filed until')
  // While the arbiter decides, no agency's clock is the next thing that happens.
  const disputed = file.state === 'authority_dispute' ? running('F4') : undefined
  const lead = file.parts.find((part) => part.lead && part.state !== 'closed')
  const pressing =
    disputed ?? (lead && pressingClock(clocks, 'agency', lead.no)) ?? pressingClock(clocks, 'desk')
  if (!pressing) return undefined
  const { name } = pressing.deadline
  const next = until(pressing, `Berikutnya: ${lower(name.id)}, paling lambat`, `Next: ${lower(name.en)}, by`)
  const final = pressing.clock.rule === 'F1' && finalAnswer(clocks, lead?.no)
  return final ? `${next} ${until(final, 'Jawaban akhir paling lambat', 'The final answer by')}` : next
}

/** The first answer is due before the final one; whoever waits wants to know both dates. */
const finalAnswer = (
  clocks: readonly EvaluatedClock[],
  part: number | undefined,
): EvaluatedClock | undefined =>
  clocks.find(
    ({ clock, result }) =>
      /^K[1-4]$/.test(clock.rule) &&
      clock.ended === undefined &&
      result.state !== 'paused' &&
      (clock.part === undefined || part === undefined || clock.part === part),
  )

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
