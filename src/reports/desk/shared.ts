/**
 * What colleagues see alike is asked and rendered once in some seconds: three hundred verifiers look at one list.
 * Whoever has just done something is never shown a list from before that, and what a reporter sends shows at once.
 */
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { App } from '../../platform/http/server.ts'
import type { Actor } from '../../regulation/permissions.ts'

/** How old a list of colleagues' work may be; a row that has gone says so when it is opened. */
const sharedSeconds = 2

// By account, when it last sent a form or called the API in this process.
const lastActs = new Map<string, number>()
const mostActs = 10_000
/** Nothing that was kept before this is shown to anybody. */
let forgottenAt = 0

/** Notes every request that may have changed something, before its answer leads to the next list. */
export function noteActs(app: App): void {
  app.addHook('onSend', (request, _reply, payload, done) => {
    const { actor, method } = request
    if (method !== 'GET' && method !== 'HEAD') {
      const now = performance.now()
      if (actor?.kind !== 'staff') forgottenAt = now
      else if (lastActs.size < mostActs) lastActs.set(actor.id, now)
      else {
        // Forgetting when somebody acted must not bring an old list back.
        lastActs.clear()
        forgottenAt = now
      }
    }
    done(null, payload)
  })
}

/** When this account last changed something, or a reporter did, by `performance.now()`. */
export const lastChange = ({ id }: Pick<Actor, 'id'>): number => Math.max(lastActs.get(id) ?? 0, forgottenAt)

/**
 * One answer for everybody who sees the same: the same roles in the same office, or with `own` this account alone.
 * @param name says what is asked, with every filter and the language of it
 */
export function shared<Answer>(
  db: Db,
  { id, roles, agency, unit, standsInFor = [] }: Actor,
  name: string,
  ask: () => Promise<Answer>,
  own?: 'own',
): Promise<Answer> {
  // Whoever stands in for somebody has lists that colleagues of the same office do not have.
  const others = standsInFor.map((one) => one.id).join('+')
  const who = [roles.join('+'), agency, unit, others, own === undefined ? '' : id].join(' ')
  return remembered(db, `desk ${who} ${name}`, sharedSeconds, ask, lastChange({ id }))
}
