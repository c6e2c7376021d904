import { number } from '../web/dates.ts'
import { type Html, html } from '../web/html.ts'
import { icon } from '../web/icons.ts'
import { page } from '../web/layout.ts'
import { emptyRibbon } from '../web/parts/deadline.ts'
import { lostKeyWords } from '../web/parts/lostKey.ts'
import { levelWords, whoSees } from '../web/parts/privacy.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'
import { whatHappens } from './home.ts'
import type { LegalDays } from './legalDays.ts'

/** Rights, clocks, what not to send here, whom to call, privacy, how days are counted. */
export const helpPage = (days: LegalDays, say: Say): string =>
  page(
    {
      title: say('Hak dan tenggat', 'Rights and deadlines'),
      description: say(
        'Hak Anda, batas waktu jawaban, nomor darurat, dan empat pilihan privasi.',
        'Your rights, the time limits, emergency numbers and the four privacy choices.',
      ),
      language: say.language,
      path: paths.help,
    },
    html`<div class="wrap sec flow">
      <h1>${say('Hak dan tenggat', 'Rights and deadlines')}</h1>
      <p>
        ${say(
          'Anda cukup bercerita sekali. Mencari instansi yang tepat adalah tugas kami, bukan tugas Anda.',
          'You tell it once. Finding the right agency is our task, not yours.',
        )}
      </p>
      ${emergency(say)}
      <section class="flow" id="langkah">
        <h2>${say('Yang terjadi setelah Anda kirim', 'What happens after you send it')}</h2>
        ${whatHappens(days, say)}
      </section>
      ${rights(days, say)} ${clocks(days, say)} ${counting(say)} ${notHere(say)} ${privacyChoices(say)}
      <section class="flow" id="kunci">
        <h2>${say('Nomor dan kunci Anda', 'Your number and key')}</h2>
        <p>
          ${say(
            'Setiap laporan mendapat nomor (contoh 7K4M-29QX) dan kunci 16 angka. Kunci ditunjukkan satu kali: cetak, salin, atau simpan. Dengan keduanya Anda membaca semua kabar, membalas, menilai, dan mencabut laporan.',
            'Each report gets a number (such as 7K4M-29QX) and a 16-digit key. The key is shown once: print, copy or save it. With both you read all news, reply, judge and withdraw the report.',
          )}
        </p>
        <h3>${say('Nomor atau kunci hilang', 'Number or key lost')}</h3>
        ${lostKeyWords(say)}
      </section>
    </div>`,
  )

const emergencyNumbers: readonly (readonly [string, string, string])[] = [
  ['112', 'Darurat umum (bebas pulsa)', 'General emergency (free)'],
  ['110', 'Polisi', 'Police'],
  ['113', 'Pemadam kebakaran', 'Fire brigade'],
  ['119', 'Ambulans dan gawat medis', 'Ambulance'],
  ['115', 'Pencarian dan pertolongan (SAR)', 'Search and rescue'],
  ['129', 'Kekerasan pada perempuan dan anak (SAPA)', 'Violence against women and children'],
]

const emergency = (say: Say): Html =>
  html`<section class="sheet flow" id="darurat">
    <h2 class="h">${say('Keadaan darurat: jangan tunggu, telepon', 'Emergency: do not wait, call')}</h2>
    <ul class="plain cols c3">
      ${emergencyNumbers.map(
        ([digits, id, en]) =>
          html`<li>
            ${icon('phone')} <a href="tel:${digits}"><b>${digits}</b></a> ${say(id, en)}
          </li>`,
      )}
    </ul>
    <p class="md mut">
      ${say('Laporan di sini tidak dibaca dalam hitungan menit.', 'Reports here are not read within minutes.')}
    </p>
  </section>`

