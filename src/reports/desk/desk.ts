/** What every page of a list of reports needs: who sits there, in which list they are, and the ways within it. */
import type { FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { isDay } from '../../regulation/days.ts'
import { mayUse } from '../../regulation/permissions.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { inDeskLanguage, openFrame, type Frame } from './frame.ts'
import { areaOf, queueFor, type DeskFilter } from './queries.ts'
import type { Queue } from './queues.ts'
import { shared } from './shared.ts'

const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/** The address of a list is a saved view: which queue, which filters, from where on. */
export const ListQuery = Type.Object({
  antrean: text(40),
  q: text(200),
  jenis: text(20),
  unit: text(100),
  kategori: text(20),
  wilayah: text(13),
  /** Late, today, by Sunday, or a day 'YYYY-MM-DD'. */
  tenggat: Type.Optional(Type.String({ pattern: '^(lewat|hari-ini|minggu-ini|20\\d\\d-\\d\\d-\\d\\d)$' })),
  lanjut: text(200),
  /** What has just been done, to which number; and which form is to be open. */
  selesai: text(40),
  nomor: text(20),
  menunggu: text(1),
  /** Where it went, by code. */
  ke: text(100),
  buka: text(40),
})
export type ListQuery = Static<typeof ListQuery>

const dueOf = new Map([
  ['lewat', 'late'],
  ['hari-ini', 'today'],
  ['minggu-ini', 'week'],
] as const)

function dueIn(tenggat: string | undefined, zone: string): Pick<DeskFilter, 'due' | 'dueOn'> {
  const due = dueOf.get(tenggat as 'lewat')
  return due ? { due } : isDay(tenggat) ? { dueOn: { day: tenggat, zone } } : {}
}

/** Days are those of the office's zone. */
export const filterOf = ({ query, zone }: { query: ListQuery; zone: string }): DeskFilter => ({
  ...(query.antrean !== undefined && { queue: query.antrean }),
  ...(query.q !== undefined && { q: query.q }),
  ...(query.jenis !== undefined && { kind: query.jenis }),
  ...(query.unit !== undefined && { unit: query.unit }),
  ...(query.kategori !== undefined && { category: query.kategori }),
  ...(query.wilayah !== undefined && { region: query.wilayah }),
  ...dueIn(query.tenggat, zone),
  ...(query.lanjut !== undefined && { cursor: query.lanjut }),
})

/** The part of an address that says which list one is in; what was just done does not belong to it. */
export const listState = ({ antrean, q, jenis, unit, kategori, wilayah, tenggat, lanjut }: ListQuery) => ({
  antrean,
  q,
  jenis,
  unit,
  kategori,
  wilayah,
  tenggat,
  lanjut,
})

export type Desk = Frame & {
  query: ListQuery
  queue: Queue
  area: string[]
  /** How many filters this account has named. */
  savedFilters: number
  mayActOnMany: boolean
}

/** Who sits at a desk with lists of reports, and which list they are in. */
export async function openDesk(ground: Ground, request: FastifyRequest, query: ListQuery): Promise<Desk> {
  const { actor } = request
  const [frame, area] = await Promise.all([
    openFrame(ground, request),
    shared(ground.db, actor, 'area', () => areaOf(ground.db, actor)),
  ])
  return {
    ...frame,
    query,
    queue: queueFor(actor, query.antrean),
    area,
    savedFilters: request.deskSettings?.savedFilters ?? 0,
    mayActOnMany: mayUse(actor, 'bulk_act'),
  }
}

/** A page of this list, with the list's own state in its address. */
export const listPath = (desk: Desk, changed: Partial<ListQuery> = {}): string =>
  inDeskLanguage(desk, withQuery(paths.desk.home, { ...listState(desk.query), ...changed }))
export const reportPath = (desk: Desk, id: string, changed: Partial<ListQuery> = {}): string =>
  inDeskLanguage(desk, withQuery(paths.desk.report(id), { ...listState(desk.query), ...changed }))
export const deadlinesPath = (desk: Desk, id: string): string =>
  inDeskLanguage(desk, withQuery(paths.desk.deadlines(id), listState(desk.query)))
export const actionPath = (desk: Desk, id: string, action: string): string =>
  inDeskLanguage(desk, withQuery(paths.desk.action(id, action), listState(desk.query)))
