/** One published report: what was said, what was done, by when, and who sees what. */
import type { RuleBook } from '../../regulation/deadlines.ts'
import type { Calendar } from '../../regulation/clocks.ts'
import { outcomeWords } from '../../regulation/words.ts'
import { shownNumber } from '../../platform/crypto/token.ts'
import { number } from '../../web/dates.ts'
import { dayOf } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { note } from '../../web/parts/note.ts'
import { formLevelOf, whoSees } from '../../web/parts/privacy.ts'
import { classificationTag, statusTag } from '../../web/parts/tags.ts'
import { lines, strandLegend } from '../../web/parts/timeline.ts'
import { twoVoices, type Voice } from '../../web/parts/voices.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { filePath, thumbnailPath } from '../attachments/address.ts'
import { outcomeOf } from './cards.ts'
import { deadlineBox } from './deadlineBox.ts'
import { followBox } from './followBox.ts'
import { journey } from './journey.ts'
import { sentOn } from './level.ts'
import type { PublicReading } from './queries.ts'
import { publicAgencyWord, publicReporterWord } from './view.ts'

export type ReportPage = {
  reading: PublicReading
  calendar: Calendar
  rules: RuleBook
  now: Date
  /** The public address of this page, for sharing. */
  address: string
  /** Whether this browser supports the report already; `undefined` when it never supported any. */
  isSupporter?: boolean
}

export function reportPage(data: ReportPage, say: Say): string {
  const { row } = data.reading
  return page(
    {
      title: row.title,
      description: row.text.slice(0, 150).replace(/\s+/g, ' '),
      language: say.language,
      path: paths.publication.report(row.number),
      current: 'reports',
      scripts: ['print'],
      feed: paths.publication.reportFeed(row.number),
    },
    html`<div class="wrap sec flow">
      <p class="md">
        <a href="${inLanguage(paths.publication.list, say.language)}"
          >${say('Laporan publik', 'Public reports')}</a
        >
        /
        <span class="code">${shownNumber(row.number)}</span>
      </p>
      <div class="cols side">
        <article class="flow">
          ${told(data.reading, say)}
          <section class="flow" aria-labelledby="kata">
            <h2 id="kata">${say('Sudah selesai?', 'Is it solved?')}</h2>
            ${voices(data.reading, say)}
          </section>
          <section class="flow" aria-labelledby="perjalanan">
            <h2 id="perjalanan">${say('Perjalanan laporan', 'The way of the report')}</h2>
            ${strandLegend(say)}
            <div class="sheet">${journey(data.reading, data.calendar, say)}</div>
          </section>
        </article>
        <aside class="flow" aria-label="${say('Tenggat dan privasi', 'Deadline and privacy')}">
          ${deadlineBox(data, say)} ${supportBox(data, say)} ${followBox(row.number, say)}
          ${placeBox(data.reading, say)}
          <section class="sheet flow">
            <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
            ${whoSees(formLevelOf(row.level), say, 'public')}
          </section>
          ${takeAlong(data, say)}
        </aside>
      </div>
    </div>`,
  )
}

function told({ row, labels, photos }: PublicReading, say: Say): Html {
  const topic = row.category === null ? undefined : labels.topics.get(row.category)
  const place = [row.place, row.region === null ? undefined : labels.places.get(row.region)]
  const where = place.filter(Boolean).join(', ')
  return html`<div class="row">
      ${classificationTag(row.kind, say)}${topic !== undefined && html`<span class="tag">${topic}</span>`}${statusTag(row.state, outcomeOf(row), say)}
    </div>
    <h1>${row.title}</h1>
    <p class="mut md">
      ${say('Dilaporkan', 'Reported')} ${sentOn(row, say)} ${say('oleh', 'by')}
      <b
        >${row.level === 'open' ? say('pelapor', 'a reporter') : say('pelapor tanpa nama', 'a reporter without name')}</b
      >. ${where !== '' && `${where}.`}
    </p>
    <p>${lines(row.text)}</p>
    ${/\[[a-z ]{2,20}\]/i.test(row.text) && html`<p class="md mut">${icon('shield-check')} ${say('Data pribadi di dalam teks ditutup petugas.', 'Personal data in the text were masked by an officer.')}</p>`}
    ${row.edited && html`<p class="md mut">${icon('file-text')} ${say('Ini ringkasan petugas, disetujui orang kedua; tulisan asli pelapor tersimpan utuh.', 'This is a summary by an officer, agreed by a second person; the reporter’s own words are kept.')}</p>`}
    ${
      photos.length > 0 &&
      html`<ul class="plain row">
        ${photos.map((photo) => shownFile(row.number, photo, say))}
      </ul>`
    }`
}

const shownFile = (reportNumber: string, photo: PublicReading['photos'][number], say: Say): Html =>
  html`<li>
    <a href="${filePath(reportNumber, photo.no)}"
      >${
        photo.hasThumbnail
          ? html`<img
              src="${thumbnailPath(reportNumber, photo.no)}"
              alt="${say(`Foto ${photo.no} dari laporan`, `Photo ${photo.no} of the report`)}"
              width="150"
              loading="lazy"
            />`
          : html`${icon('paperclip')}${say(`Lampiran ${photo.no}`, `Attachment ${photo.no}`)}`
      }</a
    >
  </li>`

