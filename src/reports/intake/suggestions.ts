/**
 * What may help while a person writes: who could be in charge, which topic, and what others reported already. All of
 * it can be ignored; the verifier decides.
 */
import { listAgencies, type Agency } from '../../directory/agencies/queries.ts'
import { childrenOf } from '../../directory/regions/queries.ts'
import { wordsOf } from '../../directory/words.ts'
import type { Ground } from '../../platform/ground.ts'
import { speaksOfMisconduct } from '../../regulation/misconduct.ts'
import type { Say } from '../../web/say.ts'
import { suggestFor, type SuggestedOffice } from '../routing/suggestions.ts'
import { shortestText } from './inputs.ts'
import { similarReports, type SimilarReport } from './similar.ts'

export type { SimilarReport }
/** `why` is one sentence for the person. */
export type Suggestion = { code: string; name: string; why?: string }
export type Suggestions = {
  agencies: Suggestion[]
  categories: Suggestion[]
  similar: SimilarReport[]
  /** The text speaks of what an officer did: no office is suggested, since it may be the one that it is about. */
  aboutOfficers: boolean
}

const mostShown = 3

export async function suggest(
  ground: Ground,
  { text, region }: { text: string; region?: string | undefined },
  say: Say,
): Promise<Suggestions> {
  if (text.trim().length < shortestText)
    return { agencies: [], categories: [], similar: [], aboutOfficers: speaksOfMisconduct(text) }
  const names = await namesIn(ground)
  const words = wordsOf(text.slice(0, 5000))
  const place = region ?? placeIn(words, names)
  const { offices, categories } = await suggestFor(ground.db, { text, region: place })
  const aboutOfficers = speaksOfMisconduct(text)
  return {
    aboutOfficers,
    agencies: aboutOfficers
      ? []
      : distinct([
          ...namedIn(words, names, say),
          ...offices.map((office) => agencyOf(office, say)),
          ...governmentOf(place, names, say),
        ]),
    categories: categories
      .slice(0, mostShown)
      .map(({ code, name, why }) => ({ code, name, ...fromWords(why, say) })),
    similar: await similarReports(ground.db, {
      text,
      now: ground.now(),
      ...(place !== undefined && { region: place }),
    }),
  }
}

const distinct = (suggestions: Suggestion[]): Suggestion[] =>
  [...new Map(suggestions.toReversed().map((one) => [one.code, one])).values()]
    .toReversed()
    .slice(0, mostShown)

/** The form names an agency; its office stands in the words, and the agency's own desk passes the report on. */
const agencyOf = ({ agency, unit, of, name, why }: SuggestedOffice, say: Say): Suggestion => ({
  code: agency,
  name: unit === undefined ? name : `${of}: ${name}`,
  ...fromWords(why, say),
})

const fromWords = (words: readonly string[], say: Say): { why?: string } =>
  words.length === 0
    ? {}
    : { why: say(`Dari kata: ${words.join(', ')}.`, `From the words: ${words.join(', ')}.`) }

type Names = {
  /** Agencies that people call by a short name: 'bpjs', 'pln'. */
  short: { agency: Agency; words: string[] }[]
  byRegion: Map<string, Agency>
  /** Regencies and cities by name without their kind: 'surabaya'. */
  places: Map<string, string>
}

const keptMinutes = 10
const kept = new WeakMap<Ground, { until: number; names: Promise<Names> }>()

function namesIn(ground: Ground): Promise<Names> {
  const known = kept.get(ground)
  if (known && performance.now() < known.until) return known.names
  const names = readNames(ground)
  kept.set(ground, { until: performance.now() + keptMinutes * 60_000, names })
  names.catch(() => kept.delete(ground))
  return names
}

async function readNames({ db }: Ground): Promise<Names> {
  const [agencies, provinces] = await Promise.all([
    listAgencies(db, {}, { limit: 2000 }),
    childrenOf(db, undefined),
  ])
  const regencies = (await Promise.all(provinces.map(({ code }) => childrenOf(db, code)))).flat()
  const takers = agencies.filter(({ type }) => type !== 'national_desk')
  return {
    short: takers
      .filter(({ short_name, region_code }) => short_name.length >= 3 && region_code === null)
      .map((agency) => ({ agency, words: wordsOf(agency.short_name) }))
      .filter(({ words }) => words.length > 0 && words.length <= 2),
    byRegion: new Map(takers.flatMap((agency) => (agency.region_code ? [[agency.region_code, agency]] : []))),
    places: new Map(regencies.map(({ code, name }) => [bareName(name), code])),
  }
}

const bareName = (name: string): string =>
  wordsOf(name)
    .filter((word) => !/^(kota|kabupaten|kab|adm|administrasi)$/.test(word))
    .join(' ')

/** The only regency or city that the words name; none where there are two. */
function placeIn(words: readonly string[], { places }: Names): string | undefined {
  const found = new Set<string>()
  for (let at = 0; at < words.length; at++)
    for (let length = 3; length > 0; length--) {
      const code = places.get(words.slice(at, at + length).join(' '))
      if (code !== undefined) found.add(code)
    }
  return found.size === 1 ? [...found][0] : undefined
}

function namedIn(words: readonly string[], { short }: Names, say: Say): Suggestion[] {
  const written = new Set(words)
  return short
    .filter((one) => one.words.every((word) => written.has(word)))
    .map(({ agency: { code, name, short_name } }) => ({
      code,
      name,
      why: say(`Anda menyebut ${short_name}.`, `You mention ${short_name}.`),
    }))
}

function governmentOf(place: string | undefined, { byRegion }: Names, say: Say): Suggestion[] {
  const agency = place === undefined ? undefined : byRegion.get(place.slice(0, 5))
  if (!agency) return []
  return [
    {
      code: agency.code,
      name: agency.name,
      why: say('Pemerintah di tempat kejadian.', 'The government of that place.'),
    },
  ]
}
