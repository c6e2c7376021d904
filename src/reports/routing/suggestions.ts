import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { firstGuess } from './firstGuess.ts'
import { suggest, type Candidate } from './model.ts'
import { newestModel } from './newest.ts'
import { officeAt, placeOf, type FilledOffice, type Governments } from './offices.ts'

export type ReportToRoute = {
  text: string
  title?: string | undefined
  region?: string | undefined
  /** The agency that the reporter named: it tells the government where the region is not known. */
  wishedAgency?: string | undefined
}

export type SuggestedOffice = {
  agency: string
  unit?: string
  name: string
  /** The agency of a unit. */
  of?: string
  /** How often a suggestion like this one was right, 0 to 1; left out where nothing was measured. */
  confidence?: number
  /** The reporter's own words that it comes from, the strongest first. */
  why: string[]
}
export type SuggestedCategory = { code: string; name: string; confidence?: number; why: string[] }

export type Routing = {
  offices: SuggestedOffice[]
  categories: SuggestedCategory[]
  /** Some offices could not be named because nobody knows where it happened. */
  placeNeeded: boolean
  /** Absent while no model was trained: the suggestions come from a short list of everyday words. */
  measured?: { first: number; firstThree: number; tested: number }
}

const mostShown = 5

/** Offices and categories for a report, the best first. One small question to the database beside the model. */
export async function suggestFor(db: Db, report: ReportToRoute): Promise<Routing> {
  const trained = await newestModel(db)
  const { region } = report
  const guess = trained
    ? suggest(trained.model, { text: report.text, title: report.title ?? '', place: placeOf(region) }, 8)
    : firstGuess(`${report.title ?? ''} ${report.text}`)
  const governments = await governmentsOf(db, report)
  const filled = filledIn(guess.offices, region, governments)
  const names = await namesOf(db, filled.offices, guess.categories)
  const confidenceOf = ({ confidence }: { confidence: number }) => trained && { confidence }
  return {
    offices: filled.offices
      .filter(({ office }) => names.has(office.unit ?? office.agency))
      .slice(0, mostShown)
      .map(({ office, candidate }) => ({
        agency: office.agency,
        ...(office.unit && { unit: office.unit, of: names.get(office.agency) ?? office.agency }),
        name: names.get(office.unit ?? office.agency)!,
        ...confidenceOf(candidate),
        why: candidate.why,
      })),
    categories: guess.categories
      .filter(({ label }) => names.has(topicKey(label)))
      .slice(0, mostShown)
      .map(({ label, why, ...candidate }) => ({
        code: label,
        name: names.get(topicKey(label))!,
        ...confidenceOf(candidate),
        why,
      })),
    placeNeeded: filled.placeNeeded,
    ...(trained && { measured: trained.measured.time.office }),
  }
}

type Filled = { office: FilledOffice; candidate: Candidate }

/** Kinds of offices become offices; two kinds that come to the same office are one suggestion. */
function filledIn(candidates: Candidate[], region: string | undefined, governments: Governments) {
  const byCode = new Map<string, Filled>()
  let placeNeeded = false
  for (const candidate of candidates) {
    const office = officeAt(candidate.label, region, governments)
    if (!office || office.isInPart) placeNeeded = true
    if (!office) continue
    const code = office.unit ?? office.agency
    const known = byCode.get(code)
    if (known)
      known.candidate = {
        ...known.candidate,
        confidence: Math.min(1, known.candidate.confidence + candidate.confidence),
      }
    else byCode.set(code, { office, candidate })
  }
  return {
    offices: [...byCode.values()].sort((one, other) => other.candidate.confidence - one.candidate.confidence),
    placeNeeded,
  }
}

/** The regency or city and the province of the report; where it names no place, those of the agency it names. */
async function governmentsOf(db: Db, { region, wishedAgency }: ReportToRoute): Promise<Governments> {
  const regency = region && region.length >= 5 ? region.slice(0, 5) : undefined
  const { rows } = await sql<{ code: string; region_code: string }>`
    select code, region_code
    from agency
    where active
      and region_code is not null
      and (region_code = any(${[regency, region?.slice(0, 2)].filter((one) => one !== undefined)}::varchar[])
        or (${region === undefined} and code = ${wishedAgency ?? ''}))
    limit 10`.execute(db)
  return {
    regency: rows.find(({ region_code }) => region_code.length === 5)?.code,
    province: rows.find(({ region_code }) => region_code.length === 2)?.code,
  }
}

/** Codes of topics and of agencies are numbered apart and may be the same. */
const topicKey = (code: string): string => `topic ${code}`

async function namesOf(
  db: Db,
  offices: readonly Filled[],
  categories: readonly { label: string }[],
): Promise<Map<string, string>> {
  const codes = offices.flatMap(({ office }) =>
    office.unit ? [office.agency, office.unit] : [office.agency],
  )
  const topics = categories.map(({ label }) => label)
  const { rows } = await sql<{ key: string; name: string }>`
    select code as key, name from agency where code = any(${codes}::varchar[]) and active
    union all
    select code, name from unit where code = any(${codes}::varchar[]) and active
    union all
    select 'topic ' || code, name from topic where code = any(${topics}::varchar[]) and active`.execute(db)
  return new Map(rows.map(({ key, name }) => [key, name]))
}
