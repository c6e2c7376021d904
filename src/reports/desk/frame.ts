/** The frame of every page of the desks: who sits there, what waits for them, and the ways between the pages. */
import type { FastifyRequest } from 'fastify'
import { agencyByCode } from '../../directory/agencies/queries.ts'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import type { Ground } from '../../platform/ground.ts'
import { mayUse, type Actor, type Power } from '../../regulation/permissions.ts'
import { roleWords } from '../../regulation/words.ts'
import type { DeskPageOptions } from '../../web/layout.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { unreadNews } from '../casefile/staffNotices.ts'
import { approvalCount, mayApprove } from './approvals.ts'
import { countedAtMost } from './queries.ts'
import { shared } from './shared.ts'

export type Frame = {
  actor: Actor
  say: Say
  csrf: string
  now: Date
  zone: string
  name: string
  placeName: string
  roleName: string
  shortcutsOff: boolean
  speaksOneLanguage: boolean
  approvals: number
  /** Notices that this account has not read. */
  unread: number
}

/** Which item of the menu a page stands under; `settings` is in the menu of the person. */
export type DeskPlace =
  | 'list'
  | 'approvals'
  | 'news'
  | 'tools'
  | 'mailbox'
  | 'calendar'
  | 'rules'
  | 'change'
  | 'counter'
  | 'settings'

/** Who sits at the desk. One short question each, all at once. */
export async function openFrame(ground: Ground, request: FastifyRequest): Promise<Frame> {
  const { actor, say, deskSettings } = request
  const { db } = ground
  const [agency, approvals, unread] = await Promise.all([
    officeOf(db, actor),
    mayApprove(actor) ? shared(db, actor, 'approvals', () => approvalCount(db, actor), 'own') : 0,
    shared(db, actor, 'unread', () => unreadNews(db, actor.id), 'own'),
  ])
  return {
    actor,
    say,
    csrf: request.csrfField,
    now: ground.now(),
    zone: agency?.zone ?? capital,
    name: actor.name,
    placeName: deskSettings?.unitName ?? agency?.short_name ?? say('Meja nasional', 'National desk'),
    roleName: actor.roles.map((role) => say(roleWords[role])).join(', '),
    shortcutsOff: deskSettings?.shortcutsOff ?? false,
    speaksOneLanguage: deskSettings?.language === 'en',
    approvals,
    unread,
  }
}

const capital = 'Asia/Jakarta'

/** By whose clock somebody works. */
export const zoneOf = async (db: Db, actor: Actor): Promise<string> =>
  (await officeOf(db, actor))?.zone ?? capital

/** The name and zone of an office change once in some years. */
const officeOf = async (db: Db, { agency }: Actor) =>
  agency === undefined ? undefined : remembered(db, `agency ${agency}`, 30, () => agencyByCode(db, agency))

/** '999+' where counting stopped. */
export const capped = (count: number): string =>
  count >= countedAtMost ? `${countedAtMost - 1}+` : String(count)

/** Counting stops at a hundred. */
export const unreadShown = (unread: number): string => (unread >= 100 ? '99+' : String(unread))

export const inDeskLanguage = ({ say }: Pick<Frame, 'say'>, path: string): string =>
  inLanguage(path, say.language)

/** @param place undefined where a page stands under no item */
export function deskOptions(frame: Frame, title: string, path: string, place: DeskPlace): DeskPageOptions {
  const { say } = frame
  return {
    title,
    language: say.language,
    path,
    scripts: ['shortcuts', 'deskDraft', 'desk', 'live'],
    styles: ['desk'],
    hasOtherLanguage: !frame.speaksOneLanguage,
    hasShortcuts: !frame.shortcutsOff,
    user: { name: frame.name, csrf: frame.csrf, agencyName: frame.placeName, roleName: frame.roleName },
    nav: menuOf(frame, place),
  }
}

function menuOf(frame: Frame, place: DeskPlace): DeskPageOptions['nav'] {
  const { say, actor, approvals, unread } = frame
  const item = (name: DeskPlace, path: string, label: string) => ({
    href: inDeskLanguage(frame, path),
    label,
    isCurrent: name === place,
  })
  const may = (power: Power): boolean => mayUse(actor, power)
  const isAboutLaw = place === 'calendar' || place === 'rules' || place === 'change'
  const counted = (label: string, count: string | number): string =>
    count === 0 ? label : `${label} (${count})`
  return [
    may('read_desk') && item('list', paths.desk.home, say('Kotak kerja', 'Worklist')),
    may('read_mailbox') && item('mailbox', paths.desk.mailbox, say('Kotak keluar', 'Outgoing messages')),
    mayApprove(actor) &&
      item(
        'approvals',
        paths.desk.approvals,
        counted(say('Persetujuan', 'Approvals'), approvals && capped(approvals)),
      ),
    item('news', paths.desk.news, counted(say('Kabar', 'News'), unread && unreadShown(unread))),
    may('use_desk_tools') && item('tools', paths.desk.tools, say('Alat kerja', 'Tools')),
    // Everybody on the staff may read them; in the menu they stand for whoever works with them, and on their own pages.
    (may('edit_calendar') || isAboutLaw) &&
      item('calendar', paths.desk.calendar, say('Kalender', 'Calendar')),
    (may('edit_calendar') || isAboutLaw) && item('rules', paths.desk.rules, say('Tenggat', 'Deadlines')),
    may('enter_manual_report') && item('counter', paths.desk.counter, say('Catat laporan', 'Enter a report')),
  ].filter((one) => one !== false)
}
