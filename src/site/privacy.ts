import { html } from '../web/html.ts'
import { page } from '../web/layout.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'

export const privacyPage = (say: Say): string =>
  page(
    { title: say('Privasi', 'Privacy'), language: say.language, path: paths.privacy },
    html`<div class="wrap sec flow">
      <h1>${say('Privasi', 'Privacy')}</h1>
      <p>
        ${say(
          'Data pribadi Anda dilindungi UU 27/2022. Kami meminta sesedikit mungkin: untuk melapor cukup jenis dan isi laporan.',
          'Your personal data is protected by Law 27/2022. We ask for as little as possible: a report needs only its kind and its text.',
        )}
      </p>
      <section class="flow">
        <h2>${say('Apa yang disimpan, dan di mana', 'What is stored, and where')}</h2>
        <ul class="flow">
          <li>
            <b>${say('Nama dan kontak', 'Name and contact')}</b>:
            ${say(
              'disimpan terpisah dari laporan dan terkunci dengan kunci sendiri. Membukanya perlu alasan, berlaku 15 menit, dicatat, dan Anda melihat catatannya.',
              'kept apart from the report and locked with a key of its own. Opening them needs a reason, lasts 15 minutes, is logged, and you see the log.',
            )}
          </li>
          <li>
            <b>${say('Isi laporan', 'The report')}</b>:
            ${say(
              'dibaca petugas yang menangani. Publik melihat naskah yang data pribadinya sudah ditutup orang, dan hanya bila Anda memilihnya.',
              'read by the officers who handle it. The public sees a text in which a person has masked personal data, and only if you chose so.',
            )}
          </li>
          <li>
            <b>${say('Foto dan berkas', 'Photos and files')}</b>:
            ${say(
              'lokasi dan data kamera dihapus saat diterima. Foto asli tidak tampil di publik.',
              'location and camera data are removed on arrival. Original photos are not public.',
            )}
          </li>
          <li>
            <b>${say('Surel pengikut laporan publik', 'Addresses of those who follow a public report')}</b>:
            ${say(
              'dikunci seperti kontak pelapor, dipakai hanya untuk kabar laporan itu, dan dihapus saat Anda berhenti, 90 hari setelah laporan ditutup, atau 30 hari setelah laporan tidak lagi tampil. Yang tidak dipastikan lewat tautan dihapus setelah 3 hari.',
              'locked like the contact of a reporter, used only for news of that report, and deleted when you stop, 90 days after the report was closed, or 30 days after it is no longer public. What is not confirmed by the link is deleted after 3 days.',
            )}
          </li>
          <li>
            <b>${say('Draf', 'Drafts')}</b>:
            ${say(
              'hanya ada di perangkat Anda sampai terkirim, dan bisa dihapus kapan saja.',
              'exist only on your device until sent, and can be deleted at any time.',
            )}
          </li>
          <li>
            <b>${say('Kuki', 'Cookies')}</b>:
            ${say(
              'hanya yang diperlukan: tanda formulir, laporan yang sedang Anda buka, dan pilihan tampilan. Tidak ada pelacak dan tidak ada pihak ketiga.',
              'only what is needed: the form token, the report you opened and your display choice. No trackers and no third parties.',
            )}
          </li>
        </ul>
      </section>
      <section class="flow">
        <h2>${say('Pilihan Anda', 'Your choices')}</h2>
        <p>
          <a href="${inLanguage(paths.help, say.language)}#privasi"
            >${say('Empat pilihan privasi', 'Four privacy choices')}</a
          >
          ${say(
            'dari terbuka sampai anonim penuh. Anda bisa menaikkan kerahasiaan kapan saja, dan laporan langsung ditutup dari publik.',
            'from open to fully anonymous. You can make a report more secret at any time, and it is hidden from the public at once.',
          )}
        </p>
      </section>
      <section class="flow">
        <h2>${say('Hak atas data Anda', 'Rights over your data')}</h2>
        <p>
          ${say(
            'Dengan nomor dan kunci, Anda melihat semua yang Anda kirim di halaman lacak, menambah yang keliru, dan menghapus nama dan kontak Anda seketika: pilih “Ubah siapa yang boleh tahu”, lalu “Anonim penuh”. Nomor laporan, tanggal, dan hasilnya tetap tercatat supaya tidak ada laporan yang bisa dihilangkan.',
            'With number and key you see all that you have sent on the tracking page, add what was wrong, and erase your name and contact at once: choose “Change who may know”, then “Fully anonymous”. The number, dates and outcome stay on record, so that no report can be made to disappear.',
          )}
        </p>
      </section>
    </div>`,
  )
