/** Being away: entered by the person or an admin of the agency, over by itself, or earlier by either of them. */
import { randomUUID } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayStandInFor, mayUse, type Actor } from '../../regulation/permissions.ts'
import { absenceById, absenceDay, colleaguesOf, overlapping } from './queries.ts'

export const AbsenceInput = Type.Object({
  /** Left out: one's own. */
  account: Type.Optional(Type.String({ format: 'uuid' })),
  from: Type.String({ format: 'date' }),
  to: Type.String({ format: 'date' }),
  substitute: Type.Optional(Type.String({ format: 'uuid' })),
})
export type AbsenceInput = Static<typeof AbsenceInput>

const longestDays = 366

/**
 * Enters an absence. The substitute sees and handles what the absent person holds, from the first to the last day.
 * @throws not_permitted for somebody else's absence without the power; invalid_input with every wrong field
 */
export async function enterAbsence(ground: Ground, actor: Actor, input: AbsenceInput): Promise<string> {
  const { db } = ground
  const now = ground.now()
  const { agency } = actor
  const account = input.account ?? actor.id
  if (agency === undefined || (account !== actor.id && !mayUse(actor, 'enter_absence_of_others')))
    throw refuse('not_permitted')
  return db.transaction().execute(async (trx) => {
    // Two forms sent at once for one person come one after the other, so that no two absences share a day.
    await trx.selectFrom('account').select('id').where('id', '=', account).forUpdate().execute()
    const problems = await problemsOf(trx as Db, agency, account, input, absenceDay(now))
    if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
    const id = randomUUID()
    await trx
      .insertInto('absence')
      .values({
        id,
        account_id: account,
        agency_code: agency,
        substitute_id: input.substitute ?? null,
        from_day: input.from,
        to_day: input.to,
        set_by: actor.id,
        created_at: now,
        ended_at: null,
        ended_by: null,
      })
      .execute()
    return id
  })
}

/**
 * Ends an absence before its last day, or takes one back that has not begun.
 * @throws not_found when it is nobody's of the agency; not_permitted
 */
export async function endAbsence(ground: Ground, actor: Actor, id: string): Promise<void> {
  const absence = actor.agency === undefined ? undefined : await absenceById(ground.db, id, actor.agency)
  if (!absence) throw refuse('not_found')
  if (absence.account !== actor.id && !mayUse(actor, 'enter_absence_of_others')) throw refuse('not_permitted')
  await ground.db
    .updateTable('absence')
    .set({ ended_at: ground.now(), ended_by: actor.id })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}

async function problemsOf(
  db: Db,
  agency: string,
  account: string,
  { from, to, substitute }: AbsenceInput,
  today: string,
): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = []
  if (to < from) problems.push(words.order)
  else if (to < today) problems.push(words.past)
  else if (Date.parse(to) - Date.parse(from) > longestDays * 86_400_000) problems.push(words.long)
  const colleagues = await colleaguesOf(db, agency, today)
  const person = colleagues.find(({ id }) => id === account)
  if (!person) return [...problems, words.person]
  const other = await overlapping(db, account, from, to)
  if (other)
    problems.push({
      field: 'from',
      code: 'overlap',
      id: `Sudah ada ketidakhadiran ${other.from} sampai ${other.to}. Akhiri dulu yang itu, atau pilih hari lain.`,
      en: `There is an absence from ${other.from} to ${other.to} already. End that one first, or choose other days.`,
    })
  if (substitute === undefined) return problems
  const stand = colleagues.find(({ id }) => id === substitute)
  if (!stand || substitute === account || !mayStandInFor(stand.roles, person.roles))
    return [...problems, words.substitute]
  const away = await overlapping(db, substitute, from, to)
  if (away)
    problems.push({
      field: 'substitute',
      code: 'away_too',
      id: `${stand.name} juga tidak masuk ${away.from} sampai ${away.to}. Pilih orang lain.`,
      en: `${stand.name} is away too, from ${away.from} to ${away.to}. Choose somebody else.`,
    })
  return problems
}

const words: Record<'order' | 'past' | 'long' | 'person' | 'substitute', FieldProblem> = {
  order: {
    field: 'to',
    code: 'wrong_order',
    id: 'Hari terakhir mendahului hari pertama.',
    en: 'The last day is before the first one.',
  },
  past: {
    field: 'to',
    code: 'in_the_past',
    id: 'Hari terakhirnya sudah lewat.',
    en: 'The last day has passed already.',
  },
  long: {
    field: 'to',
    code: 'too_long',
    id: 'Paling lama satu tahun. Untuk yang lebih lama, serahkan tugasnya.',
    en: 'One year at most. For longer, hand the work over.',
  },
  person: {
    field: 'account',
    code: 'not_a_choice',
    id: 'Pilih orang yang bekerja di instansi Anda.',
    en: 'Choose somebody who works for your agency.',
  },
  substitute: {
    field: 'substitute',
    code: 'not_a_choice',
    id: 'Pengganti harus orang lain di instansi yang sama dengan wewenang yang sama.',
    en: 'The substitute must be somebody else of the same agency who may do the same.',
  },
}
