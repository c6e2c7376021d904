import { shownNumber, shownSecret } from '../../platform/crypto/token.ts'
import type { Calendar } from '../../regulation/clocks.ts'
import { deadlineInForce, type RuleBook } from '../../regulation/deadlines.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { dayOf, fullDay, fullInstant, longDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { countItYourself } from '../../web/parts/countedDays.ts'
import { deadlineRibbon } from '../../web/parts/deadline.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { formLevelOf, levelWords, whoSees } from '../../web/parts/privacy.ts'
import { keepTools, sentMark } from '../../web/parts/reportForm.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { EvaluatedClock } from '../casefile/clockwork.ts'
import { countableOf, provisionalMark, ribbonOf } from '../casefile/countable.ts'
import type { Sent } from './sent.ts'
import { about, beginningOf, checkedBy, isClosed, printHint, type SlipRow } from './slip.ts'

export type SentView = {
  sent: Sent
  file: CaseFile
  clocks: readonly EvaluatedClock[]
  calendar: Calendar
  rules: RuleBook
  now: Date
  /** Of the agency that the reporter named, whose own admin then checks the report (V2). */
  wishedAgencyName?: string
  /** 'https://…/lacak', as a person types it. */
  trackingAddress: string
  /** Whether this browser may open the report without the key for some hours. */
  isOpened: boolean
}

const missingFiles = (count: number, say: Say): Html =>
  note(
    'soon',
    html`<b>${say(`${count} berkas belum tersimpan.`, `${count} files were not kept.`)}</b> ${say(
        'Sekarang terlalu banyak berkas sedang masuk. Laporannya sudah tercatat; tambahkan berkasnya nanti di halaman laporan.',
        'Too many files are coming in just now. The report is on record; add the files later on its page.',
      )}`,
    'paperclip',
  )

/** Number and key, once, with everything that a person wants to know after sending. */
export function sentPage(view: SentView, say: Say): string {
  const { sent, file } = view
  return page(
    {
      title: say('Laporan terkirim', 'Report sent'),
      language: say.language,
      path: paths.intake.form,
      current: 'submit',
      noindex: true,
      hasOtherLanguage: false,
      scripts: ['draft', 'photos', 'print'],
    },
    html`<div class="wrap sec cols side">
      <div class="flow">
        <h1>${say('Laporan terkirim', 'Report sent')}</h1>
        ${keys(view, say)} ${sent.leftOut !== undefined && missingFiles(sent.leftOut, say)}
        ${sentMark({ number: file.number, title: isClosed(file) ? '' : beginningOf(file), secret: sent.secret })}
        <div class="flow noprint">${whoHasIt(view, say)} ${receipt(view, say)}</div>
      </div>
      <aside class="flow noprint" aria-label="${say('Siapa bisa melihat apa', 'Who can see what')}">
        ${note('soon', html`${say('Ada bahaya sekarang? Jangan menunggu laporan ini, telepon', 'In danger now? Do not wait for this report, call')} <a href="tel:112">112</a>.`, 'phone')}
        ${visibility(file, say)}
        <section class="flow md">
          <h2 class="h">${say('Yang terjadi berikutnya', 'What happens next')}</h2>
          ${nextSteps(view, say)}
        </section>
      </aside>
    </div>`,
  )
}

const slipRows = ({ file, clocks, trackingAddress }: SentView, say: Say): SlipRow[] => [
  [say('Buka di', 'Open it at'), trackingAddress],
  [say('Dikirim', 'Sent'), fullDay(dayOf(file.submittedAt, file.zone), say)],
  ...checkedBy(clocks, say),
  ...about(file, say),
]

