/** The words of a letter to an officer. Pure: what it may say of a report is decided by the report's level. */
import { mailShows, newsWords, type NewsKind } from '../../regulation/staffNews.ts'
import type { Level } from '../../regulation/kinds.ts'
import { nameOfRule } from '../../regulation/deadlines.ts'
import { longDay, shownNumber } from '../../web/dates.ts'
import { paths } from '../../web/paths.ts'
import { maskPersonalData } from '../../reports/publication/masking.ts'
import type { Say } from '../../web/say.ts'
import type { Morning, MorningList, MorningRow } from './morning.ts'

export type LetterNews = {
  report_id: string
  number: string
  level: Level
  title: string | null
  opens: boolean
  office: string | null
  news: NewsKind
  line: string
}

export type Letter = {
  kind: 'news' | 'morning'
  news: readonly LetterNews[]
  morning: Morning | undefined
  /** A path of the desk as a whole address. */
  link: (path: string) => string
  zone: string
}

export function letterText(letter: Letter, say: Say): { subject: string; text: string } {
  const { link, morning, news } = letter
  return {
    subject: subjectOf(letter, say).slice(0, 300).toWellFormed(),
    text: `${[
      ...(morning ? morningParts(morning, link, say) : []),
      ...(news.length > 0 && letter.kind === 'morning'
        ? [say('Kabar sejak surel terakhir', 'News since the last letter')]
        : []),
      ...newsParts(news, link, say),
      say(`Semua kabar: ${link(paths.desk.news)}`, `All news: ${link(paths.desk.news)}`),
      say(
        `Ubah atau hentikan surel ini: ${link(paths.desk.newsSettings)}`,
        `Change or stop these letters: ${link(paths.desk.newsSettings)}`,
      ),
      'SP4N-LAPOR!',
    ].join('\n\n')}\n`,
  }
}

/** The subject is read on locked screens: it names one report only where the level lets a letter do so. */
function subjectOf({ kind, news, morning }: Letter, say: Say): string {
  if (kind === 'morning' && morning) {
    const counts = [
      morning.late.count > 0 && say(`${countOf(morning.late)} terlambat`, `${countOf(morning.late)} late`),
      morning.today.count > 0 &&
        say(`${countOf(morning.today)} jatuh tempo hari ini`, `${countOf(morning.today)} due today`),
      morning.approvals.count > 0 &&
        say(`${countOf(morning.approvals)} menunggu Anda`, `${countOf(morning.approvals)} wait for you`),
    ].filter(Boolean)
    if (counts.length > 0) return `LAPOR!: ${counts.join(', ')}`
  }
  const [only] = news
  if (news.length !== 1 || !only)
    return say(`LAPOR!: ${news.length} kabar untuk Anda`, `LAPOR!: ${news.length} pieces of news for you`)
  const shows = mailShows(only.level)
  if (shows === 'nothing') return say('LAPOR!: satu kabar untuk Anda', 'LAPOR!: one piece of news for you')
  const number = shownNumber(only.number)
  return shows === 'number'
    ? say(`Pemberitahuan untuk nomor ${number}`, `Notice for number ${number}`)
    : `${number}: ${only.line}`
}

const newsParts = (news: readonly LetterNews[], link: Letter['link'], say: Say): string[] =>
  news.map((one) => {
    const shows = mailShows(one.level)
    // Of a closed report only that there is news; what it is stands at the desk.
    if (shows === 'nothing')
      return say(
        `Ada kabar tentang satu laporan tertutup.\n${link(paths.desk.news)}`,
        `There is news of one closed report.\n${link(paths.desk.news)}`,
      )
    const number = shownNumber(one.number)
    const where = link(one.opens ? paths.desk.report(one.report_id) : paths.desk.news)
    if (shows === 'number')
      return say(
        `Ada kabar untuk nomor ${number}.\n${where}`,
        `There is news for number ${number}.\n${where}`,
      )
    return `${say(newsWords[one.news])}: ${one.line}\n${[named(number, one.title), one.office].filter(Boolean).join(', ')}\n${where}`
  })

const morningParts = (morning: Morning, link: Letter['link'], say: Say): string[] => [
  ...listPart(say('TERLAMBAT', 'LATE'), morning.late, link, say),
  ...listPart(say('JATUH TEMPO HARI INI', 'DUE TODAY'), morning.today, link, say),
  ...listPart(say('MENUNGGU KEPUTUSAN ANDA', 'WAITS FOR YOUR DECISION'), morning.approvals, link, say),
]

function listPart(title: string, list: MorningList, link: Letter['link'], say: Say): string[] {
  if (list.count === 0) return []
  const more = list.count - list.rows.length
  return [
    `${title} (${countOf(list)})`,
    ...list.rows.map((row) => rowPart(row, link, say)),
    ...(more > 0
      ? [say(`Dan ${more} lagi: ${link(paths.desk.home)}`, `And ${more} more: ${link(paths.desk.home)}`)]
      : []),
  ]
}

function rowPart(row: MorningRow, link: Letter['link'], say: Say): string {
  const shows = mailShows(row.level)
  const rule = row.due_rule === null ? undefined : nameOfRule(row.due_rule)
  const due =
    row.due_on === null ? '' : say(`tenggat ${longDay(row.due_on, say)}`, `due ${longDay(row.due_on, say)}`)
  if (shows === 'nothing')
    return say(
      `Satu laporan tertutup, ${due}\n${link(paths.desk.home)}`,
      `One closed report, ${due}\n${link(paths.desk.home)}`,
    )
  const name = named(shownNumber(row.number), shows === 'title' ? row.title : '')
  return `${name}\n${[rule && say(rule), due].filter(Boolean).join(', ')}\n${link(paths.desk.report(row.report_id))}`
}

/** A mailbox is no desk: what a title says of persons is masked for everybody. */
const named = (number: string, title: string | null): string =>
  [number, title && maskPersonalData(title).masked].filter(Boolean).join(' ')

const countOf = ({ count }: MorningList): string => (count >= 1000 ? '999+' : String(count))
