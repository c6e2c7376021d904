/**
 * T13: what the reporters of merged reports are told of a step of the main one: our own words about it. What its
 * reporter or an officer wrote there is not theirs to read; a question to its reporter least of all, so of a pause
 * they hear that the clock waits, in the words of the table (`toldMerged`).
 */
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Transition, Words } from '../../regulation/transition.ts'
import { sayIn, type Say } from '../../web/say.ts'
import { codesIn } from './codes.ts'
import type { Told } from './eventWords.ts'
import { movedClocksLine } from './movedClocks.ts'
import { narrate } from './narration.ts'
import { namesOf } from './reading.ts'

/** Of these whoever was merged reads nothing: they are about how many share the report, not about what is done. */
const onlyCounted = ['absorb', 'let_go']

/** The input of `main_moved`; undefined when the step is the main report's own business. */
export async function mergedNews(
  db: Db,
  main: Pick<CaseFile, 'number' | 'level'>,
  row: Pick<Transition, 'action' | 'audience' | 'told' | 'toldMerged'>,
  event: Told,
): Promise<Record<string, unknown> | undefined> {
  // What a merged report heard itself goes on to those that it had gathered before.
  if (event.action === 'main_moved') return event.data
  if (onlyCounted.includes(event.action)) return undefined
  const told = (words: Words) => newsInput(main.number, event.action, words)
  if (row.toldMerged) return told(row.toldMerged)
  if (row.audience !== 'public') return undefined
  // Of a secret report even the office says something: that there is news, and of what kind, is enough.
  if (row.told && (main.level === 'secret' || main.level === 'anonymous')) return told(row.told)
  const names = await namesOf(db, codesIn([event]))
  const title = (say: Say): string => narrate(event, say, names).title
  return told({ id: title(sayIn('id')), en: title(sayIn('en')) })
}

/** A10: dates of the main report that a decree has moved. */
export function movedClocksNews(number: string, data: Record<string, unknown>): Record<string, unknown> {
  const words = (say: Say): string => {
    const { title, text } = movedClocksLine({ data }, say)
    return `${title}:\n${text}`
  }
  return newsInput(number, 'clock_moved', { id: words(sayIn('id')), en: words(sayIn('en')) })
}

const newsInput = (number: string, step: string, { id, en }: Words): Record<string, unknown> => ({
  number,
  step,
  told_id: id,
  told_en: en,
})
