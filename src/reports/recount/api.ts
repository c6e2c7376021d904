/** The same for programs: proposing, looking at the effect, approving by another account, following the recount. */
import { Type } from 'typebox'
import { CalendarChangeInput } from '../../directory/calendar/inputs.ts'
import { changeById, listChanges } from '../../directory/changes/store.ts'
import type { LegalChangeRow } from '../../directory/changes/tables.ts'
import { PledgeInput, RuleChangeInput } from '../../directory/deadlines/inputs.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { approve, countAgain, decline, propose } from './actions.ts'
import { recountOf } from './queries.ts'
import { ChangeId } from './routes.ts'

const Change = Type.Object(
  {},
  { additionalProperties: true, description: 'A proposal, its effect and its recount' },
)
const acts = { approve, decline } as const

export function api(app: App, ground: Ground): void {
  const { db } = ground
  const tags = ['law']
  app.post(
    paths.api.newChange('calendar'),
    {
      schema: {
        summary: 'Propose a change of the calendar',
        tags,
        body: CalendarChangeInput,
        response: { 201: Change },
      },
      config: { access: 'edit_calendar' },
    },
    async (request, reply) => {
      const change = await propose(ground, request.actor, { kind: 'calendar', input: request.body })
      return reply.code(201).send(await changeView(db, change))
    },
  )
  app.post(
    paths.api.newChange('rules'),
    {
      schema: {
        summary: 'Propose a later version of a deadline',
        tags,
        body: RuleChangeInput,
        response: { 201: Change },
      },
      config: { access: 'edit_rules' },
    },
    async (request, reply) => {
      const change = await propose(ground, request.actor, { kind: 'rule', input: request.body })
      return reply.code(201).send(await changeView(db, change))
    },
  )
  app.post(
    paths.api.newChange('pledges'),
    {
      schema: {
        summary: 'Propose a shorter pledge of an agency',
        tags,
        body: PledgeInput,
        response: { 201: Change },
      },
      config: { access: 'edit_rules' },
    },
    async (request, reply) => {
      const change = await propose(ground, request.actor, { kind: 'pledge', input: request.body })
      return reply.code(201).send(await changeView(db, change))
    },
  )
  app.get(
    paths.api.changes,
    {
      schema: {
        summary: 'Proposals about calendar and deadlines, the newest first',
        tags,
        response: { 200: Type.Object({ items: Type.Array(Change) }) },
      },
      config: { access: 'read_law' },
    },
    async () => {
      const changes = await listChanges(db, { limit: 50 })
      return { items: await Promise.all(changes.map((change) => changeView(db, change))) }
    },
  )
  app.get(
    paths.api.change(':id'),
    {
      schema: {
        summary: 'One proposal, its effect and its recount',
        tags,
        params: ChangeId,
        response: { 200: Change },
      },
      config: { access: 'read_law' },
    },
    async (request) => changeView(db, await changeById(db, request.params.id)),
  )
  const Act = Type.Object({
    id: ChangeId.properties.id,
    action: Type.Enum(['approve', 'decline', 'count_again']),
  })
  app.post(
    paths.api.changeAction(':id', ':action'),
    {
      schema: {
        summary: 'Approve (another account), decline, or count the effect again',
        tags,
        params: Act,
        response: { 200: Change },
      },
      config: { access: 'edit_calendar' },
    },
    async (request) => {
      const { id, action } = request.params
      if (action === 'count_again') await countAgain(ground, id)
      else await acts[action](ground, request.actor, id)
      return changeView(db, await changeById(db, id))
    },
  )
}

async function changeView(db: Db, change: LegalChangeRow) {
  const recount = await recountOf(db, change.change_id)
  return {
    id: change.change_id,
    kind: change.kind,
    state: change.state,
    decree: change.decree,
    decree_day: change.decree_day,
    entered_at: change.entered_at.toISOString(),
    entered_by: change.entered_by_name,
    ...(change.decided_at !== null && {
      decided_at: change.decided_at.toISOString(),
      decided_by: change.decided_by_name,
    }),
    content: change.content,
    effect: change.preview,
    ...(change.version !== null && { version: change.version }),
    ...(recount && {
      recount: {
        state: recount.state,
        reports: recount.reports,
        done: recount.done,
        moved_reports: recount.moved_reports,
        moved_clocks: recount.moved_clocks,
      },
    }),
  }
}
