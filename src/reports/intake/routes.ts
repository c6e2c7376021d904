/** The report form: shown, filled in from the front page, checked, sent, and number and key shown once. */
import { gateOf } from '../../regulation/inspection.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, refuse, type FieldProblem } from '../../errors.ts'
import { agencyByCode } from '../../directory/agencies/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import { loadLaw, rulesToShow } from '../../directory/deadlines/queries.ts'
import { newToken } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import { wantsJson } from '../../platform/http/negotiation.ts'
import type { App } from '../../platform/http/server.ts'
import { dayOf } from '../../web/dates.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Words } from '../../web/say.ts'
import { isLeftOut, takeFormFiles, type FormFiles } from '../attachments/form.ts'
import { settingsOf } from '../attachments/settings.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { fileBySecret } from '../casefile/reading.ts'
import { grantCookie, withGrant } from '../tracking/grant.ts'
import { submit } from './actions.ts'
import { checkSubmit } from './checks.ts'
import { choicesFor } from './choices.ts'
import { formPage } from './formPage.ts'
import type { FormView } from './formView.ts'
import { hashesOfSentFiles } from './idempotency.ts'
import { shortestText, SubmitInput } from './inputs.ts'
import { reviewPage } from './reviewPage.ts'
import { readSent, sealSent, sentCookie, sentMinutes } from './sent.ts'
import { notShownAgainPage, sentPage } from './sentPage.ts'
import { all, keyOf, one, typedOf, type Typed } from './typed.ts'

// Anyone may send a report, so a form is taken without the token that guards acts in somebody's name: a form that
// was kept on a phone without a signal since last week is as good as a fresh one.
const fromAnyone = { access: 'public', formToken: false, files: true } as const

const FormQuery = Type.Object({
  kind: Type.Optional(Type.String({ maxLength: 20 })),
  agency: Type.Optional(Type.String({ maxLength: 20, description: 'From the page of an agency' })),
  category: Type.Optional(Type.String({ maxLength: 20 })),
  region: Type.Optional(Type.String({ maxLength: 13 })),
})

export function routes(app: App, ground: Ground): void {
  app.get(
    paths.intake.form,
    { schema: { querystring: FormQuery }, config: { access: 'public' } },
    async (request, reply) => showForm(ground, request, reply, { typed: request.query, key: newToken() }),
  )

  const errorHandler = unreadForm(ground)
  app.post(paths.intake.start, { config: fromAnyone, errorHandler }, async (request, reply) => {
    const typed = typedOf(request)
    const key = keyOf(typed)
    const files = await takeFormFiles(ground, request, key, all(typed, 'kept_files'), true)
    return showForm(ground, request, reply, { typed, key, kept: files.staged, problems: files.problems })
  })

  app.post(
    paths.intake.check,
    { schema: { body: SubmitInput }, attachValidation: true, config: fromAnyone, errorHandler },
    async (request, reply) => {
      const typed = typedOf(request)
      const key = keyOf(typed)
      const files = await takeFormFiles(ground, request, key, all(typed, 'kept_files'), true)
      const stopping = files.problems.filter((one) => !isLeftOut(one))
      const problems = [...(await fieldProblems(ground, request)), ...stopping]
      const view = { typed, key, kept: files.staged }
      if (problems.length > 0) return showForm(ground, request, reply, { ...view, problems }, 422)
      reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
      return reviewPage(await viewOf(ground, request, view), request.body, request.say)
    },
  )

  app.post(
    paths.intake.form,
    { schema: { body: SubmitInput }, attachValidation: true, config: fromAnyone, errorHandler },
    async (request, reply) =>
      wantsJson(request) ? sendForProgram(ground, request, reply) : sendForPerson(ground, request, reply),
  )

  app.get(paths.intake.sent, { config: { access: 'public' } }, async (request, reply) =>
    showSent(ground, request, reply),
  )
}

