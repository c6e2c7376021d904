/** What the desk shows beside a report that waits to be forwarded. */
import { agencyByCode, agencyOfRegion } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { number, percent } from '../../web/dates.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { Say } from '../../web/say.ts'
import { suggestFor, type SuggestedCategory } from '../routing/suggestions.ts'
import { similarFor, type Similar } from './similar.ts'

export type DeskOffice = {
  agency: string
  unit?: string
  name: string
  /** The agency of a unit. */
  of?: string
  /** Measured share of suggestions like this one that were right, 0 to 1; left out where nothing was measured. */
  confidence?: number
  /** The words of the report that speak for it, or in short why it is offered. */
  why?: string
}

export type Suggestions = {
  offices: DeskOffice[]
  categories: SuggestedCategory[]
  similar: Similar[]
  /** How good the first suggestion was, measured. */
  accuracy?: string
}

const mostShown = 5

export async function suggestionsFor(db: Db, file: CaseFile, actor: Actor, say: Say): Promise<Suggestions> {
  const [routed, similar] = await Promise.all([officesFor(db, file, say), similarFor(db, file, actor)])
  return { ...routed, similar }
}

/** The trained suggestions, filled up with what the reporter and the place say by themselves. */
export async function officesFor(db: Db, file: CaseFile, say: Say): Promise<Omit<Suggestions, 'similar'>> {
  const [routed, wished, local] = await Promise.all([
    suggestFor(db, file),
    file.wishedAgency === undefined ? undefined : agencyByCode(db, file.wishedAgency),
    file.region === undefined ? undefined : agencyOfRegion(db, file.region),
  ])
  const offices: DeskOffice[] = routed.offices.map(({ why, ...office }) => ({
    ...office,
    ...(why.length > 0 && { why: wordsOf(why, say) }),
  }))
  const isKnown = (code: string) =>
    offices.some((office) => office.agency === code && office.unit === undefined)
  if (wished?.active && wished.type !== 'national_desk' && !isKnown(wished.code))
    offices.push({
      agency: wished.code,
      name: wished.name,
      why: say('ditulis pelapor', 'named by the reporter'),
    })
  if (local && !isKnown(local.code) && offices.length < 3)
    offices.push({
      agency: local.code,
      name: local.name,
      why: say('pemerintah daerah tempat kejadian', 'government of the place'),
    })
  const { measured } = routed
  return {
    offices: offices.slice(0, mostShown),
    categories: routed.categories,
    ...(measured && {
      accuracy: say(
        `Usulan pertama tepat pada ${percent(measured.first, say)} dari ${number(measured.tested, say)} keputusan.`,
        `The first suggestion was right in ${percent(measured.first, say)} of ${number(measured.tested, say)} decisions.`,
      ),
    }),
  }
}

const wordsOf = (words: readonly string[], say: Say): string =>
  say(`dari kata: ${words.join(', ')}`, `from the words: ${words.join(', ')}`)