const keys = (view: SentView, say: Say): Html => {
  const { sent, isOpened } = view
  return html`<section class="sheet flow" aria-labelledby="simpan">
    <h2 class="h" id="simpan">${say('Simpan nomor dan kunci ini', 'Keep this number and key')}</h2>
    <dl class="keys" id="kunci">
      <div>
        <dt>${say('Nomor laporan', 'Report number')}</dt>
        <dd class="secret">${shownNumber(sent.number)}</dd>
      </div>
      <div>
        <dt>${say('Kunci 16 angka', '16-digit key')}</dt>
        <dd class="secret">${shownSecret(sent.secret)}</dd>
      </div>
      ${slipRows(view, say).map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
    <p>
      ${say(
        'Nomor boleh diketahui orang. Kunci hanya untuk Anda: dengan keduanya Anda membaca jawaban, membalas, dan menilai. Kunci hanya tampil di halaman ini selama beberapa menit, dan kami tidak dapat membacanya lagi.',
        'Others may know the number. The key is yours alone: with both you read the answer, reply and judge. The key is shown on this page only, for some minutes, and we cannot read it back.',
      )}
    </p>
    ${keepTools({ id: 'kunci', fileName: `lapor-${sent.number}.txt` }, say)}
    ${
      !isOpened &&
      html`<p class="md noprint">
        ${say(
          'Karena laporan ini rahasia, ponsel tidak menyimpannya. Halaman berikut meminta nomor dan kunci: catat dulu.',
          'Because this report is secret, the phone does not keep it. The next page asks for number and key: write them down first.',
        )}
      </p>`
    }
    <p class="row noprint">
      <a
        class="btn"
        href="${inLanguage(isOpened ? paths.tracking.report(sent.number) : `${paths.tracking.form}?number=${sent.number}`, say.language)}"
        >${say('Pantau laporan ini', 'Follow this report')}${icon('arrow-right')}</a
      >
      <a class="btn alt" href="${inLanguage(paths.intake.form, say.language)}"
        >${say('Buat laporan lain', 'Make another report')}</a
      >
    </p>
    <noscript><p class="sm mut noprint">${printHint(say)}</p></noscript>
  </section>`
}

function whoHasIt({ file, clocks, calendar, now, wishedAgencyName }: SentView, say: Say): Html {
  const first = clocks.find(({ clock }) => clock.rule === 'V1' || clock.rule === 'V2')
  const holder = wishedAgencyName ?? say('petugas nasional SP4N-LAPOR!', 'the national SP4N-LAPOR! desk')
  return html`<section class="sheet flow">
    <h2 class="h">${say('Siapa yang memegangnya sekarang', 'Who has it now')}</h2>
    ${
      first
        ? html`<p>${deadlineRibbon(ribbonOf(first, now, calendar), say)}</p>
            <p>
              ${say('Laporan ada di', 'It is with')} <b>${holder}</b>.
              ${say('Diperiksa dan diteruskan paling lambat', 'It will be checked and passed on by')}
              <b>${longDay(first.result.due_on, say)}</b>${provisionalMark(first, say)}.
            </p>
            ${countItYourself(countableOf(first, say), say)}`
        : html`<p>${say('Laporan ada di', 'It is with')} <b>${holder}</b>.</p>`
    }
    <p class="md">
      ${
        file.contactBy.includes('email')
          ? say(
              'Setiap kabar kami kirim ke surel Anda, dan selalu ada di halaman lacak.',
              'We send all news to your e-mail, and it is always on the tracking page.',
            )
          : file.contactBy.includes('sms')
            ? say(
                'Kabar lewat SMS belum tersedia, jadi semua kabar ada di halaman lacak. Bukalah sesekali.',
                'News by text message is not available yet, so all news is on the tracking page. Have a look now and then.',
              )
            : say(
                'Anda tidak menulis kontak, jadi semua kabar ada di halaman lacak. Bukalah sesekali.',
                'You gave no contact, so all news is on the tracking page. Have a look now and then.',
              )
      }
    </p>
  </section>`
}

