import { number, percent } from '../web/dates.ts'
import { type Html, html } from '../web/html.ts'
import { icon } from '../web/icons.ts'
import { page } from '../web/layout.ts'
import { kindPicker } from '../web/parts/kindPicker.ts'
import { emptyState } from '../web/parts/note.ts'
import { whoSees } from '../web/parts/privacy.ts'
import { type ReportCard, reportCard } from '../web/parts/reportCard.ts'
import { steps } from '../web/parts/steps.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'
import type { LegalDays } from './legalDays.ts'

export type HomeData = {
  figures: {
    submittedToday: number
    /** Shares from 0 to 1 over 30 days; null when there is nothing to count yet. */
    answeredOnTime: number | null
    solvedByReporter: number | null
  }
  /** The newest published reports, six at most. */
  recent: readonly ReportCard[]
  /** Agencies with the highest share on time in a year, five at most. */
  punctual: readonly {
    name: string
    slug: string
    /** Final answers that fell due. */
    due: number
    onTime: number | null
    solved: number | null
  }[]
  days: LegalDays
  today: string
}

export const homePage = (data: HomeData, say: Say, user?: { name: string }): string =>
  page(
    {
      title: say('Sampaikan laporan Anda', 'Tell us what happened'),
      description: say(
        'Layanan aspirasi dan pengaduan nasional. Ceritakan sekali, pantau tenggatnya hari demi hari.',
        "Indonesia's national complaint service. Tell it once and follow its deadline day by day.",
      ),
      language: say.language,
      path: paths.home,
      styles: ['home'],
      scripts: ['draft'],
      ...(user === undefined ? {} : { user }),
    },
    html`${hero(data, say)} ${recentReports(data, say)}
      <section class="band">
        <div class="wrap sec flow">
          <h2>${say('Yang terjadi setelah Anda kirim', 'What happens after you send it')}</h2>
          ${whatHappens(data.days, say)}
        </div>
      </section>
      <section class="sec wrap cols side">
        <div class="flow">${punctualAgencies(data, say)}</div>
        ${nameIsSafe(say)}
      </section>`,
  )

function hero({ figures }: HomeData, say: Say): Html {
  const to = (path: string) => inLanguage(path, say.language)
  return html`<div class="hero">
    <div class="wrap cols side">
      <div>
        <h1>${say('Sampaikan laporan Anda', 'Tell us what happened')}</h1>
        <p class="sub">
          ${say(
            'Ceritakan saja. Kami teruskan ke instansi yang berwenang, dan Anda bisa memantau tenggatnya hari demi hari.',
            'Just tell it. We pass it to the agency in charge, and you can follow its deadline day by day.',
          )}
        </p>
        <form class="sheet" action="${to(paths.intake.start)}" method="post" data-draft="home">
          <div class="field">
            <label for="text">${say('Apa yang terjadi?', 'What happened?')}</label
            ><textarea
              id="text"
              name="text"
              aria-describedby="text-hint"
              rows="4"
              maxlength="10000"
            ></textarea
            ><span class="hint" id="text-hint"
              >${say(
                'Tulis apa, di mana, dan sejak kapan. Bahasa sehari-hari tidak apa-apa.',
                'Say what, where and since when. Everyday words are fine.',
              )}</span
            >
          </div>
          ${kindPicker({ isShort: true }, say)}
          <div class="row">
            <button class="btn">${say('Lanjutkan', 'Continue')}${icon('arrow-right')}</button
            ><span class="md mut"
              >${say('Tanpa akun.', 'No account.')}
              <span class="scripted"
                >${say(
                  'Tulisan Anda tersimpan di ponsel ini sampai terkirim.',
                  'Your text stays on this phone until it is sent.',
                )}</span
              ></span
            >
          </div>
        </form>
      </div>
      <div class="aside">
        <form class="sheet" action="${to(paths.tracking.form)}" method="get">
          <div class="field">
            <label for="number"
              ><span class="h">${say('Sudah pernah melapor?', 'Reported before?')}</span></label
            ><span class="hint" id="number-hint"
              >${say(
                'Nomor tampil setelah mengirim, contoh 7K4M-29QX. Kalau Anda menulis surel, nomornya juga ada di surel kami.',
                'The number was shown after sending, such as 7K4M-29QX. If you gave an e-mail address, it is in our e-mail too.',
              )}</span
            ><input
              id="number"
              name="number"
              type="text"
              autocomplete="off"
              autocapitalize="characters"
              spellcheck="false"
              aria-describedby="number-hint"
              class="code"
            />
          </div>
          <button class="btn alt full">${say('Lacak laporan', 'Track the report')}</button>
        </form>
        <dl class="live">
          <div>
            <dt>${say('Laporan masuk hari ini', 'Reports received today')}</dt>
            <dd>${number(figures.submittedToday, say)}</dd>
          </div>
          <div>
            <dt>${say('Dijawab tepat waktu, 30 hari terakhir', 'Answered on time, last 30 days')}</dt>
            <dd>${percent(figures.answeredOnTime, say)}</dd>
          </div>
          <div>
            <dt>${say('Selesai menurut pelapor', 'Solved, say the reporters')}</dt>
            <dd>${percent(figures.solvedByReporter, say)}</dd>
          </div>
        </dl>
      </div>
    </div>
  </div>`
}

