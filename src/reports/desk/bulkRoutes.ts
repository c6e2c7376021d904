/** Forwarding many reports at once: first a page that says what would happen, then each by itself, refusals named. */
import type { FastifyRequest } from 'fastify'
import { errors, Refusal, refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { paths } from '../../web/paths.ts'
import { firstWords } from '../casefile/projections.ts'
import { namesOf } from '../casefile/reading.ts'
import { forward } from '../verification/actions.ts'
import { bulkDonePage, bulkPreviewPage, type BulkDone, type BulkRow, type BulkWay } from './bulkPage.ts'
import { openDesk, type Desk, type ListQuery } from './desk.ts'
import { one } from './formInputs.ts'
import { chooseOffices, findOffices, type Lookups } from './offices.ts'
import { suggestionsFor } from './suggestions.ts'
import { fileForStaff } from './visibility.ts'

const most = 100

export function bulkRoutes(app: App, ground: Ground): void {
  app.post(paths.desk.bulk, { config: { access: 'bulk_forward' } }, async (request, reply) => {
    const typed = (request.body ?? {}) as Fields
    const desk = await openDesk(ground, request, listOf(typed))
    const way: BulkWay = one(typed, 'do') === 'agency' ? 'agency' : 'first'
    const send = (page: string) => keepOutOfCaches(reply).type('text/html; charset=utf-8').send(page)
    if (one(typed, 'sure') === '') return send(await preview(ground, desk, way, request))
    try {
      const chosen =
        way === 'agency'
          ? await chooseOffices(typed, [targetField], (_, words) =>
              findOffices(ground.db, words, { withUnits: true }),
            )
          : typed
      if (way === 'agency' && one(chosen, 'target') === '')
        throw refuse('invalid_input', { fields: [fieldProblem('target', 'required')] })
      return send(bulkDonePage(desk, await forwardEach(ground, desk, way, chosen)))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
      const isSearch = error.details['isSearch'] === true
      reply.code(isSearch ? 200 : 422)
      return send(await preview(ground, desk, way, request, error))
    }
  })
}

const targetField = {
  type: 'office',
  finds: 'target',
  name: 'target',
  label: { id: 'Instansi atau unit', en: 'Agency or unit' },
} as const

const listOf = (typed: Fields): ListQuery =>
  Object.fromEntries(
    ['antrean', 'q', 'jenis', 'unit', 'kategori', 'wilayah', 'tenggat', 'lanjut'].flatMap((name) =>
      one(typed, name) === '' ? [] : [[name, one(typed, name)]],
    ),
  ) as ListQuery

async function preview(
  ground: Ground,
  desk: Desk,
  way: BulkWay,
  request: FastifyRequest,
  refusal?: Refusal,
): Promise<string> {
  const typed = (request.body ?? {}) as Fields
  const ids = [
    ...new Set([
      ...[typed['id'] ?? []].flat(),
      ...[typed['item'] ?? []].flat().map((item) => item.split(' ')[0]!),
    ]),
  ].slice(0, most)
  const rows: BulkRow[] = []
  for (const id of ids) rows.push(await rowOf(ground, desk, way, id))
  return bulkPreviewPage(desk, {
    way,
    rows,
    typed: {
      values: typed,
      problems: refusal?.details.fields ?? [],
      lookups: (refusal?.details['lookups'] as Lookups | undefined) ?? {},
    },
  })
}

async function rowOf(ground: Ground, desk: Desk, way: BulkWay, id: string): Promise<BulkRow> {
  const file = await fileForStaff(ground.db, id, desk.actor)
  const title = file.title || firstWords(file.text)
  const base = {
    reportId: file.reportId,
    number: file.number,
    version: file.version,
    title,
    reached: file.contactBy.length > 0,
  }
  if (file.state !== 'received') return { ...base, refusal: errors.action_not_allowed }
  if (way === 'agency') return base
  const [first] = (await suggestionsFor(ground.db, file, desk.actor, desk.say)).offices
  return first
    ? { ...base, target: first.unit ?? first.agency, targetName: first.name }
    : { ...base, refusal: { id: 'Belum ada usulan tujuan.', en: 'No office is suggested yet.' } }
}

/** Each report in a transaction of its own: one that somebody else has changed does not stop the others. */
async function forwardEach(ground: Ground, desk: Desk, way: BulkWay, typed: Fields): Promise<BulkDone> {
  const items = [typed['item'] ?? []].flat().slice(0, most)
  const done: BulkDone = { forwarded: [], refused: [] }
  for (const item of items) {
    const [id = '', version = '', suggested = ''] = item.split(' ')
    const target = way === 'agency' ? one(typed, 'target') : suggested
    const file = await fileForStaff(ground.db, id, desk.actor)
    const about = { reportId: id, number: file.number, title: file.title || firstWords(file.text) }
    try {
      const [agency = ''] = target.split('.')
      await forward(ground, desk.actor, id, {
        agency,
        ...(target.includes('.') && { unit: target }),
        version: Number(version),
      })
      const names = await namesOf(ground.db, [target])
      done.forwarded.push({ ...about, targetName: names.get(target) ?? target })
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error
      done.refused.push({ ...about, why: errors[error.code] })
    }
  }
  return done
}
