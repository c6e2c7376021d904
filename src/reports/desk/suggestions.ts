/** What the desk shows beside a report that waits to be forwarded. Who makes it is handed in by `app.ts`. */
import { agencyByCode, agencyOfRegion } from '../../directory/agencies/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { Say } from '../../web/say.ts'
import { suggest as suggestFromWords } from '../intake/suggestions.ts'
import { similarReports, type Similar } from './similar.ts'

export type SuggestedOffice = {
  agency: string
  unit?: string
  name: string
  /** The agency of a unit. */
  of?: string
  /** Measured share of decisions like this one that were right, 0 to 1; left out where nothing was measured. */
  confidence?: number
  /** The words of the report that speak for it, or in short why it is offered. */
  why?: string
}

export type Suggestions = {
  offices: SuggestedOffice[]
  categories: { code: string; name: string; confidence?: number }[]
  similar: Similar[]
  /** How good the first suggestion was, measured: '79 % of 4.998'. */
  accuracy?: string
}

export type Suggest = (file: CaseFile) => Promise<Pick<Suggestions, 'offices' | 'categories' | 'accuracy'>>

/** The trained suggestions, filled up with what the words, the reporter and the place say by themselves. */
export async function suggestionsFor(ground: Ground, file: CaseFile, say: Say, suggest: Suggest | undefined): Promise<Suggestions> {
  const { db } = ground
  const [trained, similar, wished, local] = await Promise.all([
    suggest?.(file) ?? fromWords(ground, file, say),
    similarReports(db, file),
    file.wishedAgency === undefined ? undefined : agencyByCode(db, file.wishedAgency),
    file.region === undefined ? undefined : agencyOfRegion(db, file.region),
  ])
  const offices = [...trained.offices]
  const isKnown = (code: string) => offices.some((office) => (office.unit ?? office.agency) === code)
  if (wished?.active && wished.type !== 'national_desk' && !isKnown(wished.code))
    offices.push({ agency: wished.code, name: wished.name, why: say('ditulis pelapor', 'named by the reporter') })
  if (local && !isKnown(local.code))
    offices.push({ agency: local.code, name: local.name, why: say('pemerintah daerah tempat kejadian', 'government of the place') })
  return { ...trained, offices: offices.slice(0, 5), similar }
}

/** Before anything was trained: what the form also offers the reporter. */
async function fromWords(ground: Ground, { title, text, region }: CaseFile, say: Say): ReturnType<Suggest> {
  const { agencies, categories } = await suggestFromWords(ground, { text: `${title}\n${text}`, region }, say)
  return {
    offices: agencies.map(({ code, name, why }) => ({ ...officeNamed(code, name), ...(why !== undefined && { why }) })),
    categories: categories.map(({ code, name }) => ({ code, name })),
  }
}

/** 'Pemerintah Kota Surabaya: Dinas Perhubungan' is an office and whose it is. */
function officeNamed(code: string, name: string): SuggestedOffice {
  const [of, ...rest] = name.split(': ')
  const [agency = ''] = code.split('.')
  return { agency, ...(code !== agency && { unit: code }), ...(rest.length > 0 ? { name: rest.join(': '), of: of! } : { name }) }
}
