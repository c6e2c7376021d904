/** The shape of a submit, one for form, API and OpenAPI. Lengths are those of the columns. */
import { Type, type Static } from 'typebox'
import { channels, formKinds, formLevels, type FormKind, type FormLevel } from '../../regulation/kinds.ts'

const literals = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], description })

export const Day = Type.Unsafe<string>({ type: 'string', format: 'date', description: 'YYYY-MM-DD' })

/** The shortest text that the web form takes; other doors take any and let the verifier ask (DESIGN). */
export const shortestText = 20
export const longestText = 20_000

export const SubmitInput = Type.Object(
  {
    kind: literals(Object.keys(formKinds) as FormKind[], 'complaint, aspiration or information request'),
    text: Type.String({
      minLength: 1,
      maxLength: longestText,
      description: 'What happened, in the words of the reporter',
    }),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    occurred: Type.Optional(
      Type.String({ maxLength: 120, description: 'When, as people say it: "Senin lalu"' }),
    ),
    occurred_on: Type.Optional(Day),
    region: Type.Optional(Type.String({ maxLength: 13, description: 'Code of a region, see /regions' })),
    place: Type.Optional(Type.String({ maxLength: 300 })),
    lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
    agency: Type.Optional(
      Type.String({ maxLength: 20, description: 'Code of an agency, if the reporter knows it' }),
    ),
    category: Type.Optional(Type.String({ maxLength: 20 })),
    privacy: Type.Optional(
      literals(Object.keys(formLevels) as FormLevel[], 'who may see what; tanpa-nama when left out'),
    ),
    name: Type.Optional(Type.String({ maxLength: 120 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    phone: Type.Optional(Type.String({ maxLength: 30 })),
    contact_consent: Type.Optional(
      Type.Boolean({ description: 'the agency that handles the report may see name and contact' }),
    ),
    idempotency_key: Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
  },
  { additionalProperties: false },
)
export type SubmitInput = Static<typeof SubmitInput>

export const Submitted = Type.Object({
  number: Type.String({ description: '8 characters, shown as 7K4M-29QX' }),
  secret: Type.String({ description: '16 digits; opens the report without an account' }),
  url: Type.String(),
  receipt: Type.String({ description: 'signed: the number, the hash of the first event, the time' }),
})
export type Submitted = Static<typeof Submitted>

export const ChannelName = literals(channels, 'the door it came through')
