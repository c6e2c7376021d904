/** How every share is counted, in words that can be checked against the open data. */
import { type Html, html } from '../../web/html.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { leastOfACell, leastOfARatio, leastToRank } from './shares.ts'

export const formula = (say: Say): Html =>
  html`<section class="sheet flow" id="rumus">
    <h2 class="h">${say('Rumusnya', 'The formula')}</h2>
    <dl class="flow md">
      <div>
        <dt><b>${say('Tepat waktu', 'On time')}</b></dt>
        <dd>
          ${say(
            'Jawaban yang diberikan sebelum tenggatnya lewat, dibagi semua jawaban yang tenggatnya jatuh dalam masa itu. Laporan yang masih terbuka dan sudah lewat tenggat ikut dalam pembagi, sebagai terlambat. Contoh: 10 tenggat jatuh bulan ini; 7 dijawab tepat waktu, 1 terlambat, 2 belum dijawab: 7 : 10 = 70%.',
            'Answers given before their deadline, divided by all answers whose deadline fell in the period. Reports still open past their deadline are in the divisor, as late. Example: 10 deadlines fall this month; 7 are answered in time, 1 late, 2 not at all: 7 : 10 = 70%.',
          )}
        </dd>
      </div>
      <div>
        <dt><b>${say('Selesai menurut pelapor', 'Solved, say the reporters')}</b></dt>
        <dd>
          ${say(
            'Laporan yang dinyatakan selesai oleh pelapornya, dibagi laporan yang dinyatakan selesai ditambah yang ditutup tanpa pelapor menyatakannya selesai dan yang pada akhir masa itu ada di Ombudsman. Kata instansi dan kata pelapor tidak pernah digabung.',
            'Reports that their reporters call solved, divided by those plus the ones closed without the reporter calling them solved and the ones that are with the Ombudsman at the end of the period. The two words are never merged.',
          )}
        </dd>
      </div>
      <div>
        <dt><b>${say('Hari yang dihitung', 'Which day counts')}</b></dt>
        <dd>
          ${say(
            'Laporan masuk pada hari meja menerimanya: surat yang baru dicatat beberapa hari kemudian tetap dihitung pada hari surat itu diterima. Laporan diteruskan pada hari sampai di instansi, dan jawaban pada hari tenggatnya jatuh.',
            'A report comes in on the day on which the desk got it: a letter that is entered some days later counts on the day it was received. It is forwarded on the day it came to the agency, and an answer counts on the day its deadline falls.',
          )}
        </dd>
      </div>
      <div>
        <dt><b>${say('Yang tidak dihitung', 'What is left out')}</b></dt>
        <dd>
          ${say(
            'Tenggat yang gugur sebelum jatuh, karena laporan dipindahkan, digabung, atau dicabut. Tanggapan atas aspirasi, karena tenggatnya bukan dari undang-undang.',
            'Deadlines that lapsed before they fell due, because the report was moved, merged or withdrawn. Replies to suggestions, because no law sets their deadline.',
          )}
        </dd>
      </div>
      <div>
        <dt><b>${say('Angka kecil', 'Small numbers')}</b></dt>
        <dd>
          ${say(
            `Dari kurang dari ${leastOfARatio} tenggat kami tidak menghitung persen (n < ${leastOfARatio}). Jumlah 1 sampai ${leastOfACell - 1} ditulis “< ${leastOfACell}”, supaya tidak menunjuk orang. Instansi dengan kurang dari ${leastToRank} tenggat jawaban pertama tidak diperingkat: belum cukup data.`,
            `Of fewer than ${leastOfARatio} deadlines we give no share (n < ${leastOfARatio}). Counts of 1 to ${leastOfACell - 1} read “< ${leastOfACell}”, so that they point at nobody. Agencies with fewer than ${leastToRank} first replies due are not ranked: not enough data yet.`,
          )}
        </dd>
      </div>
    </dl>
    <p class="md">
      <a href="${inLanguage(paths.openData, say.language)}"
        >${say('Hitung ulang dari data terbuka', 'Recompute it from the open data')}</a
      >
      ·
      <a href="${inLanguage(paths.rules, say.language)}"
        >${say('Semua aturan dan tenggat', 'All rules and deadlines')}</a
      >
    </p>
  </section>`
