/** Number and key open the reporter's own view; from there every action that the state table gives the reporter. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { errors, Refusal, type FieldProblem } from '../../errors.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { pathOf } from '../../directory/regions/queries.ts'
import { newToken, readTrackingNumber } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { reporter } from '../../regulation/permissions.ts'
import { offeredActions } from '../../regulation/transitions.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Words } from '../../web/say.ts'
import { takeFormFiles, type FormFiles } from '../attachments/form.ts'
import { attachmentsOf } from '../attachments/queries.ts'
import { settingsOf } from '../attachments/settings.ts'
import { reporterInputs, type ReporterAction } from '../casefile/inputs.ts'
import { fileBySecret, readAsReporter } from '../casefile/reading.ts'
import { loadFile } from '../casefile/store.ts'
import { reporterActs } from '../desk/acts.ts'
import { undeliverableSince } from '../identity/contact.ts'
import { all, keyOf, one, typedOf, type Typed } from '../intake/typed.ts'
import { contactRoute } from './contactRoute.ts'
import { doneWords } from './doneWords.ts'
import { findPage, type FindView } from './findPage.ts'
import { grantCookie, isGranted, withGrant } from './grant.ts'
import { keptForm, readKeptForm, type KeptForm } from './keptForm.ts'
import { mainReport, publishedReport, reportIdOf } from './queries.ts'
import { actOnce, isWithFiles } from './once.ts'
import { addStagedFiles } from './reply.ts'
import { reportPage } from './reportPage.ts'
import type { ReportView } from './reportView.ts'
import { withdrawPage } from './withdrawPage.ts'

const Number = Type.Object({ number: Type.String({ maxLength: 40 }) })
const FindQuery = Type.Object({ number: Type.Optional(Type.String({ maxLength: 40 })) })
/** The step that was just taken, and the version of the report after it: a page that has moved on says no thanks for it. */
const DoneQuery = Type.Object({
  ok: Type.Optional(Type.String({ maxLength: 40 })),
  v: Type.Optional(Type.String({ maxLength: 10 })),
})

export function routes(app: App, ground: Ground): void {
  app.get(
    paths.tracking.form,
    { schema: { querystring: FindQuery }, config: { access: 'reporter' } },
    async (request, reply) => {
      const { number } = request.query
      if (number === undefined) return showFind(request, reply, {})
      if (await grantedFile(ground, request, number)) return toReport(request, reply, number)
      const published = await publishedReport(ground.db, number)
      return showFind(request, reply, { number, ...(published && { published }) })
    },
  )

  // Who opens a report here proves it with the key, so there is no session that another site could borrow.
  app.post(
    paths.tracking.form,
    { config: { access: 'reporter', formToken: false } },
    async (request, reply) => openWithKey(ground, request, reply),
  )

  app.post(paths.tracking.leave, { config: { access: 'reporter' } }, async (request, reply) => {
    reply.clearCookie(grantCookie, { path: '/' })
    return reply.redirect(inLanguage(paths.tracking.form, request.language), 303)
  })

  app.get(
    paths.tracking.report(':number'),
    { schema: { params: Number, querystring: DoneQuery }, config: { access: 'reporter' } },
    async (request, reply) => {
      const file = await grantedFile(ground, request, request.params.number)
      if (!file) return reply.redirect(findAddress(request, request.params.number), 303)
      const { ok: done, v: version } = request.query
      const words = version === String(file.version) ? doneWords(done, file.state) : undefined
      const shown = words && done ? { notice: { tone: 'good' as const, words }, done } : {}
      return showReport(ground, request, reply, file, shown)
    },
  )

  contactRoute(app, ground, { grantedFile, showReport })

  for (const action of Object.keys(reporterActs) as ReporterAction[]) {
    app.post(
      paths.tracking.action(':number', action),
      {
        schema: { params: Number, body: reporterInputs[action] },
        attachValidation: true,
        config: { access: 'reporter', formToken: 'told', ...(isWithFiles(action) && { files: true }) },
      },
      async (request, reply) => carryOut(ground, request as ActRequest, reply, action),
    )
  }
}

type ActRequest = FastifyRequest<{ Params: { number: string }; Body: Record<string, unknown> }>

