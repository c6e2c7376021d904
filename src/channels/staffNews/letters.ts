/** Writes a letter to an officer at the moment it is sent: what was read or closed meanwhile is not in it. */
import { sql } from 'kysely'
import { baseUrlOf } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import { codesIn } from '../../reports/casefile/codes.ts'
import { namesOf } from '../../reports/casefile/reading.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { sayIn } from '../../web/say.ts'
import type { Outgoing } from '../notifications/gateway.ts'
import type { Unsent } from '../notifications/sending.ts'
import { letterText, type LetterNews } from './letterText.ts'
import { newsLine } from './lines.ts'
import type { ClaimedMail } from './mailQueue.ts'
import { isEmpty, morningOfAccount, type Morning } from './morning.ts'
import { newsItems } from './queries.ts'
import { isUndeliverable } from './undeliverable.ts'
import { wishesOf } from './wishes.ts'

type Recipient = { actor: Actor; email: string; language: 'id' | 'en'; zone: string; isWorking: boolean }

/** The letter of a row, or why there is none: nobody works there any more, or there is nothing left to say. */
export async function letterFor(ground: Ground, db: Db, mail: ClaimedMail): Promise<Outgoing | Unsent> {
  const to = await recipientOf(db, mail.account_id, ground.now())
  if (!to?.isWorking) return { state: 'empty', reason: 'account_over' }
  // What was gathered stays for the day on which the address is right again; the list at the desk has it all.
  if (await isUndeliverable(db, mail.account_id, to.email)) return { state: 'empty', reason: 'undeliverable' }
  if (mail.kind === 'morning') await gather(db, mail)
  const items = await newsItems(db, to.actor, mail.id)
  const morning = await morningFor(ground, db, mail, to)
  if (items.length === 0 && (morning === undefined || isEmpty(morning)))
    return { state: 'empty', reason: null }
  const say = sayIn(to.language)
  const names = await namesOf(db, codesIn(items.flatMap(({ event }) => event ?? [])))
  const base = baseUrlOf(ground.config)
  const link = (path: string): string => `${base}${inLanguage(path, to.language)}`
  const news = items.map((item): LetterNews => ({ ...item, line: newsLine(item, say, names) }))
  return {
    id: `staff-${mail.id}`,
    of: { mailId: mail.id },
    channel: 'email',
    address: to.email,
    language: to.language,
    stopUrl: link(paths.desk.newsSettings),
    oneClick: false,
    ...letterText({ kind: mail.kind, news, morning, link, zone: to.zone }, say),
  }
}

async function morningFor(
  ground: Ground,
  db: Db,
  mail: ClaimedMail,
  to: Recipient,
): Promise<Morning | undefined> {
  if (mail.kind !== 'morning' || !(await wishesOf(db, mail.account_id)).morning) return undefined
  // A letter that had to wait for the mail server speaks of the day on which it is sent.
  return morningOfAccount(db, to.actor, localDay(ground.now(), to.zone), to.zone, ground.now())
}

/** What was gathered until now goes into this letter, and stays in it when it has to be tried again. */
async function gather(db: Db, mail: ClaimedMail): Promise<void> {
  await db
    .updateTable('staff_notice')
    .set({ mail: 'letter', mail_id: mail.id })
    .where('account_id', '=', mail.account_id)
    .where('mail', '=', 'digest')
    .execute()
}

async function recipientOf(db: Db, account: string, now: Date): Promise<Recipient | undefined> {
  const today = localDay(now, 'Asia/Jakarta')
  const { rows } = await sql<{
    id: string
    name: string
    email: string
    language: 'id' | 'en'
    agency: string | null
    unit: string | null
    zone: string | null
    active: boolean
    roles: Role[]
  }>`
    select a.id, a.name, a.email, a.language, a.agency_code as agency, a.unit_code as unit, g.zone, a.active,
      array(
        select r.role::text
        from account_role r
        where r.account_id = a.id and (r.last_day is null or r.last_day >= ${today}::text::date)
      ) as roles
    from account a
    left join agency g on g.code = a.agency_code
    where a.id = ${account}::uuid`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const { id, name, roles, agency, unit } = row
  return {
    actor: {
      kind: 'staff',
      id,
      name,
      roles,
      ...(agency !== null && { agency }),
      ...(unit !== null && { unit }),
    },
    email: row.email,
    language: row.language,
    zone: row.zone ?? 'Asia/Jakarta',
    isWorking: row.active && roles.length > 0,
  }
}
