import { Type } from 'typebox'

/** A report's id in an address; whether it is one is asked when the report is looked up. */
export const Id = Type.Object({ id: Type.String({ maxLength: 40 }) })