/** Photos that are too large or too slow together: the form again, with everything that arrived. */
const unreadForm =
  (ground: Ground) => async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const typed = typedOf(request)
    const isUnread = error instanceof Refusal && ['body_too_large', 'body_too_slow'].includes(error.code)
    if (!isUnread || wantsJson(request) || one(typed, 'text') === undefined) throw error
    // The rest of a body that was not read must not be taken for the next request.
    reply.header('connection', 'close')
    const problems: FieldProblem[] = [{ field: 'files', code: error.code, ...filesLeftOut }]
    // What stands behind the photos may be missing, and nobody shall become less hidden by that.
    if (one(typed, 'privacy') === undefined)
      problems.push({ field: 'privacy', code: 'required', ...chooseAgain })
    return showForm(ground, request, reply, { typed, key: keyOf(typed), problems }, error.status)
  }

const filesLeftOut: Words = {
  id: 'Berkas-berkas ini terlalu besar untuk sekali kirim. Kirim laporan tanpa berkas dulu; fotonya dapat ditambahkan satu per satu di halaman lacak. Tulisan Anda tidak hilang.',
  en: 'These files are too large to be sent at once. Send the report without them first; photos can be added one by one on the tracking page. What you wrote is kept.',
}
const chooseAgain: Words = {
  id: 'Pilih lagi siapa yang boleh tahu: bagian ini belum sampai kepada kami.',
  en: 'Choose once more who may know: this part did not reach us.',
}

type Sending = FastifyRequest<{ Body: SubmitInput }>

async function sendForPerson(ground: Ground, request: Sending, reply: FastifyReply) {
  const typed = typedOf(request)
  const key = keyOf(typed)
  const files = await takeFormFiles(ground, request, key, all(typed, 'kept_files'))
  const view = { typed, key, kept: files.staged }
  try {
    const { answer } = await send(ground, request, key, files)
    reply.setCookie(
      sentCookie,
      sealSent(ground.keys, { ...answer, leftOut: leftOutOf(files) }, ground.now()),
      {
        path: '/',
        maxAge: sentMinutes * 60,
        httpOnly: true,
        sameSite: 'lax',
        secure: request.isHttps,
      },
    )
    return reply.redirect(inLanguage(paths.intake.sent, request.language), 303)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'invalid_input' || error.code === 'file_refused')
      return showForm(ground, request, reply, { ...view, problems: error.details.fields ?? [] }, 422)
    // "Back" in the browser, another text, "send": meant as a new report, so the form gets a new key.
    if (error.code === 'key_reused')
      return showForm(ground, request, reply, { typed, key: newToken(), notice: isAnotherReport }, 409)
    throw error
  }
}

const isAnotherReport: Words = {
  id: 'Formulir ini tadi sudah dipakai untuk mengirim laporan lain, dan laporan itu aman. Kalau yang ini laporan baru, tekan Kirim laporan sekali lagi.',
  en: 'This form was used before to send another report, and that report is safe. If this is a new one, press Send report once more.',
}

async function sendForProgram(ground: Ground, request: Sending, reply: FastifyReply) {
  const typed = typedOf(request)
  const header = request.headers['idempotency-key']
  const key = typeof header === 'string' ? keyOf({ idempotency_key: header }) : keyOf(typed)
  const files = await takeFormFiles(ground, request, key, all(typed, 'kept_files'))
  const { repeated, answer } = await send(ground, request, key, files)
  reply.header('cache-control', 'private, no-store').header('location', answer.url)
  const leftOut = files.problems.filter(isLeftOut).map((one) => request.say(one))
  return reply
    .code(repeated ? 200 : 201)
    .send({ ...answer, ...(leftOut.length > 0 && { files_left_out: leftOut }) })
}

const leftOutOf = (files: FormFiles): number => files.problems.filter(isLeftOut).length