const receipt = ({ sent, file }: SentView, say: Say): Html =>
  html`<details class="more">
    <summary>${icon('shield-check')}${say('Bukti bahwa laporan ini kami terima', 'Signed receipt')}</summary>
    <div class="flow">
      <p class="md">
        ${say(
          `Bukti bertanda tangan bahwa laporan ini kami terima ${fullInstant(file.submittedAt, file.zone, say)}. Isinya tidak memuat tulisan Anda. Dalam 60 detik sidiknya masuk catatan publik.`,
          `Signed proof that we took this report on ${fullInstant(file.submittedAt, file.zone, say)}. It does not contain what you wrote. Within 60 seconds its fingerprint is in the public log.`,
        )}
        <a href="${inLanguage(paths.transparency, say.language)}"
          >${say('Cara memeriksanya', 'How to check it')}</a
        >.
      </p>
      <p class="code sm receipt" id="tanda-terima">${sent.receipt}</p>
      ${keepTools({ id: 'tanda-terima', fileName: `tanda-terima-${sent.number}.txt` }, say)}
    </div>
  </details>`

function visibility(file: CaseFile, say: Say): Html {
  const level = formLevelOf(file.level)
  return html`<section class="sheet flow">
    <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
    <p class="md mut">${say('Untuk pilihan', 'For the choice')} <b>${say(levelWords[level].name)}</b>:</p>
    ${whoSees(level, say)}
    <p class="sm mut">
      ${
        isClosed(file)
          ? say('Laporan ini tidak ditampilkan ke publik.', 'This report is not shown to the public.')
          : say(
              'Sekarang belum tampil di publik. Isinya tampil setelah petugas membaca dan menutup data pribadi. Anda dapat memintanya ditarik kapan saja.',
              'It is not public yet. It appears after an officer has read it and masked personal data. You can ask to take it back at any time.',
            )
      }
    </p>
  </section>`
}

function nextSteps({ file, clocks, rules }: SentView, say: Say): Html {
  const start = clocks[0]?.clock.startedAt ?? file.submittedAt
  const days = (rule: 'F1' | 'R1') => deadlineInForce(rule, start.slice(0, 10), rules).length.n
  return html`<ul class="plain flow">
    <li>
      ${say(
        `Setelah diteruskan, instansi memberi jawaban pertama paling lama ${days('F1')} hari kerja.`,
        `Once passed on, the agency gives a first reply within ${days('F1')} working days.`,
      )}
    </li>
    <li>
      ${say(
        `Anda yang menilai: sudah selesai atau belum. Waktunya ${days('R1')} hari kerja.`,
        `You judge whether it is solved. You have ${days('R1')} working days.`,
      )}
    </li>
    <li>
      ${say(
        'Foto atau keterangan bisa ditambahkan kapan saja di halaman lacak.',
        'Photos and details can be added at any time on the tracking page.',
      )}
    </li>
  </ul>`
}

/** Opened again, or by somebody else: number and key are not shown twice, and what to do instead. */
export const notShownAgainPage = (say: Say): string =>
  page(
    {
      title: say('Nomor dan kunci hanya tampil sekali', 'Number and key are shown only once'),
      language: say.language,
      path: paths.intake.sent,
      current: 'submit',
      noindex: true,
      scripts: ['draft'],
    },
    html`<div class="wrap sec flow">
      <h1>${say('Nomor dan kunci hanya tampil sekali', 'Number and key are shown only once')}</h1>
      ${emptyState({
        title: say('Halaman ini sudah pernah dibuka', 'This page has been opened before'),
        why: say(
          'Halaman ini hanya dapat dibuka beberapa menit setelah mengirim, dari ponsel yang sama. Laporan Anda tetap tersimpan dan ditangani. Bila Anda meninggalkan surel, nomornya ada di surel kami.',
          'This page can be opened only for some minutes after sending, from the same phone. Your report is kept and handled. If you left an e-mail address, the number is in our e-mail.',
        ),
        next: {
          href: inLanguage(paths.tracking.form, say.language),
          label: say('Lacak laporan', 'Track a report'),
        },
      })}
    </div>`,
  )
