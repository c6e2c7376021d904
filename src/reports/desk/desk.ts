/** What every page of a desk needs: who sits there, in which list they are, and the ways to the other lists. */
import type { FastifyRequest } from 'fastify'
import { Type, type Static } from 'typebox'
import { agencyByCode } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayUse, type Actor } from '../../regulation/permissions.ts'
import { roleWords } from '../../regulation/words.ts'
import { type DeskPageOptions } from '../../web/layout.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { unreadNews } from '../casefile/staffNotices.ts'
import { approvalCount, mayApprove } from './approvals.ts'
import { areaOf, countedAtMost, queueFor, type DeskFilter } from './queries.ts'
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
  tenggat: Type.Optional(Type.Enum(['lewat', 'hari-ini', 'minggu-ini'])),
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

const dueOf = { lewat: 'late', 'hari-ini': 'today', 'minggu-ini': 'week' } as const

export const filterOf = (query: ListQuery): DeskFilter => ({
  ...(query.antrean !== undefined && { queue: query.antrean }),
  ...(query.q !== undefined && { q: query.q }),
  ...(query.jenis !== undefined && { kind: query.jenis }),
  ...(query.unit !== undefined && { unit: query.unit }),
  ...(query.kategori !== undefined && { category: query.kategori }),
  ...(query.wilayah !== undefined && { region: query.wilayah }),
  ...(query.tenggat !== undefined && { due: dueOf[query.tenggat] }),
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

export type Desk = {
  actor: Actor
  say: Say
  csrf: string
  query: ListQuery
  queue: Queue
  now: Date
  zone: string
  area: string[]
  name: string
  placeName: string
  roleName: string
  shortcutsOff: boolean
  speaksOneLanguage: boolean
  approvals: number
  /** Notices that this account has not read. */
  unread: number
  mayActOnMany: boolean
}

/** Who sits at the desk. One short question each, all at once. */
export async function openDesk(ground: Ground, request: FastifyRequest, query: ListQuery): Promise<Desk> {
  const { actor, say, deskSettings } = request
  const { db } = ground
  const now = ground.now()
  const [agency, area, approvals, unread] = await Promise.all([
    actor.agency === undefined ? undefined : rememberedAgency(db, actor.agency),
    shared(db, actor, 'area', () => areaOf(db, actor)),
    mayApprove(actor) ? shared(db, actor, 'approvals', () => approvalCount(db, actor), 'own') : 0,
    shared(db, actor, 'unread', () => unreadNews(db, actor.id), 'own'),
  ])
  return {
    actor,
    say,
    csrf: request.csrfField,
    query,
    queue: queueFor(actor, query.antrean),
    now,
    zone: agency?.zone ?? 'Asia/Jakarta',
    area,
    name: actor.name,
    placeName: deskSettings?.unitName ?? agency?.short_name ?? say('Meja nasional', 'National desk'),
    roleName: actor.roles.map((role) => say(roleWords[role])).join(', '),
    shortcutsOff: deskSettings?.shortcutsOff ?? false,
    speaksOneLanguage: deskSettings?.language === 'en',
    approvals,
    unread,
    mayActOnMany: mayUse(actor, 'bulk_act'),
  }
}

/** The name and zone of an office change once in some years. */
const rememberedAgency = (db: Db, code: string) =>
  remembered(db, `agency ${code}`, 30, () => agencyByCode(db, code))

/** '999+' where counting stopped. */
export const capped = (count: number): string =>
  count >= countedAtMost ? `${countedAtMost - 1}+` : String(count)

const unreadShown = ({ unread }: Desk): string => (unread >= 100 ? '99+' : String(unread))

export const inDeskLanguage = (desk: Desk, path: string): string => inLanguage(path, desk.say.language)

/** A page of this list, with the list's own state in its address. */
export const listPath = (desk: Desk, changed: Partial<ListQuery> = {}): string =>
  inDeskLanguage(desk, withQuery(paths.desk.home, { ...listState(desk.query), ...changed }))
export const reportPath = (desk: Desk, id: string, changed: Partial<ListQuery> = {}): string =>
  inDeskLanguage(desk, withQuery(paths.desk.report(id), { ...listState(desk.query), ...changed }))
export const deadlinesPath = (desk: Desk, id: string): string =>
  inDeskLanguage(desk, withQuery(paths.desk.deadlines(id), listState(desk.query)))
export const actionPath = (desk: Desk, id: string, action: string): string =>
  inDeskLanguage(desk, withQuery(paths.desk.action(id, action), listState(desk.query)))

export function deskOptions(
  desk: Desk,
  title: string,
  path: string,
  current: 'list' | 'approvals' | 'counter' | 'tools',
): DeskPageOptions {
  const { say } = desk
  return {
    title,
    language: say.language,
    path,
    scripts: ['shortcuts', 'deskDraft', 'desk', 'live'],
    styles: ['desk'],
    hasOtherLanguage: !desk.speaksOneLanguage,
    hasShortcuts: !desk.shortcutsOff,
    user: { name: desk.name, csrf: desk.csrf, agencyName: desk.placeName, roleName: desk.roleName },
    nav: [
      {
        href: inDeskLanguage(desk, paths.desk.home),
        label: say('Kotak kerja', 'Worklist'),
        isCurrent: current === 'list',
      },
      ...(mayApprove(desk.actor)
        ? [
            {
              href: inDeskLanguage(desk, paths.desk.approvals),
              label:
                desk.approvals > 0
                  ? say(`Persetujuan (${capped(desk.approvals)})`, `Approvals (${capped(desk.approvals)})`)
                  : say('Persetujuan', 'Approvals'),
              isCurrent: current === 'approvals',
            },
          ]
        : []),
      {
        href: inDeskLanguage(desk, paths.desk.news),
        label:
          desk.unread > 0
            ? say(`Kabar (${unreadShown(desk)})`, `News (${unreadShown(desk)})`)
            : say('Kabar', 'News'),
      },
      ...(mayUse(desk.actor, 'use_desk_tools')
        ? [
            {
              href: inDeskLanguage(desk, paths.desk.tools),
              label: say('Alat kerja', 'Tools'),
              isCurrent: current === 'tools',
            },
          ]
        : []),
      ...(mayUse(desk.actor, 'read_mailbox')
        ? [
            {
              href: inDeskLanguage(desk, paths.desk.mailbox),
              label: say('Kotak keluar', 'Outgoing messages'),
            },
          ]
        : []),
      ...(mayUse(desk.actor, 'edit_calendar')
        ? [
            { href: inDeskLanguage(desk, paths.desk.calendar), label: say('Kalender', 'Calendar') },
            { href: inDeskLanguage(desk, paths.desk.rules), label: say('Tenggat', 'Deadlines') },
          ]
        : []),
      ...(mayUse(desk.actor, 'enter_manual_report')
        ? [
            {
              href: inDeskLanguage(desk, paths.desk.counter),
              label: say('Catat laporan', 'Enter a report'),
              isCurrent: current === 'counter',
            },
          ]
        : []),
    ],
  }
}
