/**
 * What a reporter is told of one event: what happened, what comes next and by when, where to look, how to stop.
 * The words are those of the follow page (`narrate`), so a message and the page never say two things.
 */
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import { isSameHash, pepperedHash, shownNumber } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { evaluateClocks } from '../../reports/casefile/clockwork.ts'
import { codesIn } from '../../reports/casefile/codes.ts'
import { besidesOf } from '../../reports/casefile/besides.ts'
import type { Names, Narrated } from '../../reports/casefile/narration.ts'
import { narrateToReporter } from '../../reports/casefile/narrationOwn.ts'
import { isAbove, officeOf } from '../../reports/casefile/offices.ts'
import { namesOf } from '../../reports/casefile/reading.ts'
import { loadFile } from '../../reports/casefile/store.ts'
import type { EventRow } from '../../reports/casefile/tables.ts'
import { openContact } from '../../reports/identity/contact.ts'
import '../../reports/identity/tables.ts'
import { ownStatusWords } from '../../web/parts/tags.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { sayIn, type Say } from '../../web/say.ts'
import type { Outgoing } from './gateway.ts'
import './tables.ts'
import { whatNext } from './whatNext.ts'

type Notice = { report_id: string; seq: number; channel: 'email' | 'sms' }

/**
 * The message of a notice, with the address that it goes to; or why there is none: `stopped` by the reporter,
 * `undeliverable` because letters to the address come back, `no_address` because the person was erased from the vault.
 */
export async function messageFor(
  ground: Ground,
  db: Db,
  notice: Notice,
): Promise<Outgoing | 'stopped' | 'undeliverable' | 'no_address' | 'no_event'> {
  const { report_id: reportId, seq, channel } = notice
  const [file, event, stop, mark] = await Promise.all([
    loadFile(db, reportId),
    db
      .selectFrom('report_event')
      .selectAll()
      .where('report_id', '=', reportId)
      .where('seq', '=', seq)
      .executeTakeFirst(),
    db.selectFrom('notice_stop').select('created_at').where('report_id', '=', reportId).executeTakeFirst(),
    db
      .selectFrom('notice_undeliverable')
      .select('code')
      .where('report_id', '=', reportId)
      .where('channel', '=', channel)
      .executeTakeFirst(),
  ])
  if (stop) return 'stopped'
  if (mark) return 'undeliverable'
  if (!file || !event) return 'no_event'
  const address = await addressOf(ground, reportId, channel)
  if (address === undefined) return 'no_address'
  const say = sayIn(file.language)
  const names = await namesOf(db, [
    ...codesIn([event as EventRow]),
    ...file.parts.map(({ unit }) => unit ?? ''),
  ])
  const told = narrateToReporter(event as EventRow, say, names, file)
  const from = senderOf(event as EventRow, told.by, names, say)
  const stopUrl = `${baseUrlOf(ground.config)}${inLanguage(paths.stopMessages(stopToken(ground, reportId)), file.language)}`
  const clocks = evaluateClocks(file, await loadLaw(db))
  const next = whatNext(file, clocks, say)
  const isOvertaken = await hasNewerStep(db, reportId, seq)
  const beside = besidesOf(event as EventRow, { file, clocks, now: ground.now() }, say)
  return {
    id: `${reportId}-${seq}`,
    of: { reportId, seq },
    channel,
    address,
    language: file.language,
    stopUrl,
    oneClick: true,
    ...wordsOf(
      file,
      { ...told, ...(from !== undefined && { from }) },
      [beside, isOvertaken ? standsNow(file, next, say) : next].filter(Boolean).join('\n') || undefined,
      {
        follow: followUrl(ground, file),
        stop: stopUrl,
        ...(event.action === 'publish' && { published: publicUrl(ground, file) }),
      },
      say,
    ),
  }
}

