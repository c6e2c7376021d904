import { formLevels } from '../../regulation/kinds.ts'
import { maskPersonalData } from '../publication/masking.ts'
import { fileSize, fullDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { levelWords, whoSees } from '../../web/parts/privacy.ts'
import { officersNote } from '../../web/parts/reportForm.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import type { FormView } from './formView.ts'
import { SubmitInput } from './inputs.ts'
import { kindNames } from './kindNames.ts'
import { one } from './typed.ts'

/** "Periksa dulu": everything as it will be sent, and who will see it. Nothing is stored yet. */
export function reviewPage(view: FormView, input: SubmitInput, say: Say): string {
  const level = input.privacy ?? 'tanpa-nama'
  const isAnonymous = formLevels[level] === 'anonymous'
  return page(
    {
      title: say('Periksa laporan Anda', 'Check your report'),
      language: say.language,
      path: paths.intake.form,
      current: 'submit',
      noindex: true,
      hasOtherLanguage: false,
    },
    html`<div class="wrap sec cols side">
      <form class="flow" method="post" action="${inLanguage(paths.intake.form, say.language)}">
        <h1>${say('Periksa laporan Anda', 'Check your report')}</h1>
        <p class="mut">
          ${say('Belum terkirim. Baca sekali lagi, lalu kirim.', 'Not sent yet. Read it once more, then send it.')}
        </p>
        ${kept(view)}
        <div class="sheet flow">
          <p class="md mut">${say(kindNames[input.kind])}</p>
          ${input.title !== undefined && html`<p><b>${input.title}</b></p>`}
          <p>${lines(input.text)}</p>
          ${numbersOfPeople(input, say)}
          ${view.choices.aboutOfficers && formLevels[level] !== 'secret' && officersNote(true, say)}
          <dl class="facts">
            ${placeFact(view, input, say)}${fact(say('Wilayah', 'Region'), view.choices.region?.name)}${fact(say('Sejak kapan', 'Since when'), input.occurred)}${fact(say('Tanggal', 'Date'), input.occurred_on && fullDay(input.occurred_on, say))}
            ${fact(say('Instansi', 'Agency'), agencyWords(view, input, say))}
            ${view.kept?.map((file) => fact(say('Berkas', 'File'), `${file.name} (${fileSize(file.sizeBytes, say)})`))}
            ${!isAnonymous && html`${fact(say('Nama', 'Name'), input.name)}${fact(say('Nomor HP', 'Phone number'), input.phone)}${fact(say('Surel', 'E-mail'), input.email)}${input.contact_consent === true && fact(say('Kontak', 'Contact'), say('Instansi boleh menghubungi saya', 'The agency may contact me'))}`}
          </dl>
        </div>
        <div class="row">
          <button class="btn">${icon('send')}${say('Kirim laporan', 'Send report')}</button
          ><button class="btn alt" formaction="${inLanguage(paths.intake.start, say.language)}">
            ${say('Ubah', 'Change')}
          </button>
        </div>
      </form>
      <aside class="flow" aria-label="${say('Siapa bisa melihat apa', 'Who can see what')}">
        <section class="sheet flow">
          <h2 class="h">${say('Siapa bisa melihat apa', 'Who can see what')}</h2>
          <p class="md mut">
            ${say('Untuk pilihan', 'For the choice')} <b>${say(levelWords[level].name)}</b>:
          </p>
          ${whoSees(level, say)}
          ${
            (level === 'terbuka' || level === 'tanpa-nama') &&
            html`<p class="md">
              ${say(
                'Dengan mengirim, Anda setuju isinya tampil di publik setelah petugas menutup data pribadi.',
                'By sending it you agree that it is made public once an officer has masked personal data.',
              )}
            </p>`
          }
        </section>
      </aside>
    </div>`,
  )
}

/** What the desk would mask, in the words of the form; an address or a name is often the point of a report. */
const numberWords: Record<string, Words> = {
  phone_mobile: { id: 'nomor HP', en: 'phone number' },
  phone_fixed: { id: 'nomor telepon', en: 'phone number' },
  nik: { id: 'NIK', en: 'ID number' },
  kk: { id: 'nomor KK', en: 'family card number' },
  bank_account: { id: 'nomor rekening', en: 'bank account number' },
  passport: { id: 'nomor paspor', en: 'passport number' },
  bpjs: { id: 'nomor BPJS', en: 'BPJS number' },
  npwp: { id: 'NPWP', en: 'tax number' },
  email: { id: 'alamat surel', en: 'e-mail address' },
}

/** Advice that never stops anybody: whose number it is, only the reporter knows. */
function numbersOfPeople({ text }: SubmitInput, say: Say): Html | false {
  const found = maskPersonalData(text).findings.flatMap(({ id }) => numberWords[id] ?? [])
  const names = [...new Set(found.map((words) => say(words)))]
  if (names.length === 0) return false
  const list = new Intl.ListFormat(say.language).format(names)
  return note(
    'soon',
    say(
      `Di tulisan Anda ada ${list}. Publik tidak melihatnya, tetapi kalau milik orang lain lebih aman dihapus.`,
      `Your text contains: ${list}. The public does not see it, but if it is somebody else’s it is safer to remove it.`,
    ),
  )
}

/** The office that is named is the first to read it (V2), unless it may be about that office (`speaksOfMisconduct`). */
function agencyWords({ choices }: FormView, { agency }: SubmitInput, say: Say): string {
  const named = agency && choices.agencies.find(({ value }) => value === agency)?.label
  if (named && choices.aboutOfficers)
    return say(`${named}; dibaca dulu oleh petugas nasional`, `${named}; a national officer reads it first`)
  return named
    ? say(`${named}; dibaca dulu oleh instansi ini`, `${named}; this agency reads it first`)
    : say(
        'Dipilihkan petugas nasional, yang membacanya dulu',
        'Chosen by a national officer, who reads it first',
      )
}

/** "Desa kami" is no place: without one the desk has to ask, and that takes days. */
function placeFact({ choices }: FormView, input: SubmitInput, say: Say): Html | false {
  const isKnown =
    input.place !== undefined || input.lat !== undefined || (choices.region?.code.length ?? 0) > 2
  return isKnown
    ? fact(say('Tempat', 'Place'), input.place)
    : html`<div>
        <dt>${say('Tempat', 'Place')}</dt>
        <dd>
          ${say('belum ditulis', 'not given')} ·
          <button
            class="linkish"
            formaction="${inLanguage(paths.intake.start, say.language)}#place"
            aria-label="${say('Ubah tempat', 'Change the place')}"
          >
            ${say('Ubah', 'Change')}
          </button>
        </dd>
      </div>`
}

const fact = (label: string, value: string | undefined): Html | false =>
  value !== undefined &&
  value !== '' &&
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

/** Every field of the form goes on to "Send", whatever this page shows of it. */
const sent = Object.keys(SubmitInput.properties).filter((name) => name !== 'idempotency_key')

const kept = (view: FormView): Html[] => [
  ...hidden({
    idempotency_key: view.key,
    ...Object.fromEntries(sent.map((name) => [name, one(view.typed, name)])),
  }),
  ...(view.kept ?? []).flatMap((file) => hidden({ kept_files: file.id })),
]
