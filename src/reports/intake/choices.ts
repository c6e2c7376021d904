/** What the form offers to choose from: all extras, so that an outage of any of them never stands before sending. */
import { agencyByCode, listAgencies, type Agency } from '../../directory/agencies/queries.ts'
import { childrenOf, regionByCode } from '../../directory/regions/queries.ts'
import { topicByCode } from '../../directory/topics/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { withoutValues } from '../../platform/http/problems.ts'
import { speaksOfMisconduct } from '../../regulation/misconduct.ts'
import type { RadioChoice } from '../../web/parts/fields.ts'
import type { Say } from '../../web/say.ts'
import { suggest, type SimilarReport } from './suggestions.ts'
import { one, type Typed } from './typed.ts'

export type Choices = {
  provinces: readonly { code: string; name: string }[]
  /** The region chosen before, however deep. */
  region: { code: string; name: string } | undefined
  agencies: RadioChoice[]
  categories: RadioChoice[]
  similar: readonly SimilarReport[]
  aboutOfficers: boolean
}

const provinceMinutes = 60
const kept = new WeakMap<Ground, { until: number; provinces: Choices['provinces'] }>()

/** The choices for what was typed so far; without the database the form has none and can be sent all the same. */
export async function choicesFor(ground: Ground, typed: Typed, say: Say): Promise<Choices> {
  const orNothing = <Value>(asked: Promise<Value>, nothing: Value): Promise<Value> =>
    asked.catch((error: unknown) => {
      ground.log.warn({ failure: withoutValues(error) }, 'the form is shown without its extras')
      return nothing
    })
  const [provinces, region, agencies, suggested, category] = await Promise.all([
    orNothing(provincesOf(ground), []),
    orNothing(chosenRegion(ground, one(typed, 'region')), undefined),
    orNothing(namedAgencies(ground, typed), []),
    orNothing(
      suggest(ground, { text: one(typed, 'text') ?? '', region: one(typed, 'region') }, say),
      nothingSuggested,
    ),
    orNothing(chosenCategory(ground, one(typed, 'category')), []),
  ])
  return {
    provinces,
    region,
    agencies: once([...agencies, ...suggested.agencies.map(choiceOf)]),
    categories: once([...category, ...suggested.categories.map(choiceOf)]),
    similar: suggested.similar,
    aboutOfficers: suggested.aboutOfficers || speaksOfMisconduct(one(typed, 'title') ?? ''),
  }
}

const nothingSuggested = { agencies: [], categories: [], similar: [], aboutOfficers: false }

const choiceOf = ({ code, name, why }: { code: string; name: string; why?: string }): RadioChoice => ({
  value: code,
  label: name,
  ...(why !== undefined && { hint: why }),
})

const once = (choices: RadioChoice[]): RadioChoice[] =>
  [...new Map(choices.toReversed().map((choice) => [choice.value, choice])).values()].toReversed()

async function provincesOf(ground: Ground): Promise<Choices['provinces']> {
  const known = kept.get(ground)
  if (known && performance.now() < known.until) return known.provinces
  const provinces = (await childrenOf(ground.db, undefined)).map(({ code, name }) => ({ code, name }))
  kept.set(ground, { until: performance.now() + provinceMinutes * 60_000, provinces })
  return provinces
}

async function chosenRegion({ db }: Ground, code: string | undefined): Promise<Choices['region']> {
  const region = code === undefined || code.length > 13 ? undefined : await regionByCode(db, code)
  return region && { code: region.code, name: region.path }
}

/** The agency that is chosen already, and those found by the name that was typed. */
async function namedAgencies({ db }: Ground, typed: Typed): Promise<RadioChoice[]> {
  const code = one(typed, 'agency')
  const name = one(typed, 'agency_query')?.slice(0, 100)
  const [chosen, found] = await Promise.all([
    code === undefined || code.length > 20 ? undefined : agencyByCode(db, code),
    name === undefined ? [] : listAgencies(db, { q: name }, { limit: 8 }),
  ])
  return [...(chosen ? [chosen] : []), ...found]
    .filter(takesReports)
    .map(({ code: value, name: label }) => ({ value, label }))
}

const takesReports = ({ active, type }: Agency): boolean => active && type !== 'national_desk'

async function chosenCategory({ db }: Ground, code: string | undefined): Promise<RadioChoice[]> {
  const topic = code === undefined || code.length > 20 ? undefined : await topicByCode(db, code)
  return topic ? [{ value: topic.code, label: topic.name }] : []
}
