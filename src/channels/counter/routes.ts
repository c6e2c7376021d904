/** /meja/catat: a report from the counter, a letter or the phone, entered for the reporter (T4). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { agencyByCode } from '../../directory/agencies/queries.ts'
import { loadCalendar } from '../../directory/calendar/queries.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { Refusal, refuse, type FieldProblem } from '../../errors.ts'
import { baseUrlOf } from '../../platform/config.ts'
import { newToken } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { entryDueDay, receivedAtOf } from '../../regulation/counterEntry.ts'
import type { DeskSource } from '../../regulation/kinds.ts'
import { takeFormFiles, type FormFiles } from '../../reports/attachments/form.ts'
import { settingsOf } from '../../reports/attachments/settings.ts'
import { evaluateClocks } from '../../reports/casefile/clockwork.ts'
import { eventsOf } from '../../reports/casefile/events.ts'
import { fileBySecret } from '../../reports/casefile/reading.ts'
import { openDesk, type Desk } from '../../reports/desk/desk.ts'
import { submit, type Outcome } from '../../reports/intake/actions.ts'
import { checkSubmit } from '../../reports/intake/checks.ts'
import { choicesFor } from '../../reports/intake/choices.ts'
import { hashesOfSentFiles } from '../../reports/intake/idempotency.ts'
import { readSent, sealSent, sentMinutes } from '../../reports/intake/sent.ts'
import { all, keyOf, one, typedOf } from '../../reports/intake/typed.ts'
import { dayOf } from '../../web/dates.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Words } from '../../web/say.ts'
import { CounterInput, deskProblems, named, shortestDeskText } from './inputs.ts'
import { counterPage, type CounterView } from './pages.ts'
import { likeReports } from './similar.ts'
import { slipGonePage, slipPage } from './slipPage.ts'

/** Apart from that of the public form: an officer's browser may hold both. */
const slipCookie = 'lapor_lembar'

export function routes(app: App, ground: Ground): void {
  app.get(paths.desk.counter, { config: { access: 'enter_manual_report' } }, async (request, reply) => {
    const desk = await openDesk(ground, request, {})
    return showForm(ground, desk, reply, { typed: {}, key: newToken() })
  })
  app.post(
    paths.desk.counter,
    {
      schema: { body: CounterInput },
      attachValidation: true,
      config: { access: 'enter_manual_report', files: true },
    },
    async (request, reply) => enter(ground, request, reply),
  )
  app.get(paths.desk.counterSlip, { config: { access: 'enter_manual_report' } }, async (request, reply) =>
    showSlip(ground, request, reply),
  )
}

type Entering = FastifyRequest<{ Body: CounterInput }>

async function enter(ground: Ground, request: Entering, reply: FastifyReply) {
  const desk = await openDesk(ground, request, {})
  const typed = typedOf(request)
  const key = keyOf(typed)
  const files = await takeFormFiles(ground, request, key, all(typed, 'kept_files'))
  const view: Shown = { typed, key, kept: files.staged }
  if (one(typed, 'cari') !== undefined)
    return showForm(ground, desk, reply, { ...view, problems: files.problems })
  const sentBefore = await hashesOfSentFiles(ground.db, key)
  const problems = [
    ...(await fieldProblems(ground, request)),
    // A second press names files that the first one has already put into the report.
    ...files.problems.filter(({ code }) => !(sentBefore && code === 'file_gone')),
  ]
  if (problems.length > 0) return showForm(ground, desk, reply, { ...view, problems }, 422)
  const { title = '', text, region } = request.body
  const seen = new Set((request.body.seen ?? '').split(' '))
  const like = sentBefore
    ? []
    : await likeReports(ground, request.actor, { title, text, ...(region !== undefined && { region }) })
  if (like.some(({ number }) => !seen.has(number))) return showForm(ground, desk, reply, { ...view, like })
  try {
    const { answer } = await save(ground, request, key, files, sentBefore)
    reply.setCookie(slipCookie, sealSent(ground.keys, answer, ground.now()), {
      path: '/',
      maxAge: sentMinutes * 60,
      httpOnly: true,
      sameSite: 'lax',
      secure: request.isHttps,
    })
    return reply.redirect(inLanguage(paths.desk.counterSlip, request.language), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'key_reused') throw error
    return showForm(ground, desk, reply, { typed, key: newToken(), notice: isAnotherReport }, 409)
  }
}

const isAnotherReport: Words = {
  id: 'Formulir ini tadi sudah dipakai untuk laporan lain, dan laporan itu aman. Kalau yang ini laporan baru, tekan Simpan laporan sekali lagi; berkas perlu dipilih ulang.',
  en: 'This form was used before for another report, and that report is safe. If this is a new one, press Save the report once more; files must be chosen again.',
}

