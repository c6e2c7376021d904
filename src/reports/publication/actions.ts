/** What the public sees, decided by two persons and taken back by one (T33–T35). */
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { firstWords } from '../casefile/projections.ts'
import { carryOut, noteOf, stepOf, verb, type Verb } from '../casefile/step.ts'
import { maskPersonalData } from './masking.ts'
import { recountSupporters } from './support.ts'

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
/** T33, second person. Whoever had supported it before it was taken back still counts. */
export const publish: Verb = (ground, actor, reportId, input = {}) =>
  ground.db.transaction().execute(async (trx) => {
    const step = stepOf('publish', actor, reportId, input)
    const done = await carryOut(trx as Db, ground, step, noteOf('publish', input))
    await recountSupporters(trx as Db, reportId)
    return done
  })
/** T34. */
export const unpublish = verb('unpublish')
/** T35. */
export const mask: Verb = withoutPersonalData(verb('mask'))
