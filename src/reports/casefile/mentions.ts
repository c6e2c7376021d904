/** `@name` in an internal note: who is meant, and the list of those who were named. Only who may read it can be named. */
import { sql } from 'kysely'
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { seesEverything, type Actor, type Role } from '../../regulation/permissions.ts'
import { hasInHand } from './deciding.ts'

/** What stands after one `@`: up to the end of its line, because names have spaces. */
export type Mention = { words: string; first: string }
export type Mentionable = { id: string; name: string; handle: string; place: string | null }
export type Mentioned = Pick<Mentionable, 'id' | 'name'>

const mostMentions = 10

/** Every `@` that begins a word and is followed by one; the one of a mail address does not begin a word. */
export function mentionsIn(text: string): Mention[] {
  const found: Mention[] = []
  for (const match of text.matchAll(/(?<=^|[\s([{"'“])@(?=[\p{L}\d])/gmu)) {
    const words = /^[^\n]{1,130}/.exec(text.slice(match.index + 1))![0]
    const first = /^[\p{L}\d]+(?:[._-][\p{L}\d]+)*/u.exec(words)![0]
    found.push({ words, first })
  }
  return found
}

/** The person whose whole name stands there; else the one whose first name or mailbox it is, if there is only one. */
export function whoIsMeant(mention: Mention, people: readonly Mentionable[]): Mentionable[] {
  const words = folded(mention.words)
  const whole = people.filter(({ name }) => startsWithName(words, folded(name)))
  const longest = Math.max(0, ...whole.map(({ name }) => name.length))
  if (whole.length > 0) return whole.filter(({ name }) => name.length === longest)
  const first = folded(mention.first)
  const byHandle = people.filter(({ handle }) => handle === first)
  return byHandle.length > 0 ? byHandle : people.filter(({ name }) => folded(name).split(' ')[0] === first)
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ')
const startsWithName = (words: string, name: string): boolean =>
  words.startsWith(name) && !/^[\p{L}\d]/u.test(words.slice(name.length))

/**
 * Everybody whom a note names, each once.
 * @throws mention_unknown when a name is nobody's who may open the report, or that of several; whether there is such
 *   a person elsewhere is not told
 */
export async function mentionedIn(db: Db, file: CaseFile, text: string, now: string): Promise<Mentioned[]> {
  const mentions = mentionsIn(text).slice(0, mostMentions)
  if (mentions.length === 0) return []
  const people = await peopleNamed(db, file, mentions, now)
  const problems: FieldProblem[] = []
  const found = new Map<string, Mentioned>()
  for (const mention of mentions) {
    const [one, ...others] = whoIsMeant(mention, people)
    if (one && others.length === 0) found.set(one.id, { id: one.id, name: one.name })
    else problems.push(one ? several(mention, [one, ...others]) : nobody(mention))
  }
  if (problems.length > 0) throw refuse('mention_unknown', { fields: problems })
  return [...found.values()]
}

const nobody = ({ first }: Mention): FieldProblem => ({
  field: 'text',
  code: 'mention_unknown',
  id: `@${first}: tidak ada petugas dengan nama itu yang dapat membuka laporan ini. Periksa namanya, atau hapus tanda @.`,
  en: `@${first}: nobody of that name may open this report. Check the name, or remove the @.`,
})

const several = ({ first }: Mention, people: readonly Mentionable[]): FieldProblem => {
  const names = people.map(({ name, handle }) => `${name} (@${handle})`).join(', ')
  return {
    field: 'text',
    code: 'mention_unclear',
    id: `@${first} dapat berarti beberapa orang: ${names}. Tulis nama lengkap atau nama dalam kurung.`,
    en: `@${first} may be several people: ${names}. Write the whole name or the one in brackets.`,
  }
}

type Account = {
  id: string
  name: string
  handle: string
  agency: string | null
  unit: string | null
  place: string | null
  roles: Role[]
}

/** Whose desk shows this report with its internal notes. */
const readsNotes = (file: CaseFile, { id, name, agency, unit, roles }: Account): boolean => {
  if (roles.some((role) => seesEverything.includes(role))) return true
  const actor: Actor = {
    kind: 'staff',
    id,
    name,
    roles,
    ...(agency !== null && { agency }),
    ...(unit !== null && { unit }),
  }
  return hasInHand(file, actor)
}

async function accounts(
  db: Db,
  now: string,
  condition: ReturnType<typeof sql<boolean>>,
  limit: number,
): Promise<Account[]> {
  const today = localDay(now, 'Asia/Jakarta')
  const { rows } = await sql<Account>`
    select a.id, a.name, split_part(a.email, '@', 1) as handle, a.agency_code as agency, a.unit_code as unit,
      coalesce(u.name, g.short_name) as place,
      array_agg(r.role::text order by r.role) as roles
    from account a
    join account_role r on r.account_id = a.id and (r.last_day is null or r.last_day >= ${today}::text::date)
    left join unit u on u.code = a.unit_code
    left join agency g on g.code = a.agency_code
    where a.active and ${condition}
    group by a.id, u.name, g.short_name
    order by a.name, a.id
    limit ${limit}`.execute(db)
  return rows
}

async function peopleNamed(
  db: Db,
  file: CaseFile,
  mentions: readonly Mention[],
  now: string,
): Promise<Mentionable[]> {
  const firsts = [...new Set(mentions.map(({ first }) => folded(first)))]
  const starts = firsts.map((first) => `${(first.split(/[._-]/)[0] ?? first).replace(/[\\%_]/g, '\\$&')}%`)
  const named = sql<boolean>`(lower(a.name) like any(${starts}::text[]) or split_part(a.email, '@', 1) = any(${firsts}::text[]))`
  return (await accounts(db, now, named, 500)).filter((account) => readsNotes(file, account))
}

/** Colleagues to choose from: of the agencies that have the report. The national desk is named by its names only. */
export async function colleaguesOn(
  db: Db,
  file: CaseFile,
  actor: Actor,
  now: string,
): Promise<Mentionable[]> {
  const parts = file.parts.filter(({ state }) => state !== 'closed')
  const agencies = actor.agency === undefined ? parts.map(({ agency }) => agency) : [actor.agency]
  if (agencies.length === 0) return []
  const near = sql<boolean>`a.agency_code = any(${agencies}::varchar[]) and a.id <> ${actor.id}::uuid`
  return (await accounts(db, now, near, 200)).filter((account) => readsNotes(file, account)).slice(0, 30)
}

/** Inside the transaction of the note: each finds it in the own list until it was read. Nobody is told of the own words. */
export async function keepMentions(
  db: Db,
  reportId: string,
  seq: number,
  mentioned: readonly Mentioned[],
  actor: Actor,
  at: string,
): Promise<void> {
  const others = mentioned.filter(({ id }) => id !== actor.id)
  if (others.length === 0) return
  await db
    .insertInto('mention')
    .values(
      others.map(({ id }) => ({
        report_id: reportId,
        seq,
        account_id: id,
        created_at: new Date(at),
        read_at: null,
      })),
    )
    .execute()
}

/** What was named here is read: by the button, and by whoever takes a step on the report. */
export async function readMentions(db: Db, accountId: string, reportId: string, at: Date): Promise<void> {
  // Other actors are called 'system' or 'reporter'.
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(accountId)) return
  await db
    .updateTable('mention')
    .set({ read_at: at })
    .where('account_id', '=', accountId)
    .where('report_id', '=', reportId)
    .where('read_at', 'is', null)
    .execute()
}

/** The notes in which somebody is named and has not said that they were read. */
export async function unreadMentions(db: Db, accountId: string, reportId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('mention')
    .select('seq')
    .where('account_id', '=', accountId)
    .where('report_id', '=', reportId)
    .where('read_at', 'is', null)
    .orderBy('seq')
    .limit(50)
    .execute()
  return rows.map(({ seq }) => seq)
}

/** Read ones say nothing that the event does not say; for the worker's sweep. */
export const forgetMentions = async (db: Db, before: Date): Promise<void> => {
  await db.deleteFrom('mention').where('created_at', '<', before).where('read_at', 'is not', null).execute()
}
