/** Where a report stands, as steps, and which clock presses now; in the words of its reporter. */
import type { CaseFile } from '../../regulation/facts.ts'
import { deadlineInForce, type RuleBook, type RuleId } from '../../regulation/deadlines.ts'
import type { State } from '../../regulation/kinds.ts'
import { dayOf, tinyDay } from '../../web/dates.ts'
import type { PathStep } from '../../web/parts/steps.ts'
import { ownStatusWords } from '../../web/parts/tags.ts'
import type { Say, Words } from '../../web/say.ts'
import type { Told } from './entries.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'
import { provisionalMark } from '../casefile/countable.ts'

/** The clock that matters to the reporter in each state, the first that runs. */
const pressing: Record<State, readonly RuleId[]> = {
  received: ['V1', 'V2'],
  held: ['V3', 'V1', 'V2'],
  awaiting_completion: ['V5'],
  forwarded: ['F1', 'K1', 'K2', 'K3', 'K4'],
  authority_dispute: ['F4'],
  in_progress: ['F1', 'K1', 'K2', 'K3', 'K4'],
  awaiting_reporter: ['R2'],
  answer_proposed: ['F1', 'K1', 'K2', 'K3', 'K4'],
  answered: ['R1'],
  closed_solved: [],
  closed_by_agency: ['B1'],
  appealed: ['B2'],
  with_ombudsman: [],
  archived: ['B1'],
  withdrawn: [],
  merged: [],
}

export function pressingNow(file: CaseFile, clocks: readonly EvaluatedClock[]): EvaluatedClock | undefined {
  // It is opened again at any time with one tap: no days to be counted, and nothing to appeal against.
  if (file.archiveReason === 'not_completed') return undefined
  const running = clocks.filter(({ clock }) => clock.ended === undefined)
  for (const rule of pressing[file.state]) {
    const found = running.findLast(({ clock }) => clock.rule === rule)
    if (found) return found
  }
  return undefined
}

const ownRuleNames: Partial<Record<RuleId, Words>> = {
  V2: { id: 'Diperiksa instansi pilihan Anda', en: 'Checked by the agency that you chose' },
  V4: { id: 'Kami memberi tahu apakah laporan lengkap', en: 'We say whether the report is complete' },
  F3: {
    id: 'Instansi boleh menyatakan ini bukan tugasnya',
    en: 'The agency may say that it is not its task',
  },
  V5: { id: 'Anda melengkapi laporan', en: 'You complete the report' },
  R1: { id: 'Anda menilai jawaban', en: 'You judge the answer' },
  R2: { id: 'Anda menjawab pertanyaan', en: 'You answer a question' },
}

/** The name of a deadline as its reporter reads it. */
export const ownRuleName = ({ clock, deadline }: EvaluatedClock, say: Say): string =>
  say(ownRuleNames[clock.rule] ?? deadline.name)

/** T40: the words of the Ombudsman, where they and not the agency's older answer are what is judged now. */
export function ombudsmanResult({
  file,
  events,
}: Pick<Told, 'events'> & { file: CaseFile }): string | undefined {
  const last = events.findLast(({ action }) => action === 'approve' || action === 'ombudsman_result')
  if (last?.action !== 'ombudsman_result' || file.state !== 'answered') return undefined
  return String(last.data['text'] ?? '')
}

/** '… paling lambat', to be followed by a day. */
export function dutyOf(rule: RuleId, holder: string, say: Say): string {
  if (rule === 'V1')
    return say(
      'Petugas nasional memeriksa dan meneruskan paling lambat',
      'The national desk checks it and passes it on by',
    )
  if (rule === 'V2') return say(`${holder} memeriksa paling lambat`, `${holder} checks it by`)
  if (rule === 'V3')
    return say('Petugas menyelesaikan pemeriksaan singkat paling lambat', 'The short check ends by')
  if (rule === 'V5') return say('Anda dapat melengkapi sampai', 'You can complete it until')
  if (rule === 'F1')
    return say(`${holder} memberi jawaban pertama paling lambat`, `${holder} gives a first reply by`)
  if (rule === 'F4')
    return say(
      'Penengah memutuskan instansi yang berwenang paling lambat',
      'The arbiter decides who is in charge by',
    )
  if (rule === 'R1') return say('Anda dapat menilai sampai', 'You can judge until')
  if (rule === 'R2') return say('Anda dapat menjawab sampai', 'You can answer until')
  if (rule === 'B1') return say('Anda dapat mengajukan banding sampai', 'You can appeal until')
  if (rule === 'B2')
    return say('Pejabat yang lebih tinggi memutuskan paling lambat', 'A higher officer decides by')
  return say(`${holder} memberi jawaban akhir paling lambat`, `${holder} gives its final answer by`)
}

const ends: readonly State[] = ['archived', 'withdrawn', 'merged']
const handled: readonly State[] = [
  'forwarded',
  'authority_dispute',
  'in_progress',
  'awaiting_reporter',
  'answer_proposed',
]
const closed: readonly State[] = ['closed_solved', 'closed_by_agency']

/** What the time that runs now is for, to stand behind the days that are left. */
export function purposeOf(rule: RuleId, say: Say): string {
  if (rule === 'V1' || rule === 'V2') return say('untuk diperiksa', 'to be checked')
  if (rule === 'V3') return say('untuk pemeriksaan singkat', 'for the short check')
  if (rule === 'V5') return say('untuk Anda lengkapi', 'for you to complete it')
  if (rule === 'F1') return say('untuk jawaban pertama', 'for the first reply')
  if (rule === 'F4') return say('untuk menentukan instansinya', 'to decide the agency')
  if (rule === 'R1') return say('untuk Anda nilai', 'for you to judge')
  if (rule === 'R2') return say('untuk Anda jawab', 'for you to answer')
  if (rule === 'B1') return say('untuk mengajukan banding', 'to appeal')
  if (rule === 'B2') return say('untuk memutus banding', 'to decide the appeal')
  return say('untuk jawaban akhir', 'for the final answer')
}

