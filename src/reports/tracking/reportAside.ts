/** Beside the reporter's view: the deadline, what was written, who sees it, who looked at the identity, all clocks. */
import type { CaseFile } from '../../regulation/facts.ts'
import type { Level } from '../../regulation/kinds.ts'
import { dayOf, fileSize, fullDay, longDay, shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon, type IconName } from '../../web/icons.ts'
import { countItYourself } from '../../web/parts/countedDays.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { formLevelOf, levelWords, whoSees } from '../../web/parts/privacy.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { filePath } from '../attachments/address.ts'
import type { Attachment } from '../attachments/queries.ts'
import { countableOf, provisionalMark, ribbonOf } from '../casefile/countable.ts'
import { narrate, type Names } from '../casefile/narration.ts'
import type { EventRow } from '../casefile/tables.ts'
import { dutyOf, ownRuleName, pressingNow } from './journey.ts'
import type { ReportView } from './reportView.ts'

export function deadlineNow(view: ReportView, say: Say): Html {
  const { file, clocks, calendar, now, names } = view
  const pressing = pressingNow(file, clocks)
  const lead = file.parts.find((part) => part.lead && part.state !== 'closed')
  const holder =
    (lead && (names.get(lead.unit ?? '') ?? names.get(lead.agency))) ??
    (file.wishedAgency !== undefined && names.get(file.wishedAgency)) ??
    say('Petugas nasional', 'The national desk')
  return html`<section class="sheet flow">
    <h2 class="h">${say('Tenggat sekarang', 'The deadline now')}</h2>
    ${
      pressing
        ? html`<p>${deadlineRibbon(ribbonOf(pressing, now, calendar), say)}</p>
            <p class="md">
              ${dutyOf(pressing.clock.rule, holder || say('Petugas nasional', 'The national desk'), say)}
              <b>${longDay(pressing.result.due_on, say)}</b>${provisionalMark(pressing, say)}.
            </p>
            ${countItYourself(countableOf(pressing, say), say)}`
        : html`<p class="md">${say('Tidak ada tenggat yang berjalan.', 'No deadline is running.')}</p>`
    }
    ${
      lead &&
      file.state !== 'authority_dispute' &&
      html`<p class="md mut">
        ${say('Yang menangani', 'Handled by')}:
        <b
          >${file.parts.filter((part) => part.state !== 'closed').map((part, at) => html`${at > 0 && ', '}${names.get(part.unit ?? '') ?? names.get(part.agency) ?? part.agency}`)}</b
        >.
      </p>`
    }
  </section>`
}

export function ownWords({ file, files, regionName }: ReportView, say: Say): Html {
  const place = [file.place, regionName].filter(Boolean).join(', ')
  return html`<details class="more" open>
    <summary>${icon('file-text')}${say('Yang Anda tulis', 'What you wrote')}</summary>
    <div class="flow md">
      <p class="mut">${say('Dikirim', 'Sent')} ${fullDay(dayOf(file.submittedAt, file.zone), say)}.</p>
      <p>${lines(file.text)}</p>
      ${place !== '' && html`<p>${icon('map-pin')} ${place}</p>`}
      ${(file.occurred ?? file.occurredDay) && html`<p>${icon('clock')} ${[file.occurred, file.occurredDay && fullDay(file.occurredDay, say)].filter(Boolean).join(', ')}</p>`}
      ${
        files.length > 0 &&
        html`<h3 class="h">${say('Berkas', 'Files')}</h3>
          <ul class="plain flow">
            ${files.map((one) => html`<li>${fileLink(file.number, one, say)}</li>`)}
          </ul>`
      }
    </div>
  </details>`
}

const pictures: Record<Attachment['kind'], IconName> = {
  image: 'image',
  pdf: 'file-text',
  audio: 'play',
  video: 'play',
}

const fileLink = (number: string, file: Attachment, say: Say): Html =>
  html`${icon(pictures[file.kind])} <a href="${filePath(number, file.no)}">${file.name}</a>
    <span class="mut"
      >${fileSize(file.sizeBytes, say)}${file.addedBy === 'staff' && say(', dari instansi', ', from the agency')}${file.state === 'public' && say(', tampil di publik', ', public')}</span
    >`

/** What the reporter chose last; the service may have raised it since (T44, DOMAIN section 6). */
function chosenLevel({ file, events }: ReportView): Level {
  const own = events.flatMap(({ actor_kind, seq, effects }) =>
    effects.flatMap((one) => {
      if (one.do === 'open') return [one.file.level]
      const isOwn = actor_kind === 'reporter' || seq === 1
      return isOwn && one.do === 'set' && one.fields.level ? [one.fields.level] : []
    }),
  )
  return own.at(-1) ?? file.level
}

const choiceWords = (view: ReportView, say: Say): Html => {
  const chosen = say(levelWords[formLevelOf(chosenLevel(view))].name)
  const now = say(levelWords[formLevelOf(view.file.level)].name)
  return chosen === now
    ? html`${say('Pilihan Anda', 'Your choice')}: <b>${now}</b>`
    : html`${say('Anda memilih', 'You chose')} ${chosen};
        ${say('kami menaikkannya menjadi', 'we raised it to')} <b>${now}</b>`
}

