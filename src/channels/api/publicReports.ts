/** The API of the public and of reporters: submit, list, view, act with the secret, clocks. */
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayEnter } from '../../platform/http/access.ts'
import type { App } from '../../platform/http/server.ts'
import { reporter } from '../../regulation/permissions.ts'
import { kinds, states } from '../../regulation/kinds.ts'
import { reporterActs } from '../../reports/desk/acts.ts'
import { reporterInputs, type ReporterAction } from '../../reports/casefile/inputs.ts'
import { fileBySecret, readAsReporter } from '../../reports/casefile/reading.ts'
import { clockView, reportView } from '../../reports/casefile/view.ts'
import { openingsIn } from '../../reports/identity/openings.ts'
import { submit, type Door } from '../../reports/intake/actions.ts'
import { SubmitInput, Submitted } from '../../reports/intake/inputs.ts'
import { publicClocks, publicList, publicReport } from '../../reports/publication/queries.ts'
import { publicListItem, publicView } from '../../reports/publication/view.ts'
import { paths } from '../../web/paths.ts'

const Number = Type.Object({ number: Type.String({ maxLength: 40 }) })
const SecretHeader = Type.Object({ 'x-report-secret': Type.Optional(Type.String({ maxLength: 60 })) })
const KeyHeader = Type.Object({
  'idempotency-key': Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
})
const Report = Type.Object(
  {},
  { additionalProperties: true, description: 'A report; fields the reader may not see are absent' },
)

