import pg from 'pg'

const int8 = 20
const int8Array = 1016
const date = 1082
const dateArray = 1182
const numeric = 1700
const textArray = 1009 as typeof pg.types.builtins.TEXT

const readTextArray = pg.types.getTypeParser(textArray) as unknown as (text: string) => (string | null)[]

/** A bigint as a number while that is exact, else as a BigInt rather than a silently rounded number. */
function readBigint(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}

const parsers = new Map<number, (text: string) => unknown>([
  [int8, readBigint],
  [int8Array, (text) => readTextArray(text).map((item) => (item === null ? null : readBigint(item)))],
  [numeric, Number],
  // A calendar day has no time zone: it stays the text 'YYYY-MM-DD' and never becomes a Date.
  [date, (text) => text],
  [dateArray, readTextArray],
])

/** How values of the database become values of the program: instants as Date, days as text, numbers as number. */
export const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown =>
    (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig
