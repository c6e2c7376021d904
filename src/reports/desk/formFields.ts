/** What the forms of the desk are made of. */
import type { CaseFile } from '../../regulation/facts.ts'
import type { Words } from '../../regulation/transition.ts'
import type { IconName } from '../../web/icons.ts'

export type Option = { value: string; label: Words; hint?: Words }

export type FieldSpec = {
  name: string
  label: Words
  hint?: Words
  isOptional?: true
  /** The letter or digit that leads to the box. */
  key?: string
  /** Asked only where this holds. */
  when?: (file: CaseFile) => boolean
} & (
  | { type: 'area'; rows?: number; max: number }
  | { type: 'line'; max: number }
  | { type: 'date' }
  | { type: 'days' }
  | { type: 'tick' }
  | { type: 'ticks'; options: readonly Option[] }
  | { type: 'choice'; options: (file: CaseFile) => readonly Option[] }
  /** A box to search in and the offices found as radio buttons; `own` looks among one's own units only. */
  | { type: 'office'; finds: 'agency' | 'target' | 'own_unit' }
  | { type: 'officer' }
  | { type: 'files' }
)

export type FormSpec = {
  icon: IconName
  explain?: Words
  fields: readonly FieldSpec[]
  isGrave?: true
  /** The letter that opens it. */
  key?: string
}

export const words = (id: string, en: string): Words => ({ id, en })
export const area = (
  name: string,
  label: Words,
  more: Partial<{ hint: Words; rows: number; max: number; isOptional: true }> = {},
): FieldSpec => ({ type: 'area', name, label, max: 5000, ...more }) as FieldSpec
export const reason = area('reason', words('Alasan', 'Reason'), { rows: 3 })
