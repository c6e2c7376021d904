/** The page of absences: everybody of an agency for the own, an admin for all. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, type FieldProblem } from '../../errors.ts'
import { AbsenceInput, endAbsence, enterAbsence } from '../../directory/absences/actions.ts'
import { absenceDay, absencesOf, colleaguesOf } from '../../directory/absences/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { deskOptions, openFrame } from '../desk/frame.ts'
import { absencePage, type AbsenceView } from './pages.ts'
import { heldBy } from './queries.ts'

export function routes(app: App, ground: Ground): void {
  const access = 'enter_absence'
  const SavedQuery = Type.Object({ tersimpan: Type.Optional(Type.String({ maxLength: 20 })) })
  app.get(
    paths.desk.absences,
    { schema: { querystring: SavedQuery }, config: { access } },
    async (request, reply) =>
      show(request, reply, { values: {}, problems: [], saved: request.query.tersimpan !== undefined }),
  )
  app.post(
    paths.desk.absences,
    { schema: { body: AbsenceInput }, attachValidation: true, config: { access } },
    async (request, reply) => {
      try {
        if (request.validationError) throw request.validationError
        await enterAbsence(ground, request.actor, request.body)
        return back(request, reply)
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
        reply.code(error.status)
        return show(request, reply, {
          values: (request.typed ?? {}) as AbsenceView['values'],
          problems: error.details.fields ?? [],
          saved: false,
        })
      }
    },
  )
  const AbsenceId = Type.Object({
    id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  })
  app.post(
    paths.desk.endAbsence(':id'),
    { schema: { params: AbsenceId }, config: { access } },
    async (request, reply) => {
      await endAbsence(ground, request.actor, request.params.id)
      return back(request, reply)
    },
  )

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { values: AbsenceView['values']; problems: readonly FieldProblem[]; saved: boolean },
  ): Promise<FastifyReply> {
    const { actor, say } = request
    const { db } = ground
    const today = absenceDay(ground.now())
    const forAll = mayUse(actor, 'enter_absence_of_others')
    const agency = actor.agency ?? ''
    const [absences, colleagues] = await Promise.all([
      absencesOf(db, agency, today, forAll ? undefined : actor.id),
      colleaguesOf(db, agency, today),
    ])
    const held = await heldBy(
      db,
      actor,
      absences.map(({ account }) => account),
    )
    const desk = await openFrame(ground, request)
    const title = say('Tidak masuk dan pengganti', 'Absence and substitutes')
    const options = deskOptions(desk, title, paths.desk.absences, 'tools')
    const view = { absences, colleagues, held, me: actor.id, forAll, today, csrf: request.csrfField, ...form }
    return keepOutOfCaches(reply)
      .type('text/html; charset=utf-8')
      .send(absencePage(view, options, say))
  }
}

const back = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.redirect(addressIn(request.language, withQuery(paths.desk.absences, { tersimpan: 'ya' })), 303)