const rights = (days: LegalDays, say: Say): Html =>
  html`<section class="flow" id="hak">
    <h2>${say('Hak Anda', 'Your rights')}</h2>
    <ul class="flow">
      <li>
        ${say('Melapor tanpa akun, tanpa KTP, dan tanpa biaya.', 'To report without an account, an identity card or a fee.')}
      </li>
      <li>
        ${say('Tahu siapa yang memegang laporan dan kapan harus dijawab.', 'To know who has your report and when it must be answered.')}
      </li>
      <li>
        ${say('Menentukan siapa yang melihat nama Anda, dan tahu siapa yang membukanya.', 'To decide who sees your name, and to know who opened it.')}
      </li>
      <li>
        ${say(
          `Menilai jawaban dalam ${days.judge} hari kerja. Diam tidak berarti setuju: laporan ditutup dengan kata instansi saja.`,
          `To judge the answer within ${days.judge} working days. Silence is not consent: the report is then closed in the agency's word only.`,
        )}
      </li>
      <li>
        ${say(
          'Menyatakan keberatan bila jawaban belum menyelesaikan masalah: yang pertama kembali ke instansi, yang kedua diputus pejabat yang lebih tinggi.',
          'To object when the answer has not solved the problem: the first time it goes back to the agency, the second time a higher officer decides.',
        )}
      </li>
      <li>
        ${say(
          `Mengajukan banding sampai ${days.appeal} hari kerja setelah laporan ditutup instansi atau diarsipkan. Diputus pejabat lain dalam ${days.decideAppeal} hari kerja.`,
          `To appeal until ${days.appeal} working days after the agency closed or somebody archived the report. Another officer decides within ${days.decideAppeal} working days.`,
        )}
      </li>
      <li>
        ${say('Membawa laporan ke Ombudsman, gratis, begitu laporan sudah diteruskan ke instansi.', 'To take the report to the Ombudsman, free of charge, once it has been passed to an agency.')}
      </li>
      <li>
        ${say('Mencabut laporan, atau meminta isinya ditutup dari publik.', 'To withdraw the report, or to have it hidden from the public.')}
      </li>
    </ul>
  </section>`

function clocks(days: LegalDays, say: Say): Html {
  const rows: [number, string, string][] = [
    [days.check, 'diperiksa dan diteruskan ke instansi', 'checked and passed to the agency'],
    [days.firstAnswer, 'jawaban pertama dari instansi', 'first reply of the agency'],
    [days.information, 'jawaban atas permintaan informasi', 'answer to an information request'],
    [days.complaint, 'jawaban akhir atas pengaduan biasa', 'final answer to an ordinary complaint'],
    [days.aspiration, 'tanggapan atas aspirasi', 'considered reply to a suggestion'],
    [days.judge, 'giliran Anda menilai', 'your turn to judge'],
  ]
  return html`<section class="flow" id="tenggat">
    <h2>${say('Batas waktu', 'Time limits')}</h2>
    <ul class="plain cols c3">
      ${rows.map(([length, id, en]) => html`<li>${emptyRibbon(length, say)}<br />${say(id, en)}</li>`)}
    </ul>
    <p>
      ${say(
        `Pengaduan yang perlu pemeriksaan (misalnya pungli atau penyalahgunaan wewenang) paling lama ${number(days.oversight, say)} hari kerja. Untuk setiap laporan ada juga batas akhir ${number(days.ceiling, say)} hari kalender sejak berkas lengkap. Keduanya kami tunjukkan; yang lebih dulu habis yang kami tagih.`,
        `Complaints that need an inspection (such as bribery or abuse of power) take ${number(days.oversight, say)} working days at most. Each report also has a ceiling of ${number(days.ceiling, say)} calendar days from a complete file. We show both and press for the earlier one.`,
      )} <a href="${inLanguage(paths.rules, say.language)}">${say('Semua aturan', 'All rules')}</a>
    </p>
  </section>`
}

const counting = (say: Say): Html =>
  html`<section class="flow" id="hitung">
    <h2>${say('Cara menghitung hari kerja', 'How working days are counted')}</h2>
    <ul class="flow">
      <li>
        ${say('Hari laporan masuk tidak dihitung. Hitungan mulai hari kerja berikutnya.', 'The day the report arrives does not count. Counting starts on the next working day.')}
      </li>
      <li>
        ${say('Sabtu, Minggu, libur nasional, dan cuti bersama tidak dihitung.', 'Saturdays, Sundays, national holidays and collective leave do not count.')}
      </li>
      <li>
        ${say('Laporan yang masuk pada hari libur atau setelah jam kantor dianggap masuk hari kerja berikutnya.', 'A report that arrives on a day off or after office hours counts as arriving on the next working day.')}
      </li>
      <li>
        ${say('Tenggat instansi memakai waktu setempat instansi (WIB, WITA, atau WIT), tenggat petugas nasional memakai WIB, dan giliran Anda memakai waktu tempat Anda.', "An agency's deadline is counted in its own time (WIB, WITA or WIT), that of the national desk in WIB, and your turn in the time of your place.")}
      </li>
      <li>
        ${say('Waktu jawaban akhir berhenti hanya bila instansi menunggu jawaban Anda, paling banyak dua kali. Waktu pemeriksaan berhenti selama Anda melengkapi laporan atau selama pemeriksaan singkat.', 'The clock of the final answer stops only while the agency waits for your answer, twice at most. The clock of the first check stops while you complete the report, and during a short check.')}
      </li>
    </ul>
    <p>
      ${say(
        'Setiap tenggat menunjukkan tanggal yang dihitung, jadi Anda bisa menghitungnya sendiri.',
        'Each deadline lists the days that were counted, so you can count them yourself.',
      )}
    </p>
  </section>`

const notHere = (say: Say): Html =>
  html`<section class="flow" id="bukan-di-sini">
    <h2>${say('Yang tidak perlu dikirim ke sini', 'What not to send here')}</h2>
    <ul class="flow">
      <li>${say('Keadaan darurat. Telepon 112.', 'Emergencies. Call 112.')}</li>
      <li>
        ${say('Tindak pidana yang perlu laporan polisi. Datang ke kantor polisi atau telepon 110.', 'Crimes that need a police report. Go to a police station or call 110.')}
      </li>
      <li>
        ${say('Perkara yang sedang disidangkan. Kami tidak boleh mencampurinya.', 'Cases before a court. We may not interfere.')}
      </li>
      <li>
        ${say('Sengketa antarwarga atau dengan perusahaan, kecuali layanan publik ikut terkait.', 'Disputes between people or with companies, unless a public service is involved.')}
      </li>
      <li>
        ${say('NIK, nomor rekening, kata sandi, atau kode OTP. Tidak ada petugas kami yang memintanya.', 'Identity numbers, bank accounts, passwords or one-time codes. No officer of ours will ask for them.')}
      </li>
    </ul>
  </section>`

const privacyChoices = (say: Say): Html =>
  html`<section class="flow" id="privasi">
    <h2>${say('Empat pilihan privasi', 'Four privacy choices')}</h2>
    <div class="cols c2">
      ${(['terbuka', 'tanpa-nama', 'rahasia', 'anonim'] as const).map(
        (level) =>
          html`<section class="sheet flow">
            <h3>${say(levelWords[level].name)}</h3>
            <p class="md">${say(levelWords[level].means)}</p>
            ${whoSees(level, say)}
          </section>`,
      )}
    </div>
  </section>`
