/** Every staff action as a form: the same verbs and schemas as the API, and a refused form comes back whole. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type FieldProblem } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { shownNumber } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import { addFile } from '../attachments/actions.ts'
import { attachmentsOf } from '../attachments/queries.ts'
import { eventsOf } from '../casefile/events.ts'
import { staffInputs, type StaffAction } from '../casefile/inputs.ts'
import { staffActs } from './acts.ts'
import type { Refused } from './actionForm.ts'
import { answerActions } from './words.ts'
import { filterOf, ListQuery, listPath, openDesk, reportPath, type Desk } from './desk.ts'
import { dropDraft, saveDraft } from './drafts.ts'
import { one, readActionForm } from './formInputs.ts'
import { formSpecs, handDown } from './formSpecs.ts'
import { loadForDesk } from './load.ts'
import { chooseOffices, findOffices, findOwnUnits, type Lookups } from './offices.ts'
import { cursorOf, deskList, rowInQueue } from './queries.ts'
import { openElsewhere } from './presence.ts'
import { reportPage } from './reportPage.ts'
import { Id } from './params.ts'
import { queueView } from './view.ts'
import { fileForStaff, maySee } from './visibility.ts'

type ActRequest = FastifyRequest<{ Params: { id: string }; Querystring: ListQuery }>

export function actionRoutes(app: App, ground: Ground): void {
  for (const action of Object.keys(staffInputs) as StaffAction[]) {
    app.post<{ Params: { id: string }; Querystring: ListQuery }>(
      paths.desk.action(':id', action),
      // Any form of the answer box may bring files, also the one whose button does not use them.
      {
        schema: { params: Id, querystring: ListQuery },
        config: { access: action, files: answerActions.includes(action) },
      },
      (request, reply) => act(ground, action, request, reply),
    )
  }
}

async function act(
  ground: Ground,
  action: StaffAction,
  request: ActRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const desk = await openDesk(ground, request, request.query)
  const file = await fileForStaff(ground.db, request.params.id, request.actor)
  const typed = (request.body ?? {}) as Fields
  const filter = filterOf(desk)
  const place = await rowInQueue(ground.db, desk.actor, filter, file.reportId, desk.now, desk.area)
  const kept: number[] = []
  try {
    const chosen = await chooseOffices(typed, specFor(action, file).fields, (spec, words) =>
      lookFor(ground, desk, file, spec.finds, words),
    )
    kept.push(...(await keepFiles(ground, desk, file, request, typed)))
    const input = readActionForm(action, kept.length > 0 ? { ...chosen, files: kept.map(String) } : chosen)
    const { file: after } = await staffActs[action](ground, desk.actor, file.reportId, input)
    if (answerActions.includes(action)) await dropDraft(ground.db, desk.actor.id, file.reportId)
    return reply.redirect(await whatIsNext(ground, desk, after, action, place), 303)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500 || error.code === 'not_found') throw error
    if (await wasMine(ground, desk, file, action, typed, error))
      return reply.redirect(await whatIsNext(ground, desk, file, action, place), 303)
    return sendRefused(ground, desk, file, action, typed, kept, error, reply)
  }
}

const specFor = (action: StaffAction, file: CaseFile) =>
  action === 'forward' && file.state !== 'received' ? handDown : formSpecs[action]

const lookFor = (
  ground: Ground,
  desk: Desk,
  file: CaseFile,
  finds: 'agency' | 'target' | 'own_unit',
  words: string,
) =>
  finds === 'own_unit'
    ? findOwnUnits(ground.db, desk.actor.agency ?? '', words)
    : findOffices(ground.db, words, { withUnits: finds === 'target', region: file.region })

/** Files belong to the report from now on, so that a refused form need not send them again. */
export async function keepFiles(
  ground: Ground,
  desk: Desk,
  file: CaseFile,
  request: Pick<FastifyRequest, 'uploads'>,
  typed: Fields,
): Promise<number[]> {
  const own = new Set(
    (await attachmentsOf(ground.db, file.reportId))
      .filter((one) => one.addedById === desk.actor.id)
      .map((one) => one.no),
  )
  const kept = [typed['kept'] ?? []]
    .flat()
    .map(Number)
    .filter((no) => own.has(no))
  for (const upload of request.uploads ?? []) {
    const added = await addFile(ground, file.reportId, { path: upload.path }, upload.filename, {
      addedBy: 'staff',
      addedById: desk.actor.id,
    })
    kept.push(added.no)
  }
  return [...new Set(kept)]
}