async function save(
  ground: Ground,
  request: Entering,
  key: string,
  files: FormFiles,
  sentBefore: string[] | undefined,
): Promise<Outcome> {
  const { source, received_on, paper_number, read_back: _read, seen: _seen, ...input } = request.body
  const now = ground.now()
  const today = dayOf(now, 'WIB')
  const hashes = files.staged.map(({ sentSha256 }) => sentSha256)
  return submit(
    ground,
    { ...input, idempotency_key: key },
    {
      channel: 'counter',
      action: 'submit_for_reporter',
      actor: request.actor,
      language: request.language,
      receivedAt: receivedAtOf(received_on, today, now),
      shortestText: shortestDeskText,
      said: { source, received_on, ...(paper_number?.trim() && { paper_number: paper_number.trim() }) },
      isLateEntry: today > entryDueDay(received_on, await loadCalendar(ground.db)),
      staged: {
        ids: files.staged.map(({ id }) => id),
        hashes: [...new Set([...hashes, ...(sentBefore ?? [])])],
      },
    },
  )
}

/** Every wrong field at once: of those whose shape is right, also what only the lists and the calendar know. */
async function fieldProblems(ground: Ground, request: Entering): Promise<FieldProblem[]> {
  const shape = shapeProblems(request)
  const wrong = new Set(shape.map(({ field }) => field))
  const right = Object.fromEntries(
    Object.entries(request.body ?? {}).filter(([name]) => !wrong.has(name)),
  ) as Partial<CounterInput>
  const now = ground.now()
  const desk = deskProblems(right, dayOf(now, 'WIB'))
  try {
    await checkSubmit(ground.db, { kind: 'pengaduan', text: '', ...right }, now, shortestDeskText)
    return [...shape, ...desk]
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
    const known = (error.details.fields ?? []).filter(({ field }) => !wrong.has(field))
    return [...shape, ...desk, ...known]
  }
}

function shapeProblems({ validationError }: FastifyRequest): FieldProblem[] {
  if (!validationError) return []
  const fields = validationError instanceof Refusal ? validationError.details.fields : undefined
  if (!fields) throw validationError
  return fields.map(named)
}

type Shown = Pick<CounterView, 'typed' | 'key'> &
  Partial<Pick<CounterView, 'kept' | 'problems' | 'notice' | 'like'>>

async function showForm(ground: Ground, desk: Desk, reply: FastifyReply, shown: Shown, status = 200) {
  const { maxFiles, maxBytes } = settingsOf(ground.config)
  const { agency } = desk.actor
  const [choices, own] = await Promise.all([
    choicesFor(ground, shown.typed, desk.say),
    agency === undefined ? undefined : agencyByCode(ground.db, agency),
  ])
  keepOutOfCaches(reply).type('text/html; charset=utf-8').code(status)
  return reply.send(
    counterPage(desk, {
      ...shown,
      choices,
      ...(own && { ownAgency: { code: own.code, name: own.name } }),
      today: dayOf(desk.now, 'WIB'),
      mostFiles: maxFiles,
      mostBytes: maxBytes.image,
    }),
  )
}

async function showSlip(ground: Ground, request: FastifyRequest, reply: FastifyReply) {
  const desk = await openDesk(ground, request, {})
  keepOutOfCaches(reply).type('text/html; charset=utf-8')
  const sent = readSent(ground.keys, request.cookies[slipCookie], desk.now)
  if (!sent) return reply.send(slipGonePage(desk))
  const file = await fileBySecret(ground, sent.number, sent.secret)
  const [law, [first], wished] = await Promise.all([
    loadLaw(ground.db),
    eventsOf(ground.db, file.reportId),
    file.wishedAgency === undefined ? undefined : agencyByCode(ground.db, file.wishedAgency),
  ])
  if (!first) throw refuse('not_found')
  reply.clearCookie(slipCookie, { path: '/' })
  return reply.send(
    slipPage(desk, {
      sent,
      file,
      clocks: evaluateClocks(file, law),
      source: first.data['source'] as DeskSource | undefined,
      paperNumber: first.data['paper_number'] as string | undefined,
      isLate: first.data['late_entry'] === true,
      holder: wished?.name ?? desk.say('petugas nasional SP4N-LAPOR!', 'the national SP4N-LAPOR! desk'),
      trackingAddress: `${baseUrlOf(ground.config)}${paths.tracking.form}`,
    }),
  )
}
