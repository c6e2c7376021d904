/** The API of staff: the desks' lists, one report, every action of the state table. A token acts as its account. */
import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { seesMasked, type Actor } from '../../regulation/permissions.ts'
import { offeredActions } from '../../regulation/transitions.ts'
import { staffInputs, type StaffAction } from '../../reports/casefile/inputs.ts'
import { readAsStaff } from '../../reports/casefile/reading.ts'
import { loadFile } from '../../reports/casefile/store.ts'
import { reportView } from '../../reports/casefile/view.ts'
import { actingOn, partOf, stateFor } from '../../reports/casefile/deciding.ts'
import { identityOf } from '../../reports/identity/queries.ts'
import { staffActs } from '../../reports/desk/acts.ts'
import { areaOf, deskList } from '../../reports/desk/queries.ts'
import { asSeenBy, fileByNumberForStaff, fileForStaff } from '../../reports/desk/visibility.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { InboxRow } from '../../reports/casefile/tables.ts'
import type { Say } from '../../web/say.ts'
import { paths } from '../../web/paths.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 40 }) })
const Report = Type.Object(
  {},
  { additionalProperties: true, description: 'A report as this account may see it' },
)

const DeskQuery = Type.Object({
  queue: Type.Optional(Type.String({ maxLength: 40 })),
  number: Type.Optional(Type.String({ maxLength: 40, description: 'Finds a report in whatever state' })),
  state: Type.Optional(Type.String({ maxLength: 20 })),
  kind: Type.Optional(Type.String({ maxLength: 20 })),
  unit: Type.Optional(Type.String({ maxLength: 100 })),
  category: Type.Optional(Type.String({ maxLength: 20 })),
  region: Type.Optional(Type.String({ maxLength: 13 })),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  due: Type.Optional(Type.Enum(['late', 'today', 'week'])),
  cursor: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
})

export function routes(app: App, ground: Ground): void {
  app.get(
    paths.api.desk,
    {
      schema: {
        summary: 'A desk list, in the order in which the law is running out',
        tags: ['desk'],
        querystring: DeskQuery,
        response: { 200: Report },
      },
      config: { access: 'read_desk' },
    },
    async (request) => {
      const { number, ...filter } = request.query
      if (number !== undefined) {
        const file = await fileByNumberForStaff(ground.db, number, request.actor)
        return { items: file ? [await staffView(ground, file, request.actor, request.say)] : [] }
      }
      const area = await areaOf(ground.db, request.actor)
      const { items, next, queue } = await deskList(ground.db, request.actor, filter, ground.now(), area)
      return {
        queue: queue.name,
        items: items.map((row) => listItem(row, isOversight(request.actor))),
        ...(next !== undefined && { next }),
      }
    },
  )

  app.get(
    paths.api.deskReport(':id'),
    {
      schema: { summary: 'One report at the desk', tags: ['desk'], params: Id, response: { 200: Report } },
      config: { access: 'read_desk' },
    },
    async (request) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      return staffView(ground, file, request.actor, request.say)
    },
  )

  app.get(
    paths.api.deskIdentity(':id'),
    {
      schema: {
        summary: 'Name and contact, for fifteen minutes after they were opened with a reason',
        tags: ['desk'],
        params: Id,
        response: { 200: Report },
      },
      config: { access: 'see_identity' },
    },
    async (request, reply) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      reply.header('cache-control', 'private, no-store')
      return identityOf(ground, file.reportId, request.actor)
    },
  )

  for (const action of Object.keys(staffActs) as StaffAction[]) registerAct(app, ground, action)
  app.post(
    paths.api.deskAction(':id', ':action'),
    {
      schema: { hide: true, params: Type.Object({ id: Type.String(), action: Type.String() }) } as never,
      config: { access: 'act_at_desk' },
    },
    async (request) => {
      const { id } = request.params as { id: string }
      const file = await fileForStaff(ground.db, id, request.actor)
      throw refuse('action_not_allowed', { allowed: allowedFor(ground, file, request.actor) })
    },
  )
}

function registerAct(app: App, ground: Ground, action: StaffAction): void {
  app.post(
    paths.api.deskAction(':id', action),
    {
      schema: {
        summary: `Action ${action} of the state table`,
        tags: ['desk'],
        params: Id,
        body: staffInputs[action],
        response: { 200: Report },
      },
      // The role is asked by `advance`, whose refusal names what is allowed instead.
      config: { access: 'act_at_desk' },
      attachValidation: true,
    },
    async (request) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      if (request.validationError) throw request.validationError
      const { file: after } = await staffActs[action](
        ground,
        request.actor,
        file.reportId,
        request.body as Record<string, unknown>,
      )
      return staffView(ground, after, request.actor, request.say)
    },
  )
}

const allowedFor = (ground: Ground, file: CaseFile, actor: Actor): string[] => {
  const part = partOf(file, actor)
  return offeredActions(
    { file, actor: actingOn(file, actor), now: ground.now().toISOString(), ...(part && { part }) },
    stateFor(file, actor, part),
  )
}

async function staffView(ground: Ground, seen: CaseFile, actor: Actor, say: Say) {
  const file = asSeenBy((await loadFile(ground.db, seen.reportId)) ?? seen, actor)
  const { clocks, events, names, reader } = await readAsStaff(ground, file, actor)
  return {
    ...reportView(file, clocks, events, reader, ground.now().toISOString(), say, names),
    allowed: allowedFor(ground, file, actor),
  }
}

const isOversight = (actor: Actor): boolean => actor.roles.some((role) => seesMasked.includes(role))

/** Oversight roles read number, kind, agency and dates of a secret report, and not a word of it (DOMAIN section 6). */
const listItem = (row: InboxRow, oversight: boolean) => ({
  id: row.report_id,
  number: row.number,
  version: row.version,
  state: row.state,
  kind: row.kind,
  level: row.level,
  urgent: row.urgent,
  ...(!(oversight && ['secret', 'anonymous'].includes(row.level)) && { title: row.title }),
  ...(row.part_no > 0 && { part: row.part_no, agency: row.agency_code }),
  ...(row.unit_code !== null && { unit: row.unit_code }),
  ...(row.category !== null && { category: row.category }),
  ...(row.region !== null && { region: row.region }),
  ...(row.pending !== null && { pending: row.pending }),
  ...(row.due_on !== null && {
    due_rule: row.due_rule,
    due_on: row.due_on,
    due_at: new Date(row.due_at).toISOString(),
  }),
  submitted_at: row.submitted_at.toISOString(),
})
