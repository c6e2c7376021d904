import { html } from '../web/html.ts'
import { page } from '../web/layout.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'

export const accessibilityPage = (say: Say): string =>
  page(
    { title: say('Aksesibilitas', 'Accessibility'), language: say.language, path: paths.accessibility },
    html`<div class="wrap sec flow">
      <h1>${say('Aksesibilitas', 'Accessibility')}</h1>
      <p>
        ${say(
          'Layanan ini dibuat supaya semua orang bisa melapor: dengan ponsel murah, pembaca layar, papan ketik saja, huruf besar, atau tanpa internet sama sekali.',
          'This service is made so that everybody can report: on a cheap phone, with a screen reader, by keyboard alone, with large text, or without internet at all.',
        )}
      </p>
      <section class="flow">
        <h2>${say('Yang kami jaga', 'What we hold to')}</h2>
        <ul class="flow">
          <li>
            ${say('Pedoman WCAG 2.2 tingkat AA, diperiksa pada setiap halaman dan setiap perubahan.', 'WCAG 2.2 level AA, checked on every page at every change.')}
          </li>
          <li>${say('Semua halaman bekerja tanpa JavaScript.', 'All pages work without JavaScript.')}</li>
          <li>
            ${say('Semua tombol dapat dicapai dengan papan ketik, dan fokusnya terlihat.', 'Everything can be reached by keyboard, and the focus is visible.')}
          </li>
          <li>${say('Warna tidak pernah menjadi satu-satunya tanda.', 'Colour is never the only sign.')}</li>
          <li>
            ${say('Halaman utuh pada lebar 320 piksel dan pembesaran 400%.', 'Pages stay whole at 320 pixels and 400% zoom.')}
          </li>
          <li>
            ${say('Tidak ada CAPTCHA, batas waktu mengetik, atau gerakan otomatis.', 'There is no CAPTCHA, no time limit while typing and no motion.')}
          </li>
        </ul>
      </section>
      <section class="flow">
        <h2>${say('Jalan lain untuk melapor', 'Other ways to report')}</h2>
        <p>
          ${say(
            'Datang, telepon, atau kirim surat ke loket instansi mana pun. Petugas menuliskan laporan Anda dan membacakannya kembali.',
            'Come, phone or write to the counter of any agency. An officer writes your report down and reads it back to you.',
          )}
        </p>
      </section>
      <section class="flow">
        <h2>${say('Ada yang menghalangi Anda?', 'Is something in your way?')}</h2>
        <p>
          ${say(
            'Beri tahu kami lewat laporan biasa. Sebutkan halaman dan alat bantu yang Anda pakai.',
            'Tell us through an ordinary report. Name the page and the aid you use.',
          )}
          <a href="${inLanguage(paths.intake.form, say.language)}">${say('Buat laporan', 'Make a report')}</a
          >,
          <a href="${inLanguage(paths.display, say.language)}"
            >${say('ubah tampilan', 'change the display')}</a
          >.
        </p>
      </section>
    </div>`,
  )
