/** The page of an agency's rules, for its admins. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal } from '../../errors.ts'
import { namesOf } from '../../directory/accounts/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { deskOptions, openFrame } from '../desk/frame.ts'
import { ruleChoices, ruleNames } from './choices.ts'
import { RuleInput } from './inputs.ts'
import { planPage, type PlanView } from './pages.ts'
import { addRule, changeRule, dropDraft, endPlan, makeDraft, moveRule, startPlan, tryDraft } from './plans.ts'
import { arrivalCounts, planOf } from './queries.ts'
import { withExamplesOfToday } from './trial.ts'

const access = 'edit_routing'
const RuleId = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})
const moves = { naik: 'up', turun: 'down', hapus: 'out' } as const
const shownDays = 30

export function routes(app: App, ground: Ground): void {
  const SavedQuery = Type.Object({
    tersimpan: Type.Optional(Type.String({ maxLength: 20 })),
    ubah: Type.Optional(Type.String({ maxLength: 40 })),
  })
  app.get(
    paths.desk.routing,
    { schema: { querystring: SavedQuery }, config: { access } },
    async (request, reply) => {
      const { tersimpan, ubah } = request.query
      return show(request, reply, {
        saved: tersimpan !== undefined,
        ...(ubah !== undefined && { editing: ubah }),
      })
    },
  )
  const steps: Record<string, (actor: Actor) => Promise<void>> = {
    rancang: (actor) => makeDraft(ground, actor),
    coba: (actor) => tryDraft(ground, actor),
    buang: (actor) => dropDraft(ground, actor),
    hentikan: (actor) => endPlan(ground, actor),
  }
  for (const [name, step] of Object.entries(steps))
    app.post(paths.desk.plan(name), { config: { access } }, async (request, reply) => {
      await step(request.actor)
      return back(request, reply, name === 'coba' ? 'hasil' : 'rancangan')
    })
  const StartInput = Type.Object({ version: Type.Integer({ minimum: 1 }) })
  app.post(
    paths.desk.plan('berlakukan'),
    { schema: { body: StartInput }, config: { access } },
    async (request, reply) => {
      try {
        await startPlan(ground, request.actor, request.body.version)
        return back(request, reply, 'berlaku')
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'plan_not_tried') throw error
        reply.code(error.status)
        return show(request, reply, { saved: false, refusal: error.code })
      }
    },
  )
  app.post(
    paths.desk.planRules,
    { schema: { body: RuleInput }, attachValidation: true, config: { access } },
    async (request, reply) =>
      saved(request, reply, 'baru', () => addRule(ground, request.actor, request.body)),
  )
  app.post(
    paths.desk.planRule(':id'),
    { schema: { params: RuleId, body: RuleInput }, attachValidation: true, config: { access } },
    async (request, reply) =>
      saved(request, reply, request.params.id, () =>
        changeRule(ground, request.actor, request.params.id, request.body),
      ),
  )
  const Move = Type.Object({ id: RuleId.properties.id, action: Type.Enum(['naik', 'turun', 'hapus']) })
  app.post(
    paths.desk.planRuleAction(':id', ':action'),
    { schema: { params: Move }, config: { access } },
    async (request, reply) => {
      await moveRule(ground, request.actor, request.params.id, moves[request.params.action])
      return back(request, reply, 'rancangan')
    },
  )

  async function saved(
    request: FastifyRequest,
    reply: FastifyReply,
    form: string,
    save: () => Promise<void>,
  ): Promise<FastifyReply> {
    try {
      if (request.validationError) throw request.validationError
      await save()
      return back(request, reply, 'rancangan')
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
      reply.code(error.status)
      const values = (request.typed ?? {}) as Record<string, string | undefined>
      return show(request, reply, {
        saved: false,
        refused: { form, values, problems: error.details.fields ?? [] },
      })
    }
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    given: Pick<PlanView, 'saved' | 'refused' | 'refusal' | 'editing'>,
  ): Promise<FastifyReply> {
    const { say, actor } = request
    const { db } = ground
    const now = ground.now()
    const agency = actor.agency ?? ''
    const [inForce, kept, desk] = await Promise.all([
      planOf(db, agency, 'in_force'),
      planOf(db, agency, 'draft'),
      openFrame(ground, request),
    ])
    const draft = kept?.trial ? { ...kept, trial: await withExamplesOfToday(db, agency, kept.trial) } : kept
    const since = new Date(now.getTime() - shownDays * 86_400_000)
    const [names, choices, counts, people] = await Promise.all([
      ruleNames(db, [...(inForce?.rules ?? []), ...(draft?.rules ?? [])]),
      draft ? ruleChoices(db, agency, now) : undefined,
      inForce ? arrivalCounts(db, inForce.id, since) : new Map<string, number>(),
      namesOf(db, inForce?.started_by ? [inForce.started_by] : []),
    ])
    const view: PlanView = {
      ...(inForce && { inForce }),
      ...(draft && { draft }),
      ...(choices && { choices }),
      names,
      counts,
      people,
      csrf: request.csrfField,
      zone: desk.zone,
      ...given,
    }
    const title = say('Pembagian laporan', 'Who gets what')
    const options = deskOptions(desk, title, paths.desk.routing, 'tools')
    return keepOutOfCaches(reply)
      .type('text/html; charset=utf-8')
      .send(planPage(view, options, say))
  }
}

const back = (request: FastifyRequest, reply: FastifyReply, place: string): FastifyReply =>
  reply.redirect(
    `${addressIn(request.language, withQuery(paths.desk.routing, { tersimpan: 'ya' }))}#${place}`,
    303,
  )
