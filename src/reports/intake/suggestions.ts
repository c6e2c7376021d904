/**
 * What may help while a person writes: who could be in charge, which topic, and what others reported already. All of
 * it can be ignored; the verifier decides.
 */
import { listAgencies, type Agency } from '../../directory/agencies/queries.ts'
import { childrenOf } from '../../directory/regions/queries.ts'
import { listTopics } from '../../directory/topics/queries.ts'
import { wordsOf } from '../../directory/words.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Say } from '../../web/say.ts'
import { shortestText } from './inputs.ts'
import { similarReports, type SimilarReport } from './similar.ts'
import { commonWords } from './words.ts'

export type { SimilarReport }
/** `why` is one sentence for the person. */
export type Suggestion = { code: string; name: string; why?: string }
export type Suggestions = { agencies: Suggestion[]; categories: Suggestion[]; similar: SimilarReport[] }

const mostShown = 3

export async function suggest(
  ground: Ground,
  { text, region }: { text: string; region?: string | undefined },
  say: Say,
): Promise<Suggestions> {
  if (text.trim().length < shortestText) return { agencies: [], categories: [], similar: [] }
  const names = await namesIn(ground)
  const words = wordsOf(text.slice(0, 5000))
  const place = region ?? placeIn(words, names)
  return {
    agencies: agenciesFor(words, place, names, say),
    categories: categoriesFor(words, names, say),
    similar: await similarReports(ground.db, { text, now: ground.now(), ...(place !== undefined && { region: place }) }),
  }
}

type Names = {
  agencies: Agency[]
  byRegion: Map<string, Agency>
  /** Regencies and cities by name without their kind: 'surabaya'. */
  places: Map<string, string>
  topics: { code: string; name: string; words: string[] }[]
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
  const [agencies, topics, provinces] = await Promise.all([
    listAgencies(db, {}, { limit: 2000 }),
    listTopics(db, { level: 2 }),
    childrenOf(db, undefined),
  ])
  const regencies = (await Promise.all(provinces.map(({ code }) => childrenOf(db, code)))).flat()
  const takers = agencies.filter(({ type }) => type !== 'national_desk')
  return {
    agencies: takers,
    byRegion: new Map(takers.flatMap((agency) => (agency.region_code ? [[agency.region_code, agency]] : []))),
    places: new Map(regencies.map(({ code, name }) => [bareName(name), code])),
    topics: topics.map(({ code, name }) => ({ code, name, words: wordsOf(name).filter(tells) })),
  }
}

const bareName = (name: string): string => wordsOf(name).filter((word) => !/^(kota|kabupaten|kab|adm|administrasi)$/.test(word)).join(' ')
const tells = (word: string): boolean => word.length >= 3 && word !== 'lainnya' && word !== 'terkait' && !commonWords().has(word)

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

function agenciesFor(words: readonly string[], place: string | undefined, names: Names, say: Say): Suggestion[] {
  const written = new Set(words)
  const named = names.agencies
    .filter(({ short_name }) => short_name.length >= 3 && wordsOf(short_name).length <= 2)
    .filter(({ short_name, region_code }) => region_code === null && wordsOf(short_name).every((word) => written.has(word)))
    .map(({ code, name, short_name }) => ({
      code,
      name,
      why: say(`Anda menyebut ${short_name}.`, `You mention ${short_name}.`),
    }))
  const local = place === undefined ? undefined : names.byRegion.get(place.slice(0, 5))
  const governing = local && {
    code: local.code,
    name: local.name,
    why: say('Pemerintah di tempat kejadian.', 'The government of that place.'),
  }
  return [...named, ...(governing ? [governing] : [])].slice(0, mostShown)
}

/** Topics most of whose words stand in the text. */
function categoriesFor(words: readonly string[], { topics }: Names, say: Say): Suggestion[] {
  const written = new Set(words)
  return topics
    .map(({ code, name, words: own }) => ({ code, name, shared: own.filter((word) => written.has(word)), own }))
    .filter(({ shared, own }) => shared.length > 0 && shared.length >= own.length / 2)
    .sort((a, b) => b.shared.length - a.shared.length)
    .slice(0, mostShown)
    .map(({ code, name, shared }) => ({ code, name, why: say(`Anda menulis ${shared.join(', ')}.`, `You wrote ${shared.join(', ')}.`) }))
}