/** A second press of the same button finds the report changed by the first one: that is no conflict. */
async function wasMine(
  ground: Ground,
  desk: Desk,
  file: CaseFile,
  action: string,
  typed: Fields,
  error: Refusal,
): Promise<boolean> {
  if (error.code !== 'stale_version') return false
  const unseen = (await eventsOf(ground.db, file.reportId)).filter(
    (event) => event.seq > Number(one(typed, 'version')),
  )
  return unseen.length === 1 && unseen[0]!.action === action && unseen[0]!.actor_id === desk.actor.id
}

/** So many colleagues may sit at one list before two of them meet. */
const lookedAt = 20

/** On to the next report that nobody else has open, when this one has left the list; else back to it. */
async function whatIsNext(
  ground: Ground,
  desk: Desk,
  file: CaseFile,
  action: string,
  place: Parameters<typeof cursorOf>[0] | undefined,
): Promise<string> {
  const { db } = ground
  const isWaiting = file.pending.some((one) => one.action === action && one.by === desk.actor.id)
  const lead = file.parts.find((part) => part.lead && part.state !== 'closed')
  const said = {
    selesai: action,
    nomor: shownNumber(file.number),
    ...(isWaiting && { menunggu: '1' }),
    ...(action === 'forward' && lead && { ke: lead.unit ?? lead.agency }),
  }
  const filter = filterOf(desk)
  const stays =
    place === undefined
      ? await maySee(db, file, desk.actor)
      : await rowInQueue(db, desk.actor, filter, file.reportId, ground.now(), desk.area)
  if (stays) return reportPath(desk, file.reportId, said)
  if (place === undefined) return listPath(desk, said)
  const rows = async (from: typeof filter) =>
    (await deskList(db, desk.actor, { ...from, limit: lookedAt }, ground.now(), desk.area)).items
  const { cursor: _cursor, ...fromTop } = filter
  const after = await rows({ ...filter, cursor: cursorOf(place) })
  const next = after.length > 0 ? after : await rows(fromTop)
  const taken = await openElsewhere(
    db,
    desk.actor.id,
    next.map((row) => row.report_id),
    ground.now(),
  )
  const first = next.find((row) => !taken.has(row.report_id)) ?? next[0]
  return first ? reportPath(desk, first.report_id, said) : listPath(desk, { ...said, lanjut: undefined })
}

async function sendRefused(
  ground: Ground,
  desk: Desk,
  seen: CaseFile,
  action: StaffAction,
  typed: Fields,
  kept: readonly number[],
  error: Refusal,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // What was typed is worth more than the page it was typed on: an answer is kept as a draft at once.
  if (answerActions.includes(action) && one(typed, 'text') !== '')
    await saveDraft(ground, desk.actor, seen.reportId, {
      text: one(typed, 'text').slice(0, 20_000),
      outcome: one(typed, 'outcome') || undefined,
    })
  const [report, queue] = await Promise.all([
    loadForDesk(ground, desk, seen.reportId),
    queueView(ground, desk),
  ])
  const version = Number(one(typed, 'version'))
  const refused: Refused = {
    action,
    values: typed,
    problems: problemsOf(error),
    lookups: (error.details['lookups'] as Lookups | undefined) ?? {},
    keptFiles: report.attachments
      .filter((file) => kept.includes(file.no))
      .map(({ no, name }) => ({ no, name })),
  }
  const isSearch = error.details['isSearch'] === true
  const changes = error.code === 'stale_version' ? report.events.filter((event) => event.seq > version) : []
  keepOutOfCaches(reply)
    .type('text/html; charset=utf-8')
    .code(isSearch ? 200 : error.status)
  return reply.send(
    reportPage(desk, {
      queue,
      report,
      refused,
      ...(!isSearch && { refusal: { code: error.code, problems: refused.problems, changes } }),
    }),
  )
}

function problemsOf(error: Refusal): FieldProblem[] {
  const found = error.details['found'] as { label: string }[] | undefined
  if (error.code !== 'personal_data_left' || !found) return error.details.fields ?? []
  const labels = [...new Set(found.map((one) => one.label))].join(', ')
  return [
    { field: 'text', code: error.code, id: `Masih terlihat: ${labels}.`, en: `Still visible: ${labels}.` },
  ]
}
