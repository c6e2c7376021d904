/** The desk's pages: the list, one report, what waits for approval; drafts and presence. Actions: actionRoutes.ts. */
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { agencyOutcomes } from '../../regulation/kinds.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import { readMentions } from '../casefile/mentions.ts'
import { namesOf, readAsStaff } from '../casefile/reading.ts'
import { textFor } from '../casefile/view.ts'
import { movedDates } from '../publication/movedDates.ts'
import { actionRoutes } from './actionRoutes.ts'
import { approvalsOf } from './approvals.ts'
import { approvalsPage } from './approvalsPage.ts'
import { deskDeadlinesPage } from './deadlinesPage.ts'
import { ListQuery, openDesk, reportPath, type Desk } from './desk.ts'
import { deskFiles } from './listFiles.ts'
import { saveDraft } from './drafts.ts'
import { one } from './formInputs.ts'
import { loadForDesk } from './load.ts'
import { findOffices, findOwnUnits } from './offices.ts'
import { overviewOf } from './overview.ts'
import { overviewPage } from './overviewPage.ts'
import { Id } from './params.ts'
import { notePresence, othersPresent } from './presence.ts'
import { presentWords, reportPage } from './reportPage.ts'
import { savedFilterRoutes } from './savedFilterRoutes.ts'
import { noteActs } from './shared.ts'
import { templateRoutes } from './templateRoutes.ts'
import { toolsRoutes } from './toolsRoutes.ts'
import { queueView } from './view.ts'
import { fileByNumberForStaff, fileForStaff } from './visibility.ts'
import { doneWords, draftName, type Flash } from './words.ts'

export function routes(app: App, ground: Ground): void {
  noteActs(app)
  listRoutes(app, ground)
  app.get(
    paths.desk.report(':id'),
    { schema: { params: Id, querystring: ListQuery }, config: { access: 'read_desk' } },
    async (request, reply) => {
      const desk = await openDesk(ground, request, request.query)
      const [report, queue, flash] = await Promise.all([
        loadForDesk(ground, desk, request.params.id),
        queueView(ground, desk),
        withFlash(ground, desk),
      ])
      // From the first moment on, so that a colleague is not led here too.
      await notePresence(ground.db, request.actor.id, report.file.reportId, desk.now)
      keepOutOfCaches(reply).type('text/html; charset=utf-8')
      return reportPage(desk, { queue, report, ...flash })
    },
  )
  app.get(
    paths.desk.deadlines(':id'),
    { schema: { params: Id, querystring: ListQuery }, config: { access: 'read_desk' } },
    async (request, reply) => {
      const desk = await openDesk(ground, request, request.query)
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      const { clocks, reader } = await readAsStaff(ground, file, request.actor)
      const [moves, law] = await Promise.all([movedDates(ground.db, file.reportId), loadLaw(ground.db)])
      const { title = '' } = textFor(file, reader)
      keepOutOfCaches(reply).type('text/html; charset=utf-8')
      const { number, reportId } = file
      return deskDeadlinesPage(desk, reportId, { number, title, clocks, moves, law, now: desk.now })
    },
  )
  actionRoutes(app, ground)
  templateRoutes(app, ground)
  toolsRoutes(app, ground)
  savedFilterRoutes(app, ground)
  deskFiles(app, ground)
  whileWriting(app, ground)
  app.post(
    paths.desk.readMentions(':id'),
    { schema: { params: Id, querystring: ListQuery }, config: { access: 'write_note' } },
    async (request, reply) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      await readMentions(ground.db, request.actor.id, file.reportId, ground.now())
      const desk = await openDesk(ground, request, request.query)
      return reply.redirect(reportPath(desk, file.reportId), 303)
    },
  )
}

/** The page after a step says what was done, and tells the browser which words it need not keep any more. */
async function withFlash(ground: Ground, { query, say }: Desk): Promise<{ flash?: Flash }> {
  const { selesai: action, nomor = '', menunggu, ke } = query
  if (action === undefined) return {}
  const office = ke === undefined ? undefined : (await namesOf(ground.db, [ke])).get(ke)
  return {
    flash: {
      words: doneWords(action, nomor, menunggu === '1', say, office),
      isDone: action === 'draf' ? '' : draftName(nomor, action),
      ...(office !== undefined && {
        link: inLanguage(withQuery(paths.desk.home, { q: nomor }), say.language),
      }),
    },
  }
}