/** Whether the reporter was told of something after it: a letter may go out late, or several steps in one minute. */
const hasNewerStep = async (db: Db, reportId: string, seq: number): Promise<boolean> =>
  (await db
    .selectFrom('report_event')
    .select('seq')
    .where('report_id', '=', reportId)
    .where('seq', '>', seq)
    .where('audience', '!=', 'staff')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Under an older step: what comes next is said of the state of today, and not as what follows from that step. */
const standsNow = (file: CaseFile, next: string | undefined, say: Say): string =>
  `${say('Keadaan sekarang', 'Where it stands now')}: ${ownStatusOf(file, say)}.${next === undefined ? '' : ` ${next}`}`

const ownStatusOf = ({ state, agencyWord, reporterWord }: CaseFile, say: Say): string =>
  ownStatusWords(state, { agency: agencyWord?.outcome ?? null, reporter: reporterWord?.verdict ?? null }, say)

/** Names and contacts are opened here, in the worker, for the moment of sending; they are kept nowhere else. */
async function addressOf(
  ground: Ground,
  reportId: string,
  channel: 'email' | 'sms',
): Promise<string | undefined> {
  const contact = await openContact(ground, reportId)
  return channel === 'email' ? contact?.email : contact?.phone
}

const followUrl = (ground: Ground, file: CaseFile): string =>
  `${baseUrlOf(ground.config)}${inLanguage(paths.tracking.form, file.language)}`

const publicUrl = (ground: Ground, file: CaseFile): string =>
  `${baseUrlOf(ground.config)}${inLanguage(paths.publication.report(file.number), file.language)}`

/** The office that says it; what the reporter did needs no name. */
function senderOf(event: EventRow, by: Narrated['by'], names: Names, say: Say): string | undefined {
  if (isAbove(event)) return officeOf(event, names, say)
  if (by !== 'agency') return undefined
  return names.get(event.actor_unit ?? '') ?? names.get(event.actor_agency ?? '')
}

type Links = { follow: string; stop: string; published?: string }

/** Pure. Mail of a secret report may be read over a shoulder: it says that there is news, and nothing about it. */
export function wordsOf(
  file: CaseFile,
  told: { title: string; text: string; from?: string },
  next: string | undefined,
  links: Links,
  say: Say,
): { subject: string; text: string } {
  const number = shownNumber(file.number)
  const isClosed = file.level === 'secret' || file.level === 'anonymous'
  const open = [
    say(
      `Buka ${links.follow} lalu masukkan nomor ${number} dan kunci rahasia Anda.`,
      `Open ${links.follow} and enter the number ${number} and your secret.`,
    ),
    say(
      'Kunci itu tidak pernah kami kirim atau minta lewat surel.',
      'We never send the secret or ask for it by e-mail.',
    ),
  ].join('\n')
  const stop = say(
    `Tidak ingin surel tentang nomor ini lagi? ${links.stop}`,
    `No more e-mail about this number? ${links.stop}`,
  )
  if (isClosed)
    return {
      subject: say(`Pemberitahuan untuk nomor ${number}`, `Notice for number ${number}`),
      text: paragraphs([
        say(`Ada pembaruan untuk nomor ${number}.`, `There is news for number ${number}.`),
        open,
        stop,
      ]),
    }
  return {
    subject: say(`Laporan ${number}: ${told.title}`, `Report ${number}: ${told.title}`)
      .slice(0, 300)
      .toWellFormed(),
    text: paragraphs([
      say(`Laporan nomor ${number}`, `Report number ${number}`),
      [
        told.text === '' ? `${told.title}.` : `${told.title}:\n${told.text}`,
        told.from === undefined ? '' : `— ${told.from}`,
      ]
        .filter(Boolean)
        .join('\n'),
      links.published &&
        say(`Lihat yang dilihat orang: ${links.published}`, `See what others see: ${links.published}`),
      next,
      open,
      stop,
      'SP4N-LAPOR!',
    ]),
  }
}

const paragraphs = (parts: readonly (string | undefined)[]): string =>
  `${parts.filter(Boolean).join('\n\n')}\n`

/** The link under every message proves that it came from one, without telling anything else. */
export const stopToken = (ground: Pick<Ground, 'keys'>, reportId: string): string =>
  `${reportId}.${stopSeal(ground, reportId).toString('base64url').slice(0, 22)}`

const stopSeal = (ground: Pick<Ground, 'keys'>, reportId: string): Buffer =>
  pepperedHash(ground.keys.pepper, 'stop_messages', reportId)

/** The report that a link belongs to, or undefined when it is none of ours. */
export function readStopToken(ground: Pick<Ground, 'keys'>, token: string): string | undefined {
  const [reportId = ''] = token.split('.', 1)
  if (!/^[0-9a-f-]{36}$/.test(reportId)) return undefined
  return isSameHash(Buffer.from(token), Buffer.from(stopToken(ground, reportId))) ? reportId : undefined
}
