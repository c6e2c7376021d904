import type { FormKind } from '../../regulation/kinds.ts'
import type { Html } from '../html.ts'
import type { Say, Words } from '../say.ts'
import { radioCards } from './fields.ts'

const words: Record<FormKind, { name: Words; means: Words }> = {
  pengaduan: {
    name: { id: 'Pengaduan', en: 'Complaint' },
    means: { id: 'Ada yang rusak, lambat, atau tidak adil.', en: 'Something is broken, slow or unfair.' },
  },
  aspirasi: {
    name: { id: 'Usul (aspirasi)', en: 'Suggestion' },
    means: { id: 'Gagasan supaya layanan lebih baik.', en: 'An idea for a better service.' },
  },
  informasi: {
    name: { id: 'Permintaan informasi', en: 'Information request' },
    means: { id: 'Anda perlu jawaban atau data.', en: 'You need an answer or data.' },
  },
}

/** The three classifications, one tap each. On the front page without explanations. */
export const kindPicker = (
  options: { value?: string | null; error?: string; isShort?: boolean },
  say: Say,
): Html =>
  radioCards({
    name: 'kind',
    legend: options.isShort ? say('Ini berupa', 'This is a') : say('Ini berupa apa?', 'What is it?'),
    isSmallLegend: options.isShort === true,
    layout: 'three',
    value: options.value ?? 'pengaduan',
    ...(options.error === undefined ? {} : { error: options.error }),
    choices: (Object.keys(words) as FormKind[]).map((kind) => ({
      value: kind,
      label: say(words[kind].name),
      ...(options.isShort ? {} : { hint: say(words[kind].means) }),
    })),
  })
