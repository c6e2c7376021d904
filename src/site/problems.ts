import type { ErrorCode, FieldProblem } from '../errors.ts'
import { type Html, html } from '../web/html.ts'
import { icon } from '../web/icons.ts'
import { page } from '../web/layout.ts'
import { field } from '../web/parts/fields.ts'
import { note } from '../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../web/paths.ts'
import type { Say, Words } from '../web/say.ts'

/** A refusal as a person reads it: what happened, what is safe, what to do next. */
export type ProblemView = {
  code: ErrorCode
  status: number
  words: Words
  fields: readonly FieldProblem[]
  errorId?: string | undefined
  /** What was typed into the form that could not be taken. */
  kept: Record<string, string | string[]>
  /** The address that refused, without language: where a kept form is sent again. */
  path: string
  /** Token for sending a kept form again. */
  csrf?: string
  isSignedIn?: boolean
}

const titles: Record<number, Words> = {
  400: { id: 'Permintaan tidak terbaca', en: 'The request is not readable' },
  401: { id: 'Masuk dulu', en: 'Sign in first' },
  403: { id: 'Tidak diizinkan', en: 'Not permitted' },
  404: { id: 'Tidak ditemukan', en: 'Not found' },
  409: { id: 'Keadaannya sudah berubah', en: 'Things have changed' },
  413: { id: 'Kiriman terlalu besar', en: 'Too large' },
  415: { id: 'Jenis kiriman tidak diterima', en: 'This type is not accepted' },
  422: { id: 'Ada yang perlu diperbaiki', en: 'Something needs correcting' },
  429: { id: 'Terlalu banyak percobaan', en: 'Too many attempts' },
  500: { id: 'Maaf, layanan sedang terganggu', en: 'Sorry, the service has a problem' },
  503: { id: 'Maaf, layanan sedang terganggu', en: 'Sorry, the service has a problem' },
}

/** The page of any problem. Nothing here needs the database, so that it can also say that the database is gone. */
export function problemPage(problem: ProblemView, say: Say): string {
  const title = say(titles[problem.status] ?? titles[problem.status >= 500 ? 500 : 400]!)
  const words = ['text', 'reason', 'comment'].find((name) => isWritten(problem.kept[name]))
  return page(
    {
      title,
      language: say.language,
      path: problem.status === 404 ? paths.home : problem.path,
      noindex: true,
      scripts: problem.status >= 500 ? ['draft'] : [],
    },
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${note('late', html`${say(problem.words)}${problem.fields.length > 0 && fieldList(problem.fields, say)}`)}
      ${words !== undefined && keptForm(problem, words, say)} ${next(problem, say)}
      ${
        problem.errorId !== undefined &&
        html`<p class="md mut">
          ${say('Sebutkan kode ini bila Anda menghubungi kami:', 'Give this code if you contact us:')}
          <span class="code">${problem.errorId}</span>
        </p>`
      }
    </div>`,
  )
}

const isWritten = (value: string | string[] | undefined): boolean =>
  typeof value === 'string' && value.trim() !== ''

const fieldList = (fields: readonly FieldProblem[], say: Say): Html =>
  html`<ul>
    ${fields.map((field) => html`<li>${say(field)}</li>`)}
  </ul>`

/** The form once more, with everything in it and the same key: sending it again makes one report at most. */
function keptForm({ kept, path, csrf }: ProblemView, words: string, say: Say): Html {
  const rest = Object.entries(kept).flatMap(([name, value]) =>
    name === words
      ? []
      : [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}" />`),
  )
  return html`<form class="sheet flow" method="post" action="${inLanguage(path, say.language)}">
    ${rest}${csrf !== undefined && html`<input type="hidden" name="csrf" value="${csrf}" />`}
    ${field({ name: words, label: say('Tulisan Anda', 'What you wrote'), type: 'textarea', rows: 7, value: kept[words] as string }, say)}
    <button class="btn">${icon('refresh-cw')}${say('Kirim lagi', 'Send again')}</button>
  </form>`
}

function next(problem: ProblemView, say: Say): Html {
  const to = (path: string) => inLanguage(path, say.language)
  if (problem.status === 404) return lookElsewhere(say)
  if (problem.status === 401) {
    const [, report] = /^(\/meja\/laporan\/[^/]+)\//.exec(problem.path) ?? []
    return html`${report !== undefined && html`<p>${say('Tulisan Anda tersimpan di perangkat ini dan ada lagi di formulirnya setelah Anda masuk.', 'What you wrote is kept on this device and is back in its form once you have signed in.')}</p>`}
      <p>
        <a class="btn" href="${withQuery(to(paths.signIn), { next: report && to(report) })}"
          >${say('Masuk', 'Sign in')}</a
        >
      </p>`
  }
  if (problem.status === 409) {
    return html`<p class="row">
      <a class="btn" href="${to(problem.path.startsWith('/meja') ? paths.desk.home : paths.tracking.form)}"
        >${say('Lihat keadaan terbaru', 'See the latest state')}</a
      >
    </p>`
  }
  return html`<p class="row">
    <a class="btn alt" href="${to(problem.isSignedIn ? paths.desk.home : paths.home)}"
      >${
        problem.isSignedIn
          ? say('Ke meja kerja', 'To the desk')
          : say('Ke halaman depan', 'To the front page')
      }</a
    >
    <a href="${to(paths.help)}">${say('Bantuan', 'Help')}</a>
  </p>`
}

/** A lost address: the two things that people look for most. */
const lookElsewhere = (say: Say): Html =>
  html`<div class="cols c2">
    <form
      class="sheet flow"
      method="get"
      action="${inLanguage(paths.publication.list, say.language)}"
      role="search"
    >
      <div class="field">
        <label for="q">${say('Cari laporan publik', 'Search public reports')}</label
        ><input id="q" type="search" name="q" />
      </div>
      <button class="btn alt">${icon('search')}${say('Cari', 'Search')}</button>
    </form>
    <form class="sheet flow" method="get" action="${inLanguage(paths.tracking.form, say.language)}">
      <div class="field">
        <label for="number">${say('Nomor laporan', 'Report number')}</label
        ><input
          id="number"
          name="number"
          class="code"
          autocapitalize="characters"
          spellcheck="false"
          autocomplete="off"
        />
      </div>
      <button class="btn alt">${say('Lacak laporan', 'Track the report')}</button>
    </form>
  </div>`