/** @throws invalid_input with every wrong field and file at once; key_reused */
async function send(ground: Ground, request: Sending, key: string, files: FormFiles) {
  const hashes = files.staged.map(({ sentSha256 }) => sentSha256)
  const isGone = files.problems.some(({ code }) => code === 'file_gone')
  // A second tap names files that the first one has already put into the report.
  const sentBefore = isGone ? await hashesOfSentFiles(ground.db, key) : undefined
  const stopping = files.problems.filter((one) => !isLeftOut(one))
  const problems = sentBefore ? stopping.filter(({ code }) => code !== 'file_gone') : stopping
  if (problems.length > 0 || request.validationError)
    throw refuse('invalid_input', { fields: [...(await fieldProblems(ground, request)), ...problems] })
  return submit(
    ground,
    { ...request.body, idempotency_key: key },
    {
      channel: 'web',
      language: request.language,
      staged: {
        ids: files.staged.map(({ id }) => id),
        hashes: [...new Set([...hashes, ...(sentBefore ?? [])])],
      },
    },
  )
}

function shapeProblems(request: FastifyRequest): FieldProblem[] {
  const { validationError } = request
  if (!validationError) return []
  const fields = validationError instanceof Refusal ? validationError.details.fields : undefined
  if (!fields) throw validationError
  return fields
}

/** Every wrong field at once: of those whose shape is right, also what only the lists and the calendar know. */
async function fieldProblems(ground: Ground, request: Sending): Promise<FieldProblem[]> {
  const shape = shapeProblems(request)
  const wrong = new Set(shape.map(({ field }) => field))
  const right = Object.entries(request.body ?? {}).filter(([name]) => !wrong.has(name))
  try {
    const input = { kind: 'pengaduan', text: '', ...Object.fromEntries(right) } as SubmitInput
    await checkSubmit(ground.db, input, ground.now(), shortestText)
    return shape
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
    const known = error.details.fields ?? []
    // "Tulis paling sedikit satu kalimat" helps more than "wajib diisi".
    const isSaid = (problem: FieldProblem) =>
      problem.code === 'required' && known.some(({ field }) => field === problem.field)
    const isLong = (problem: FieldProblem) =>
      problem.code === 'too_short' && wrong.has(problem.field) && !shape.some(isSaid)
    return [...shape.filter((problem) => !isSaid(problem)), ...known.filter((problem) => !isLong(problem))]
  }
}

type Shown = Pick<FormView, 'key'> &
  Partial<Pick<FormView, 'kept' | 'problems' | 'notice'>> & { typed: Typed }

async function viewOf(ground: Ground, request: FastifyRequest, shown: Shown): Promise<FormView> {
  const { maxFiles, maxBytes } = settingsOf(ground.config)
  return {
    ...shown,
    choices: await choicesFor(ground, shown.typed, request.say),
    today: dayOf(ground.now(), 'WIB'),
    rules: await rulesToShow(ground.db),
    mostFiles: maxFiles,
    mostBytes: maxBytes.image,
  }
}

async function showForm(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  shown: Shown,
  status = 200,
): Promise<string> {
  const view = await viewOf(ground, request, shown)
  // The key in it is for one person and one report.
  reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
  return formPage(view, request.say)
}

async function showSent(ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const now = ground.now()
  const sent = readSent(ground.keys, request.cookies[sentCookie], now)
  reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-store')
  if (!sent) return notShownAgainPage(request.say)
  const file = await fileBySecret(ground, sent.number, sent.secret)
  const law = await loadLaw(ground.db)
  const wished = gateOf(file) === undefined ? undefined : await agencyByCode(ground.db, gateOf(file)!)
  // Whoever asked for secrecy may be on a borrowed phone: there the key must be typed to open the report.
  const isOpened = file.level === 'open' || file.level === 'name_hidden'
  // A reload or "back" shows number and key again for some minutes; on a phone that may be borrowed, never.
  if (!isOpened) reply.clearCookie(sentCookie, { path: '/' })
  if (isOpened)
    reply.setCookie(grantCookie, withGrant(ground.keys, request.cookies[grantCookie], file.reportId, now), {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: request.isHttps,
    })
  return sentPage(
    {
      sent,
      file,
      clocks: evaluateClocks(file, law),
      calendar: law.calendar,
      rules: law.rules,
      now,
      isOpened,
      trackingAddress: `${baseUrlOf(ground.config)}${paths.tracking.form}`,
      ...(wished && { wishedAgencyName: wished.name }),
    },
    request.say,
  )
}
