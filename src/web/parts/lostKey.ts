import { type Html, html } from '../html.ts'
import type { Say } from '../say.ts'

/** The one rule about a lost key, wherever it is asked: it is never made again, and what still works without it. */
export const lostKeyWords = (say: Say): Html =>
  html`<p>
      ${say(
        'Kunci yang hilang tidak bisa dibuat ulang, untuk laporan apa pun: kami sendiri tidak menyimpan angkanya.',
        'A lost key cannot be made again, whatever the report: we do not keep its digits ourselves.',
      )}
    </p>
    <p>
      ${say(
        'Nomornya masih ada? Laporan tetap ditangani, kabar lewat surel tetap datang, dan kalau tampil di publik laporannya bisa dibaca dengan nomor saja.',
        'You still have the number? The report is still handled, news by e-mail still comes, and if it is public it can be read with the number alone.',
      )}
    </p>
    <p>
      ${say(
        'Untuk membalas atau menilai, kirim laporan baru dan sebut nomor yang lama, atau kapan Anda melapor; petugas menggabungkannya. Loket instansi mana pun membantu.',
        'To reply or judge, send a new report and name the old number, or say when you reported; an officer will merge them. The counter of any agency will help.',
      )}
    </p>`
