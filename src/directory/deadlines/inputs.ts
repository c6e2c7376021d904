import { Type, type Static } from 'typebox'

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$', description: 'YYYY-MM-DD' })

/** A later version of a deadline. */
export const RuleChangeInput = Type.Object({
  rule: Type.String({ maxLength: 3 }),
  valid_from: Day,
  days: Type.Integer({ description: 'In the unit of the rule: working days, calendar days or hours' }),
  extension_days: Type.Optional(Type.Integer()),
  applies_to_open: Type.Optional(
    Type.Boolean({ description: 'The decree also covers clocks that run on the first day' }),
  ),
  decree: Type.String({
    minLength: 3,
    maxLength: 300,
    description: 'The instrument, such as "PermenPANRB 7/2027"',
  }),
  article: Type.Optional(Type.String({ maxLength: 100 })),
  decree_day: Day,
})
export type RuleChangeInput = Static<typeof RuleChangeInput>

/** A shorter limit that an agency has pledged. */
export const PledgeInput = Type.Object({
  agency: Type.String({ maxLength: 20 }),
  rule: Type.String({ maxLength: 3 }),
  days: Type.Integer({ description: 'Working days, fewer than the law gives' }),
  valid_from: Day,
  decree: Type.String({
    minLength: 3,
    maxLength: 300,
    description: 'The pledge, such as "Maklumat Pelayanan 12/2027"',
  }),
  decree_day: Day,
})
export type PledgeInput = Static<typeof PledgeInput>
