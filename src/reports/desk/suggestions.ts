/** What the desk shows beside a report that waits to be forwarded. Who makes it is handed in by `app.ts`. */
import { agencyByCode, agencyOfRegion } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
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

/** The trained suggestions, filled up with what the reporter named and with the government of the place. */
export async function suggestionsFor(db: Db, file: CaseFile, suggest: Suggest | undefined): Promise<Suggestions> {
  const [trained, similar, wished, local] = await Promise.all([
    suggest?.(file) ?? { offices: [], categories: [] },
    similarReports(db, file),
    file.wishedAgency === undefined ? undefined : agencyByCode(db, file.wishedAgency),
    file.region === undefined ? undefined : agencyOfRegion(db, file.region),
  ])
  const offices = [...trained.offices]
  const known = new Set(offices.map((office) => office.unit ?? office.agency))
  if (wished?.active && wished.type !== 'national_desk' && !known.has(wished.code))
    offices.push({ agency: wished.code, name: wished.name, why: 'wished' })
  if (local && local.code !== wished?.code && !known.has(local.code))
    offices.push({ agency: local.code, name: local.name, why: 'region' })
  return { ...trained, offices: offices.slice(0, 5), similar }
}
