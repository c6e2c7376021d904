/** Takes rows in, some at a time, each exactly once: through the same submit as a person's report. */
import type { Ground } from '../../platform/ground.ts'
import { pepperedHash } from '../../platform/crypto/token.ts'
import { errors, Refusal } from '../../errors.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { Channel } from '../../regulation/kinds.ts'
import { submit } from '../../reports/intake/actions.ts'
import { forward } from '../../reports/verification/actions.ts'
import type { ImportRow, RefusedRow } from './row.ts'

/** Whoever ran the command; in the events of the reports it stands as the import of the desk. */
export const importer: Actor = {
  kind: 'staff',
  id: 'import',
  name: 'Impor berkas',
  roles: ['national_verifier'],
}

export type Options = { channel: Channel; language: 'id' | 'en'; isDecided: boolean }
export type Loaded = { row: ImportRow; done: 'imported' | 'already_here'; wasForwarded: boolean }

/**
 * Rows of one batch, `width` at a time. What is here already is left as it is; with `isDecided` a report that is
 * still new goes to the office that the row names.
 */
export async function loadRows(
  ground: Ground,
  rows: readonly ImportRow[],
  options: Options,
  width: number,
): Promise<(Loaded | RefusedRow)[]> {
  const known = await knownRows(ground, rows)
  // Rows of one id stay in the order of the file: the first says what the report is.
  const waiting = [...Map.groupBy(rows, ({ id }) => id).values()]
  const done: (Loaded | RefusedRow)[] = []
  const work = async () => {
    for (let same = waiting.shift(); same !== undefined; same = waiting.shift())
      for (const row of same) done.push(await loadRow(ground, row, known, options))
  }
  // All settle before an error is thrown, so that nothing goes on in the background after the command has ended.
  const ended = await Promise.allSettled(Array.from({ length: width }, work))
  const failed = ended.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return done
}

type Known = { reportId: string; contentHash: Buffer; isFresh?: true; isReceived: boolean }

async function knownRows(ground: Ground, rows: readonly ImportRow[]): Promise<Map<string, Known>> {
  if (rows.length === 0) return new Map()
  const found = await ground.db
    .selectFrom('imported_row as i')
    .innerJoin('report as r', 'r.report_id', 'i.report_id')
    .select(['i.row_id', 'i.report_id', 'i.content_hash', 'r.state'])
    .where(
      'i.row_id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  return new Map(
    found.map((one) => [
      one.row_id,
      { reportId: one.report_id, contentHash: one.content_hash, isReceived: one.state === 'received' },
    ]),
  )
}

async function loadRow(
  ground: Ground,
  row: ImportRow,
  known: ReadonlyMap<string, Known>,
  options: Options,
): Promise<Loaded | RefusedRow> {
  try {
    const taken = known.get(row.id) ?? (await takeIn(ground, row, options))
    if (!taken.contentHash.equals(row.contentHash)) return changedRow(row)
    const wasForwarded = options.isDecided && taken.isReceived && (await passOn(ground, row, taken.reportId))
    return { row, done: taken.isFresh ? 'imported' : 'already_here', wasForwarded }
  } catch (error) {
    if (!(error instanceof Refusal) || errors[error.code].status >= 500) throw error
    const problems = (error.details.fields ?? []).map(({ field, en }) => `${field}: ${en}`)
    return {
      line: row.line,
      id: row.id,
      reason: error.code,
      detail: problems.join(' ') || errors[error.code].en,
    }
  }
}

const changedRow = ({ line, id }: ImportRow): RefusedRow => ({
  line,
  id,
  reason: 'id_used_before',
  detail: 'a row with this id and another content was imported before; what was said once is not overwritten',
})

async function takeIn(ground: Ground, row: ImportRow, options: Options): Promise<Known> {
  // The key cannot be guessed from the row's id, since who knows the key of a submit gets its secret.
  const key = pepperedHash(ground.keys.pepper, 'imported_row', row.id).toString('base64url')
  try {
    const { reportId } = await submit(
      ground,
      { ...row.input, idempotency_key: key },
      {
        channel: options.channel,
        language: options.language,
        actor: importer,
        action: 'submit_for_reporter',
        shortestText: 1,
        imported: { id: row.id, contentHash: row.contentHash },
        ...(row.receivedAt && { receivedAt: row.receivedAt }),
        ...(row.note !== undefined && { note: row.note }),
      },
    )
    if (reportId !== undefined)
      return { reportId, contentHash: row.contentHash, isFresh: true, isReceived: true }
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    const isHere =
      (code === '23505' && constraint === 'imported_row_pkey') ||
      (error instanceof Refusal && error.code === 'key_reused')
    if (!isHere) throw error
  }
  // The same id twice in one batch, or another import at the same time, was quicker.
  const here = (await knownRows(ground, [row])).get(row.id)
  if (!here) throw new Error(`row ${row.id} is known to the intake but not among the imported rows`)
  return here
}

/** T9 as the desk that knows the file: the office that the row names, where it is clear. */
async function passOn(ground: Ground, row: ImportRow, reportId: string): Promise<boolean> {
  if (!row.decided) return false
  try {
    await forward(ground, importer, reportId, row.decided)
    return true
  } catch (error) {
    // Another import passed it on in the meantime.
    if (error instanceof Refusal && error.code === 'action_not_allowed') return false
    throw error
  }
}
