import { Type, type Static } from 'typebox'
import { agencyOutcomes } from '../../regulation/kinds.ts'
import { purposes } from './tables.ts'

export const TemplateInput = Type.Object({
  purpose: Type.Enum([...purposes]),
  name: Type.String({ minLength: 3, maxLength: 80 }),
  text: Type.String({ minLength: 10, maxLength: 5000 }),
  outcome: Type.Optional(Type.Enum(['', ...agencyOutcomes])),
  review_on: Type.String({ format: 'date' }),
  /** The version that the form was opened with; none for a new one. */
  version: Type.Optional(Type.Integer({ minimum: 1 })),
})
export type TemplateInput = Static<typeof TemplateInput>
