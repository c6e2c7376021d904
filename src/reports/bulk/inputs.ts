/** The form of a bulk action: the boxes of the action itself, read by the schema that a single report's form has. */
import { accountsOf } from '../../directory/accounts/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { refuse } from '../../errors.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import type { BulkKind } from '../../regulation/bulk.ts'
import { dayOf } from '../../web/dates.ts'
import type { StaffAction } from '../casefile/inputs.ts'
import type { Desk } from '../desk/desk.ts'
import type { FormSpec } from '../desk/formFields.ts'
import { one, readActionForm } from '../desk/formInputs.ts'
import { formSpecs, handDown } from '../desk/formSpecs.ts'
import { chooseOffices, findOffices, findOwnUnits } from '../desk/offices.ts'

export const formOf = (kind: BulkKind): FormSpec =>
  kind.kind === 'forward_first'
    ? { icon: 'send', fields: [] }
    : kind.kind === 'hand_down'
      ? handDown
      : formSpecs[kind.action as StaffAction]

/**
 * What the form says, in the shape that the action takes.
 * @throws invalid_input with every wrong field, and with what a search found
 */
export async function readBulkForm(
  db: Db,
  { actor }: Desk,
  kind: BulkKind,
  typed: Fields,
): Promise<Record<string, unknown>> {
  const { fields } = formOf(kind)
  if (fields.length === 0) return {}
  const chosen = await chooseOffices(typed, fields, (spec, words) =>
    spec.finds === 'own_unit'
      ? findOwnUnits(db, actor.agency ?? '', words)
      : findOffices(db, words, { withUnits: spec.finds === 'target' }),
  )
  const office = fields.find(({ type }) => type === 'office')
  if (office && one(chosen, office.name) === '')
    throw refuse('invalid_input', { fields: [fieldProblem(office.name, 'required')] })
  return readActionForm(kind.action as StaffAction, chosen)
}

/** Whom a report can be assigned to: a liaison's own unit, or the whole agency. */
export async function officersToChoose(
  db: Db,
  { actor, now }: Desk,
  kind: BulkKind,
): Promise<{ id: string; name: string }[]> {
  if (kind.action !== 'assign' || actor.agency === undefined) return []
  const isAdmin = actor.roles.includes('agency_admin')
  const found = await accountsOf(db, actor.agency, 'unit_officer', {
    today: dayOf(now, 'WIB'),
    ...(!isAdmin && actor.unit !== undefined && { unit: actor.unit }),
  })
  return found.map(({ id, name }) => ({ id, name }))
}
