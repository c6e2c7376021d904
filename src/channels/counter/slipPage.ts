/** G3: the slip that the reporter takes home: number, key, dates, and where to follow. Shown once. */
import type { CaseFile } from '../../regulation/facts.ts'
import { deskSourceWords } from '../../regulation/words.ts'
import type { DeskSource } from '../../regulation/kinds.ts'
import type { EvaluatedClock } from '../../reports/casefile/clockwork.ts'
import type { Desk } from '../../reports/desk/desk.ts'
import { deskOptions, inDeskLanguage } from '../../reports/desk/frame.ts'
import type { Sent } from '../../reports/intake/sent.ts'
import { about, checkedBy, printHint, type SlipRow } from '../../reports/intake/slip.ts'
import { shownNumber, shownSecret } from '../../platform/crypto/token.ts'
import { dayOf, fullDay } from '../../web/dates.ts'
import { html } from '../../web/html.ts'
import { deskPage } from '../../web/layout.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { formLevelOf, levelWords, whoSees } from '../../web/parts/privacy.ts'
import { keepTools } from '../../web/parts/reportForm.ts'
import { paths } from '../../web/paths.ts'

export type SlipView = {
  sent: Sent
  file: CaseFile
  clocks: readonly EvaluatedClock[]
  source: DeskSource | undefined
  paperNumber: string | undefined
  isLate: boolean
  /** Who has it now: the agency that was asked for, or the national desk. */
  holder: string
  /** 'https://…/lacak', as a person types it. */
  trackingAddress: string
}

export function slipPage(desk: Desk, view: SlipView): string {
  const { say } = desk
  const { file, sent } = view
  const options = deskOptions(
    desk,
    say('Lembar untuk pelapor', 'Slip for the reporter'),
    paths.desk.counter,
    'counter',
  )
  return deskPage(
    { ...options, scripts: ['shortcuts', 'print'], hasOtherLanguage: false },
    html`<div class="wrap sec">
      <div class="flow counter">
        <div class="noprint flow">
          ${note('good', html`<b>${say('Laporan tersimpan.', 'The report is saved.')}</b> ${say('Cetak lembar ini, bacakan nomor dan kuncinya perlahan, dan minta pelapor mengulanginya. Kunci hanya tampil sekali ini.', 'Print this slip, read number and key slowly, and let the reporter repeat them. The key is shown only this once.')}`)}
          ${view.isLate && note('soon', say('Dicatat lebih dari satu hari kerja setelah diterima; keterlambatan ini dihitung pada meja, bukan pada pelapor.', 'Entered more than one working day after it came; the delay counts against the desk, not against the reporter.'))}
        </div>
        <section class="sheet flow" id="lembar" aria-labelledby="judul">
          <h1 id="judul">${options.title}</h1>
          <dl class="keys">
            <div>
              <dt>${say('Nomor laporan', 'Report number')}</dt>
              <dd class="secret">${shownNumber(sent.number)}</dd>
            </div>
            <div>
              <dt>${say('Kunci 16 angka', '16-digit key')}</dt>
              <dd class="secret">${shownSecret(sent.secret)}</dd>
            </div>
            ${rows(desk, view).map(
              ([name, value]) =>
                html`<div>
                  <dt>${name}</dt>
                  <dd>${value}</dd>
                </div>`,
            )}
          </dl>
          <p>
            ${say('Ikuti laporan ini di', 'Follow this report at')}
            <b class="code">${view.trackingAddress}</b>
            ${say('dengan nomor dan kunci di atas. Di sana Anda membaca jawaban, membalas, dan menilai.', 'with the number and key above. There you read the answer, reply and judge.')}
          </p>
          <p>
            ${say('Nomor boleh diketahui orang. Kunci hanya untuk Anda; simpan lembar ini.', 'Others may know the number. The key is yours alone; keep this slip.')}
          </p>
          <div class="noprint">${whoSees(formLevelOf(file.level), say)}</div>
        </section>
        <noscript><p class="sm mut noprint">${printHint(say)}</p></noscript>
        ${keepTools({ id: 'lembar', fileName: `lapor-${sent.number}.txt` }, say)}
        <p class="row noprint">
          <a class="btn" href="${inDeskLanguage(desk, paths.desk.counter)}"
            >${say('Catat laporan lain', 'Enter another report')}</a
          >
          <a class="btn alt" href="${inDeskLanguage(desk, paths.desk.home)}"
            >${say('Kembali ke kotak kerja', 'Back to the worklist')}</a
          >
        </p>
      </div>
    </div>`,
  )
}

function rows(desk: Desk, view: SlipView): SlipRow[] {
  const { say } = desk
  const { file, clocks, source, paperNumber, holder } = view
  const came = fullDay(dayOf(file.submittedAt, file.zone), say)
  const by = source && say(deskSourceWords[source])
  return [
    [say('Diterima', 'Received'), by === undefined ? came : say(`${came}, lewat ${by}`, `${came}, by ${by}`)],
    ...(paperNumber === undefined
      ? []
      : [[say('Nomor surat', 'Number of the letter'), paperNumber] as SlipRow]),
    [say('Sekarang ada di', 'It is now with'), holder],
    ...checkedBy(clocks, say),
    ...about(file, say),
    [say('Kerahasiaan', 'Who may know'), say(levelWords[formLevelOf(file.level)].name)],
  ]
}

/** Opened again: number and key are not shown twice, and what to do instead. */
export function slipGonePage(desk: Desk): string {
  const { say } = desk
  const title = say('Lembar hanya tampil sekali', 'The slip is shown only once')
  return deskPage(
    { ...deskOptions(desk, title, paths.desk.counterSlip, 'counter'), scripts: ['shortcuts'] },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${emptyState({
        title: say('Lembar ini sudah pernah dibuka', 'This slip has been opened before'),
        why: say(
          'Belum sempat mencetak? Kembali ke formulir lalu simpan lagi isi yang sama: laporan tetap satu, dan lembarnya tampil lagi. Ini berlaku dua hari.',
          'No time to print it? Go back to the form and save the same text again: it stays one report, and the slip is shown again. This works for two days.',
        ),
        next: {
          href: inDeskLanguage(desk, paths.desk.counter),
          label: say('Catat laporan', 'Enter a report'),
        },
      })}
    </div>`,
  )
}
