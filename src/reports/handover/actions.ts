/** A handover: offered by whoever holds the reports or an admin, accepted or declined by whoever gets them. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import { refuse, type FieldProblem } from '../../errors.ts'
import { absenceDay, colleaguesOf } from '../../directory/absences/queries.ts'
import { unitByCode } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayUse, type Actor } from '../../regulation/permissions.ts'
import { unsealedFor } from '../casefile/sealed.ts'
import { handoverFor, isReceiver, type Handover } from './queries.ts'

export const OfferInput = Type.Object({
  /** Left out: what the account itself holds. */
  from: Type.Optional(Type.String({ format: 'uuid' })),
  /** The id of a colleague, or the code of a unit. */
  to: Type.String({ minLength: 1, maxLength: 100 }),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
})
export type OfferInput = Static<typeof OfferInput>

/** More than this in one handover is a mistake of somebody's list. */
const mostItems = 5_000

/**
 * Offers everything open that somebody holds by name. What is in it is fixed now: the packet that is accepted is the
 * packet that was read. Inspections go along only where giver and receiver both belong to the inspectorate.
 * @throws not_permitted; invalid_input with every wrong field
 */
export async function offer(ground: Ground, actor: Actor, input: OfferInput): Promise<string> {
  const { db } = ground
  const { agency } = actor
  const from = input.from ?? actor.id
  if (agency === undefined || (from !== actor.id && !mayUse(actor, 'hand_over_of_others')))
    throw refuse('not_permitted')
  const to = await receiverOf(db, agency, from, input.to, absenceDay(ground.now()))
  if ('problem' in to) throw refuse('invalid_input', { fields: [to.problem] })
  const { unit, ...receiver } = to
  const held = sql`agency_code = ${agency} and open and part_no > 0 and officer_id = ${from}::uuid
    and ${unsealedFor(actor)}`
  const goes = sql`${held} and ${unsealedFor({ unit })}`
  const { rows } = await sql<{ holds: boolean; gives: boolean }>`
    select exists (select from agency_inbox where ${held}) as holds,
      exists (select from agency_inbox where ${goes}) as gives`.execute(db)
  if (!rows[0]!.holds) throw refuse('invalid_input', { fields: [words.nothing] })
  if (!rows[0]!.gives) throw refuse('invalid_input', { fields: [words.inspections] })
  return db.transaction().execute(async (trx) => {
    const id = randomUUID()
    const made = await trx
      .insertInto('handover')
      .values({
        id,
        agency_code: agency,
        from_id: from,
        ...receiver,
        note: input.note?.trim() ?? '',
        state: 'offered',
        offered_by: actor.id,
        offered_at: ground.now(),
        decided_by: null,
        decided_at: null,
        answer: null,
      })
      .onConflict((conflict) => conflict.columns(['from_id']).where('state', '=', 'offered').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) throw refuse('invalid_input', { fields: [words.twice] })
    const items = await sql`
      insert into handover_item (report_id, handover_id, part_no, state)
      select report_id, ${id}::uuid, part_no, 'waiting'
      from agency_inbox
      where ${goes}
      order by due_at, report_id
      limit ${mostItems}`.execute(trx)
    if (items.numAffectedRows === 0n) throw refuse('invalid_input', { fields: [words.nothing] })
    return id
  })
}

type Receiver = ({ to_id: string; to_unit: null } | { to_id: null; to_unit: string }) & { unit?: string }

async function receiverOf(
  db: Db,
  agency: string,
  from: string,
  to: string,
  today: string,
): Promise<Receiver | { problem: FieldProblem }> {
  if (!/^[0-9a-f-]{36}$/.test(to)) {
    const unit = await unitByCode(db, to)
    return unit?.active && unit.agency_code === agency
      ? { to_id: null, to_unit: unit.code, unit: unit.code }
      : { problem: words.receiver }
  }
  const person = (await colleaguesOf(db, agency, today)).find(({ id }) => id === to)
  const mayHold = person?.roles.some((role) => role === 'unit_officer' || role === 'agency_admin')
  return person && mayHold && to !== from
    ? { to_id: to, to_unit: null, ...(person.unit !== null && { unit: person.unit }) }
    : { problem: words.receiver }
}

/** The receiver's word. Saying yes twice is one yes. @throws not_found, not_permitted, handover_decided */
export async function accept(ground: Ground, actor: Actor, id: string): Promise<Handover> {
  const handover = await decided(ground, actor, id, 'accepted', (one) => isReceiver(actor, one))
  if (handover.state !== 'accepted') throw refuse('handover_decided')
  return handover
}

/** @throws not_found, not_permitted, handover_decided, invalid_input without a reason */
export async function decline(ground: Ground, actor: Actor, id: string, answer: string): Promise<void> {
  if (answer.trim().length < 3) throw refuse('invalid_input', { fields: [words.answer] })
  const handover = await decided(
    ground,
    actor,
    id,
    'declined',
    (one) => isReceiver(actor, one),
    answer.trim().slice(0, 1000),
  )
  if (handover.state !== 'declined') throw refuse('handover_decided')
}

/** Taken back by whoever offered it, whoever holds the reports, or an admin. @throws not_found, handover_decided */
export async function withdraw(ground: Ground, actor: Actor, id: string): Promise<void> {
  const handover = await decided(
    ground,
    actor,
    id,
    'withdrawn',
    (one) => one.offered_by === actor.id || one.from_id === actor.id || mayUse(actor, 'hand_over_of_others'),
  )
  if (handover.state !== 'withdrawn') throw refuse('handover_decided')
}

async function decided(
  ground: Ground,
  actor: Actor,
  id: string,
  state: 'accepted' | 'declined' | 'withdrawn',
  may: (handover: Handover) => boolean,
  answer?: string,
): Promise<Handover> {
  const handover = await handoverFor(ground.db, actor, id)
  if (!handover) throw refuse('not_found')
  if (!may(handover)) throw refuse('not_permitted')
  await ground.db
    .updateTable('handover')
    .set({ state, decided_by: actor.id, decided_at: ground.now(), answer: answer ?? null })
    .where('id', '=', id)
    .where('state', '=', 'offered')
    .execute()
  return (await handoverFor(ground.db, actor, id))!
}

const words: Record<'twice' | 'nothing' | 'inspections' | 'receiver' | 'answer', FieldProblem> = {
  twice: {
    field: 'from',
    code: 'offered_already',
    id: 'Sudah ada serah terima yang menunggu jawaban. Tarik kembali dulu, atau tunggu jawabannya.',
    en: 'A handover is waiting for an answer already. Take it back first, or wait for the answer.',
  },
  nothing: {
    field: 'from',
    code: 'nothing_held',
    id: 'Tidak ada laporan terbuka atas nama orang ini.',
    en: 'No open report is in the name of this person.',
  },
  inspections: {
    field: 'to',
    code: 'inspection_stays',
    id: 'Pengaduan berkadar pengawasan tetap di inspektorat. Pilih petugas inspektorat.',
    en: 'Complaints that need an inspection stay with the inspectorate. Choose somebody of the inspectorate.',
  },
  receiver: {
    field: 'to',
    code: 'not_a_choice',
    id: 'Pilih petugas lain atau unit dari instansi yang sama.',
    en: 'Choose another officer, or a unit, of the same agency.',
  },
  answer: {
    field: 'answer',
    code: 'required',
    id: 'Sebut alasannya, supaya yang menyerahkan tahu apa yang perlu diatur lagi.',
    en: 'Say why, so that whoever offers it knows what to arrange.',
  },
}
