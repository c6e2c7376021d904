/** The cookies of the program. All are `HttpOnly` and `SameSite=Lax`; none is for anybody else than this site. */
export const cookieNames = {
  /** A staff session; its value is stored only hashed. */
  session: 'lapor_session',
  /** What a form token is bound to before sign-in. */
  form: 'lapor_form',
} as const
