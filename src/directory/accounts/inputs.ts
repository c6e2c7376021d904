import { Type, type Static } from 'typebox'

export const SignInInput = Type.Object({
  email: Type.String({ minLength: 1, maxLength: 254 }),
  password: Type.String({ minLength: 1, maxLength: 400 }),
  next: Type.Optional(Type.String({ maxLength: 1_000 })),
})
export type SignInInput = Static<typeof SignInInput>

export const PasswordInput = Type.Object({
  current_password: Type.String({ minLength: 1, maxLength: 400 }),
  new_password: Type.String({ minLength: 1, maxLength: 400 }),
})

export const PreferencesInput = Type.Object({
  language: Type.Union([Type.Literal('id'), Type.Literal('en')]),
  /** A box that is not ticked is not sent. */
  shortcuts: Type.Optional(Type.Boolean()),
})

/** Where to go after signing in: a page of this site and nothing else, and not back here. */
export const safeNext = (next: string | undefined): string | undefined =>
  next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) && !/^\/(en\/)?(masuk|keluar)\b/.test(next)
    ? next
    : undefined