/** The steps of this report: woven, solid, empty. */
export function stepsOf(
  file: CaseFile,
  clocks: readonly EvaluatedClock[],
  rules: RuleBook,
  say: Say,
): PathStep[] {
  const outcome = { agency: file.agencyWord?.outcome ?? null, reporter: file.reporterWord?.verdict ?? null }
  const sent: PathStep = {
    title: say('Dikirim', 'Sent'),
    detail: tinyDay(dayOf(file.submittedAt, file.zone), say),
    state: 'done',
  }
  const now = (title: string): PathStep => ({
    title,
    ...detailOf(pressingNow(file, clocks), say),
    state: 'now',
  })
  const isChecked = file.parts.length > 0
  const checked: PathStep = isChecked
    ? { title: say('Diperiksa', 'Checked'), ...metDetail(clocks, ['V1', 'V2'], say), state: 'done' }
    : { title: say('Diperiksa', 'Being checked'), ...detailOf(pressingNow(file, clocks), say), state: 'now' }
  if (ends.includes(file.state))
    return [
      sent,
      ...(isChecked ? [checked] : []),
      {
        title: ownStatusWords(file.state, outcome, say),
        detail: tinyDay(dayOf(file.mergedAt ?? file.updatedAt, file.zone), say),
        state: 'now',
      },
    ]
  const later = (title: string, rule: 'F1' | 'R1'): PathStep => ({
    title,
    detail: lengthOf(rule, file.submittedAt, rules, say),
    state: 'later',
  })
  const answer = say('Dijawab', 'Answered')
  const judge = say('Anda menilai', 'You judge')
  if (!isChecked)
    return [
      sent,
      file.state === 'awaiting_completion' ? now(say('Anda melengkapi', 'You complete it')) : checked,
      later(answer, 'F1'),
      later(judge, 'R1'),
    ]
  const answered: PathStep = {
    title: answer,
    ...metDetail(clocks, ['K1', 'K2', 'K3', 'K4'], say),
    state: 'done',
  }
  const objected: PathStep = {
    title: say('Keberatan Anda', 'Your objection'),
    ...wordDetail(file, say),
    state: 'done',
  }
  const isRejected = file.rejections > 0
  if (file.state === 'appealed')
    return [
      checked,
      answered,
      ...(isRejected ? [objected] : []),
      now(say('Banding diputus', 'Appeal decided')),
    ]
  if (file.state === 'with_ombudsman') return [sent, checked, now(say('Di Ombudsman', 'With the Ombudsman'))]
  if (handled.includes(file.state)) {
    const work = workWords(file.state, say)
    return isRejected
      ? [
          checked,
          answered,
          objected,
          now(say('Dijawab lagi', 'Answered again')),
          later(say('Anda menilai lagi', 'You judge again'), 'R1'),
        ]
      : [sent, checked, now(work), later(judge, 'R1')]
  }
  const again = isRejected ? [objected] : []
  if (file.state === 'answered')
    return [...(isRejected ? [] : [sent]), checked, answered, ...again, now(judge)]
  const end: PathStep = {
    title: ownStatusWords(file.state, outcome, say),
    detail: tinyDay(dayOf(file.updatedAt, file.zone), say),
    state: 'done',
  }
  return closed.includes(file.state)
    ? [...(isRejected ? [] : [sent]), checked, answered, ...again, end]
    : [sent, checked]
}

function workWords(state: State, say: Say): string {
  if (state === 'awaiting_reporter') return say('Menunggu jawaban Anda', 'Waiting for your answer')
  if (state === 'authority_dispute') return say('Instansinya ditentukan', 'The agency is being decided')
  return say('Ditangani', 'Being handled')
}

function detailOf(clock: EvaluatedClock | undefined, say: Say): { detail?: string } {
  if (!clock) return {}
  const day = `${tinyDay(clock.result.due_on, say)}${provisionalMark(clock, say)}`
  return { detail: say(`paling lambat ${day}`, `by ${day}`) }
}

/** '4 Nov, hari ke-2 dari 3' */
function metDetail(
  clocks: readonly EvaluatedClock[],
  rules: readonly RuleId[],
  say: Say,
): { detail?: string } {
  // A clock that a move to another agency ended was not met by anybody.
  const found = clocks.find(({ clock }) => rules.includes(clock.rule) && clock.ended === 'met')
  if (!found) return {}
  const day = dayOf(found.clock.endedAt!, found.clock.zone)
  const used = found.result.counted.filter((one) => one <= day).length
  const total = found.result.counted.length
  if (used === 0)
    return { detail: say(`${tinyDay(day, say)}, hari yang sama`, `${tinyDay(day, say)}, the same day`) }
  return {
    detail: say(
      `${tinyDay(day, say)}, hari ke-${used} dari ${total}`,
      `${tinyDay(day, say)}, day ${used} of ${total}`,
    ),
  }
}

const wordDetail = (file: CaseFile, say: Say): { detail?: string } =>
  file.reporterWord?.verdict === 'not_solved'
    ? { detail: tinyDay(dayOf(file.reporterWord.at, file.zone), say) }
    : {}

function lengthOf(rule: 'F1' | 'R1', at: string, rules: RuleBook, say: Say): string {
  const { n } = deadlineInForce(rule, at.slice(0, 10), rules).length
  return say(`${n} hari kerja`, `${n} working days`)
}
