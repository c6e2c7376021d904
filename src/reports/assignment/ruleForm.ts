/** A rule in words, and the form of one. */
import type { FieldProblem } from '../../errors.ts'
import { attribute, flag, type Html, html } from '../../web/html.ts'
import { hidden, problemOf } from '../../web/parts/fields.ts'
import type { Say } from '../../web/say.ts'
import { icon } from '../../web/icons.ts'
import type { RuleChoices } from './choices.ts'
import type { Rule } from './rules.ts'

type Names = ReadonlyMap<string, string>

/** 'Kategori Penerangan Jalan, di Kec. Gubeng, memuat lampu, pju*'. */
export function askedFor(rule: Rule, names: Names, say: Say): string {
  const parts = [
    rule.category !== null &&
      say(`kategori ${nameIn(names, rule.category)}`, `category ${nameIn(names, rule.category)}`),
    rule.region !== null && say(`di ${nameIn(names, rule.region)}`, `in ${nameIn(names, rule.region)}`),
    rule.words !== null && say(`memuat ${rule.words}`, `with the words ${rule.words}`),
  ].filter((part) => part !== false)
  return parts.length === 0 ? say('semua laporan lainnya', 'all other reports') : parts.join(', ')
}

/** 'Dinas Perhubungan, bergilir'. */
export function goesTo(rule: Rule, names: Names, say: Say): string {
  const unit = rule.unit_code === null ? undefined : nameIn(names, rule.unit_code)
  if (rule.in_turn)
    return unit === undefined
      ? say('bergilir di antara semua petugas yang masuk', 'in turn among all officers who are there')
      : say(`${unit}, bergilir`, `${unit}, in turn`)
  return rule.officer_id === null ? (unit ?? '') : nameIn(names, rule.officer_id)
}

const nameIn = (names: Names, code: string): string => names.get(code) ?? code

export type RuleFormView = {
  /** Begins every id, because a page has several. */
  prefix: string
  action: string
  csrf: string
  choices: RuleChoices
  values: Record<string, string | undefined>
  problems: readonly FieldProblem[]
  button: string
}

export function ruleForm(view: RuleFormView, say: Say): Html {
  const { prefix, choices, values } = view
  const { topics } = choices
  const mains = topics.filter(({ parent_code }) => parent_code === null)
  const byParent = (code: string) => topics.filter(({ parent_code }) => parent_code === code)
  const all = { value: '', label: say('Semua', 'All') }
  return html`<form class="flow" method="post" action="${view.action}">
    ${hidden({ csrf: view.csrf })}
    ${line(view, 'name', say('Nama aturan', 'Name of the rule'), say('Tampil dalam riwayat laporan bagi petugas.', 'Shown to staff in the history of a report.'), say, true)}
    <div class="cols c2">
      ${box(
        view,
        'category',
        say('Kategori', 'Category'),
        html`${option(all, values['category'])}${mains.map(
          (main) =>
            html`<optgroup label="${main.name}">
              ${[main, ...byParent(main.code)].map(({ code, name }) => option({ value: code, label: name }, values['category']))}
            </optgroup>`,
        )}`,
        say,
      )}
      ${box(view, 'region', say('Wilayah', 'Region'), html`${[all, ...choices.regions.map(({ code, name }) => ({ value: code, label: name }))].map((one) => option(one, values['region']))}`, say)}
    </div>
    ${line(view, 'words', say('Salah satu kata', 'One of these words'), say('Pisahkan dengan koma; bintang untuk awal kata: lampu, jalan rusak, pju*', 'Separate with commas; a star for the beginning of a word: lampu, jalan rusak, pju*'), say, false)}
    <div class="cols c2">
      ${box(view, 'unit', say('Ke unit', 'To the unit'), html`${[{ value: '', label: say('Menurut petugasnya', 'As the officer') }, ...choices.units.map(({ code, name }) => ({ value: code, label: name }))].map((one) => option(one, values['unit']))}`, say)}
      ${box(
        view,
        'officer',
        say('Petugas', 'Officer'),
        html`${[
          { value: '', label: say('Unitnya saja', 'The unit only') },
          {
            value: 'bergilir',
            label: say('Bergilir di antara yang masuk', 'In turn among who is there'),
          },
          ...choices.officers.map(({ id, name, unitName }) => ({
            value: id,
            label: [name, unitName].filter(Boolean).join(', '),
          })),
        ].map((one) => option(one, values['officer']))}`,
        say,
      )}
    </div>
    <p><button class="btn alt" id="${prefix}-kirim">${icon('check')}${view.button}</button></p>
  </form>`
}

const option = ({ value, label }: { value: string; label: string }, chosen: string | undefined): Html =>
  html`<option value="${value}" ${flag('selected', value === (chosen ?? ''))}>${label}</option>`

function errorOf(
  { prefix, problems }: RuleFormView,
  name: string,
  say: Say,
): { html: Html | false; id?: string } {
  const error = problemOf(problems, name, say)
  if (error === undefined) return { html: false }
  const id = `${prefix}-${name}-error`
  return { html: html`<span class="err" id="${id}">${icon('circle-alert')} ${error}</span>`, id }
}

function box(view: RuleFormView, name: string, label: string, options: Html, say: Say): Html {
  const error = errorOf(view, name, say)
  const id = `${view.prefix}-${name}`
  return html`<div class="field${error.id === undefined ? '' : ' bad'}">
    <label for="${id}">${label}</label>${error.html}<select
      id="${id}"
      name="${name}"
      ${attribute('aria-describedby', error.id)}
      ${attribute('aria-invalid', error.id !== undefined && 'true')}
    >
      ${options}
    </select>
  </div>`
}

function line(
  view: RuleFormView,
  name: string,
  label: string,
  hint: string,
  say: Say,
  required: boolean,
): Html {
  const error = errorOf(view, name, say)
  const id = `${view.prefix}-${name}`
  return html`<div class="field${error.id === undefined ? '' : ' bad'}">
    <label for="${id}"
      >${label}${!required && html` <span class="opt">${say('(boleh kosong)', '(optional)')}</span>`}</label
    >${error.html}<input
      id="${id}"
      name="${name}"
      type="text"
      maxlength="${name === 'name' ? 80 : 500}"
      ${flag('required', required)}
      ${attribute('value', view.values[name] || undefined)}
      aria-describedby="${[`${id}-hint`, error.id].filter(Boolean).join(' ')}"
      ${attribute('aria-invalid', error.id !== undefined && 'true')}
    /><span class="hint" id="${id}-hint">${hint}</span>
  </div>`
}
