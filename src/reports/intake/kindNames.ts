import { formKinds, type FormKind } from '../../regulation/kinds.ts'
import { kindWords } from '../../regulation/words.ts'
import type { Words } from '../../web/say.ts'

/** The form's three kinds in words. */
export const kindNames = Object.fromEntries(
  Object.entries(formKinds).map(([form, kind]) => [form, kindWords[kind]]),
) as Record<FormKind, Words>
