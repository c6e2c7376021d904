import type { FieldProblem } from '../../errors.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { deskPage, page, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, problemOf, radioCards } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Language, Say } from '../../web/say.ts'
import type { AccountSettings } from './queries.ts'
import { shortestPassword } from './passwords.ts'

export interface SignInPage {
  csrf: string
  next: string | undefined
  email?: string | undefined
  /** The refusal of the last try, in words. */
  problem?: string | undefined
}

/** Sign-in for staff. Reporters have no account: they follow their report with its number and key. */
export function signInPage(form: SignInPage, language: Language, say: Say): string {
  const title = say('Masuk untuk petugas', 'Staff sign-in')
  return page(
    { title, language, path: paths.signIn, noindex: true },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      <div class="cols c2">
        <div class="sheet flow">
          ${form.problem !== undefined && html`<div class="note late" role="alert" tabindex="-1" id="galat" autofocus><div>${form.problem}</div></div>`}
          <form method="post" action="${inLanguage(paths.signIn, language)}" class="flow">
            ${field({ name: 'email', label: say('Surel dinas', 'Work e-mail'), type: 'email', value: form.email ?? '', required: true, autocomplete: 'username', maxlength: 254 }, say)}
            ${field({ name: 'password', label: say('Kata sandi', 'Password'), type: 'password', required: true, autocomplete: 'current-password', maxlength: 400 }, say)}
            <p><button class="btn">${say('Masuk', 'Sign in')}</button></p>
            ${hidden({ csrf: form.csrf, next: form.next })}
          </form>
          <p class="md mut">
            ${say('Lupa kata sandi? Minta admin instansi Anda membuat yang baru.', 'Forgot the password? Ask your agency admin for a new one.')}
          </p>
        </div>
        <div class="flow">
          <h2 class="h">${say('Anda pelapor?', 'Did you send a report?')}</h2>
          <p>
            ${say('Pelapor tidak perlu akun.', 'Reporters need no account.')}
            <a href="${inLanguage(paths.tracking.form, language)}"
              >${say('Lacak laporan dengan nomor dan kuncinya', 'Track a report with its number and key')}</a
            >.
          </p>
        </div>
      </div>
    </div>`,
  )
}

export interface AccountPage {
  csrf: string
  settings: AccountSettings
  problems: readonly FieldProblem[]
  /** What has just been saved. */
  saved: 'password' | 'preferences' | undefined
}

/** One's own account: password, language, shortcuts. */
export function accountPage(form: AccountPage, options: DeskPageOptions, say: Say): string {
  const { problems } = form
  const { language } = options
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${form.saved !== undefined && note('good', savedWords(form.saved, say))} ${errorSummary(problems, say)}
      <div class="cols c2">
        <section class="sheet flow">
          <h2 class="h">${say('Cara kerja', 'How you work')}</h2>
          ${preferencesForm(form, say)}
          <p>
            <a href="${inLanguage(paths.desk.newsSettings, language)}"
              >${say('Surel dan jam tenang', 'E-mail and quiet hours')}</a
            >
          </p>
        </section>
        <section class="sheet flow">
          <h2 class="h">${say('Ganti kata sandi', 'Change the password')}</h2>
          ${passwordForm(form, say)}
        </section>
      </div>
    </div>`,
  )
}

const savedWords = (saved: 'password' | 'preferences', say: Say): string =>
  saved === 'password'
    ? say(
        'Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan.',
        'The password is changed. Other devices are signed out.',
      )
    : say('Setelan disimpan.', 'Your settings are saved.')

const preferencesForm = ({ settings, csrf }: AccountPage, say: Say): Html =>
  html`<form method="post" action="${paths.desk.preferences}" class="flow">
    ${radioCards({
      name: 'language',
      legend: say('Bahasa meja kerja', 'Language of the desk'),
      value: settings.language,
      isSmallLegend: true,
      choices: [
        { value: 'id', label: 'Indonesia' },
        { value: 'en', label: 'English' },
      ],
    })}
    <p>
      <label class="row"
        ><input
          type="checkbox"
          name="shortcuts"
          ${flag('checked', !settings.shortcutsOff)}
        />${say('Pakai pintasan satu tombol (J, K, X, R)', 'Use single-key shortcuts (J, K, X, R)')}</label
      >
    </p>
    <p><button class="btn">${say('Simpan setelan', 'Save settings')}</button></p>
    ${hidden({ csrf })}
  </form>`

const passwordForm = ({ settings, csrf, problems }: AccountPage, say: Say): Html =>
  html`<form method="post" action="${paths.account}" class="flow">
    ${field({ name: 'current_password', label: say('Kata sandi sekarang', 'Current password'), type: 'password', required: true, autocomplete: 'current-password', maxlength: 400, error: problemOf(problems, 'current_password', say) }, say)}
    ${field({ name: 'new_password', label: say('Kata sandi baru', 'New password'), type: 'password', required: true, autocomplete: 'new-password', minlength: shortestPassword, maxlength: 200, hint: say(`Paling sedikit ${shortestPassword} huruf. Beberapa kata biasa lebih kuat daripada satu kata rumit.`, `At least ${shortestPassword} characters. A few plain words are stronger than one difficult word.`), error: problemOf(problems, 'new_password', say) }, say)}
    <p><button class="btn">${say('Ganti kata sandi', 'Change the password')}</button></p>
    <input type="hidden" name="email" autocomplete="username" value="${settings.email}" />${hidden({ csrf })}
  </form>`
