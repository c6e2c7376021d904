/** An agency's plan: drawn up, tried on last month's reports, put in force, ended. At most one draft and one in force. */
import { randomUUID } from 'node:crypto'
import { refuse, type FieldProblem } from '../../errors.ts'
import { absenceDay } from '../../directory/absences/queries.ts'
import { accountsOf } from '../../directory/accounts/queries.ts'
import { unitByCode } from '../../directory/agencies/queries.ts'
import { regionByCode } from '../../directory/regions/queries.ts'
import { topicByCode } from '../../directory/topics/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../regulation/permissions.ts'
import type { RuleInput } from './inputs.ts'
import { planOf, type Plan } from './queries.ts'
import { wordsOfRule } from './rules.ts'
import type { RuleRow } from './tables.ts'
import { tryRules } from './trial.ts'

const mostRules = 100

/** A draft to work on: a copy of what is in force, or an empty one. An existing draft stays as it is. */
export async function makeDraft(ground: Ground, actor: Actor): Promise<void> {
  const agency = agencyOf(actor)
  await ground.db.transaction().execute(async (trx) => {
    const db = trx as Db
    const draft = { ...blank(agency, actor, ground.now()), id: randomUUID() }
    const made = await db
      .insertInto('routing_plan')
      .values(draft)
      .onConflict((conflict) => conflict.columns(['agency_code']).where('state', '=', 'draft').doNothing())
      .executeTakeFirst()
    const inForce = await planOf(db, agency, 'in_force')
    if (made.numInsertedOrUpdatedRows !== 1n || !inForce || inForce.rules.length === 0) return
    await db
      .insertInto('routing_rule')
      .values(inForce.rules.map((rule) => ({ ...rule, id: randomUUID(), plan_id: draft.id })))
      .execute()
  })
}

export const dropDraft = (ground: Ground, actor: Actor): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    await db.deleteFrom('routing_plan').where('id', '=', draft.id).execute()
  })

/** @throws invalid_input with every wrong field */
export const addRule = (ground: Ground, actor: Actor, input: RuleInput): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    const values = await valuesOf(db, ground, agencyOf(actor), input)
    if (draft.rules.length >= mostRules) throw refuse('invalid_input', { fields: [tooMany] })
    const position = (draft.rules.at(-1)?.position ?? 0) + 1
    await db
      .insertInto('routing_rule')
      .values({ id: randomUUID(), plan_id: draft.id, position, ...values })
      .execute()
    await changed(db, draft)
  })

/** @throws not_found, invalid_input */
export const changeRule = (ground: Ground, actor: Actor, id: string, input: RuleInput): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    ruleIn(draft, id)
    const values = await valuesOf(db, ground, agencyOf(actor), input)
    await db.updateTable('routing_rule').set(values).where('id', '=', id).execute()
    await changed(db, draft)
  })

/** Up, down, or out of the list. @throws not_found */
export const moveRule = (
  ground: Ground,
  actor: Actor,
  id: string,
  way: 'up' | 'down' | 'out',
): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    const rule = ruleIn(draft, id)
    const others = draft.rules.filter((one) => one !== rule)
    const at = draft.rules.indexOf(rule) + (way === 'up' ? -1 : 1)
    const order = way === 'out' ? others : others.toSpliced(Math.max(0, at), 0, rule)
    if (way === 'out') await db.deleteFrom('routing_rule').where('id', '=', id).execute()
    for (const [index, one] of order.entries())
      if (one.position !== index + 1)
        await db
          .updateTable('routing_rule')
          .set({ position: index + 1 })
          .where('id', '=', one.id)
          .execute()
    await changed(db, draft)
  })

/** Tries the draft as it stands; what it found is kept with it. */
export const tryDraft = (ground: Ground, actor: Actor): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    const now = ground.now()
    const agency = agencyOf(actor)
    const officers = await accountsOf(db, agency, 'unit_officer', { today: absenceDay(now), limit: 1000 })
    const units = new Map(officers.map(({ id, unit }) => [id, unit ?? null]))
    const trial = await tryRules(db, agency, draft.rules, units, now)
    await db
      .updateTable('routing_plan')
      .set({ trial: JSON.stringify(trial) as never, tried_at: now, tried_version: draft.version })
      .where('id', '=', draft.id)
      .execute()
  })

/**
 * Puts the draft in force from now on, in place of what was. Only what has been tried as it stands, and as it was seen.
 * @throws plan_not_tried
 */
export const startPlan = (ground: Ground, actor: Actor, seenVersion: number): Promise<void> =>
  onDraft(ground, actor, async (db, draft) => {
    if (draft.tried_version !== draft.version || draft.version !== seenVersion) throw refuse('plan_not_tried')
    await endInForce(db, ground, actor)
    await db
      .updateTable('routing_plan')
      .set({ state: 'in_force', started_by: actor.id, started_at: ground.now() })
      .where('id', '=', draft.id)
      .execute()
  })

