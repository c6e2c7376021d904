/** The pages of whoever keeps templates: an agency's admin for the agency, the national desk for everybody. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, refuse, type FieldProblem } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { dayOf } from '../../web/dates.ts'
import type { DeskPageOptions } from '../../web/layout.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { deskOptions, openFrame } from '../desk/frame.ts'
import { saveTemplate, setInUse } from './actions.ts'
import { TemplateInput } from './inputs.ts'
import { templateFormPage, templateListPage, type TemplateForm } from './pages.ts'
import { keptTemplates, ownTemplate } from './queries.ts'

const TemplateId = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})
const recentDays = 90

export function routes(app: App, ground: Ground): void {
  const access = 'edit_templates'
  const SavedQuery = Type.Object({ tersimpan: Type.Optional(Type.String({ maxLength: 20 })) })
  app.get(
    paths.desk.templates,
    { schema: { querystring: SavedQuery }, config: { access } },
    async (request, reply) => {
      const { say, actor } = request
      const now = ground.now()
      const templates = await keptTemplates(
        ground.db,
        actor.agency,
        new Date(now.getTime() - recentDays * 86_400_000),
      )
      const view = {
        templates,
        today: dayOf(now, 'WIB'),
        ...(request.query.tersimpan !== undefined && { saved: say('Tersimpan.', 'Saved.') }),
      }
      return send(reply, templateListPage(view, await optionsFor(request, say('Templat', 'Templates')), say))
    },
  )
  app.get(paths.desk.newTemplate, { config: { access } }, async (request, reply) =>
    showForm(request, reply, { values: { review_on: inAYear(ground.now()) }, problems: [] }),
  )
  app.get(
    paths.desk.template(':id'),
    { schema: { params: TemplateId }, config: { access } },
    async (request, reply) => {
      const template = await ownTemplate(ground.db, request.actor, request.params.id)
      if (!template) throw refuse('not_found')
      const { name, purpose, text, outcome, review_on } = template
      return showForm(request, reply, {
        template,
        values: { name, purpose, text, review_on, ...(outcome !== null && { outcome }) },
        problems: [],
      })
    },
  )
  app.post(
    paths.desk.templates,
    { schema: { body: TemplateInput }, attachValidation: true, config: { access } },
    async (request, reply) => saved(request, reply, request.body),
  )
  app.post(
    paths.desk.template(':id'),
    { schema: { params: TemplateId, body: TemplateInput }, attachValidation: true, config: { access } },
    async (request, reply) => saved(request, reply, request.body, request.params.id),
  )
  const UseParams = Type.Object({ id: TemplateId.properties.id, action: Type.Enum(['hentikan', 'pakai']) })
  app.post(
    paths.desk.templateAction(':id', ':action'),
    { schema: { params: UseParams }, config: { access } },
    async (request, reply) => {
      const { id, action } = request.params
      await setInUse(ground, request.actor, id, action === 'pakai')
      return back(request, reply)
    },
  )

  async function saved(
    request: FastifyRequest,
    reply: FastifyReply,
    input: TemplateInput,
    id?: string,
  ): Promise<FastifyReply> {
    try {
      if (request.validationError) throw request.validationError
      await saveTemplate(ground, request.actor, input, id)
      return back(request, reply)
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500 || error.code === 'not_found') throw error
      const template = id === undefined ? undefined : await ownTemplate(ground.db, request.actor, id)
      if (id !== undefined && !template) throw refuse('not_found')
      reply.code(error.status)
      return showForm(request, reply, {
        ...(template && { template }),
        values: (request.typed ?? {}) as TemplateForm['values'],
        problems: error.code === 'stale_version' ? [changedMeanwhile] : (error.details.fields ?? []),
      })
    }
  }

  async function showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    form: Pick<TemplateForm, 'template' | 'values' | 'problems'>,
  ): Promise<FastifyReply> {
    const { say } = request
    const title = form.template?.name ?? say('Templat baru', 'New template')
    const view = { ...form, csrf: request.csrfField, isNational: request.actor.agency === undefined }
    return send(reply, templateFormPage(view, await optionsFor(request, title), say))
  }

  const optionsFor = async (request: FastifyRequest, title: string): Promise<DeskPageOptions> =>
    deskOptions(await openFrame(ground, request), title, paths.desk.templates, 'tools')
}

const changedMeanwhile: FieldProblem = {
  field: 'text',
  code: 'stale_version',
  id: 'Templat ini baru diubah orang lain. Naskah Anda masih ada; simpan lagi bila tetap ingin menggantinya.',
  en: 'Somebody has just changed this template. Your text is kept; save again if you still want to replace it.',
}

const inAYear = (now: Date): string => {
  const day = dayOf(now, 'WIB')
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`
}

const back = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.redirect(addressIn(request.language, withQuery(paths.desk.templates, { tersimpan: 'ya' })), 303)

const send = (reply: FastifyReply, page: string): FastifyReply =>
  keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)
