/** From the fields of a form to the input of an action, through the same schemas as the API. */
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { closed, compileCheck, fieldProblem, readFields, type Check } from '../../platform/http/validation.ts'
import { staffInputs, type StaffAction } from '../casefile/inputs.ts'

const checks = new Map<StaffAction, Check>()

function checkOf(action: StaffAction): Check {
  const made = checks.get(action) ?? compileCheck(closed(staffInputs[action]))
  checks.set(action, made)
  return made
}

/** The value of a field that came once (or the first of several). */
export const one = (fields: Fields, name: string): string => String([fields[name] ?? ''].flat()[0] ?? '')

/**
 * The checked input of an action.
 * @throws invalid_input with every wrong field
 */
export function readActionForm(action: StaffAction, typed: Fields): Record<string, unknown> {
  const prepared = action === 'split' ? splitForm(typed) : readFields(staffInputs[action], withTarget(typed))
  const problems = checkOf(action)(prepared)
  if (problems.length > 0)
    throw refuse('invalid_input', {
      fields: problems.map((problem) => ({ ...problem, field: shownAs(action, problem.field) })),
    })
  return prepared
}

/** One radio button names an agency, or one of its units: a unit's code begins with that of its agency. */
function withTarget(typed: Fields): Record<string, unknown> {
  const target = one(typed, 'target')
  if (target === '') return typed
  const [agency = ''] = target.split('.')
  return { ...typed, agency, ...(target.includes('.') && { unit: target }) }
}

/** Up to three agencies, the first one leads; a row without an agency is no part. */
function splitForm(typed: Fields): Record<string, unknown> {
  const parts = [1, 2, 3]
    .map((no) => ({ agency: one(typed, `agency_${no}`), lead: no === 1, task: one(typed, `task_${no}`) }))
    .filter((part) => part.agency !== '' || part.task !== '')
  const problems = parts.flatMap((part, at): FieldProblem[] => [
    ...(part.agency === '' ? [fieldProblem(`agency_${at + 1}`, 'required')] : []),
    ...(part.task === '' ? [fieldProblem(`task_${at + 1}`, 'required')] : []),
  ])
  if (parts.length < 2) problems.push(fieldProblem('agency_2', 'required'))
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  const version = Number(one(typed, 'version'))
  return { parts, ...(version > 0 && { version }) }
}

/** The box that a wrong field stands in: agency and unit are chosen with one. */
const shownAs = (action: StaffAction, field: string): string =>
  action === 'forward' && (field === 'agency' || field === 'unit') ? 'target' : field
