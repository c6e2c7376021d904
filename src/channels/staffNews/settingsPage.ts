import { mailWishes, newsKinds, newsWords, type MailWish, type NewsKind } from '../../regulation/staffNews.ts'
import { shortInstant } from '../../web/dates.ts'
import { flag, html, type Html } from '../../web/html.ts'
import { hidden, selectField } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { timeOf, type Wishes } from './wishes.ts'

export type SettingsView = {
  csrf: string
  email: string
  wishes: Wishes
  zoneName: string
  wasSaved: boolean
  /** Since when letters to this address come back. */
  comesBackSince: Date | undefined
  zone: string
}

const wishWords: Record<MailWish, Words> = {
  at_once: { id: 'Langsung', en: 'At once' },
  digest: { id: 'Dikumpulkan pagi hari', en: 'Gathered in the morning' },
  none: { id: 'Tanpa surel', en: 'No e-mail' },
}

const newsHints: Record<NewsKind, Words> = {
  new_work: {
    id: 'Laporan yang sampai ke Anda, kembali, atau ditugaskan kepada Anda.',
    en: 'Reports that come to you, come back, or are assigned to you.',
  },
  approval: {
    id: 'Jawaban untuk disetujui, usulan yang perlu orang kedua, wewenang, banding.',
    en: 'Answers to approve, proposals that need a second person, authority, appeals.',
  },
  deadline: {
    id: 'Setengah waktu lewat, tenggat dekat, tenggat hari ini, terlambat.',
    en: 'Half the time is over, the deadline is near, due today, late.',
  },
  reporter: {
    id: 'Balasan, kelengkapan, penilaian, pencabutan.',
    en: 'Replies, completions, verdicts, withdrawals.',
  },
  result: {
    id: 'Disetujui, dikembalikan, atau ditolak.',
    en: 'Agreed, returned or declined.',
  },
  change: {
    id: 'Kerahasiaan, jenis, perpanjangan, Ombudsman, dan lainnya.',
    en: 'Secrecy, kind, extension, Ombudsman and the like.',
  },
  mention: {
    id: 'Rekan menyebut nama Anda dalam catatan internal.',
    en: 'A colleague names you in an internal note.',
  },
  colleague: { id: 'Catatan internal pada laporan Anda.', en: 'Internal notes on your reports.' },
}

/** Letters are not written to an address that is refused; its owner can say that it is right again. */
function comesBack({ comesBackSince, email, zone, csrf }: SettingsView, say: Say): Html | false {
  if (!comesBackSince) return false
  return note(
    'soon',
    html`<p>
        ${say(
          `Surel ke ${email} ditolak sejak ${shortInstant(comesBackSince, zone, say)}, jadi tidak ada surel yang dikirim. Semua kabar tetap ada di daftar. Bila alamatnya salah, minta operator atau admin instansi membetulkannya.`,
          `Letters to ${email} are refused since ${shortInstant(comesBackSince, zone, say)}, so none are sent. All news is still in the list. If the address is wrong, ask the operator or your agency's admin to correct it.`,
        )}
      </p>
      <form method="post" action="${inLanguage(paths.desk.newsAddress, say.language)}">
        ${hidden({ csrf })}
        <button class="btn alt s">
          ${say('Alamat ini sudah benar, coba lagi', 'The address is right now, try again')}
        </button>
      </form>`,
  )
}

/** How one wants to be told. The list at the desk shows everything in any case. */
export const settingsBody = (view: SettingsView, say: Say): Html =>
  html`<div class="wrap sec flow counter">
    <h1>${say('Surel dan jam tenang', 'E-mail and quiet hours')}</h1>
    ${view.wasSaved && note('good', say('Setelan disimpan.', 'Your settings are saved.'))}
    ${comesBack(view, say)}
    <p>
      ${say('Semua kabar selalu ada di daftar', 'All news is always in the list')}
      <a href="${inLanguage(paths.desk.news, say.language)}">${say('Kabar', 'News')}</a>.
      ${say('Di sini Anda memilih apa yang juga dikirim ke', 'Here you choose what is also sent to')}
      <b>${view.email}</b>.
      <a href="${paths.desk.preferences}"
        >${say('Bahasa surel mengikuti bahasa meja kerja Anda.', 'Letters are in the language of your desk.')}</a
      >
    </p>
    <form method="post" action="${inLanguage(paths.desk.newsSettings, say.language)}" class="flow">
      <section class="sheet flow">
        <h2 class="h">${say('Surel untuk tiap jenis kabar', 'E-mail for each kind of news')}</h2>
        <div class="cols c2">${newsKinds.map((kind) => kindField(kind, view.wishes, say))}</div>
        <p class="md mut">
          ${say('Yang langsung dikirim paling banyak empat surel dalam satu jam; kabar yang datang di antaranya menjadi satu surel.', 'At once means four letters an hour at most; what comes in between is one letter.')}
        </p>
      </section>
      <section class="sheet flow">
        <h2 class="h">${say('Surel pagi', 'Morning letter')}</h2>
        <p>
          <label class="row"
            ><input
              type="checkbox"
              name="morning"
              ${flag('checked', view.wishes.morning)}
            />${say('Setiap hari kerja pukul 07.30: yang jatuh tempo hari ini, yang terlambat, yang menunggu persetujuan saya', 'Each working day at 07:30: what is due today, what is late, what waits for my approval')}</label
          >
        </p>
        <p class="md mut">
          ${say('Hari tanpa apa-apa: tidak ada surel.', 'A day with nothing to say: no letter.')}
        </p>
      </section>
      <section class="sheet flow">
        <h2 class="h">${say('Jam tenang', 'Quiet hours')}</h2>
        <p>
          ${say('Surel ditahan pada jam ini dan pada hari libur, lalu dikirim pagi hari kerja berikutnya.', 'Letters are held in these hours and on days off, and sent in the morning of the next working day.')}
          ${say(`Waktu ${view.zoneName}.`, `Times in ${view.zoneName}.`)}
        </p>
        <div class="row">
          ${timeBox('quiet_from', say('Dari', 'From'), view.wishes.quietFrom)}
          ${timeBox('quiet_until', say('Sampai', 'Until'), view.wishes.quietUntil)}
        </div>
        <p class="md mut">
          ${say('Dua waktu yang sama: tanpa jam tenang.', 'Twice the same time: no quiet hours.')}
        </p>
      </section>
      <p><button class="btn">${say('Simpan', 'Save')}</button></p>
      ${hidden({ csrf: view.csrf })}
    </form>
  </div>`

const kindField = (kind: NewsKind, wishes: Wishes, say: Say): Html =>
  selectField(
    {
      name: kind,
      label: say(newsWords[kind]),
      hint: say(newsHints[kind]),
      value: wishes.news[kind],
      choices: mailWishes.map((wish) => ({ value: wish, label: say(wishWords[wish]) })),
    },
    say,
  )

const timeBox = (name: string, label: string, minutes: number): Html =>
  html`<div class="field">
    <label for="${name}">${label}</label
    ><input id="${name}" name="${name}" type="time" required value="${timeOf(minutes)}" />
  </div>`
