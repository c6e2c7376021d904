/** What the operator sees of messages, as files: what is stuck, and on a trial installation the messages themselves. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Row } from '../../platform/sheets/sheet.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { instantColumn, numberColumn, textColumn } from '../../web/sheets.ts'
import { zone } from './pages.ts'
import {
  withoutButtons,
  type KeptMessage,
  type StuckFollowLetter,
  type StuckMail,
  type StuckNotice,
} from './queries.ts'
import { channelLabel, errorOf, stateLabel } from './words.ts'

export function mailboxFiles(app: App, ground: Ground): void {
  const { db, config } = ground
  listFiles(app, ground, paths.desk.mailbox, { access: 'read_mailbox' }, async ({ say }) => ({
    name: 'pesan-tertahan',
    columns: [
      textColumn(say('Kanal', 'Channel')),
      textColumn(say('Keadaan', 'State')),
      instantColumn(say('Dibuat', 'Made'), zone),
      numberColumn(say('Percobaan', 'Attempts')),
      textColumn(say('Sebab', 'Cause')),
    ],
    pages: stuckPages(db, say),
  }))
  listFiles(app, ground, paths.desk.mailboxMessages, { access: 'read_mailbox' }, async ({ say }) => ({
    name: 'pesan-percobaan',
    columns: [
      textColumn(say('Kepada', 'To')),
      textColumn(say('Perihal', 'Subject')),
      textColumn(say('Isi', 'Text')),
      instantColumn(say('Dibuat', 'Made'), zone),
    ],
    // With a mail server messages are kept nowhere, and the page has no such list either.
    pages: config.smtpUrl === undefined ? messagePages(db) : [],
  }))
}

const rowsAtOnce = 500

type Keyed = { report_id: string; seq: number; made: string }

async function* stuckPages(db: Db, say: Say): AsyncGenerator<Row[]> {
  let last: (StuckNotice & Keyed) | undefined
  do {
    const { rows }: { rows: (StuckNotice & Keyed)[] } = await sql<StuckNotice & Keyed>`
      select report_id, seq, channel, state, attempts, last_error, created_at, created_at::text as made
      from notice
      where state in ('failed', 'held')
        and (last_error is null or last_error <> 'stopped')
        and ${
          last
            ? sql`(created_at, report_id, seq, channel) <
                (${last.made}::timestamptz, ${last.report_id}::uuid, ${last.seq}::int, ${last.channel}::varchar)`
            : sql`true`
        }
      order by created_at desc, report_id desc, seq desc, channel desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map((one) => stuckRow(one.channel, one, say))
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
  yield* stuckMailPages(db, say)
  yield* stuckFollowPages(db, say)
}

const stuckRow = (
  channel: string,
  one: Pick<StuckMail, 'state' | 'created_at' | 'attempts' | 'last_error'>,
  say: Say,
): Row => [
  channelLabel(channel, say),
  stateLabel(one.state, say),
  one.created_at,
  one.attempts,
  errorOf(one.last_error, say),
]

async function* stuckFollowPages(db: Db, say: Say): AsyncGenerator<Row[]> {
  type KeyedLetter = StuckFollowLetter & { made: string }
  let last: KeyedLetter | undefined
  do {
    const { rows }: { rows: KeyedLetter[] } = await sql<KeyedLetter>`
      select report_id, letter_id, state, attempts, last_error, created_at, created_at::text as made
      from follow_letter
      where state in ('failed', 'held')
        and ${last ? sql`(created_at, letter_id) < (${last.made}::timestamptz, ${last.letter_id}::uuid)` : sql`true`}
      order by created_at desc, letter_id desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map((one) => stuckRow('follow', one, say))
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
}

async function* stuckMailPages(db: Db, say: Say): AsyncGenerator<Row[]> {
  type KeyedMail = StuckMail & { made: string }
  let last: KeyedMail | undefined
  do {
    const { rows }: { rows: KeyedMail[] } = await sql<KeyedMail>`
      select id, kind, state, attempts, last_error, created_at, created_at::text as made
      from staff_mail
      where state in ('failed', 'held')
        and ${last ? sql`(created_at, id) < (${last.made}::timestamptz, ${last.id}::uuid)` : sql`true`}
      order by created_at desc, id desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map((one) => stuckRow('staff', one, say))
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
}

async function* messagePages(db: Db): AsyncGenerator<Row[]> {
  let last: (KeptMessage & Keyed) | undefined
  do {
    const { rows }: { rows: (KeptMessage & Keyed)[] } = await sql<KeptMessage & Keyed>`
      select report_id, seq, recipient, subject, text, created_at, created_at::text as made
      from outgoing_message
      where ${
        last
          ? sql`(created_at, report_id, seq) < (${last.made}::timestamptz, ${last.report_id}::uuid, ${last.seq}::int)`
          : sql`true`
      }
      order by created_at desc, report_id desc, seq desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map(({ recipient, subject, text, created_at }) => [
      recipient,
      subject,
      withoutButtons(text),
      created_at,
    ])
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
  yield* letterPages(db)
}

async function* letterPages(db: Db): AsyncGenerator<Row[]> {
  type Kept = KeptMessage & { id: string; made: string }
  let last: Kept | undefined
  do {
    const { rows }: { rows: Kept[] } = await sql<Kept>`
      select m.id, regexp_replace(a.email, '^(.)[^@]*', '\\1…') as recipient, m.kept_subject as subject,
        m.kept_text as text, m.created_at, m.created_at::text as made
      from staff_mail m
      join account a on a.id = m.account_id
      where m.kept_text is not null
        and ${last ? sql`(m.created_at, m.id) < (${last.made}::timestamptz, ${last.id}::uuid)` : sql`true`}
      order by m.created_at desc, m.id desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map(({ recipient, subject, text, created_at }) => [recipient, subject, text, created_at])
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
  yield* followLetterPages(db)
}

async function* followLetterPages(db: Db): AsyncGenerator<Row[]> {
  type Kept = KeptMessage & { letter_id: string; made: string }
  let last: Kept | undefined
  do {
    const { rows }: { rows: Kept[] } = await sql<Kept>`
      select letter_id, kept_recipient as recipient, kept_subject as subject, kept_text as text, created_at,
        created_at::text as made
      from follow_letter
      where kept_text is not null
        and ${last ? sql`(created_at, letter_id) < (${last.made}::timestamptz, ${last.letter_id}::uuid)` : sql`true`}
      order by created_at desc, letter_id desc
      limit ${rowsAtOnce}`.execute(db)
    yield rows.map(({ recipient, subject, text, created_at }) => [
      recipient,
      subject,
      withoutButtons(text),
      created_at,
    ])
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)
  } while (last)
}
