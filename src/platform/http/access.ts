import type { FastifyRequest } from 'fastify'
import { refuse } from '../../errors.ts'
import { powers, visitor, type Actor, type Power, type Role } from '../../regulation/permissions.ts'
import { transitions, type ActionName } from '../../regulation/transitions.ts'
import { cookieNames } from './cookies.ts'
import { speakEnglishAtDesk, type Language } from './language.ts'
import type { App } from './server.ts'

/** What a request may bring to say who sends it. */
export interface Credentials {
  session?: string | undefined
  bearer?: string | undefined
}

/** Who somebody turned out to be, and the language that they chose for the desk. */
export interface Identity {
  actor: Actor
  language: Language
  desk: DeskSettings
}

/** How somebody's desk looks: comes with the session, because every page of it asks. */
export interface DeskSettings {
  shortcutsOff: boolean
  /** How many filters they have named. */
  savedFilters: number
  language: Language
  unitName?: string
}

/**
 * Looks credentials up; undefined when they are unknown or have expired. With `isBackground` nobody is at the desk:
 * the session is not kept alive by it.
 */
export type Identify = (
  credentials: Credentials,
  options?: { isBackground?: boolean },
) => Promise<Identity | undefined>

/** What a route names as its `access`: a power, or an action of the state table. */
export type Access = Power | ActionName

/** A route and who may use it. */
export interface Door {
  method: string
  url: string
  access: Access
}

/** Whom each access lets in: the roles of a power, and of every row of an action and who may confirm it. */
const doors: ReadonlyMap<string, ReadonlySet<Role>> = (() => {
  const table = new Map<string, Set<Role>>()
  const open = (access: string, roles: readonly Role[]) =>
    table.set(access, new Set([...(table.get(access) ?? []), ...roles]))
  for (const row of transitions) {
    open(row.action, row.by)
    if (row.confirm) open(row.confirm.action, row.confirm.by)
  }
  for (const [power, roles] of Object.entries(powers)) open(power, roles)
  return table
})()

/**
 * Lets each request through to routes whose `access` its actor has. This answers "may this role?"; "is this
 * report theirs?" is asked by the room.
 * @returns every route as it is registered, with its access
 * @throws Error at registration when a route names no access, or one that the regulation does not know
 */
export function addAccess(app: App, identify: Identify): Door[] {
  const registered: Door[] = []
  app.decorateRequest('actor', null as unknown as Actor)
  app.decorateRequest('laterRefusal', undefined)
  app.decorateRequest('deskSettings', undefined)
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access
    if (access === undefined)
      throw new Error(`The route ${String(method)} ${url} does not say who may use it (config.access).`)
    if (!doors.has(access))
      throw new Error(`The route ${String(method)} ${url} names an unknown access: ${access}`)
    for (const one of [method].flat()) registered.push({ method: one, url, access })
  })
  app.addHook('onRequest', async (request) => {
    request.actor = visitor
    try {
      await admit(request, identify)
    } catch (error) {
      // A form that was filled in for ten minutes is read before it is refused, so that its text can be kept.
      if (!isTypedForm(request)) throw error
      request.laterRefusal = error
    }
  })
  app.addHook('preValidation', (request, _reply, done) => done(request.laterRefusal as Error | undefined))
  return registered
}

async function admit(request: FastifyRequest, identify: Identify): Promise<void> {
  if (request.routeOptions.config.withoutActor) return
  const credentials = credentialsOf(request)
  const hasAny = credentials.session !== undefined || credentials.bearer !== undefined
  const { isBackground = false } = request.routeOptions.config
  const identity = hasAny ? await identify(credentials, { isBackground }) : undefined
  if (identity) {
    request.actor = identity.actor
    request.deskSettings = identity.desk
    if (identity.language === 'en') speakEnglishAtDesk(request.raw)
  }
  const { access } = request.routeOptions.config
  if (access === undefined || mayEnter(request.actor, access)) return
  throw refuse(request.actor.kind === 'staff' ? 'not_permitted' : 'sign_in_required')
}

/** Whether the door lets this actor in; whether the report is theirs is asked behind it. */
export const mayEnter = (actor: Pick<Actor, 'roles'>, access: Access): boolean =>
  actor.roles.some((role) => doors.get(access)?.has(role))

/**
 * A bearer token speaks for itself, a malformed one too: a session cookie that came along is then left aside,
 * because requests with a token are not asked for the form token.
 */
export function credentialsOf(request: FastifyRequest): Credentials {
  const { authorization = '' } = request.headers
  if (!/^bearer /i.test(authorization)) return { session: request.cookies[cookieNames.session] }
  return { bearer: /^bearer +([\w.~+/=-]{1,200})$/i.exec(authorization)?.[1] ?? '' }
}

const isTypedForm = (request: FastifyRequest): boolean =>
  request.method === 'POST' &&
  /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')
