/** One report of a run: looked at before anything happens, carried out by its verb, taken back by another. */
import { Refusal } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { within } from '../../platform/db/within.ts'
import type { Ground } from '../../platform/ground.ts'
import type { BulkKind } from '../../regulation/bulk.ts'
import type { CaseFile, Part } from '../../regulation/facts.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { sayIn } from '../../web/say.ts'
import type { StaffAction } from '../casefile/inputs.ts'
import { partOf } from '../casefile/deciding.ts'
import { rehearse } from '../casefile/rehearsing.ts'
import { stepOf } from '../casefile/step.ts'
import { loadFile } from '../casefile/store.ts'
import { staffActs } from '../desk/acts.ts'
import { officesFor } from '../desk/suggestions.ts'
import { maySee } from '../desk/visibility.ts'
import { fillFor } from '../templates/filling.ts'
import type { BulkRow, BulkRun } from './tables.ts'

export type Outcome = Partial<
  Pick<BulkRow, 'state' | 'version' | 'input' | 'before' | 'reached' | 'why' | 'done_version'>
>

/** Whether the row's step would be done now, and by what it is kept out if not. */
export async function checkRow(
  ground: Ground,
  actor: Actor,
  kind: BulkKind,
  run: BulkRun,
  row: BulkRow,
): Promise<Outcome> {
  const { db } = ground
  const file = await loadFile(db, row.report_id)
  if (!file || !(await maySee(db, file, actor))) return { state: 'barred', why: 'not_found' }
  const part = partOf(file, actor, row.part_no || undefined)
  const own = kind.kind === 'forward_first' ? await suggestedOffice(db, file) : null
  const seen = {
    version: file.version,
    reached: file.contactBy.length > 0,
    input: own ?? null,
    before: beforeOf(part),
  }
  if (own === undefined) return { ...seen, state: 'barred', why: 'no_suggestion' }
  const input = await inputFor(ground, actor, kind, { ...run.input, ...own }, file, part)
  const step = stepOf(kind.action, actor, row.report_id, withPart(input, row))
  const refusal = await rehearse(db, ground, file, step)
  return refusal ? { ...seen, state: 'barred', why: refusal.code } : { ...seen, state: 'able', why: null }
}

const beforeOf = (part: Part | undefined): BulkRow['before'] =>
  part === undefined
    ? null
    : {
        ...(part.unit !== undefined && { unit: part.unit }),
        ...(part.officer !== undefined && { officer: part.officer }),
      }

async function suggestedOffice(
  db: Db,
  file: CaseFile,
): Promise<{ agency: string; unit?: string } | undefined> {
  if (file.state !== 'received') return { agency: '' }
  const [first] = (await officesFor(db, file, sayIn('id'))).offices
  return first && { agency: first.agency, ...(first.unit !== undefined && { unit: first.unit }) }
}

/** Texts may hold the placeholders of templates: each reporter reads their own number and their own date. */
async function inputFor(
  ground: Ground,
  actor: Actor,
  { action }: BulkKind,
  input: Record<string, unknown>,
  file: CaseFile,
  part: Part | undefined,
): Promise<Record<string, unknown>> {
  if (typeof input['text'] !== 'string') return input
  const purpose = action === 'ask_completion' ? 'completion' : 'message'
  const { text } = await fillFor(ground, { text: input['text'], purpose }, file, actor, part)
  return { ...input, text }
}

const withPart = (input: Record<string, unknown>, { part_no }: BulkRow) =>
  part_no > 0 ? { ...input, part: part_no } : input

/**
 * Carries the row's step out inside `trx`: with what `trx` writes about it, it is kept or lost. A refusal is an outcome;
 * anything else that fails is thrown.
 */
export async function carryOutRow(
  trx: Db,
  ground: Ground,
  actor: Actor | undefined,
  kind: BulkKind,
  run: BulkRun,
  row: BulkRow,
): Promise<Outcome> {
  const inside: Ground = { ...ground, db: within(trx) }
  return refusedAs('refused', async () => {
    if (!actor) return { state: 'refused', why: 'not_permitted' }
    const file = await loadFile(trx, row.report_id)
    const isTheirs = file !== undefined && (await maySee(trx, file, actor))
    if (!isTheirs) return { state: 'refused', why: 'not_found' }
    const part = partOf(file, actor, row.part_no || undefined)
    const input = await inputFor(inside, actor, kind, { ...run.input, ...row.input }, file, part)
    const { file: after } = await staffActs[kind.action as StaffAction](inside, actor, row.report_id, {
      ...withPart(input, row),
      version: row.version,
    })
    return { state: 'done', why: null, done_version: after.version }
  })
}

/** Takes the row's step back, if nothing has happened to the report since. */
export async function undoRow(
  trx: Db,
  ground: Ground,
  actor: Actor | undefined,
  kind: BulkKind,
  row: BulkRow,
): Promise<Outcome> {
  const inside: Ground = { ...ground, db: within(trx) }
  return refusedAs('kept', async () => {
    if (!actor || !kind.undo) return { state: 'kept', why: 'not_permitted' }
    const { action, input } = backStep(kind, actor, row)
    await staffActs[action](inside, actor, row.report_id, {
      ...withPart(input, row),
      version: row.done_version!,
    })
    return { state: 'undone', why: null }
  })
}

/** Back to the officer or the unit of before; a report that had none is taken back to none. */
function backStep(
  kind: BulkKind,
  actor: Actor,
  { before }: BulkRow,
): { action: StaffAction; input: Record<string, unknown> } {
  if (kind.action === 'assign') return { action: 'assign', input: { officer: before?.officer ?? null } }
  if (kind.kind === 'hand_down' && before?.unit !== undefined)
    return { action: 'forward', input: { agency: actor.agency, unit: before.unit } }
  if (kind.action === 'archive')
    return { action: 'decline', input: { action: 'archive', comment: 'Dibatalkan oleh pengusul.' } }
  return { action: 'recall', input: {} }
}

async function refusedAs(state: 'refused' | 'kept', work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    return { state, why: error.code }
  }
}
