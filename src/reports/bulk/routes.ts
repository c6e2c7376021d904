/** One action over many reports: choose, look at it, begin, watch, undo. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, refuse, type FieldProblem } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { bulkKindOf, bulkKindsFor, type BulkKind } from '../../regulation/bulk.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { listState, openDesk, type ListQuery } from '../desk/desk.ts'
import { one } from '../desk/formInputs.ts'
import type { Lookups } from '../desk/offices.ts'
import { formOf, officersToChoose, readBulkForm } from './inputs.ts'
import { takeTurn } from './jobs.ts'
import { resultFiles } from './listFiles.ts'
import { noneChosenPage, runsPage } from './listPage.ts'
import { runPage, type RunView } from './pages.ts'
import {
  askRun,
  beginRun,
  countsOf,
  countsOfAll,
  dropRun,
  runOf,
  runsOf,
  startRun,
  stopRun,
  undoRun,
  type Selection,
} from './runs.ts'
import { shownRows } from './shown.ts'
import type { BulkRun } from './tables.ts'

/** A small run is over before its page is there; of a long one the page shows how far it is. */
const patienceMs = 1_500
const mostTicked = 200

const RunId = Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) })
const RunStep = Type.Object({ ...RunId.properties, step: Type.String({ maxLength: 20 }) })
const RunQuery = Type.Object({
  dari: Type.Optional(Type.Integer({ minimum: 0 })),
  hanya: Type.Optional(Type.Enum(['sisa'])),
  basi: Type.Optional(Type.String({ maxLength: 1 })),
})
type RunQuery = { dari?: number; hanya?: string; basi?: string }

export function routes(app: App, ground: Ground): void {
  const { db } = ground
  const config = { access: 'bulk_act' } as const
  app.post(paths.desk.bulk, { config }, async (request, reply) => choose(ground, request, reply))
  app.get(paths.desk.bulk, { config }, async (request, reply) => {
    const desk = await openDesk(ground, request, {})
    const runs = await runsOf(db, desk.actor)
    const counts = await countsOfAll(
      db,
      runs.map(({ run_id }) => run_id),
    )
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    return runsPage(
      desk,
      runs.map((run) => ({ run, counts: counts.get(run.run_id)! })),
    )
  })
  app.get(
    paths.desk.bulkRun(':id'),
    { schema: { params: RunId, querystring: RunQuery }, config },
    async (request, reply) => {
      const run = await runOf(db, request.actor, request.params.id)
      return send(ground, request, reply, run, request.query)
    },
  )
  app.post(
    paths.desk.bulkStep(':id', ':step'),
    { schema: { params: RunStep }, config },
    async (request, reply) => {
      const { id, step } = request.params
      const run = await runOf(db, request.actor, id)
      if (step === 'isi') return ask(ground, request, reply, run)
      const take = steps[step]
      if (!take) throw refuse('page_not_found')
      const typed = (request.body ?? {}) as Fields
      const isDone = await take(ground, run, one(typed, 'seen'))
      if (step === 'buang') {
        const desk = await openDesk(ground, request, run.list)
        return reply.redirect(
          addressIn(request.language, withQuery(paths.desk.home, listState(desk.query))),
          303,
        )
      }
      await work(ground, run.run_id)
      return toRun(request, reply, run.run_id, isDone ? {} : { basi: '1' })
    },
  )
  resultFiles(app, ground)
}

/** What the buttons of a run's page do. @returns false where the page was old */
const steps: Record<string, (ground: Ground, run: BulkRun, seen: string) => Promise<boolean>> = {
  jalankan: async ({ db, now }, run, seen) => run.state !== 'checked' || startRun(db, run, seen, now()),
  henti: async ({ db, now }, run) => stopRun(db, run, now()).then(() => true),
  urung: async ({ db, now }, run) => {
    if (undoUntilOf(run, kindOf(run), now()) !== undefined) await undoRun(db, run)
    return true
  },
  ubah: async ({ db }, run) => reopenForm(db, run).then(() => true),
  buang: async ({ db }, run) => dropRun(db, run).then(() => true),
}

