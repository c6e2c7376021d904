/** "Bagaimana laporan Anda ditangani": the state table and the deadlines, as the program itself asks them. */
import { basisOf, deadlineInForce, type Deadline, type RuleBook } from '../../regulation/deadlines.ts'
import type { Day } from '../../regulation/days.ts'
import { fullDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { basis } from './basis.ts'
import { latenessSection } from './lateness.ts'
import { isStarted, whyNotRun } from './started.ts'
import { stepTable } from './steps.ts'

export const rulesPage = (rules: RuleBook, today: Day, say: Say): string =>
  page(
    {
      title: say('Bagaimana laporan Anda ditangani', 'How your report is handled'),
      description: say(
        'Semua langkah, siapa yang boleh, tenggatnya, dan dasar hukumnya.',
        'Every step, who may take it, its deadline and its legal basis.',
      ),
      language: say.language,
      path: paths.rules,
    },
    html`<div class="wrap sec flow">
      <h1>${say('Bagaimana laporan Anda ditangani', 'How your report is handled')}</h1>
      <p>
        ${say(
          'Halaman ini bukan ringkasan. Ini tabel yang dipakai program untuk memutuskan siapa boleh apa; tombol, tenggat, dan pesan berasal dari sini.',
          'This page is no summary. It is the table by which the program decides who may do what; buttons, deadlines and messages come from it.',
        )}
        <a href="${inLanguage(paths.help, say.language)}"
          >${say('Penjelasan singkatnya di bantuan', 'The short version is in the help')}</a
        >.
      </p>
      <section class="flow" id="tenggat">
        <h2>${say('Tenggat yang berlaku hari ini', 'Deadlines in force today')}</h2>
        <p class="md mut">
          ${say('Aturan lama tetap berlaku untuk tenggat yang mulai ketika aturan itu berlaku.', 'An old rule stays with the clocks that started under it.')}
          ${say('“Pilihan pengelola layanan” berarti tidak ada dasar hukum yang kami temukan; alasannya tertulis.', '“The service’s own choice” means that we found no legal basis; the reason is given.')}
        </p>
        ${deadlineTable(inForce(rules, today).filter(isStarted), say)}
        <h3>${say('Sudah tercatat, belum dijalankan program', 'On record, not yet run by the program')}</h3>
        <p class="md mut">
          ${say('Tidak ada langkah di bawah yang memulai tenggat ini; alasannya tertulis di sampingnya.', 'No step below starts these deadlines; the reason stands beside each.')}
        </p>
        ${deadlineTable(
          inForce(rules, today).filter((rule) => !isStarted(rule)),
          say,
          true,
        )}
      </section>
      ${latenessSection(say)}
      <section class="flow" id="langkah">
        <h2>${say('Langkah demi langkah', 'Step by step')}</h2>
        <p class="md mut">
          ${say('Nomor T mengikuti urutan hidup laporan; nomor X adalah langkah tambahan. Pintu SMS dan pesan (T2, T3) sudah diatur, tetapi belum dibuka.', 'T numbers follow the life of a report; X numbers are further steps. The doors SMS and messages (T2, T3) are ruled already, but not open yet.')}
        </p>
        <p class="md mut">
          ${say('“Bila” memilih baris: satu langkah dapat punya beberapa baris. “Syarat” diperiksa ketika langkah dilakukan; yang belum terpenuhi ditolak dengan alasannya. K berarti K1, K2, K3, atau K4 menurut jenis laporan.', '“If” chooses the row: one step may have several. What is “needed” is checked when the step is taken; what is not met is refused with the reason. K means K1, K2, K3 or K4, by the kind of the report.')}
        </p>
        ${stepTable(say)}
      </section>
    </div>`,
  )

function deadlineTable(rows: readonly Deadline[], say: Say, isWaiting = false): Html {
  const heads = [
    say('Tenggat', 'Deadline'),
    say('Lama', 'Length'),
    isWaiting ? say('Mengapa belum', 'Why not yet') : say('Waktu berhenti', 'Pauses'),
    say('Dasar', 'Basis'),
  ]
  return html`<table class="stack">
    <caption class="vh">
      ${say('Tenggat', 'Deadlines')}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (rule) =>
          html`<tr id="${rule.id}">
            <th scope="row">${say(rule.name)} <span class="code sm mut">${rule.id}</span></th>
            <td data-l="${heads[1]}">${lengthOf(rule, say)}</td>
            <td data-l="${heads[2]}">${isWaiting ? whyNotRun(rule, say) : pausesOf(rule, say)}</td>
            <td data-l="${heads[3]}">
              <span
                >${basis(basisOf(rule), say)}<br /><span class="sm mut"
                  >${say('berlaku sejak', 'in force since')} ${fullDay(rule.validFrom, say)}</span
                ></span
              >
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** One row for each rule that has begun; ended ones without a successor are history. */
const inForce = (rules: RuleBook, today: Day): Deadline[] =>
  [...rules].flatMap(([id, versions]) =>
    versions.some(({ validFrom, validTo }) => validFrom <= today && (validTo ?? today) >= today)
      ? [deadlineInForce(id, today, rules)]
      : [],
  )

function lengthOf({ length, indicative, extension }: Deadline, say: Say): string {
  const unit = {
    workingDays: say('hari kerja', 'working days'),
    calendarDays: say('hari kalender', 'calendar days'),
    hours: say('jam', 'hours'),
    none: '',
  }
  const parts = [
    length.unit === 'none' ? say('saat terjadi', 'when it happens') : `${length.n} ${unit[length.unit]}`,
    ...(extension
      ? [
          say(
            `dapat ditambah satu kali ${extension.n} ${unit[extension.unit]}`,
            `may be extended once by ${extension.n} ${unit[extension.unit]}`,
          ),
        ]
      : []),
    ...(indicative ? [say('di luar hitungan kepatuhan', 'outside compliance')] : []),
  ]
  return parts.join('; ')
}

const pauseWords = {
  S2: { id: 'ketika ditahan untuk diperiksa', en: 'while held for a check' },
  S3: { id: 'ketika pelapor melengkapi', en: 'while the reporter completes it' },
  S7: { id: 'ketika pelapor ditanya', en: 'while the reporter is asked' },
} as const

const pausesOf = ({ pauses, maxPauses }: Deadline, say: Say): string =>
  pauses.length === 0
    ? say('tidak pernah', 'never')
    : pauses.map((pause) => say(pauseWords[pause])).join(', ') +
      (maxPauses === undefined
        ? ''
        : say(`, paling banyak ${maxPauses} kali`, `, at most ${maxPauses} times`))
