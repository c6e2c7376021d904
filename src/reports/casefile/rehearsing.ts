/** Whether a step would be carried out now: everything that `advance` asks, and nothing written. */
import { Refusal } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { factsFor, type Step } from './advance.ts'
import { evaluateClocks } from './clockwork.ts'
import { decide } from './deciding.ts'

/** @returns the refusal that the step would meet on this file; undefined when it would be done, or proposed */
export async function rehearse(
  db: Db,
  ground: Ground,
  file: CaseFile,
  step: Step,
): Promise<Refusal | undefined> {
  const law = await loadLaw(db)
  const facts = await factsFor(db, ground, step, file, evaluateClocks(file, law), law)
  try {
    decide(step.action, facts)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