async function choose(ground: Ground, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const typed = (request.body ?? {}) as Fields
  const desk = await openDesk(ground, request, listOf(typed))
  const kind = bulkKindsFor(desk.actor.roles).find((own) => own.kind === one(typed, 'tindakan'))
  if (!kind) throw refuse('not_permitted', { allowed: [] })
  const ids = [...new Set([typed['id'] ?? []].flat())].filter((id) => isUuid.test(id)).slice(0, mostTicked)
  const selection: Selection = one(typed, 'lingkup') === 'semua' ? 'all' : { ids }
  const id =
    selection !== 'all' && ids.length === 0 ? undefined : await beginRun(ground.db, desk, kind, selection)
  if (id === undefined) {
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    return reply.send(noneChosenPage(desk))
  }
  if (formOf(kind).fields.length === 0) {
    await askRun(ground.db, await runOf(ground.db, desk.actor, id), {})
    await work(ground, id)
  }
  return toRun(request, reply, id)
}

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const listOf = (typed: Fields): ListQuery =>
  Object.fromEntries(
    Object.keys(listState({})).flatMap((name) =>
      one(typed, name) === '' ? [] : [[name, one(typed, name).slice(0, 200)]],
    ),
  ) as ListQuery

/** A refused form comes back with everything that was typed and found. */
async function ask(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  run: BulkRun,
): Promise<FastifyReply> {
  const typed = (request.body ?? {}) as Fields
  const desk = await openDesk(ground, request, run.list)
  try {
    await askRun(ground.db, run, await readBulkForm(ground.db, desk, kindOf(run), typed))
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
    const isSearch = error.details['isSearch'] === true
    reply.code(isSearch ? 200 : 422)
    return send(
      ground,
      request,
      reply,
      { ...run, state: 'asking' },
      {},
      {
        values: typed,
        problems: (error.details.fields ?? []) as FieldProblem[],
        lookups: (error.details['lookups'] as Lookups | undefined) ?? {},
      },
    )
  }
  await work(ground, run.run_id)
  return toRun(request, reply, run.run_id)
}

/** Does as much of a run as one waits for; the worker does the rest. */
async function work(ground: Ground, id: string): Promise<void> {
  const untilMs = performance.now() + patienceMs
  const run = await ground.db.selectFrom('bulk_run').selectAll().where('run_id', '=', id).executeTakeFirst()
  if (run) await takeTurn(ground, run, { rows: Infinity, untilMs })
}

const toRun = (request: FastifyRequest, reply: FastifyReply, id: string, query = {}): FastifyReply =>
  reply.redirect(addressIn(request.language, withQuery(paths.desk.bulkRun(id), query)), 303)

const kindOf = (run: BulkRun): BulkKind => {
  const kind = bulkKindOf(run.kind)
  if (!kind) throw refuse('not_found')
  return kind
}

/** Undefined once it is too late, or where there is nothing to undo. */
function undoUntilOf(run: BulkRun, kind: BulkKind, now: Date): Date | undefined {
  if (run.state !== 'done' || !kind.undo || !run.started_at) return undefined
  const until = new Date(run.started_at.getTime() + kind.undo.minutes * 60_000)
  return now < until ? until : undefined
}

/** Back to the boxes, with what they said. */
async function reopenForm(db: Db, run: BulkRun): Promise<void> {
  await db
    .updateTable('bulk_run')
    .set({ state: 'asking' })
    .where('run_id', '=', run.run_id)
    .where('state', 'in', ['checking', 'checked'])
    .execute()
}

async function send(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  run: BulkRun,
  { dari, hanya, basi }: RunQuery,
  typed?: RunView['typed'],
): Promise<FastifyReply> {
  const { db } = ground
  const desk = await openDesk(ground, request, run.list)
  const kind = kindOf(run)
  const isNarrowed = hanya === 'sisa'
  const [counts, shown, officers] = await Promise.all([
    countsOf(db, run.run_id),
    shownRows(db, desk, run, { after: dari ?? -1, isNarrowed }),
    officersToChoose(db, desk, kind),
  ])
  const undoUntil = counts.done > 0 ? undoUntilOf(run, kind, desk.now) : undefined
  keepOutOfCaches(reply).type('text/html; charset=utf-8')
  return reply.send(
    runPage(desk, {
      run,
      kind,
      counts,
      rows: shown.rows,
      ...(shown.next !== undefined && { next: shown.next }),
      isNarrowed,
      officers,
      typed: typed ?? { values: typedOf(run), problems: [], lookups: {} },
      ...(undoUntil && { undoUntil }),
      ...(basi === '1' && { isStale: true }),
    }),
  )
}

/** What the boxes said when they were sent last; an office is searched for again. */
const typedOf = ({ input }: BulkRun): Fields =>
  Object.fromEntries(
    Object.entries(input ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  )
