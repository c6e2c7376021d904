/** Names that people use for an office and that are not its own: 'Dispendukcapil', 'Dinas Bina Marga', 'Polrestabes'. */
import { referenceRows } from '../csv.ts'

/** What an alias stands for, an agency's code or the slug of a unit, and the words that it leaves ('Surabaya'). */
export type AliasMeant = { agency?: string; unit?: string; rest: string[] }

const mostMeant = 3
/** What kind of office it is: people leave it out. */
const kinds = new Set(['dinas', 'badan', 'kantor', 'direktorat', 'jenderal', 'balai', 'besar'])

type Alias = { agency?: string; unit?: string; words: string[] }
let known: Promise<Alias[]> | undefined

/** What these words mean by another name; names that account for the most of them first. */
export async function meantByAlias(typed: readonly string[]): Promise<AliasMeant[]> {
  const aliases = await (known ??= allAliases())
  const found = aliases.flatMap(({ words, ...meant }) => {
    const rest = typed.filter((word) => !words.some((one) => one.startsWith(word)))
    const own = words.filter((word) => !kinds.has(word))
    const isWhole = own.length > 0 && own.every((one) => typed.some((word) => one.startsWith(word)))
    return rest.length < typed.length && (isWhole || rest.length === 0) ? [{ ...meant, rest }] : []
  })
  const codeOf = ({ agency, unit }: AliasMeant) => agency ?? unit
  return found
    .sort((one, other) => one.rest.length - other.rest.length)
    .filter((one, at) => found.findIndex((other) => codeOf(other) === codeOf(one)) === at)
    .slice(0, mostMeant)
}

async function allAliases(): Promise<Alias[]> {
  const [agencies, offices] = await Promise.all([
    referenceRows<'code' | 'alias'>('agency_aliases.csv'),
    referenceRows<'slug' | 'alias'>('office_aliases.csv'),
  ])
  const wordsIn = (alias: string) => alias.toLowerCase().match(/[\p{L}\d]+/gu) ?? []
  return [
    ...offices.map(({ slug, alias }) => ({ unit: slug, words: wordsIn(alias) })),
    ...agencies.map(({ code, alias }) => ({ agency: code, words: wordsIn(alias) })),
  ].filter(({ words }) => words.length > 0)
}
