/** The page of an agency's rules: what is in force, the draft beside it, and what the draft would have done. */
import { errors, type FieldProblem } from '../../errors.ts'
import { fullInstant, number, percent, shownNumber, tinyDay } from '../../web/dates.ts'
import { flag, type Html, html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, hidden } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { RuleChoices } from './choices.ts'
import type { Plan } from './queries.ts'
import { askedFor, goesTo, ruleForm } from './ruleForm.ts'
import type { RuleRow } from './tables.ts'
import type { Trial, TrialLine } from './trial.ts'

export type PlanView = {
  inForce?: Plan
  draft?: Plan
  names: ReadonlyMap<string, string>
  choices?: RuleChoices
  /** Of the plan in force: how many each rule has given in the last thirty days; '' for none. */
  counts: ReadonlyMap<string, number>
  people: ReadonlyMap<string, string>
  /** The form that came back refused: 'baru' or a rule's id. */
  refused?: { form: string; values: Record<string, string | undefined>; problems: readonly FieldProblem[] }
  refusal?: 'plan_not_tried'
  /** The rule whose form is open. */
  editing?: string
  saved: boolean
  csrf: string
  zone: string
}

export function planPage(view: PlanView, options: DeskPageOptions, say: Say): string {
  const { inForce, draft, refused } = view
  const prefixed = (refused?.problems ?? []).map((problem) => ({
    ...problem,
    field: `${refused!.form}-${problem.field}`,
  }))
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${errorSummary(prefixed, say)}
      ${view.refusal !== undefined && html`<div class="note late" role="alert"><div>${say(errors[view.refusal])}</div></div>`}
      ${view.saved && html`<div role="status">${note('good', say('Tersimpan.', 'Saved.'))}</div>`}
      <p>
        ${say('Laporan yang sampai ke instansi dan belum dipegang siapa pun dibagikan menurut aturan pertama yang cocok. Keputusan orang selalu lebih kuat: yang sudah ditugaskan tidak diubah.', 'A report that has come to the agency and that nobody has is given by the first rule that fits. A person is always stronger: what was assigned is not changed.')}
      </p>
      ${inForcePart(view, say)} ${draft ? draftPart(view, draft, say) : startPart(inForce, view, say)}
    </div>`,
  )
}

const act = (path: string, csrf: string, body: Html, say: Say): Html =>
  html`<form method="post" action="${inLanguage(path, say.language)}">${hidden({ csrf })}${body}</form>`

function inForcePart(view: PlanView, say: Say): Html {
  const { inForce } = view
  if (!inForce)
    return note(
      '',
      say(
        'Belum ada aturan yang berlaku. Laporan menunggu seseorang membagikannya.',
        'No rules are in force. Reports wait for somebody to hand them out.',
      ),
    )
  const since = fullInstant(inForce.started_at!, view.zone, say)
  const by = view.people.get(inForce.started_by ?? '') ?? ''
  return html`<section class="sheet flow" aria-labelledby="berlaku">
    <h2 class="h" id="berlaku">${say('Berlaku sekarang', 'In force now')}</h2>
    <p class="md mut">${say(`Sejak ${since}, oleh ${by}.`, `Since ${since}, by ${by}.`)}</p>
    <table class="stack">
      <caption class="vh">
        ${say('Aturan yang berlaku', 'Rules in force')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${say('Aturan', 'Rule')}</th>
          <th scope="col">${say('Laporan', 'Reports')}</th>
          <th scope="col">${say('Diberikan kepada', 'Given to')}</th>
          <th scope="col" class="n">${say('30 hari', '30 days')}</th>
        </tr>
      </thead>
      <tbody>
        ${inForce.rules.map(
          (rule) =>
            html`<tr>
              <th scope="row">${rule.position}. ${rule.name}</th>
              <td data-l="${say('Laporan', 'Reports')}">${askedFor(rule, view.names, say)}</td>
              <td data-l="${say('Diberikan kepada', 'Given to')}">${goesTo(rule, view.names, say)}</td>
              <td class="n" data-l="${say('30 hari', '30 days')}">
                ${number(view.counts.get(rule.id) ?? 0, say)}
              </td>
            </tr>`,
        )}
        <tr>
          <th scope="row">${say('Tanpa aturan', 'No rule')}</th>
          <td data-l="${say('Laporan', 'Reports')}">
            ${say('tidak cocok, atau petugasnya tidak masuk', 'none fits, or nobody is there')}
          </td>
          <td data-l="${say('Diberikan kepada', 'Given to')}">
            ${say('menunggu orang', 'waits for a person')}
          </td>
          <td class="n" data-l="${say('30 hari', '30 days')}">${number(view.counts.get('') ?? 0, say)}</td>
        </tr>
      </tbody>
    </table>
    ${act(paths.desk.plan('hentikan'), view.csrf, html`<p><button class="btn alt">${say('Hentikan pembagian otomatis', 'Stop handing out by rule')}</button></p>`, say)}
  </section>`
}

const startPart = (inForce: Plan | undefined, { csrf }: PlanView, say: Say): Html =>
  act(
    paths.desk.plan('rancang'),
    csrf,
    html`<p>
      <button class="btn">
        ${inForce ? say('Ubah aturan', 'Change the rules') : say('Buat rancangan aturan', 'Draw up rules')}
      </button>
    </p>`,
    say,
  )

function draftPart(view: PlanView, draft: Plan, say: Say): Html {
  const { csrf } = view
  const isTried = draft.tried_version === draft.version
  return html`<section class="sheet flow" aria-labelledby="rancangan">
    <h2 class="h" id="rancangan">${say('Rancangan', 'Draft')}</h2>
    ${
      draft.rules.length === 0
        ? html`<p>${say('Belum ada aturan dalam rancangan ini.', 'This draft has no rules yet.')}</p>`
        : html`<ol class="flow">
            ${draft.rules.map((rule, at) => draftRule(view, rule, at, draft.rules.length, say))}
          </ol>`
    }
    <details class="more" ${flag('open', draft.rules.length === 0 || view.refused?.form === 'baru')}>
      <summary>${say('Tambah aturan', 'Add a rule')}</summary>
      <div>
        ${ruleForm(
          {
            prefix: 'baru',
            action: inLanguage(paths.desk.planRules, say.language),
            csrf,
            choices: view.choices!,
            values: view.refused?.form === 'baru' ? view.refused.values : {},
            problems: view.refused?.form === 'baru' ? view.refused.problems : [],
            button: say('Tambahkan', 'Add'),
          },
          say,
        )}
      </div>
    </details>
    ${act(paths.desk.plan('coba'), csrf, html`<p><button class="btn alt">${say('Coba pada laporan 30 hari terakhir', 'Try on the last 30 days')}</button></p>`, say)}
    ${draft.trial && trialPart(view, draft, draft.trial, isTried, say)}
    ${
      isTried
        ? act(
            paths.desk.plan('berlakukan'),
            csrf,
            html`${hidden({ version: draft.version })}
              <p>
                <button class="btn">${say('Berlakukan mulai sekarang', 'Put in force from now on')}</button>
              </p>`,
            say,
          )
        : html`<p class="md mut">
            ${say('Rancangan dapat diberlakukan setelah dicoba seperti adanya.', 'A draft can be put in force after it was tried as it stands.')}
          </p>`
    }
    ${act(paths.desk.plan('buang'), csrf, html`<p><button class="linkish">${say('Buang rancangan', 'Drop the draft')}</button></p>`, say)}
  </section>`
}

function draftRule(view: PlanView, rule: RuleRow, at: number, of: number, say: Say): Html {
  const refused = view.refused?.form === rule.id ? view.refused : undefined
  // Its lists are long, so one rule is changed at a time.
  const isOpen = refused !== undefined || view.editing === rule.id
  const values = refused?.values ?? {
    name: rule.name,
    category: rule.category ?? '',
    region: rule.region ?? '',
    words: rule.words ?? '',
    unit: rule.unit_code ?? '',
    officer: rule.in_turn ? 'bergilir' : (rule.officer_id ?? ''),
  }
  const move = (action: 'naik' | 'turun' | 'hapus', words: string) =>
    act(
      paths.desk.planRuleAction(rule.id, action),
      view.csrf,
      html`<button class="btn alt s">${words}<span class="vh">: ${rule.name}</span></button>`,
      say,
    )
  return html`<li class="flow">
    <p>
      <b>${rule.name}</b><br />${askedFor(rule, view.names, say)}<br />${say('diberikan kepada', 'given to')}
      ${goesTo(rule, view.names, say)}
    </p>
    <div class="row">
      ${at > 0 && move('naik', say('Naikkan', 'Up'))} ${at < of - 1 && move('turun', say('Turunkan', 'Down'))}
      ${!isOpen && html`<a class="btn alt s" href="${inLanguage(withQuery(paths.desk.routing, { ubah: rule.id }), say.language)}#aturan-${rule.id}">${say('Ubah', 'Change')}<span class="vh">: ${rule.name}</span></a>`}
      ${move('hapus', say('Hapus', 'Remove'))}
    </div>
    ${
      isOpen &&
      html`<div class="sheet flow" id="aturan-${rule.id}">
        ${ruleForm(
          {
            prefix: rule.id,
            action: inLanguage(paths.desk.planRule(rule.id), say.language),
            csrf: view.csrf,
            choices: view.choices!,
            values,
            problems: refused?.problems ?? [],
            button: say('Simpan aturan', 'Save the rule'),
          },
          say,
        )}
      </div>`
    }
  </li>`
}

function trialPart(view: PlanView, draft: Plan, trial: Trial, isTried: boolean, say: Say): Html {
  const [from, to] = [tinyDay(trial.from, say), tinyDay(trial.to, say)]
  const byRule = new Map(draft.rules.map((rule) => [rule.id, rule]))
  const [rule, goes, count, same, examples] = [
    say('Aturan', 'Rule'),
    say('Akan diberikan kepada', 'Would go to'),
    say('Laporan', 'Reports'),
    say('Sama dengan unit sebenarnya', 'Same as the real unit'),
    say('Contoh', 'Examples'),
  ]
  return html`<section class="flow" aria-labelledby="hasil">
    <h3 class="h" id="hasil">${say('Hasil percobaan', 'Result of the trial')}</h3>
    ${!isTried && note('soon', say('Aturannya berubah setelah percobaan ini.', 'The rules were changed after this trial.'))}
    <p>
      ${say(`${number(trial.looked, say)} laporan, ${from} sampai ${to}. Tidak ada yang dipindahkan.`, `${number(trial.looked, say)} reports, ${from} to ${to}. Nothing was moved.`)}
      ${trial.isCut && say('Hanya yang terbaru yang diperiksa.', 'Only the newest were looked at.')}
    </p>
    <table class="stack">
      <caption class="vh">
        ${say('Berapa laporan menurut tiap aturan', 'Reports by rule')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${rule}</th>
          <th scope="col">${goes}</th>
          <th scope="col" class="n">${count}</th>
          <th scope="col" class="n">${same}</th>
          <th scope="col">${examples}</th>
        </tr>
      </thead>
      <tbody>
        ${trial.lines
          .filter((line) => line.rule === '' || byRule.has(line.rule))
          .map((line) => {
            const found = byRule.get(line.rule)
            return html`<tr>
              <th scope="row">
                ${found ? `${found.position}. ${found.name}` : say('Tidak ada yang cocok', 'None fits')}
              </th>
              <td data-l="${goes}">
                ${found ? goesTo(found, view.names, say) : say('menunggu orang', 'waits for a person')}
              </td>
              <td class="n" data-l="${count}">
                ${number(line.count, say)}
                <span class="mut"
                  >${percent(trial.looked === 0 ? null : line.count / trial.looked, say)}</span
                >
              </td>
              <td class="n" data-l="${same}">${found ? sameShare(line, say) : '–'}</td>
              <td data-l="${examples}">${samples(line, say)}</td>
            </tr>`
          })}
      </tbody>
    </table>
  </section>`
}

const sameShare = ({ compared, same }: TrialLine, say: Say): string =>
  compared === 0 ? '–' : say(`${same} dari ${compared}`, `${same} of ${compared}`)

const samples = (line: TrialLine, say: Say): Html =>
  line.samples.length === 0
    ? html`<span class="mut">–</span>`
    : html`<details>
        <summary>${say(`${line.samples.length} laporan`, `${line.samples.length} reports`)}</summary>
        <ul>
          ${line.samples.map(
            ({ id, number: code, title }) =>
              html`<li>
                <a href="${inLanguage(withQuery(paths.desk.report(id), { antrean: 'semua' }), say.language)}"
                  >${shownNumber(code)}</a
                >
                ${title}
              </li>`,
          )}
        </ul>
      </details>`
