/** Handing over: the list and the form, the packet, and the receiver's word. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, refuse, type FieldProblem } from '../../errors.ts'
import { absenceDay, colleaguesOf } from '../../directory/absences/queries.ts'
import { unitsOf } from '../../directory/agencies/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { paths } from '../../web/paths.ts'
import { deskOptions, openFrame } from '../desk/frame.ts'
import { accept, decline, offer, OfferInput, withdraw } from './actions.ts'
import { carryOver } from './carrying.ts'
import { packetOf } from './packet.ts'
import { packetPage, type PacketView } from './packetPage.ts'
import { handoversPage, type HandoversView } from './pages.ts'
import { handoverFor, handoversFor, holdersIn, isReceiver } from './queries.ts'

const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const access = 'hand_over'
/** Whoever accepts waits no longer than this; the worker does the rest. */
const patienceMs = 2_500

export function routes(app: App, ground: Ground): void {
  const FromQuery = Type.Object({ dari: Type.Optional(Type.String({ maxLength: 40 })) })
  app.get(
    paths.desk.handovers,
    { schema: { querystring: FromQuery }, config: { access } },
    async (request, reply) => {
      const { dari } = request.query
      return showList(request, reply, { values: dari === undefined ? {} : { from: dari }, problems: [] })
    },
  )
  app.post(
    paths.desk.handovers,
    { schema: { body: OfferInput }, attachValidation: true, config: { access } },
    async (request, reply) => {
      try {
        if (request.validationError) throw request.validationError
        const id = await offer(ground, request.actor, request.body)
        return reply.redirect(addressIn(request.language, paths.desk.handover(id)), 303)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
        reply.code(error.status)
        const values = (request.typed ?? {}) as HandoversView['values']
        return showList(request, reply, { values, problems: error.details.fields ?? [] })
      }
    },
  )
  const HandoverId = Type.Object({ id: Type.String({ pattern: uuid }) })
  app.get(
    paths.desk.handover(':id'),
    { schema: { params: HandoverId }, config: { access } },
    async (request, reply) => showPacket(request, reply, request.params.id, {}),
  )
  const Step = Type.Object({
    id: Type.String({ pattern: uuid }),
    action: Type.Enum(['terima', 'tolak', 'tarik']),
  })
  const Answer = Type.Object({ answer: Type.Optional(Type.String({ maxLength: 1000 })) })
  app.post(
    paths.desk.handoverAction(':id', ':action'),
    { schema: { params: Step, body: Answer }, config: { access } },
    async (request, reply) => {
      const { id, action } = request.params
      try {
        if (action === 'terima') await acceptAndCarry(request, id)
        else if (action === 'tolak') await decline(ground, request.actor, id, request.body.answer ?? '')
        else await withdraw(ground, request.actor, id)
        return reply.redirect(addressIn(request.language, paths.desk.handover(id)), 303)
      } catch (error) {
        if (!(error instanceof Refusal) || !['invalid_input', 'handover_decided'].includes(error.code))
          throw error
        reply.code(error.status)
        return showPacket(request, reply, id, {
          problems: error.details.fields ?? [],
          typed: request.body.answer ?? '',
          ...(error.code === 'handover_decided' && { refusal: error.code }),
        })
      }
    },
  )

  async function acceptAndCarry(request: FastifyRequest, id: string): Promise<void> {
    const handover = await accept(ground, request.actor, id)
    const began = performance.now()
    await carryOver(ground, handover, () => performance.now() - began > patienceMs)
  }

  async function showList(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { values: HandoversView['values']; problems: readonly FieldProblem[] },
  ): Promise<FastifyReply> {
    const { actor, say } = request
    const { db } = ground
    const now = ground.now()
    const agency = actor.agency ?? ''
    const [desk, handovers, holders, colleagues, units] = await Promise.all([
      openFrame(ground, request),
      handoversFor(db, actor),
      holdersIn(db, actor, now),
      colleaguesOf(db, agency, absenceDay(now)),
      unitsOf(db, agency, '', { limit: 500 }),
    ])
    const view: HandoversView = {
      handovers,
      holders,
      colleagues,
      units: units.map(({ code, name }) => ({ code, name })),
      me: actor.id,
      awaitsMe: new Set(handovers.filter((one) => isReceiver(actor, one)).map(({ id }) => id)),
      forAll: mayUse(actor, 'hand_over_of_others'),
      csrf: request.csrfField,
      zone: desk.zone,
      ...form,
    }
    const options = deskOptions(desk, say('Serah terima', 'Handover'), paths.desk.handovers, 'tools')
    return send(reply, handoversPage(view, options, say))
  }

  async function showPacket(
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    given: Partial<Pick<PacketView, 'problems' | 'refusal' | 'typed'>>,
  ): Promise<FastifyReply> {
    const { actor, say } = request
    const handover = await handoverFor(ground.db, actor, id)
    if (!handover) throw refuse('not_found')
    const [desk, packet] = await Promise.all([
      openFrame(ground, request),
      packetOf(ground.db, handover, actor),
    ])
    const isAdmin = mayUse(actor, 'hand_over_of_others')
    const view: PacketView = {
      handover,
      packet,
      isReceiver: isReceiver(actor, handover),
      hadThem: handover.from_id === actor.id,
      mayWithdraw: isAdmin || handover.offered_by === actor.id || handover.from_id === actor.id,
      problems: [],
      typed: '',
      csrf: request.csrfField,
      now: ground.now(),
      zone: desk.zone,
      ...given,
    }
    const title = say(
      `Serah terima: ${handover.fromName} kepada ${handover.toName}`,
      `Handover: ${handover.fromName} to ${handover.toName}`,
    )
    const options = deskOptions(desk, title, paths.desk.handover(id), 'tools')
    return send(reply, packetPage(view, { ...options, scripts: ['shortcuts', 'print'] }, say))
  }
}

const send = (reply: FastifyReply, page: string): FastifyReply =>
  keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)
