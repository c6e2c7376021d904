/** What the public sees, decided by two persons and taken back by one (T33–T35). */
import { recountSupporters } from '../casefile/supporters.ts'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import { publishFiles } from '../attachments/actions.ts'
import { firstWords } from '../casefile/projections.ts'
import { loadFile } from '../casefile/store.ts'
import { carryOut, noteOf, stepOf, verb, type Verb } from '../casefile/step.ts'
import { firstOtherSentence, maskPersonalData } from './masking.ts'

/** A text that still holds a telephone or identity number is not proposed; the finding says where. */
const withoutPersonalData =
  (next: Verb): Verb =>
  (ground, actor, reportId, input = {}) => {
    for (const words of [input['text'], input['title']]) {
      const { findings } = maskPersonalData(String(words ?? ''))
      const certain = findings.filter((finding) => finding.id !== 'name')
      if (certain.length > 0)
        throw refuse('personal_data_left', {
          found: certain.map(({ start, end, label }) => ({ start, end, label })),
        })
    }
    return next(ground, actor, reportId, input)
  }

/** Without a title of its own the public text is called by its first words: never by the reporter's own title. */
const withTitle =
  (next: Verb): Verb =>
  (ground, actor, reportId, input = {}) => {
    const title = String(input['title'] ?? '').trim() || firstWords(String(input['text'] ?? ''))
    return next(ground, actor, reportId, { ...input, title })
  }

/** T33, first person. */
export const proposePublication: Verb = withoutPersonalData(withTitle(verb('propose_publication')))
/**
 * T33, second person: the text, and of the photos exactly those that the first person chose; a photo tells who
 * somebody is, so none goes along by itself. Whoever had supported the report before it was taken back still counts.
 */
export const publish: Verb = async (ground, actor, reportId, input = {}) => {
  const done = await ground.db.transaction().execute(async (trx) => {
    const step = stepOf('publish', actor, reportId, input)
    const proposed = (await loadFile(trx as Db, reportId, true))?.pending.findLast(
      (one) => one.action === 'propose_publication',
    )
    const done = await carryOut(trx as Db, ground, step, noteOf('publish', input))
    await recountSupporters(trx as Db, reportId)
    const photos = await publishFiles(trx as Db, reportId, photosOf(proposed?.input))
    await trx.updateTable('public_report').set({ photos }).where('report_id', '=', reportId).execute()
    return done
  })
  notePublicChange(ground.db)
  return done
}

/** The numbers of the photos that a proposal names. */
export const photosOf = (input: Record<string, unknown> | undefined): number[] =>
  [input?.['photos'] ?? []].flat().map(Number)
/** T34. */
export const unpublish = verb('unpublish')
/**
 * T35: by one person and at once, so it takes words away and adds none: from the text that is public, or from the
 * reporter's own where nothing is.
 */
export const mask: Verb = withoutPersonalData(async (ground, actor, reportId, input = {}) => {
  const file = await loadFile(ground.db, reportId)
  if (file) {
    const text = file.publicText ?? file.text
    refuseOtherWords('text', text, input['text'])
    refuseOtherWords(
      'title',
      (file.publicText ? file.publicTitle : file.title) || firstWords(text),
      input['title'],
    )
  }
  return maskText(ground, actor, reportId, input)
})
const maskText = verb('mask')

/** @throws more_than_masked with the first sentence that is not in the text */
function refuseOtherWords(field: string, before: string, after: unknown): void {
  if (typeof after !== 'string' || after === '') return
  const other = firstOtherSentence(before, after)
  if (other === undefined) return
  throw refuse('more_than_masked', {
    fields: [
      {
        field,
        code: 'other_words',
        id: `Kalimat ini bukan dari naskah semula: “${other.slice(0, 200)}”.`,
        en: `This sentence is not in the text as it was: “${other.slice(0, 200)}”.`,
      },
    ],
  })
}