const recentReports = ({ recent, today }: HomeData, say: Say): Html =>
  html`<section class="sec wrap flow">
    <div class="row apart">
      <h2>${say('Laporan publik terbaru', 'Latest public reports')}</h2>
      <a href="${inLanguage(paths.publication.list, say.language)}"
        >${say('Lihat semua laporan', 'See all reports')}</a
      >
    </div>
    ${
      recent.length === 0
        ? emptyState({
            title: say('Belum ada laporan publik', 'No public reports yet'),
            why: say(
              'Laporan baru tampil di sini setelah dibaca petugas dan data pribadinya ditutup.',
              'A report appears here once an officer has read it and masked personal data.',
            ),
            next: {
              href: inLanguage(paths.intake.form, say.language),
              label: say('Buat laporan', 'Make a report'),
            },
          })
        : html`<div class="cols c3">${recent.map((report) => reportCard(report, say, today))}</div>`
    }
  </section>`

/** The four steps with the days of the rules that are in force. */
export const whatHappens = (days: LegalDays, say: Say): Html =>
  steps([
    {
      title: say(
        `Diperiksa, paling lama ${days.check} hari kerja`,
        `Checked within ${days.check} working days`,
      ),
      text: say(
        'Petugas nasional membaca, menutup data pribadi, lalu memilih instansi. Kalau Anda memilih instansi, petugas instansi itu yang membaca dulu. Salah pintu tidak apa-apa.',
        'A national officer reads it, masks personal data and picks the agency. If you name an agency, its own officer reads it first. There is no wrong door.',
      ),
    },
    {
      title: say(
        `Kabar pertama, paling lama ${days.firstAnswer} hari kerja`,
        `First news within ${days.firstAnswer} working days`,
      ),
      text: say(
        `Instansi menyebut langkahnya. Jawaban akhir paling lama ${days.complaint} hari kerja untuk pengaduan biasa, dan diperiksa orang kedua sebelum dikirim.`,
        `The agency names its steps. The final answer comes within ${days.complaint} working days for an ordinary complaint, and a second person checks it before it goes out.`,
      ),
    },
    {
      title: say(`Giliran Anda, ${days.judge} hari kerja`, `Your turn, ${days.judge} working days`),
      text: say(
        'Anda yang menilai: sudah selesai atau belum. Kata instansi dan kata Anda ditampilkan terpisah.',
        "You judge whether it is solved. The agency's word and yours are shown apart.",
      ),
    },
    {
      title: say('Belum selesai? Ajukan keberatan', 'Not solved? Object'),
      text: say(
        'Keberatan pertama kembali ke instansi dengan separuh waktu. Keberatan kedua diputus pejabat yang lebih tinggi.',
        'The first objection goes back to the agency with half of the time. A higher officer decides the second one.',
      ),
    },
  ])

function punctualAgencies({ punctual }: HomeData, say: Say): Html {
  const to = (path: string) => inLanguage(path, say.language)
  const heads = {
    due: say('Tenggat jawaban akhir', 'Final answers due'),
    onTime: say('Tepat waktu', 'On time'),
    solved: say('Selesai menurut pelapor', 'Solved, say reporters'),
  }
  return html`<div class="row apart">
      <h2>${say('Instansi paling tepat waktu, 12 bulan', 'Agencies most on time, 12 months')}</h2>
      <a href="${to(paths.agencies.list)}">${say('Indeks lengkap', 'Full index')}</a>
    </div>
    ${
      punctual.length === 0
        ? emptyState({
            title: say('Belum cukup laporan untuk dibandingkan', 'Not enough reports to compare'),
            why: say(
              'Tabel ini terisi begitu paling sedikit dua instansi punya 30 tenggat jawaban pertama yang sudah jatuh.',
              'Agencies appear here once at least two have had 30 first replies due.',
            ),
          })
        : html`<table class="stack">
            <caption class="vh">
              ${say(
                'Instansi dengan jawaban tepat waktu tertinggi dalam 12 bulan',
                'Agencies with the highest share of answers on time in 12 months',
              )}
            </caption>
            <thead>
              <tr>
                <th scope="col">${say('Instansi', 'Agency')}</th>
                <th scope="col" class="n">${heads.due}</th>
                <th scope="col" class="n">${heads.onTime}</th>
                <th scope="col" class="n">${heads.solved}</th>
              </tr>
            </thead>
            <tbody>
              ${punctual.map(
                (agency) =>
                  html`<tr>
                    <th scope="row">
                      <a href="${to(paths.agencies.agency(agency.slug))}">${agency.name}</a>
                    </th>
                    <td class="n" data-l="${heads.due}">${number(agency.due, say)}</td>
                    <td class="n" data-l="${heads.onTime}"><b>${percent(agency.onTime, say)}</b></td>
                    <td class="n" data-l="${heads.solved}">${percent(agency.solved, say)}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    <p class="md mut">
      ${say(
        'Laporan yang masih terbuka dan lewat tenggat ikut dihitung sebagai terlambat.',
        'Reports that are still open past their deadline count as late.',
      )} <a href="${to(paths.agencies.list)}#rumus">${say('Rumusnya di sini', 'The formula is here')}</a>.
    </p>`
}

const nameIsSafe = (say: Say): Html =>
  html`<div class="sheet flow">
    <h2 class="h">${say('Nama Anda aman', 'Your name is safe')}</h2>
    <p class="md">
      ${say(
        'Laporan baru tampil di publik setelah dibaca petugas. Anda yang memilih siapa melihat apa.',
        'A report is public only after an officer has read it. You choose who sees what.',
      )}
    </p>
    ${whoSees('tanpa-nama', say, 'summary')}
    <p class="md">
      <a href="${inLanguage(paths.help, say.language)}#privasi"
        >${say('Empat pilihan privasi', 'Four privacy choices')}</a
      >${say(', termasuk anonim penuh.', ', up to fully anonymous.')}
    </p>
  </div>`