const ListQuery = Type.Object({
  state: Type.Optional(Type.Enum([...states])),
  agency: Type.Optional(Type.String({ maxLength: 20 })),
  region: Type.Optional(Type.String({ maxLength: 13 })),
  category: Type.Optional(Type.String({ maxLength: 20 })),
  kind: Type.Optional(Type.Enum([...kinds])),
  q: Type.Optional(Type.String({ maxLength: 200 })),
  from: Type.Optional(Type.String({ format: 'date' })),
  to: Type.Optional(Type.String({ format: 'date' })),
  cursor: Type.Optional(Type.String({ maxLength: 40, description: '`next` of the page before' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
})

export function routes(app: App, ground: Ground): void {
  app.post(
    paths.api.reports,
    {
      schema: {
        summary: 'Send a report',
        description:
          'Once per Idempotency-Key: a repeat with the same body gets the same answer with 200. With the token of a linked application it is a report of that application, whose text may be of any length; a gateway names its door in `x-door` (sms, whatsapp, telegram, email).',
        tags: ['reports'],
        headers: KeyHeader,
        body: SubmitInput,
        response: { 200: Submitted, 201: Submitted },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'] ?? request.body.idempotency_key
      const input = key === undefined ? request.body : { ...request.body, idempotency_key: key }
      const { repeated, answer } = await submit(ground, input, doorOf(request))
      reply.header('cache-control', 'private, no-store').header('location', answer.url)
      return reply.code(repeated ? 200 : 201).send(answer)
    },
  )

  app.get(
    paths.api.reports,
    {
      schema: {
        summary: 'Public reports, newest first',
        tags: ['reports'],
        querystring: ListQuery,
        response: { 200: Report },
      },
      config: { access: 'public' },
    },
    async (request) => {
      const { items, next, names } = await publicList(ground.db, request.query)
      return { items: items.map((row) => publicListItem(row, names)), ...(next !== undefined && { next }) }
    },
  )

  app.get(
    paths.api.report(':number'),
    {
      schema: {
        summary: 'One report: the public view, or with the secret everything the reporter may know',
        tags: ['reports'],
        params: Number,
        headers: SecretHeader,
        response: { 200: Report },
      },
      config: { access: 'reporter' },
    },
    async (request, reply) => {
      const secret = request.headers['x-report-secret']
      if (secret === undefined)
        return publicView(await publicReport(ground.db, request.params.number), ground.now(), request.say)
      reply.header('cache-control', 'private, no-store')
      return reporterView(ground, request, request.params.number, secret)
    },
  )

  app.get(
    paths.api.clocks(':number'),
    {
      schema: {
        summary: 'Each clock with its legal basis and the days it counted',
        tags: ['reports'],
        params: Number,
        headers: SecretHeader,
        response: { 200: Report },
      },
      config: { access: 'reporter' },
    },
    async (request) => {
      const secret = request.headers['x-report-secret']
      const now = ground.now().toISOString()
      const clocks =
        secret === undefined
          ? await publicClocks(ground.db, request.params.number)
          : (await readAsReporter(ground.db, await fileBySecret(ground, request.params.number, secret)))
              .clocks
      return { items: clocks.map((clock) => clockView(clock, now, request.say)) }
    },
  )

  for (const action of Object.keys(reporterActs) as ReporterAction[]) registerAct(app, ground, action)
  // Whatever else is asked for is an action that the reporter does not have: the answer says which there are.
  app.post(
    paths.api.action(':number', ':action'),
    {
      schema: {
        hide: true,
        params: Type.Object({ number: Type.String(), action: Type.String() }),
        headers: SecretHeader,
      } as never,
      config: { access: 'reporter' },
    },
    async (request) => {
      const { number } = request.params as { number: string }
      await fileBySecret(ground, number, String(request.headers['x-report-secret'] ?? ''))
      throw refuse('action_not_allowed', { allowed: Object.keys(reporterActs) })
    },
  )
}

/** Gateways that pass on what people write elsewhere, by what they call themselves (`x-door`): T2, T3. */
const gateways = {
  sms: 'submit_by_sms',
  whatsapp: 'submit_by_message',
  telegram: 'submit_by_message',
  email: 'submit_by_message',
} as const

/**
 * T5: who sends with the token of a linked application is named as its door; with it a gateway says which door the
 * words came through (T2, T3). Any other program is nobody in particular, whatever it says.
 */
function doorOf({ actor, language, headers }: Pick<FastifyRequest, 'actor' | 'language' | 'headers'>): Door {
  if (!mayEnter(actor, 'submit_by_partner')) return { channel: 'api', language }
  const named = headers['x-door']
  if (typeof named === 'string' && Object.hasOwn(gateways, named)) {
    const channel = named as keyof typeof gateways
    return { channel, language, action: gateways[channel], shortestText: 1 }
  }
  return { channel: 'partner', language, actor, action: 'submit_by_partner', shortestText: 1 }
}

function registerAct(app: App, ground: Ground, action: ReporterAction): void {
  app.post(
    paths.api.action(':number', action),
    {
      schema: {
        summary: `The reporter's action ${action}`,
        tags: ['reports'],
        params: Number,
        headers: SecretHeader,
        body: reporterInputs[action],
        response: { 200: Report },
      },
      config: { access: 'reporter' },
      attachValidation: true,
    },
    async (request, reply) => {
      const secret = String(request.headers['x-report-secret'] ?? '')
      // The secret comes first: whoever does not have it learns nothing, not even that a field is missing.
      const file = await fileBySecret(ground, request.params.number, secret)
      if (request.validationError) throw request.validationError
      reply.header('cache-control', 'private, no-store')
      await reporterActs[action](ground, reporter, file.reportId, request.body as Record<string, unknown>)
      return reporterView(ground, request, request.params.number, secret)
    },
  )
}

async function reporterView(
  ground: Ground,
  request: { say: Parameters<typeof reportView>[5] },
  number: string,
  secret: string,
) {
  const { file, clocks, events, names } = await readAsReporter(
    ground.db,
    await fileBySecret(ground, number, secret),
  )
  return {
    ...reportView(file, clocks, events, 'reporter', ground.now().toISOString(), request.say, names),
    looked: openingsIn(events).map((one) => ({ ...one, at: one.at.toISOString() })),
  }
}
