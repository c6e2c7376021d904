/**
 * What a follower reads: exactly what the public page says of a step, found by the query of that page. A report that
 * is not public is not found by it, so there is nothing to say and nothing that could slip through.
 */
import { baseUrlOf } from '../../platform/config.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { narrate } from '../../reports/casefile/narration.ts'
import { whoOf } from '../../reports/publication/journey.ts'
import { publicReport, type PublicReading } from '../../reports/publication/queries.ts'
import { publicEvent } from '../../reports/publication/view.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { sayIn, type Say } from '../../web/say.ts'
import type { Outgoing } from '../notifications/gateway.ts'
import type { Unsent } from '../notifications/sending.ts'
import { confirmDays } from './actions.ts'
import { addressOf } from './address.ts'
import type { ClaimedLetter } from './letterQueue.ts'
import { linkToken } from './links.ts'
import './tables.ts'

const nothing: Unsent = { state: 'empty', reason: null }

/** The letter of a row, or why there is none: the report is not public (any more), or nobody follows. */
export async function letterFor(ground: Ground, db: Db, letter: ClaimedLetter): Promise<Outgoing | Unsent> {
  const follower = { reportId: letter.report_id, followerId: letter.follower_id }
  const [known, reading] = await Promise.all([followerOf(db, follower), publicReading(db, letter.report_id)])
  if (!known || !reading) return nothing
  const { language, confirmed_at } = known
  if (letter.seq !== null && confirmed_at === null) return nothing
  const say = sayIn(language)
  const link = (path: string): string => `${baseUrlOf(ground.config)}${inLanguage(path, language)}`
  const stopUrl = link(paths.following.stop(linkToken(ground, 'follow_stop', follower)))
  const links: Links = {
    report: link(paths.publication.report(reading.row.number)),
    confirm: link(paths.following.confirm(linkToken(ground, 'follow_confirm', follower))),
    stop: stopUrl,
  }
  const words =
    letter.seq !== null
      ? stepWords(reading, letter.seq, links, say)
      : confirmed_at === null
        ? confirmWords(reading, links, say)
        : knownWords(reading, links, say)
  if (!words) return nothing
  const address = await addressOf(ground, follower)
  if (address === undefined) return nothing
  return {
    id: `follow-${letter.report_id}-${letter.letter_id}`,
    of: { reportId: letter.report_id, letterId: letter.letter_id },
    channel: 'email',
    address,
    language,
    stopUrl,
    oneClick: true,
    subject: words.subject.slice(0, 300).toWellFormed(),
    text: `${words.paragraphs.filter(Boolean).join('\n\n')}\n`,
  }
}

const followerOf = (db: Db, { reportId, followerId }: { reportId: string; followerId: string }) =>
  db
    .selectFrom('follower')
    .select(['language', 'confirmed_at'])
    .where('report_id', '=', reportId)
    .where('follower_id', '=', followerId)
    .executeTakeFirst()

/** The public page of a report by its id; undefined when everybody else would not find it either. */
export async function publicReading(db: Db, reportId: string): Promise<PublicReading | undefined> {
  const row = await db
    .selectFrom('public_report')
    .select('number')
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  if (!row) return undefined
  return publicReport(db, row.number).catch((error: { code?: string }) => {
    if (error.code === 'not_found') return undefined
    throw error
  })
}

type Links = { report: string; confirm: string; stop: string }
type Words = { subject: string; paragraphs: (string | false)[] }

const about = ({ row }: PublicReading, links: Links): string => `${row.title}\n${links.report}`

function stepWords(reading: PublicReading, seq: number, links: Links, say: Say): Words | undefined {
  const { row, events, names } = reading
  const event = events.find((one) => one.seq === seq)
  if (!event) return undefined
  const number = shownNumber(row.number)
  const { title, text } = publicEvent(event, row, say, names)
  const { by } = narrate(event, say, names)
  const from = by === 'agency' || by === 'national_desk' ? `\n— ${whoOf(event, by, reading, say)}` : ''
  return {
    subject: say(`Laporan ${number}: ${title}`, `Report ${number}: ${title}`),
    paragraphs: [
      about(reading, links),
      `${text === title ? `${title}.` : `${title}:\n${text}`}${from}`,
      say(
        `Anda mengikuti laporan publik ini. Berhenti dengan satu ketukan: ${links.stop}`,
        `You follow this public report. Stop with one tap: ${links.stop}`,
      ),
      'SP4N-LAPOR!',
    ],
  }
}

function confirmWords(reading: PublicReading, links: Links, say: Say): Words {
  const number = shownNumber(reading.row.number)
  return {
    subject: say(`Pastikan: ikuti laporan ${number}?`, `Please confirm: follow report ${number}?`),
    paragraphs: [
      say(
        'Alamat ini ditulis di halaman laporan publik berikut untuk menerima kabarnya:',
        'This address was left at the page of this public report to hear of it:',
      ),
      about(reading, links),
      say(
        `Memang Anda? Buka tautan ini dan tekan tombolnya (berlaku ${confirmDays} hari):\n${links.confirm}`,
        `Was it you? Open this link and press its button (good for ${confirmDays} days):\n${links.confirm}`,
      ),
      say(
        `Bukan Anda? Abaikan saja, tidak akan ada surel lain dan alamat ini dihapus. Menghapusnya sekarang: ${links.stop}`,
        `Not you? Ignore this; there will be no other letter and the address is deleted. To delete it now: ${links.stop}`,
      ),
      'SP4N-LAPOR!',
    ],
  }
}

/** Whoever asks again has perhaps lost the first letters. */
function knownWords(reading: PublicReading, links: Links, say: Say): Words {
  const number = shownNumber(reading.row.number)
  return {
    subject: say(`Anda sudah mengikuti laporan ${number}`, `You already follow report ${number}`),
    paragraphs: [
      about(reading, links),
      say(
        'Alamat ini sudah menerima kabar laporan itu. Tidak ada yang perlu dilakukan.',
        'This address already hears of that report. There is nothing to do.',
      ),
      say(`Tidak ingin lagi? ${links.stop}`, `No longer? ${links.stop}`),
      'SP4N-LAPOR!',
    ],
  }
}
