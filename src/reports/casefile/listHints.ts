/** Which lists a step has changed, for the desks that are looking at them. Pure. */
import type { DeskHint } from '../../platform/db/deskChanges.ts'
import { isSealed } from '../../regulation/inspection.ts'
import type { InboxRow } from './tables.ts'

type Row = Pick<InboxRow, 'agency_code' | 'unit_code' | 'officer_id' | 'open' | 'kind'>

/** Each list that has or had the report; new is what has just come to be done there. */
export function listHints(before: readonly Row[], after: readonly Row[]): NonNullable<DeskHint['lists']> {
  const same = (one: Row, other: Row): boolean =>
    one.agency_code === other.agency_code && one.unit_code === other.unit_code
  const gone = before.filter((row) => !after.some((one) => same(one, row)))
  return [
    ...after.map((row) => ({
      desk: row.agency_code,
      unit: row.unit_code,
      ...(row.officer_id !== null && { officer: row.officer_id }),
      ...sealOf(row),
      isNew: row.open && !before.some((one) => same(one, row) && one.open),
    })),
    ...gone.map((row) => ({ desk: row.agency_code, unit: row.unit_code, isNew: false, ...sealOf(row) })),
  ]
}

/** Of an inspection only the list of the inspectorate hears (`isSealed`). */
const sealOf = ({ kind, unit_code }: Row): { sealed?: true } =>
  isSealed({ kind }, { ...(unit_code !== null && { unit: unit_code }) }) ? { sealed: true } : {}