/** The report of a number, if this browser proved its key in the last hours. */
async function grantedFile(
  ground: Ground,
  request: FastifyRequest,
  typed: string,
): Promise<CaseFile | undefined> {
  const cookie = request.cookies[grantCookie]
  if (cookie === undefined) return undefined
  const reportId = await reportIdOf(ground.db, typed)
  if (reportId === undefined || !isGranted(ground.keys, cookie, reportId, ground.now())) return undefined
  return loadFile(ground.db, reportId)
}

async function openWithKey(ground: Ground, request: FastifyRequest, reply: FastifyReply) {
  const typed = typedOf(request)
  const number = one(typed, 'number')?.slice(0, 40) ?? ''
  const secret = one(typed, 'secret')?.slice(0, 60)
  if (secret === undefined) return reply.redirect(findAddress(request, number), 303)
  try {
    const file = await fileBySecret(ground, number, secret)
    reply.setCookie(
      grantCookie,
      withGrant(ground.keys, request.cookies[grantCookie], file.reportId, ground.now()),
      {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: request.isHttps,
      },
    )
    const kept = readKeptForm(typed)
    if (!kept) return toReport(request, reply, file.number)
    return await giveBack(ground, request, reply, file, kept)
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== 'not_found' && error.code !== 'too_many_attempts'))
      throw error
    const { retryAfterSeconds } = error.details
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds)
    const problem: Words = error.code === 'not_found' ? wrongKey : errors.too_many_attempts
    const kept = readKeptForm(typed)
    return showFind(request, reply, { number, problem, ...(kept && { kept }) }, error.status)
  }
}

const stillToSend: Words = {
  id: 'Belum terkirim. Isian Anda ada lagi di formulirnya di bawah. Kirim sekali lagi.',
  en: 'Not sent yet. What you filled in is back in its form below. Send it once more.',
}

/** The report's page with a form as it was sent before: nothing has been done with it yet. */
async function giveBack(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  file: CaseFile,
  { action, typed }: KeptForm,
  status = 200,
): Promise<string> {
  const key = keyOf(typed)
  const files = await filesOf(ground, request, action, typed, key)
  const refused = { action, typed, problems: files.problems, kept: files.staged }
  const notice = { tone: 'late' as const, words: stillToSend }
  return showReport(ground, request, reply, file, { key, refused, notice }, status)
}

/** Files of a form are kept under its key, whether it can be carried out or not. */
const filesOf = async (
  ground: Ground,
  request: FastifyRequest,
  action: ReporterAction,
  typed: Typed,
  key: string,
): Promise<FormFiles> =>
  isWithFiles(action) ? takeFormFiles(ground, request, key, all(typed, 'kept_files')) : noFiles

const wrongKey: Words = {
  id: 'Nomor dan kunci ini tidak cocok. Periksa angkanya satu per satu; tidak ada yang hilang.',
  en: 'This number and key do not match. Check them digit by digit; nothing is lost.',
}

const findAddress = (request: FastifyRequest, number: string): string =>
  withQuery(inLanguage(paths.tracking.form, request.language), { number })

type Done = { ok?: string; v?: string }

const toReport = (request: FastifyRequest, reply: FastifyReply, number: string, done: Done = {}) =>
  reply.redirect(
    withQuery(
      inLanguage(paths.tracking.report(readTrackingNumber(number) ?? number), request.language),
      done,
    ),
    303,
  )

function showFind(request: FastifyRequest, reply: FastifyReply, view: FindView, status = 200): string {
  reply.code(status).type('text/html; charset=utf-8')
  if (view.number !== undefined) reply.header('cache-control', 'private, no-store')
  return findPage(view, request.say)
}

