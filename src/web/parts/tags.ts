import type { Kind, State } from '../../regulation/kinds.ts'
import { type Html, html } from '../html.ts'
import { icon, type IconName } from '../icons.ts'
import type { Say, Words } from '../say.ts'

const kindTags: Record<Kind, { icon: IconName; words: Words }> = {
  complaint: { icon: 'megaphone', words: { id: 'Pengaduan', en: 'Complaint' } },
  complaint_service: { icon: 'megaphone', words: { id: 'Pengaduan', en: 'Complaint' } },
  complaint_oversight: { icon: 'megaphone', words: { id: 'Pengaduan', en: 'Complaint' } },
  aspiration: { icon: 'lightbulb', words: { id: 'Aspirasi', en: 'Suggestion' } },
  information: { icon: 'circle-help', words: { id: 'Permintaan informasi', en: 'Information request' } },
}

export const kindTagWords = (kind: Kind, say: Say): string => say(kindTags[kind].words)

/** What the report is, in the three words that the reporter chose from. */
export function classificationTag(kind: Kind, say: Say): Html {
  const tag = kindTags[kind]
  return html`<span class="tag">${icon(tag.icon)}${say(tag.words)}</span>`
}

/** Who said that it is solved: two facts, never one. */
export type Outcome = { agency?: string | null; reporter?: string | null }

type Tone = '' | 'act' | 'agency' | 'good' | 'soon' | 'late'
type StatusTag = { tone: Tone; words: Words }

const waiting: StatusTag = { tone: '', words: { id: 'Menunggu diperiksa', en: 'Waiting to be checked' } }
const handled: StatusTag = { tone: 'agency', words: { id: 'Sedang ditangani', en: 'Being handled' } }
const objected: StatusTag = { tone: 'soon', words: { id: 'Keberatan', en: 'Objection' } }

/** The public word of each state (section 6 of the design language); the legal status is another word. */
const statusTags: Record<State, StatusTag> = {
  received: waiting,
  held: waiting,
  awaiting_completion: { tone: '', words: { id: 'Menunggu kelengkapan', en: 'Waiting for details' } },
  forwarded: { tone: 'act', words: { id: 'Diteruskan', en: 'Passed on' } },
  authority_dispute: { tone: 'act', words: { id: 'Instansi sedang ditentukan', en: 'Agency being decided' } },
  in_progress: handled,
  awaiting_reporter: {
    tone: '',
    words: { id: 'Ditunda, menunggu pelapor', en: 'Paused, waiting for the reporter' },
  },
  answer_proposed: handled,
  answered: {
    tone: 'agency',
    words: { id: 'Dijawab, menunggu penilaian pelapor', en: 'Answered, reporter to judge' },
  },
  closed_solved: { tone: 'good', words: { id: 'Selesai menurut pelapor', en: 'Solved, says the reporter' } },
  closed_by_agency: { tone: 'agency', words: { id: 'Ditutup instansi', en: 'Closed by the agency' } },
  appealed: { tone: 'soon', words: { id: 'Banding diperiksa', en: 'Appeal being decided' } },
  with_ombudsman: { tone: 'act', words: { id: 'Di Ombudsman', en: 'With the Ombudsman' } },
  archived: { tone: '', words: { id: 'Diarsipkan', en: 'Archived' } },
  withdrawn: { tone: '', words: { id: 'Dicabut pelapor', en: 'Withdrawn by the reporter' } },
  merged: { tone: '', words: { id: 'Digabung', en: 'Merged' } },
}

/** A report that came back after "belum selesai" says so wherever it stands in the agency's hands. */
const isRejected = (state: State, outcome: Outcome): boolean =>
  outcome.reporter === 'not_solved' &&
  (state === 'in_progress' || state === 'forwarded' || state === 'answer_proposed')

/** The state in plain words. At a desk an objection is urgent, so it is red there and turmeric elsewhere. */
export function statusTag(state: State, outcome: Outcome, say: Say, isDesk = false): Html {
  const tag = isRejected(state, outcome) ? objected : statusTags[state]
  const tone = tag === objected && isDesk ? 'late' : tag.tone
  return html`<span class="tag ${tone}">${say(tag.words)}</span>`
}

/** What a reporter reads of the own report: "Anda" where everybody else reads "pelapor". */
const ownWords: Partial<Record<State, Words>> = {
  awaiting_completion: { id: 'Menunggu Anda melengkapi', en: 'Waiting for you to complete it' },
  awaiting_reporter: { id: 'Menunggu jawaban Anda', en: 'Waiting for your answer' },
  answered: { id: 'Dijawab, menunggu penilaian Anda', en: 'Answered, you to judge' },
  closed_solved: { id: 'Selesai menurut Anda', en: 'Solved, say you' },
  withdrawn: { id: 'Dicabut oleh Anda', en: 'Withdrawn by you' },
}

export const ownStatusWords = (state: State, outcome: Outcome, say: Say): string =>
  say(ownWords[state] ?? (isRejected(state, outcome) ? objected : statusTags[state]).words)

export const ownStatusTag = (state: State, outcome: Outcome, say: Say): Html =>
  html`<span class="tag ${isRejected(state, outcome) ? objected.tone : statusTags[state].tone}"
    >${ownStatusWords(state, outcome, say)}</span
  >`

export const statusWords = (state: State, outcome: Outcome, say: Say): string =>
  say((isRejected(state, outcome) ? objected : statusTags[state]).words)
