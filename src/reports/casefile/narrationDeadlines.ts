/** What the service says by itself when a clock has passed: to staff, who was told; to the reporter, what they can do. */
import { nameOfRule } from '../../regulation/deadlines.ts'
import {
  circleWords,
  escalationSteps,
  stepWords,
  type EscalationCircle,
  type EscalationStep,
} from '../../regulation/escalation.ts'
import { fullDay } from '../../web/dates.ts'
import type { Say } from '../../web/say.ts'

type Told = { data: Record<string, unknown> }

/** 'Jawaban pengaduan …' of a rule that an event names. */
export const ruleName = (rule: string, say: Say): string => {
  const name = nameOfRule(rule)
  return name ? say(name) : rule
}

const isStep = (step: unknown): step is EscalationStep => escalationSteps.includes(step as EscalationStep)

/** X15: late, and who was told. */
export function escalateLine({ data }: Told, say: Say): { title: string; text?: string } {
  const { step, rule, due_on: dueOn, told } = data
  const title = isStep(step) ? say(stepWords[step]) : say('Terlambat', 'Late')
  const circles = (Array.isArray(told) ? told : [])
    .flatMap((circle) => circleWords[circle as EscalationCircle] ?? [])
    .map((words) => say(words))
  return {
    title: `${title}: ${ruleName(String(rule), say).toLowerCase()}`,
    text: [
      typeof dueOn === 'string' &&
        say(`Tenggatnya ${fullDay(dueOn, say)}.`, `It was due ${fullDay(dueOn, say)}.`),
      circles.length > 0 && say(`Diberi tahu: ${circles.join(', ')}.`, `Told: ${circles.join(', ')}.`),
    ]
      .filter(Boolean)
      .join(' '),
  }
}

/** X16: O1 is the reporter's right at any time; on this day the service says so by itself. */
export function offerOmbudsmanLine({ data }: Told, say: Say): { title: string; text?: string } {
  const dueOn = data['due_on']
  const day = typeof dueOn === 'string' ? fullDay(dueOn, say) : ''
  return {
    title: say('Tenggat jawaban lewat', 'The answer is late'),
    text: say(
      `Instansi belum menjawab sampai tenggatnya, ${day}. Anda tidak perlu menunggu: Anda boleh membawa laporan ini ke Ombudsman, gratis. Sebut nomor laporan ini kepada kantor Ombudsman di daerah Anda.`,
      `The agency has not answered by its deadline, ${day}. You need not wait: you may take this report to the Ombudsman, free of charge. Give this report's number to the Ombudsman's office in your region.`,
    ),
  }
}
