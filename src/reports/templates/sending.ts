/** Steps whose text may come from a template: which one, and whether anything was changed, is part of the event. */
import type { Db } from '../../platform/db/database.ts'
import { notePublicChange } from '../../platform/db/publicChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { ActionName } from '../../regulation/transitions.ts'
import { advanceIn } from '../casefile/advance.ts'
import { partOf } from '../casefile/deciding.ts'
import { carryOut, noteOf, stepOf, verb, type Verb } from '../casefile/step.ts'
import { loadFile } from '../casefile/store.ts'
import { fillFor } from './filling.ts'
import { usableTemplate } from './queries.ts'

/** The action as any other; with `template` in its input the use of that template is counted with it. */
export const templatedVerb = (action: ActionName): Verb => {
  const plain = verb(action)
  return async (ground, actor, reportId, given = {}) => {
    const { template, ...input } = given
    const used =
      typeof template === 'string' ? await usedOf(ground, actor, reportId, template, input) : undefined
    if (!used) return plain(ground, actor, reportId, input)
    const done = await ground.db.transaction().execute(async (trx) => {
      const db = trx as Db
      const sent = await advanceIn(db, ground, stepOf(action, actor, reportId, { ...input, template: used }))
      await db
        .insertInto('answer_template_use')
        .values({
          report_id: reportId,
          seq: sent.seq,
          template_id: used.id,
          account_id: actor.id,
          unchanged: used.unchanged,
          used_at: ground.now(),
        })
        .execute()
      const note = noteOf(action, input)
      if (note === undefined) return sent
      return carryOut(db, ground, { reportId, action: 'note', actor, input: { text: note } })
    })
    if (done.file.publication !== 'private') notePublicChange(ground.db)
    return done
  }
}

export type UsedTemplate = { id: string; name: string; unchanged: boolean }

/** A template that is no longer offered loses nobody a text: it is sent like any other. */
async function usedOf(
  ground: Ground,
  actor: Actor,
  reportId: string,
  id: string,
  input: Record<string, unknown>,
): Promise<UsedTemplate | undefined> {
  const template = await usableTemplate(ground.db, actor, id)
  const file = template && (await loadFile(ground.db, reportId))
  if (!template || !file) return undefined
  const part = partOf(file, actor, typeof input['part'] === 'number' ? input['part'] : undefined)
  const { text } = await fillFor(ground, template, file, actor, part)
  return { id, name: template.name, unchanged: inOneSpelling(input['text']) === inOneSpelling(text) }
}

const inOneSpelling = (text: unknown): string =>
  typeof text === 'string' ? text.normalize('NFC').replace(/\s+/g, ' ').trim() : ''
