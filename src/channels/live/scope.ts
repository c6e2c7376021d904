/** Which lists an account looks at, so that it hears of changes in those and in no others. */
import type { Db } from '../../platform/db/database.ts'
import type { DeskHint } from '../../platform/db/deskChanges.ts'
import { seesAllMasked, seesEverything, type Actor } from '../../regulation/permissions.ts'
import { actsForAgency } from '../../reports/casefile/deciding.ts'
import { custodianDesk, nationalDesk } from '../../reports/casefile/projections.ts'
import { areaOf, seesWholeAgency } from '../../reports/desk/queries.ts'

/** With `unit` the rows of that unit only, and those that somebody of `held` has by name. */
export type Scope = {
  desks: ReadonlySet<string>
  unit?: string
  held?: readonly string[]
  /** The unit of an agency's account: of a sealed row nobody else of the agency hears. */
  inside?: string
}

/** The same rows as the lists of the desk (`scoped` in reports/desk/queries.ts). */
export async function scopeOf(db: Db, actor: Actor): Promise<Scope> {
  if (actor.roles.some((role) => seesEverything.includes(role))) return { desks: new Set([nationalDesk]) }
  if (actor.roles.includes('identity_custodian')) return { desks: new Set([custodianDesk]) }
  if (!actsForAgency(actor)) {
    const area = await areaOf(db, actor)
    if (area.length > 0) return { desks: new Set(area) }
    return { desks: new Set(actor.roles.some((role) => seesAllMasked.includes(role)) ? [nationalDesk] : []) }
  }
  const desks = new Set(actor.agency === undefined ? [] : [actor.agency])
  const inside = actor.unit ?? ''
  if (seesWholeAgency(actor)) return { desks, inside }
  const held = [actor.id, ...(actor.standsInFor ?? []).map(({ id }) => id)]
  return { desks, unit: inside, held, inside }
}

/** `new` when something has come to be done, `changed` when a list looks different, nothing when it is none of ours. */
export function seenIn(
  { desks, unit, held = [], inside }: Scope,
  hint: DeskHint,
): 'new' | 'changed' | undefined {
  const own = (hint.lists ?? []).filter(
    (list) =>
      desks.has(list.desk) &&
      (list.sealed && inside !== undefined
        ? list.unit === inside
        : unit === undefined || list.unit === unit || held.includes(list.officer ?? '')),
  )
  if (own.length === 0) return undefined
  return own.some(({ isNew }) => isNew) ? 'new' : 'changed'
}
