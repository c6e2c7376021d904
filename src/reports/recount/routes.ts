/** The pages of calendar and deadlines, and of the proposals that change them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { errors, Refusal, type FieldProblem } from '../../errors.ts'
import { namesOf } from '../../directory/accounts/queries.ts'
import { CalendarForm, readDayLines, type CalendarChangeInput } from '../../directory/calendar/inputs.ts'
import { calendarPage } from '../../directory/calendar/pages.ts'
import { daysOfYear, withdrawnDays, yearsOfCalendar } from '../../directory/calendar/queries.ts'
import { changeTitle } from '../../directory/changes/list.ts'
import { changeById, listChanges } from '../../directory/changes/store.ts'
import { PledgeInput, RuleChangeInput } from '../../directory/deadlines/inputs.ts'
import { rulesPage, type RulesView } from '../../directory/deadlines/pages.ts'
import { loadRules } from '../../directory/deadlines/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { dayOf } from '../../web/dates.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { approve, countAgain, decline, isPreviewOld, propose, type Proposal } from './actions.ts'
import { namesOf as officesOf } from '../casefile/reading.ts'
import { deskOptions, openFrame, type DeskPlace } from '../desk/frame.ts'
import { changePage } from './pages.ts'
import { recountOf } from './queries.ts'

export const ChangeId = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})
const decisions = { setujui: approve, tolak: decline } as const

export function routes(app: App, ground: Ground): void {
  const CalendarQuery = Type.Object({
    tahun: Type.Optional(Type.Integer({ minimum: 1945, maximum: 2200 })),
    cabut: Type.Optional(Type.String({ maxLength: 80 })),
  })
  app.get(
    paths.desk.calendar,
    { schema: { querystring: CalendarQuery }, config: { access: 'read_law' } },
    async (request, reply) => {
      const { tahun, cabut } = request.query
      return showCalendar(request, reply, { ...(cabut !== undefined && { withdraw: [cabut] }) }, [], tahun)
    },
  )
  app.post(
    paths.desk.calendar,
    { schema: { body: CalendarForm }, config: { access: 'edit_calendar' } },
    async (request, reply) => {
      const { body } = request
      const { add, unread } = readDayLines(body)
      const { withdraw = [], retroactive, note = '', decree, decree_day } = body
      const problems: FieldProblem[] = unread.slice(0, 1).map((line) => ({
        field: 'add',
        code: 'wrong_form',
        id: `Baris ini tidak terbaca: "${line.slice(0, 60)}". Tulis seperti 2027-08-17 Hari Kemerdekaan.`,
        en: `This line is not readable: "${line.slice(0, 60)}". Write it as 2027-08-17 Independence Day.`,
      }))
      const input: CalendarChangeInput = {
        decree,
        decree_day,
        add,
        withdraw,
        note,
        retroactive: retroactive === true,
      }
      return proposed(request, reply, { kind: 'calendar', input }, problems, (fields) =>
        showCalendar(request, reply, body, fields),
      )
    },
  )
  app.get(paths.desk.rules, { config: { access: 'read_law' } }, async (request, reply) =>
    showRules(request, reply, {}),
  )
  app.post(
    paths.desk.rules,
    { schema: { body: RuleChangeInput }, attachValidation: true, config: { access: 'edit_rules' } },
    async (request, reply) =>
      proposed(request, reply, { kind: 'rule', input: request.body }, fieldsOf(request), (problems) =>
        showRules(request, reply, { refused: 'rule', problems }),
      ),
  )
  app.post(
    paths.desk.pledges,
    { schema: { body: PledgeInput }, attachValidation: true, config: { access: 'edit_rules' } },
    async (request, reply) =>
      proposed(request, reply, { kind: 'pledge', input: request.body }, fieldsOf(request), (problems) =>
        showRules(request, reply, { refused: 'pledge', problems }),
      ),
  )

  app.get(
    paths.desk.change(':id'),
    { schema: { params: ChangeId }, config: { access: 'read_law' } },
    async (request, reply) => showChange(request, reply, request.params.id),
  )
  const Decision = Type.Object({
    id: ChangeId.properties.id,
    action: Type.Enum(['setujui', 'tolak', 'hitung']),
  })
  app.post(
    paths.desk.changeAction(':id', ':action'),
    { schema: { params: Decision }, config: { access: 'edit_calendar' } },
    async (request, reply) => {
      const { id, action } = request.params
      try {
        if (action === 'hitung') await countAgain(ground, id)
        else await decisions[action](ground, request.actor, id)
        return reply.redirect(inLanguage(paths.desk.change(id), request.language), 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'not_found') throw error
        reply.code(error.status)
        return showChange(request, reply, id, wordsOf(error, request))
      }
    },
  )

  async function proposed(
    request: FastifyRequest,
    reply: FastifyReply,
    proposal: Proposal,
    problems: readonly FieldProblem[],
    again: (problems: readonly FieldProblem[]) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      if (problems.length > 0) throw new Refusal('invalid_input', { fields: [...problems] })
      const { change_id } = await propose(ground, request.actor, proposal)
      return reply.redirect(inLanguage(paths.desk.change(change_id), request.language), 303)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
      reply.code(error.status)
      return again(error.details.fields ?? [])
    }
  }

  const optionsOf = async (request: FastifyRequest, title: string, path: string, place: DeskPlace) => ({
    ...deskOptions(await openFrame(ground, request), title, path, place),
    styles: ['data' as const, 'desk' as const],
  })

  async function showCalendar(
    request: FastifyRequest,
    reply: FastifyReply,
    form: Partial<CalendarForm>,
    problems: readonly FieldProblem[],
    wished?: number,
  ): Promise<FastifyReply> {
    const { db } = ground
    const year = wished ?? Number(ground.now().toISOString().slice(0, 4))
    const [days, known, changes] = await Promise.all([
      daysOfYear(db, year),
      yearsOfCalendar(db),
      listChanges(db, { kinds: ['calendar'], limit: 10 }),
    ])
    const names = await namesOf(
      db,
      days.flatMap(({ entered_by, checked_by }) => [entered_by, checked_by ?? '']),
    )
    const years = [...new Set([...known, year])].sort()
    const title = request.say('Kalender hari kerja', 'Calendar of working days')
    const view = {
      year,
      years,
      days,
      names,
      changes,
      form,
      problems,
      mayEdit: mayUse(request.actor, 'edit_calendar'),
      csrf: request.csrfField,
    }
    const options = await optionsOf(request, title, paths.desk.calendar, 'calendar')
    return send(reply, calendarPage(view, options, request.say))
  }

  async function showRules(
    request: FastifyRequest,
    reply: FastifyReply,
    refused: Pick<RulesView, 'refused'> & { problems?: readonly FieldProblem[] },
  ): Promise<FastifyReply> {
    const { db } = ground
    const title = request.say('Tenggat dan janji layanan', 'Deadlines and pledges')
    const view: RulesView = {
      law: await loadRules(db, { fresh: true }),
      changes: await listChanges(db, { kinds: ['rule', 'pledge'], limit: 10 }),
      mayEdit: mayUse(request.actor, 'edit_rules'),
      today: dayOf(ground.now(), 'WIB'),
      csrf: request.csrfField,
      form: (request.typed ?? {}) as RulesView['form'],
      problems: [],
      ...refused,
    }
    const options = await optionsOf(request, title, paths.desk.rules, 'rules')
    return send(reply, rulesPage(view, options, request.say))
  }

  async function showChange(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    problem?: string,
  ): Promise<FastifyReply> {
    const { db } = ground
    const change = await changeById(db, id)
    const withdrawn = await withdrawnDays(db, change.kind === 'calendar' ? change.content.withdraw : [])
    const view = {
      change,
      withdrawn,
      recount: await recountOf(db, id),
      names: await officesOf(
        db,
        (change.preview?.state === 'counted' ? change.preview.sample : []).flatMap(
          ({ agency }) => agency ?? [],
        ),
      ),
      isOld: await isPreviewOld(db, change),
      mayDecide: mayUse(request.actor, change.kind === 'calendar' ? 'edit_calendar' : 'edit_rules'),
      isOwn: change.entered_by === request.actor.id,
      csrf: request.csrfField,
      ...(problem !== undefined && { problem }),
    }
    const title = changeTitle(change, request.say)
    const options = await optionsOf(request, title, paths.desk.change(id), 'change')
    return send(reply, changePage(view, options, request.say))
  }
}

const send = (reply: FastifyReply, page: string): FastifyReply =>
  keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)

/** What a schema found wrong with a form, so that it is shown again with everything typed. */
const fieldsOf = ({ validationError }: FastifyRequest): FieldProblem[] =>
  (validationError as { details?: { fields?: FieldProblem[] } } | undefined)?.details?.fields ?? []

const wordsOf = (refusal: Refusal, request: FastifyRequest): string => {
  const fields = refusal.details.fields ?? []
  return fields.length > 0
    ? fields.map((one) => request.say(one)).join(' ')
    : request.say(errors[refusal.code])
}