/** From now on reports wait for a person again. */
export const endPlan = (ground: Ground, actor: Actor): Promise<void> => endInForce(ground.db, ground, actor)

async function endInForce(db: Db, ground: Ground, actor: Actor): Promise<void> {
  await db
    .updateTable('routing_plan')
    .set({ state: 'past', ended_by: actor.id, ended_at: ground.now() })
    .where('agency_code', '=', agencyOf(actor))
    .where('state', '=', 'in_force')
    .execute()
}

/** Two admins at once come one after the other. @throws not_found without a draft */
const onDraft = (ground: Ground, actor: Actor, act: (db: Db, draft: Plan) => Promise<void>): Promise<void> =>
  ground.db.transaction().execute(async (trx) => {
    await trx
      .selectFrom('routing_plan')
      .select('id')
      .where('agency_code', '=', agencyOf(actor))
      .where('state', '=', 'draft')
      .forUpdate()
      .execute()
    const draft = await planOf(trx as Db, agencyOf(actor), 'draft')
    if (!draft) throw refuse('not_found')
    await act(trx as Db, draft)
  })

const agencyOf = ({ agency }: Actor): string => {
  if (agency === undefined) throw refuse('not_permitted')
  return agency
}

const ruleIn = (draft: Plan, id: string): RuleRow => {
  const rule = draft.rules.find((one) => one.id === id)
  if (!rule) throw refuse('not_found')
  return rule
}

const changed = async (db: Db, { id, version }: Plan): Promise<void> => {
  await db
    .updateTable('routing_plan')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
}

const blank = (agency: string, actor: Actor, now: Date) => ({
  agency_code: agency,
  state: 'draft' as const,
  version: 1,
  tried_version: null,
  tried_at: null,
  trial: null,
  made_by: actor.id,
  made_at: now,
  started_by: null,
  started_at: null,
  ended_by: null,
  ended_at: null,
})

type Values = Omit<RuleRow, 'id' | 'plan_id' | 'position'>

async function valuesOf(db: Db, ground: Ground, agency: string, input: RuleInput): Promise<Values> {
  const { category, region, words, unit, officer } = trimmed(input)
  const isInTurn = officer === 'bergilir'
  const officers = await accountsOf(db, agency, 'unit_officer', {
    today: absenceDay(ground.now()),
    limit: 1000,
  })
  const named = isInTurn || officer === undefined ? undefined : officers.find(({ id }) => id === officer)
  const [topic, place, office] = await Promise.all([
    category === undefined ? undefined : topicByCode(db, category),
    region === undefined ? undefined : regionByCode(db, region),
    unit === undefined ? undefined : unitByCode(db, unit),
  ])
  const problems: FieldProblem[] = [
    ...(category !== undefined && !topic ? [wrong('category')] : []),
    ...(region !== undefined && !place ? [wrong('region')] : []),
    ...(words !== undefined && wordsOfRule(words).length === 0 ? [wrong('words')] : []),
    ...(unit !== undefined && (office?.agency_code !== agency || !office.active) ? [wrong('unit')] : []),
    ...(officer !== undefined && !isInTurn && !named ? [wrong('officer')] : []),
    ...(unit === undefined && officer === undefined ? [noTarget] : []),
    ...(named && unit !== undefined && named.unit !== unit ? [otherUnit] : []),
  ]
  if (problems.length > 0) throw refuse('invalid_input', { fields: problems })
  return {
    name: input.name.trim(),
    category: category ?? null,
    region: region ?? null,
    words: words ?? null,
    unit_code: unit ?? null,
    officer_id: named?.id ?? null,
    in_turn: isInTurn,
  }
}

const trimmed = (input: RuleInput): Partial<Record<keyof RuleInput, string>> =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )

const wrong = (field: string): FieldProblem => ({
  field,
  code: 'not_a_choice',
  id: 'Pilihan ini tidak ada di instansi Anda. Pilih dari daftar.',
  en: 'Your agency has no such choice. Choose one from the list.',
})
const noTarget: FieldProblem = {
  field: 'unit',
  code: 'required',
  id: 'Pilih unit, petugas, atau giliran.',
  en: 'Choose a unit, an officer, or turns.',
}
const otherUnit: FieldProblem = {
  field: 'officer',
  code: 'other_unit',
  id: 'Petugas ini bekerja di unit lain. Kosongkan unitnya, atau pilih petugas dari unit itu.',
  en: 'This officer works in another unit. Leave the unit out, or choose an officer of it.',
}
const tooMany: FieldProblem = {
  field: 'name',
  code: 'too_many',
  id: `Paling banyak ${mostRules} aturan. Gabungkan atau hapus yang tidak dipakai.`,
  en: `${mostRules} rules at most. Join some, or remove those that are not used.`,
}
