/** Another address where letters to the first one come back. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { FieldProblem } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import { giveAddress, undeliverableSince } from '../identity/contact.ts'
import { looksLikeEmail } from '../intake/checks.ts'
import type { ContactTrouble } from './contactNote.ts'

const Number = Type.Object({ number: Type.String({ maxLength: 40 }) })
const ContactInput = Type.Object({ email: Type.Optional(Type.String({ maxLength: 1_000 })) })

const notAnEmail: FieldProblem = {
  field: 'email',
  code: 'not_an_email',
  id: 'Alamat surel ini belum lengkap, contoh nama@contoh.id.',
  en: 'This e-mail address is not complete, for example name@example.org.',
}

/** What the room's other routes do for every step of a reporter. */
type Desk = {
  grantedFile: (ground: Ground, request: FastifyRequest, number: string) => Promise<CaseFile | undefined>
  showReport: (
    ground: Ground,
    request: FastifyRequest,
    reply: FastifyReply,
    file: CaseFile,
    shown: { contactTrouble?: ContactTrouble },
    status?: number,
  ) => Promise<string>
}

export function contactRoute(app: App, ground: Ground, { grantedFile, showReport }: Desk): void {
  app.post(
    paths.tracking.contact(':number'),
    {
      schema: { params: Number, body: ContactInput },
      config: { access: 'reporter', formToken: 'told' },
    },
    async (request, reply) => {
      const { number } = request.params
      const to = (path: string, query: Record<string, string>) =>
        reply.redirect(withQuery(inLanguage(path, request.language), query), 303)
      const file = await grantedFile(ground, request, number)
      if (!file) return to(paths.tracking.form, { number })
      const since = await undeliverableSince(ground.db, file.reportId)
      const typed = (request.body.email ?? '').trim()
      // Pressed twice, or from an old page: letters arrive, so nothing is asked for.
      if (since === undefined) return to(paths.tracking.report(file.number), {})
      const isWrong = !looksLikeEmail(typed) || typed.length > 254
      if (isWrong || request.isFormExpired) {
        const contactTrouble = { since, typed, ...(isWrong && { problem: notAnEmail }) }
        return showReport(ground, request, reply, file, { contactTrouble }, isWrong ? 422 : 403)
      }
      await giveAddress(ground, file.reportId, typed)
      return to(paths.tracking.report(file.number), { ok: 'surel', v: String(file.version) })
    },
  )
}