function listRoutes(app: App, ground: Ground): void {
  app.get(
    paths.desk.home,
    { schema: { querystring: ListQuery }, config: { access: 'signed_in' } },
    async (request, reply) => {
      // Whoever runs the service reads no reports: their desk is what goes out.
      if (!mayUse(request.actor, 'read_desk'))
        return reply.redirect(addressIn(request.language, paths.desk.mailbox), 303)
      const found = await byNumber(ground, request, request.query.q)
      if (found !== undefined) return reply.redirect(addressIn(request.language, found), 303)
      const desk = await openDesk(ground, request, request.query)
      const overview = await overviewOf(ground, desk)
      keepOutOfCaches(reply).type('text/html; charset=utf-8')
      return reply.send(overviewPage(desk, overview, (await withFlash(ground, desk)).flash))
    },
  )
  app.get(paths.desk.approvals, { config: { access: 'read_desk' } }, async (request, reply) => {
    const desk = await openDesk(ground, request, {})
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    return approvalsPage(desk, await approvalsOf(ground.db, desk.actor))
  })
  const SearchQuery = Type.Object({
    apa: Type.Optional(Type.Enum(['agency', 'target', 'own_unit'])),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    laporan: Type.Optional(Type.String({ maxLength: 40 })),
  })
  app.get(
    paths.desk.search,
    { schema: { querystring: SearchQuery }, config: { access: 'read_desk' } },
    async (request) => {
      const { apa = 'target', q = '', laporan } = request.query
      if (apa === 'own_unit')
        return {
          items:
            request.actor.agency === undefined ? [] : await findOwnUnits(ground.db, request.actor.agency, q),
        }
      const file = laporan === undefined ? undefined : await fileForStaff(ground.db, laporan, request.actor)
      return { items: await findOffices(ground.db, q, { withUnits: apa === 'target', region: file?.region }) }
    },
  )
}

/** A whole tracking number is no search: it opens its report, in whatever queue that is. */
async function byNumber(
  ground: Ground,
  request: FastifyRequest,
  q: string | undefined,
): Promise<string | undefined> {
  if (q === undefined || !/^\s*[0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4}\s*$/.test(q)) return undefined
  const file = await fileByNumberForStaff(ground.db, q, request.actor)
  return file && withQuery(paths.desk.report(file.reportId), { antrean: 'semua' })
}

/** What a page sends while somebody works on it: the draft of the answer, and that it is still open. */
function whileWriting(app: App, ground: Ground): void {
  app.post(
    paths.desk.draft(':id'),
    { schema: { params: Id }, config: { access: 'propose_answer', files: true } },
    async (request, reply) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      const typed = (request.body ?? {}) as Fields
      const outcome = one(typed, 'outcome')
      const savedAt = await saveDraft(ground, request.actor, file.reportId, {
        text: one(typed, 'text').slice(0, 20_000),
        outcome: (agencyOutcomes as readonly string[]).includes(outcome) ? outcome : undefined,
      })
      if (request.headers.accept?.includes('application/json'))
        return { saved_at: savedAt?.toISOString() ?? null }
      return reply.redirect(
        addressIn(
          request.language,
          withQuery(paths.desk.report(file.reportId), {
            selesai: 'draf',
            nomor: `${file.number.slice(0, 4)}-${file.number.slice(4)}`,
          }),
        ),
        303,
      )
    },
  )
  app.post(
    `${paths.desk.report(':id')}/hadir`,
    { schema: { params: Id }, config: { access: 'read_desk', isBackground: true } },
    async (request) => {
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      await notePresence(ground.db, request.actor.id, file.reportId, ground.now())
      const others = await othersPresent(ground.db, request.actor.id, file.reportId, ground.now())
      return {
        words: others.length === 0 ? '' : presentWords(others, { say: request.say }),
        version: file.version,
      }
    },
  )
}
