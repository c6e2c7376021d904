/** Naming the list that one is looking at, renaming and removing it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Refusal, refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { addressIn } from '../../platform/http/language.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { ListQuery, openDesk } from './desk.ts'
import { one } from './formInputs.ts'
import { filtersPage, type FiltersView } from './savedFilterPages.ts'
import { filterState, removeFilter, renameFilter, savedFiltersOf, saveFilter } from './savedFilters.ts'

const Name = Type.String({ maxLength: 60 })
const {
  lanjut: _page,
  selesai: _done,
  nomor: _number,
  menunggu: _waits,
  ke: _to,
  buka: _open,
  ...filter
} = ListQuery.properties
const SaveInput = Type.Object({ name: Name, ...filter })
const FilterAction = Type.Object({
  id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  action: Type.String({ maxLength: 20 }),
})

export function savedFilterRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const config = { access: 'read_desk' } as const
  const DoneQuery = Type.Object({ selesai: Type.Optional(Type.String({ maxLength: 20 })) })
  app.get(paths.desk.filters, { schema: { querystring: DoneQuery }, config }, async (request, reply) =>
    show(request, reply, { isDone: request.query.selesai !== undefined }),
  )
  app.post(
    paths.desk.filters,
    { schema: { body: SaveInput }, attachValidation: true, config },
    async (request, reply) => {
      try {
        if (request.validationError) throw request.validationError
        const { name, ...list } = request.body
        await saveFilter(db, request.actor, { name, list }, ground.now())
        return reply.redirect(addressIn(request.language, withQuery(paths.desk.home, filterState(list))), 303)
      } catch (error) {
        return refused(request, reply, error, undefined)
      }
    },
  )
  app.post(
    paths.desk.filterAction(':id', ':action'),
    { schema: { params: FilterAction }, config },
    async (request, reply) => {
      const { id, action } = request.params
      try {
        if (action === 'nama')
          await renameFilter(db, request.actor, id, one((request.body ?? {}) as Fields, 'name').slice(0, 60))
        else if (action === 'hapus') await removeFilter(db, request.actor, id)
        else throw refuse('page_not_found')
        return reply.redirect(
          addressIn(request.language, withQuery(paths.desk.filters, { selesai: 'ya' })),
          303,
        )
      } catch (error) {
        return refused(request, reply, error, id)
      }
    },
  )

  /** A refused form comes back with what was typed. */
  async function refused(
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
    id: string | undefined,
  ): Promise<FastifyReply> {
    if (!(error instanceof Refusal) || error.code !== 'invalid_input') throw error
    const problems = error.details.fields ?? []
    const typed = (request.typed ?? request.body ?? {}) as Fields
    // A filter that no list has was not made by a form of ours.
    if (problems.some(({ field }) => field !== 'name')) throw error
    reply.code(error.status)
    const list = Object.fromEntries(Object.keys(filter).map((name) => [name, one(typed, name)])) as ListQuery
    return show(request, reply, {
      refused: {
        ...(id !== undefined && { id }),
        name: one(typed, 'name'),
        list: filterState(list),
        problems,
      },
    })
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    view: Omit<FiltersView, 'saved'>,
  ): Promise<FastifyReply> {
    const desk = await openDesk(ground, request, {})
    keepOutOfCaches(reply).type('text/html; charset=utf-8')
    return reply.send(filtersPage(desk, { saved: await savedFiltersOf(db, desk), ...view }))
  }
}
