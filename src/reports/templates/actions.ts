/** Keeping templates: made, changed, set aside and taken up again. Whoever saves last answers for the text. */
import { randomUUID } from 'node:crypto'
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { isPlaceholder, placeholders, placeholdersIn } from '../../regulation/placeholders.ts'
import type { TemplateInput } from './inputs.ts'
import { ownTemplate, type Template } from './queries.ts'

/**
 * Makes a template, or changes one.
 * @throws invalid_input with every wrong field; stale_version when somebody changed it meanwhile; not_found
 */
export async function saveTemplate(
  ground: Ground,
  actor: Actor,
  input: TemplateInput,
  id?: string,
): Promise<string> {
  const { db } = ground
  const now = ground.now()
  const problems = problemsOf(input, now)
  if (await isNameTaken(db, actor, input, id)) problems.push(taken)
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  const values = {
    purpose: input.purpose,
    name: input.name.trim(),
    text: input.text.trim(),
    outcome: input.purpose === 'answer' && input.outcome ? input.outcome : null,
    review_on: input.review_on,
    owner_id: actor.id,
    updated_at: now,
  }
  if (id === undefined) {
    const made = randomUUID()
    await db
      .insertInto('answer_template')
      .values({
        id: made,
        agency_code: actor.agency ?? null,
        active: true,
        version: 1,
        created_at: now,
        ...values,
      })
      .execute()
    return made
  }
  const before = await mine(db, actor, id)
  const changed = await db
    .updateTable('answer_template')
    .set({ ...values, version: before.version + 1 })
    .where('id', '=', id)
    .where('version', '=', input.version ?? before.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw refuse('stale_version', { version: before.version })
  return id
}

/**
 * Takes a template out of use, or back into it. What was sent with it stays as it was.
 * @throws not_found; invalid_input when another one in use has its name
 */
export async function setInUse(ground: Ground, actor: Actor, id: string, isInUse: boolean): Promise<void> {
  const before = await mine(ground.db, actor, id)
  if (isInUse && (await isNameTaken(ground.db, actor, before, id)))
    throw refuse('invalid_input', { fields: [taken] })
  await ground.db
    .updateTable('answer_template')
    .set({ active: isInUse, version: before.version + 1, updated_at: ground.now() })
    .where('id', '=', id)
    .execute()
}

async function mine(db: Db, actor: Actor, id: string): Promise<Template> {
  const found = await ownTemplate(db, actor, id)
  if (!found) throw refuse('not_found')
  return found
}

const taken: FieldProblem = {
  field: 'name',
  code: 'taken',
  id: 'Sudah ada templat dengan nama ini. Pilih nama lain supaya tidak tertukar.',
  en: 'There is a template of this name. Choose another one, so that nobody mixes them up.',
}

async function isNameTaken(
  db: Db,
  actor: Actor,
  { purpose, name }: Pick<Template, 'purpose' | 'name'>,
  id: string | undefined,
): Promise<boolean> {
  let query = db
    .selectFrom('answer_template')
    .select('id')
    .where('active', '=', true)
    .where('purpose', '=', purpose)
    .where((where) => where(where.fn<string>('lower', ['name']), '=', name.trim().toLowerCase()))
  query =
    actor.agency === undefined
      ? query.where('agency_code', 'is', null)
      : query.where('agency_code', '=', actor.agency)
  if (id !== undefined) query = query.where('id', '<>', id)
  return (await query.executeTakeFirst()) !== undefined
}

const known = Object.keys(placeholders)
  .map((name) => `{${name}}`)
  .join(', ')

function problemsOf(input: TemplateInput, now: Date): FieldProblem[] {
  const problems: FieldProblem[] = []
  const unknown = placeholdersIn(input.text).filter((name) => !isPlaceholder(name))
  if (unknown.length > 0) {
    const names = unknown.map((name) => `{${name}}`).join(', ')
    problems.push({
      field: 'text',
      code: 'unknown_placeholder',
      id: `Isian ini tidak dikenal: ${names}. Yang dikenal: ${known}.`,
      en: `Unknown placeholder: ${names}. Known ones: ${known}.`,
    })
  } else if ([...input.text.matchAll(/[{}]/g)].length !== 2 * countOf(input.text)) {
    problems.push({
      field: 'text',
      code: 'broken_placeholder',
      id: 'Ada kurung kurawal tanpa pasangan atau tanpa nama isian. Tulis seperti {nomor}.',
      en: 'A brace has no partner or no name in it. Write it as {nomor}.',
    })
  }
  if (input.review_on <= now.toISOString().slice(0, 10))
    problems.push({
      field: 'review_on',
      code: 'in_the_past',
      id: 'Pilih tanggal tinjau setelah hari ini.',
      en: 'Choose a day of review after today.',
    })
  return problems
}

const countOf = (text: string): number => [...text.matchAll(/\{[^{}]*[\p{L}][^{}]*\}/gu)].length