export function visibility(view: ReportView, say: Say): Html {
  const { file } = view
  const level = formLevelOf(file.level)
  return html`<section class="sheet flow">
    <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
    <p class="md mut">${choiceWords(view, say)}</p>
    ${whoSees(level, say)}
    <p class="md">${published(file, say)}</p>
  </section>`
}

function published(file: CaseFile, say: Say): Html | string {
  if (file.publication === 'published')
    return html`${say('Laporan ini tampil di publik:', 'This report is public:')}
      <a href="${inLanguage(paths.publication.report(file.number), say.language)}"
        >${say('lihat yang dilihat orang', 'see what others see')}</a
      >.
      ${say('Untuk menariknya, pilih Rahasia di bawah "Ubah siapa yang boleh tahu".', 'To take it back, choose Secret under "Change who may know".')}`
  if (file.publication === 'unpublished')
    return say(
      'Laporan ini pernah tampil dan sudah ditarik.',
      'This report was public and has been taken back.',
    )
  if (['archived', 'withdrawn', 'merged'].includes(file.state))
    return say('Tidak tampil di publik.', 'Not shown to the public.')
  return file.level === 'open' || file.level === 'name_hidden'
    ? say(
        'Belum tampil di publik. Petugas membaca dan menutup data pribadi dulu.',
        'Not public yet. An officer reads it and masks personal data first.',
      )
    : say('Tidak ditampilkan ke publik.', 'Not shown to the public.')
}

/** Each opening of the vault, and each reading of the original text, with who and why (X12, X13). */
const openings = new Set(['open_identity', 'approve_identity', 'read_original'])

export function identity(view: ReportView, say: Say): Html {
  const { file, events, names } = view
  const seen = events.filter((event) => openings.has(event.action))
  return html`<section class="flow md">
    <h2 class="h">${say('Siapa yang melihat identitas Anda', 'Who looked at your identity')}</h2>
    ${
      seen.length > 0
        ? html`<ul class="plain flow">
            ${seen.map((event) => {
              const { title, text } = narrate(event, say, names)
              return html`<li>
                <b>${title}</b><br />${opener(event, names, say)},
                ${shortInstant(event.at, file.zone, say)}<br />${text}
              </li>`
            })}
          </ul>`
        : html`<p>${icon('shield-check')} ${notLooked(file, say)}</p>`
    }
  </section>`
}

/** The office that asked, not the second unit that agreed. */
function opener({ data, actor_agency, actor_unit }: EventRow, names: Names, say: Say): string {
  const isProposed = typeof data['proposed_by'] === 'string'
  const codes = isProposed
    ? [data['proposed_by_unit'], data['proposed_by_agency']]
    : [actor_unit, actor_agency]
  const name = codes.map((code) => (typeof code === 'string' ? names.get(code) : undefined)).find(Boolean)
  return name ?? say('Petugas nasional', 'National desk')
}

function notLooked(file: CaseFile, say: Say): string {
  if (file.level === 'anonymous')
    return say(
      'Tidak ada identitas yang disimpan, jadi tidak ada yang bisa dibuka.',
      'No identity is stored, so there is none to open.',
    )
  // Whether a name lies in the vault is known there only.
  if (file.contactBy.length === 0)
    return say(
      'Anda tidak menulis kontak. Kalau Anda menulis nama, belum ada yang membukanya.',
      'You gave no contact. If you gave a name, nobody has opened it.',
    )
  if (file.contactConsent)
    return say(
      'Instansi yang menangani boleh membuka nama dan kontak Anda. Belum ada yang membukanya; setiap pembukaan muncul di sini.',
      'The handling agency may open your name and contact. Nobody has so far; each opening appears here.',
    )
  if (file.level === 'name_hidden')
    return say(
      'Instansi hanya dapat membukanya seizin Anda. Belum ada yang membukanya; setiap pembukaan muncul di sini.',
      'The agency can open it only if you allow it. Nobody has so far; each opening appears here.',
    )
  return say(
    'Belum ada yang membukanya. Setiap pembukaan perlu alasan dan izin unit lain, dicatat, dan muncul di sini.',
    'Nobody has opened it. Each opening needs a reason and the consent of another unit, is logged, and appears here.',
  )
}

export const allClocks = ({ file, clocks, calendar, now, names }: ReportView, say: Say): Html =>
  html`<details class="more">
    <summary>${icon('clock')}${say('Semua tenggat', 'All deadlines')}</summary>
    <div>
      <ul class="plain flow md">
        ${clocks.map((one) => {
          const countable = { ...countableOf(one, say), name: ownRuleName(one, say) }
          return html`<li>
            <b>${countable.name}</b
            >${file.parts.length > 1 && one.clock.agency !== undefined && html`, ${names.get(one.clock.agency) ?? one.clock.agency}`}
            <br />${deadlineRibbon(ribbonOf(one, now, calendar, say('dipenuhi', 'met')), say)}
            ${countItYourself(countable, say, say('Rincian hari', 'Day by day'))}
          </li>`
        })}
      </ul>
    </div>
  </details>`