async function carryOut(ground: Ground, request: ActRequest, reply: FastifyReply, action: ReporterAction) {
  const file = await grantedFile(ground, request, request.params.number)
  const typed = typedOf(request)
  const key = keyOf(typed)
  if (!file) {
    const { staged } = await filesOf(ground, request, action, typed, key)
    const ids = staged.map(({ id }) => id)
    const kept = keptForm(action, {
      ...typed,
      idempotency_key: key,
      ...(ids.length > 0 && { kept_files: ids }),
    })
    return showFind(request, reply, { number: request.params.number, ...(kept && { kept }) }, 401)
  }
  // The form's own cookie is gone or old: it may come from elsewhere, so it is shown and not carried out.
  if (request.isFormExpired) return giveBack(ground, request, reply, file, { action, typed }, 403)
  if (action === 'withdraw' && one(typed, 'confirm') === undefined)
    return askTwice(request, reply, file, typed, ground.now())
  const files = await filesOf(ground, request, action, typed, key)
  const refused = (problems: readonly FieldProblem[]) => ({
    key,
    refused: { action, typed, problems, kept: files.staged },
  })
  const problems = [...shapeProblems(request), ...files.problems]
  const isFilesOnly = action === 'reply' && one(typed, 'text') === undefined && files.staged.length > 0
  if (problems.length > 0 && !(isFilesOnly && files.problems.length === 0))
    return showReport(ground, request, reply, file, refused(problems), 422)
  try {
    const staged = { key, ids: files.staged.map(({ id }) => id) }
    if (isFilesOnly) await addStagedFiles(ground, file.reportId, staged)
    else await actOnce(ground, file, action, { ...request.body, version: versionOf(typed) }, staged)
    const after = await loadFile(ground.db, file.reportId)
    return toReport(request, reply, file.number, { ok: action, v: String(after?.version ?? file.version) })
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error
    const fresh = (await loadFile(ground.db, file.reportId)) ?? file
    const notice = { tone: 'late' as const, words: errors[error.code] }
    return showReport(ground, request, reply, fresh, { ...refused([]), notice }, error.status)
  }
}

const noFiles: FormFiles = { staged: [], problems: [] }

const versionOf = (typed: Typed): number | undefined => {
  const version = one(typed, 'version')
  return version !== undefined && /^\d{1,9}$/.test(version) ? parseInt(version, 10) : undefined
}

function shapeProblems({ validationError }: FastifyRequest): FieldProblem[] {
  if (!validationError) return []
  const fields = validationError instanceof Refusal ? validationError.details.fields : undefined
  if (!fields) throw validationError
  return fields
}

function askTwice(
  request: FastifyRequest,
  reply: FastifyReply,
  file: CaseFile,
  typed: Typed,
  now: Date,
): string {
  reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
  const fields = { csrf: request.csrfField, version: one(typed, 'version'), reason: one(typed, 'reason') }
  return withdrawPage(file, fields, request.say, now)
}

type Shown = Partial<Pick<ReportView, 'key' | 'refused' | 'notice' | 'done' | 'contactTrouble'>>

async function showReport(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  file: CaseFile,
  shown: Shown,
  status = 200,
): Promise<string> {
  const now = ground.now()
  const { db } = ground
  const [reading, files, { calendar, rules }, regionName, since, main] = await Promise.all([
    readAsReporter(db, file),
    attachmentsOf(db, file.reportId),
    loadLaw(db),
    file.region === undefined ? undefined : pathOf(db, file.region),
    undeliverableSince(db, file.reportId),
    file.mergedInto === undefined ? undefined : mainReport(db, file.mergedInto),
  ])
  const question = reading.events.findLast(
    (event) => event.action === 'ask_completion' || event.action === 'ask_reporter',
  )
  const isStillAsked = !reading.events.some(
    ({ action, seq }) => ['reply', 'complete'].includes(action) && seq > (question?.seq ?? 0),
  )
  const { maxFiles, maxBytes } = settingsOf(ground.config)
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
  return reportPage(
    {
      ...reading,
      calendar,
      rules,
      now,
      files,
      offered: offeredActions({
        file,
        actor: reporter,
        now: now.toISOString(),
        dueAt: new Map(reading.clocks.map(({ clock, result }) => [clock.no, result.due_at])),
      }),
      csrf: request.csrfField,
      key: newToken(),
      mostFiles: maxFiles,
      mostBytes: maxBytes.image,
      ...(question && { question: questionOf(question.data), isStillAsked }),
      ...(regionName !== undefined && { regionName }),
      ...(since && { contactTrouble: { since } }),
      ...(main && { main }),
      ...shown,
    },
    request.say,
  )
}

const questionOf = (data: Readonly<Record<string, unknown>>): string =>
  [
    ...(Array.isArray(data['missing']) ? data['missing'].map((item) => `• ${String(item)}`) : []),
    String(data['text'] ?? ''),
  ].join('\n')
