/** Which rule of an agency fits a report, and whom it gives it to. Pure: the same for a trial and in force. */
import type { Absence } from '../../directory/absences/queries.ts'
import type { RuleRow } from './tables.ts'

export type Rule = Pick<
  RuleRow,
  'id' | 'position' | 'name' | 'category' | 'region' | 'words' | 'unit_code' | 'officer_id' | 'in_turn'
>

/** What a rule looks at. The words are those that the agency may read: masked where it reads masked. */
export type Subject = {
  /** The category and those above it. */
  categories: readonly string[]
  region: string | undefined
  words: string
}

/** Letters and digits in lower case with single spaces, and one at each end, so that whole words can be looked up. */
export const inWords = (text: string): string =>
  ` ${(
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\d]+/gu) ?? []
  ).join(' ')} `

/** 'lampu, jalan rusak, pju*': each stands for itself; the star for whatever a word goes on with. */
export const wordsOfRule = (typed: string | null): string[] =>
  (typed ?? '')
    .split(/[,;\n]/)
    .map((one) => ({ isOpen: /\*\s*$/.test(one), text: inWords(one).trim() }))
    .filter(({ text }) => text !== '')
    .map(({ isOpen, text }) => (isOpen ? ` ${text}` : ` ${text} `))

export const fits = (rule: Rule, subject: Subject): boolean => {
  const words = wordsOfRule(rule.words)
  return (
    (rule.category === null || subject.categories.includes(rule.category)) &&
    (rule.region === null || isWithin(subject.region, rule.region)) &&
    (words.length === 0 || words.some((word) => subject.words.includes(word)))
  )
}

const isWithin = (region: string | undefined, whole: string): boolean =>
  region !== undefined && (region === whole || region.startsWith(`${whole}.`))

export type Officer = { id: string; name: string; unit: string | null }

export type People = {
  /** Liaisons who work for the agency today, by name. */
  officers: readonly Officer[]
  away: ReadonlyMap<string, Pick<Absence, 'substitute' | 'name'>>
  /** When each last had a turn; whoever never had one comes first. */
  lastTurn: ReadonlyMap<string, number>
}

export type Target = { rule: Rule; unit?: string; officer?: Officer; insteadOf?: string }

/**
 * Where a report goes: by the first rule that fits and has somebody. One that has come to a unit stays in that unit,
 * so rules that would take it elsewhere are passed over. Nothing when no rule fits, or nobody of those that fit is
 * there: then it waits for a person, as without rules.
 */
export function targetFor(
  rules: readonly Rule[],
  subject: Subject,
  people: People,
  atUnit?: string,
): Target | undefined {
  for (const rule of rules) {
    if (!fits(rule, subject)) continue
    const target = targetOf(rule, people, atUnit)
    if (target) return target
  }
  return undefined
}

function targetOf(rule: Rule, people: People, atUnit: string | undefined): Target | undefined {
  const unit = rule.unit_code ?? undefined
  if (atUnit !== undefined && unit !== undefined && unit !== atUnit) return undefined
  if (rule.in_turn) {
    const officer = nextInTurn(people, unit ?? atUnit)
    return officer && { rule, officer, ...unitOf(officer, unit ?? atUnit) }
  }
  if (rule.officer_id !== null) return byName(rule, people, atUnit)
  // A unit alone says nothing more about what is there already.
  return unit === undefined || unit === atUnit ? undefined : { rule, unit }
}

function byName(rule: Rule, people: People, atUnit: string | undefined): Target | undefined {
  const absence = people.away.get(rule.officer_id!)
  const id = absence ? absence.substitute : rule.officer_id
  const officer = people.officers.find((one) => one.id === id && !people.away.has(one.id))
  if (!officer || (atUnit !== undefined && officer.unit !== atUnit)) return undefined
  return {
    rule,
    officer,
    ...unitOf(officer, undefined),
    ...(absence && { insteadOf: absence.name }),
  }
}

const unitOf = (officer: Officer, unit: string | undefined): { unit?: string } => {
  const code = unit ?? officer.unit
  return code === null ? {} : { unit: code }
}

/** Whoever is there and has waited longest for a turn; in the order of names while nobody has had one. */
function nextInTurn({ officers, away, lastTurn }: People, unit: string | undefined): Officer | undefined {
  return officers
    .filter((one) => !away.has(one.id) && one.unit !== null && (unit === undefined || one.unit === unit))
    .toSorted((a, b) => (lastTurn.get(a.id) ?? 0) - (lastTurn.get(b.id) ?? 0))[0]
}
