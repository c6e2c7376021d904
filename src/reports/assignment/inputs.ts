import { Type, type Static } from 'typebox'

const optional = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

export const RuleInput = Type.Object({
  name: Type.String({ minLength: 2, maxLength: 80 }),
  category: optional(20),
  region: optional(13),
  words: optional(500),
  unit: optional(100),
  /** An officer's id, 'bergilir' for whoever's turn it is, or nothing for the unit alone. */
  officer: optional(40),
})
export type RuleInput = Static<typeof RuleInput>