function voices({ row }: PublicReading, say: Say): Html {
  const zone = zoneOfRegion(row.region)
  const agency = publicAgencyWord(row)
  const reporter = publicReporterWord(row)
  // Archived before any agency had it: nobody spoke for one, and nobody is asked for a verdict.
  if (agency?.outcome === 'archived' && row.agency_code === null && !reporter)
    return note('', html`<b>${say('Diarsipkan.', 'Archived.')}</b> ${agency.text}`, 'info')
  const agencySays: Voice | null = agency && {
    on: dayOf(agency.at, zone),
    word:
      agency.outcome === 'archived'
        ? say('Diarsipkan', 'Archived')
        : agency.outcome === 'closed_without_reply'
          ? say('Ditutup', 'Closed')
          : say(outcomeWords[agency.outcome]),
    quote: agency.text || null,
    remark:
      row.state === 'closed_by_agency'
        ? say('Ditutup tanpa penilaian pelapor.', 'Closed without a verdict of the reporter.')
        : say('Disetujui orang kedua.', 'Approved by a second person.'),
  }
  const reporterSays: Voice | null = reporter && {
    on: reporter.at,
    word: reporter.verdict === 'solved' ? say('Selesai', 'Solved') : say('Belum selesai', 'Not solved'),
    quote: reporter.text ?? null,
    remark:
      reporter.rating === undefined
        ? null
        : say(`Nilai ${reporter.rating} dari 5.`, `Rating ${reporter.rating} of 5.`),
  }
  return twoVoices({ agency: agencySays, reporter: reporterSays }, say)
}

function supportBox({ reading: { row }, isSupporter }: ReportPage, say: Say): Html {
  const people = number(row.supporters, say)
  return html`<section class="sheet flow" id="dukung">
    <h2 class="h">${say('Anda juga mengalami?', 'Does it happen to you too?')}</h2>
    ${isSupporter === true && note('good', say('Dukungan Anda tercatat.', 'Your support is counted.'))}
    <p class="md">
      ${
        row.supporters === 0
          ? say('Belum ada yang ikut mendukung.', 'Nobody has joined yet.')
          : html`<b>${say(`${people} orang`, row.supporters === 1 ? '1 person' : `${people} people`)}</b>
              ${say('ikut mendukung.', row.supporters === 1 ? 'supports it.' : 'support it.')}`
      }
      ${say('Dukungan tidak menampilkan nama.', 'Support shows no name.')}
    </p>
    <form method="post" action="${inLanguage(paths.publication.support(row.number), say.language)}">
      ${
        isSupporter === true
          ? html`<button class="btn alt full" name="undo" value="1">
              ${say('Batalkan dukungan', 'Take it back')}
            </button>`
          : html`<button class="btn full">${icon('hand')}${say('Saya juga', 'Me too')}</button>`
      }
    </form>
  </section>`
}

function placeBox({ row, labels }: PublicReading, say: Say): Html | false {
  const agency = row.agency_code === null ? undefined : labels.names.get(row.agency_code)
  const regency = row.regency ?? row.province
  if (row.region === null && agency === undefined) return false
  const list = (query: Record<string, string>) =>
    withQuery(inLanguage(paths.publication.list, say.language), query)
  const place = row.region === null ? undefined : labels.places.get(row.region)
  return html`<section class="sheet flow">
    <h2 class="h">${say('Di mana dan siapa yang menangani', 'Where, and who handles it')}</h2>
    ${
      place !== undefined &&
      html`<p class="md">
        ${icon('map-pin')} ${place}.
        ${say('Titik tepatnya hanya dilihat instansi.', 'Only the agency sees the exact place.')}
      </p>`
    }
    ${agency !== undefined && html`<p class="md">${icon('building-2')} ${unitOf(row.unit_code, labels)}${agency}</p>`}
    <ul class="plain md flow">
      ${regency !== null && html`<li><a href="${list({ region: regency })}">${say('Laporan lain di wilayah ini', 'Other reports in this area')}</a></li>`}
      ${row.agency_code !== null && html`<li><a href="${list({ agency: row.agency_code })}">${say('Laporan lain untuk instansi ini', 'Other reports to this agency')}</a></li>`}
    </ul>
  </section>`
}

const unitOf = (code: string | null, { names }: PublicReading['labels']): string =>
  code === null ? '' : `${names.get(code) ?? code}, `

/** An address may break behind each slash: it is the longest word of the page on a small phone. */
const breakable = (address: string): Html[] =>
  address.split(/(?<=\/)(?!\/)/).map((piece, at) => html`${at > 0 && html`<wbr />`}${piece}`)

const takeAlong = ({ address }: ReportPage, say: Say): Html =>
  html`<section class="flow md noprint" aria-label="${say('Bagikan dan cetak', 'Share and print')}">
    <p>
      ${icon('link')} ${say('Alamat laporan ini', 'Address of this report')}:
      <span class="code" id="alamat">${breakable(address)}</span>
    </p>
    <p class="row">
      <button class="btn alt s" type="button" data-copy="#alamat" hidden>
        ${icon('copy')}${say('Salin alamat', 'Copy the address')}
      </button>
      <button class="btn alt s" type="button" data-print hidden>
        ${icon('printer')}${say('Cetak', 'Print')}
      </button>
    </p>
  </section>`
