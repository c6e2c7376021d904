/** The list of an office's templates, and the form of one. */
import type { FieldProblem } from '../../errors.ts'
import { agencyOutcomes } from '../../regulation/kinds.ts'
import { filled, placeholders, type Placeholder } from '../../regulation/placeholders.ts'
import { outcomeWords } from '../../regulation/words.ts'
import { fullDay, number, percent, tinyDay } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, problemOf, selectField } from '../../web/parts/fields.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { lines } from '../../web/parts/timeline.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import type { KeptTemplate, Template } from './queries.ts'
import { purposes, type Purpose } from './tables.ts'

export const purposeWords: Record<Purpose, Words> = {
  answer: { id: 'Jawaban akhir', en: 'Final answer' },
  message: { id: 'Kabar atau pertanyaan', en: 'News or question' },
  completion: { id: 'Minta kelengkapan', en: 'Ask for details' },
}

export type TemplateList = { templates: readonly KeptTemplate[]; today: string; saved?: string }

export function templateListPage(
  { templates, today, saved }: TemplateList,
  options: DeskPageOptions,
  say: Say,
): string {
  const add = inLanguage(paths.desk.newTemplate, say.language)
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${saved !== undefined && html`<div role="status">${note('good', saved)}</div>`}
      <p>
        ${say('Naskah yang sering dipakai, dengan isian yang dilengkapi dari laporan. Tiap templat punya penanggung jawab dan tanggal tinjau.', 'Texts that are written often, with parts that are filled from the report. Each has somebody who answers for it and a day of review.')}
      </p>
      ${
        templates.length === 0
          ? emptyState({
              title: say('Belum ada templat', 'There is no template yet'),
              why: say(
                'Mulai dengan jawaban yang paling sering Anda tulis.',
                'Begin with the answer that you write most often.',
              ),
              next: { href: add, label: say('Buat templat', 'Make a template') },
            })
          : html`<p><a class="btn" href="${add}">${say('Buat templat', 'Make a template')}</a></p>
              ${listTable(templates, today, say)}`
      }
    </div>`,
  )
}

function listTable(templates: readonly KeptTemplate[], today: string, say: Say): Html {
  const [name, purpose, uses, alike, owner, review] = [
    say('Templat', 'Template'),
    say('Untuk', 'For'),
    say('Dipakai 90 hari', 'Used in 90 days'),
    say('Tanpa diubah', 'Word for word'),
    say('Penanggung jawab', 'Answers for it'),
    say('Tinjau', 'Review'),
  ]
  return html`<table class="stack">
    <caption class="vh">
      ${say('Templat dan pemakaiannya', 'Templates and their use')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${name}</th>
        <th scope="col">${purpose}</th>
        <th scope="col" class="n">${uses}</th>
        <th scope="col" class="n">${alike}</th>
        <th scope="col">${owner}</th>
        <th scope="col">${review}</th>
      </tr>
    </thead>
    <tbody>
      ${templates.map(
        (one) =>
          html`<tr>
            <th scope="row">
              <a href="${inLanguage(paths.desk.template(one.id), say.language)}">${one.name}</a>
              ${!one.active && html`<span class="tag">${say('Tidak dipakai', 'Not in use')}</span>`}
            </th>
            <td data-l="${purpose}">${say(purposeWords[one.purpose])}</td>
            <td class="n" data-l="${uses}">
              ${number(one.recent, say)}${one.uses > one.recent && html` <span class="mut">${say(`dari ${number(one.uses, say)}`, `of ${number(one.uses, say)}`)}</span>`}
            </td>
            <td class="n" data-l="${alike}">
              ${percent(one.uses === 0 ? null : one.unchanged / one.uses, say)}
            </td>
            <td data-l="${owner}">${one.owner}</td>
            <td data-l="${review}">
              ${one.active && one.review_on <= today ? html`<span class="tag late">${say('Perlu ditinjau', 'Needs review')}</span>` : tinyDay(one.review_on, say, today)}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

export type TemplateForm = {
  template?: Template
  values: Record<string, string | undefined>
  problems: readonly FieldProblem[]
  csrf: string
  isNational: boolean
}

export function templateFormPage(form: TemplateForm, options: DeskPageOptions, say: Say): string {
  const { template, values, problems, csrf } = form
  const to = (path: string) => inLanguage(path, say.language)
  const wrong = (name: string) => {
    const error = problemOf(problems, name, say)
    return error === undefined ? {} : { error }
  }
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <p><a href="${to(paths.desk.templates)}">${say('Semua templat', 'All templates')}</a></p>
      <h1>${options.title}</h1>
      ${errorSummary(problems, say)}
      ${form.isNational && note('', say('Templat meja nasional ditawarkan kepada semua instansi.', 'Templates of the national desk are offered to all agencies.'))}
      <form
        class="sheet flow"
        method="post"
        action="${to(template ? paths.desk.template(template.id) : paths.desk.templates)}"
      >
        ${hidden({ csrf, version: template?.version })}
        ${field({ name: 'name', label: say('Nama templat', 'Name'), value: values['name'] ?? '', required: true, maxlength: 80, hint: say('Hanya dilihat petugas.', 'Seen by staff only.'), ...wrong('name') }, say)}
        ${selectField({ name: 'purpose', label: say('Dipakai untuk', 'Used for'), value: values['purpose'] ?? 'answer', choices: purposes.map((value) => ({ value, label: say(purposeWords[value]) })), ...wrong('purpose') }, say)}
        ${field({ name: 'text', type: 'textarea', rows: 10, label: say('Naskah', 'Text'), value: values['text'] ?? '', required: true, minlength: 10, maxlength: 5000, hint: say('Isian dalam kurung kurawal dilengkapi dari laporan.', 'Parts in braces are filled from the report.'), ...wrong('text') }, say)}
        ${placeholderList(say)}
        ${selectField({ name: 'outcome', label: say('Yang dilakukan', 'What was done'), isOptional: true, value: values['outcome'] ?? '', hint: say('Untuk jawaban akhir; dapat diganti saat menjawab.', 'For final answers; can be changed when answering.'), choices: [{ value: '', label: say('Tidak ditentukan', 'Not set') }, ...agencyOutcomes.map((value) => ({ value, label: say(outcomeWords[value]) }))], ...wrong('outcome') }, say)}
        ${field({ name: 'review_on', type: 'date', label: say('Tinjau lagi pada', 'Review again on'), value: values['review_on'] ?? '', required: true, hint: say('Anda menjadi penanggung jawab naskah ini.', 'You answer for this text.'), ...wrong('review_on') }, say)}
        <p><button class="btn">${say('Simpan templat', 'Save the template')}</button></p>
      </form>
      ${template && example(template, say)} ${template && inUseForm(template, csrf, say)}
    </div>`,
  )
}

const placeholderList = (say: Say): Html =>
  html`<details class="more">
    <summary>${say('Isian yang dapat dipakai', 'What can be filled in')}</summary>
    <div class="flow">
      <dl class="pairs">
        ${Object.entries(placeholders).map(
          ([name, words]) =>
            html`<dt><code>{${name}}</code></dt>
              <dd>${say(words)}</dd>`,
        )}
      </dl>
      <p class="md mut">
        ${say('Nama dan kontak pelapor tidak dapat diisikan: naskah bisa tampil di publik.', 'Name and contact of a reporter cannot be filled in: the text may become public.')}
      </p>
    </div>
  </details>`

const sample: Record<Placeholder, string> = {
  nomor: '7K4M-29QX',
  judul: 'Lampu jalan padam',
  jenis: 'Pengaduan layanan',
  kategori: 'Penerangan Jalan Umum',
  nama_instansi: 'Pemerintah Kota Contoh',
  nama_unit: 'Dinas Perhubungan',
  nama_petugas: 'Siti Rahma',
  batas: 'Jumat, 24 Juli 2026',
  batas_pelapor: 'Senin, 20 Juli 2026',
  tanggal: 'Senin, 6 Juli 2026',
  alamat_lacak: 'https://lapor.contoh.example/lacak',
}

const example = (template: Template, say: Say): Html =>
  html`<section class="sheet flow">
    <h2 class="h">${say('Contoh hasil yang tersimpan', 'The saved text as an example')}</h2>
    <blockquote class="said"><p>${lines(filled(template.text, sample))}</p></blockquote>
    <p class="md mut">
      ${say(`Tinjau pada ${fullDay(template.review_on, say)}.`, `Review on ${fullDay(template.review_on, say)}.`)}
    </p>
  </section>`

const inUseForm = (template: Template, csrf: string, say: Say): Html =>
  html`<form
    class="sheet flow"
    method="post"
    action="${inLanguage(paths.desk.templateAction(template.id, template.active ? 'hentikan' : 'pakai'), say.language)}"
  >
    ${hidden({ csrf })}
    <h2 class="h">
      ${template.active ? say('Berhenti dipakai', 'Take out of use') : say('Pakai lagi', 'Use again')}
    </h2>
    <p>
      ${
        template.active
          ? say(
              'Tidak ditawarkan lagi. Yang sudah terkirim tidak berubah.',
              'No longer offered. What was sent stays as it is.',
            )
          : say('Ditawarkan lagi kepada petugas.', 'Offered to officers again.')
      }
    </p>
    <p>
      <button class="btn alt">
        ${template.active ? say('Hentikan templat', 'Take out of use') : say('Pakai lagi', 'Use again')}
      </button>
    </p>
  </form>`
