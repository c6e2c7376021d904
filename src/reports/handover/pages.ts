/** The list of handovers, what nobody holds any more, and the form that offers one. */
import type { FieldProblem } from '../../errors.ts'
import type { Colleague } from '../../directory/absences/queries.ts'
import { number, shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { deskPage, type DeskPageOptions } from '../../web/layout.ts'
import { errorSummary, field, hidden, problemOf, selectField } from '../../web/parts/fields.ts'
import { note } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { stateOf } from './packetPage.ts'
import type { Handover, Holder } from './queries.ts'

export type HandoversView = {
  handovers: readonly Handover[]
  holders: readonly Holder[]
  colleagues: readonly Colleague[]
  units: readonly { code: string; name: string }[]
  me: string
  /** The offers that this account is to answer. */
  awaitsMe: ReadonlySet<string>
  /** May offer what others hold. */
  forAll: boolean
  values: Record<string, string | undefined>
  problems: readonly FieldProblem[]
  csrf: string
  zone: string
}

export function handoversPage(view: HandoversView, options: DeskPageOptions, say: Say): string {
  return deskPage(
    options,
    html`<div class="wrap sec flow">
      <h1>${options.title}</h1>
      ${errorSummary(view.problems, say)}
      <p>
        ${say('Semua laporan terbuka atas nama seseorang diserahkan sekaligus, dengan paket yang menjelaskan keadaannya. Berpindah setelah penerimanya membaca dan menerima.', 'All open reports in the name of somebody are handed over at once, with a packet that says how they stand. They move when the receiver has read and accepted it.')}
      </p>
      ${view.forAll && withoutHolder(view, say)} ${view.handovers.length > 0 && handoverList(view, say)}
      ${offerForm(view, say)}
    </div>`,
  )
}

/** Whoever left still has reports in the own name: they are nobody's until somebody takes them over. */
function withoutHolder({ holders, handovers }: HandoversView, say: Say): Html | false {
  const gone = holders.filter(({ isGone }) => isGone)
  if (gone.length === 0) return false
  const offered = new Set(handovers.filter(({ state }) => state === 'offered').map(({ from_id }) => from_id))
  return html`<section class="sheet flow" aria-labelledby="tanpa">
    <h2 class="h" id="tanpa">${say('Tanpa pemegang', 'Without a holder')}</h2>
    ${note('soon', say('Orang-orang ini tidak lagi bertugas di instansi Anda, dan laporannya belum diambil alih.', 'These people no longer work for your agency, and nobody has taken over their reports.'))}
    <ul class="q waiting">
      ${gone.map(
        ({ id, name, count }) =>
          html`<li class="plain-row">
            <a href="${inLanguage(withQuery(paths.desk.handovers, { dari: id }), say.language)}#tawarkan"
              >${say(`Serahkan laporan ${name}`, `Hand over the reports of ${name}`)}</a
            >
            <div class="row">
              <span
                >${say(`${number(count, say)} laporan terbuka`, `${number(count, say)} open reports`)}</span
              >
              ${offered.has(id) && html`<span class="tag soon">${say('Sudah ditawarkan', 'Offered already')}</span>`}
            </div>
          </li>`,
      )}
    </ul>
    <p>
      <a href="${inLanguage(withQuery(paths.desk.home, { antrean: 'tanpa-pemegang' }), say.language)}"
        >${say('Lihat daftarnya', 'See the list')}</a
      >
    </p>
  </section>`
}

const handoverList = ({ handovers, zone, awaitsMe }: HandoversView, say: Say): Html =>
  html`<section class="flow" aria-labelledby="daftar">
    <h2 class="h" id="daftar">${say('Yang ditawarkan dan yang selesai', 'Offered and done')}</h2>
    <ul class="q waiting">
      ${handovers.map(
        (one) =>
          html`<li class="plain-row">
            <a href="${inLanguage(paths.desk.handover(one.id), say.language)}"
              >${say(`${one.fromName} kepada ${one.toName}`, `${one.fromName} to ${one.toName}`)}</a
            >
            <div class="row">
              <span class="tag ${one.state === 'accepted' ? 'good' : one.state === 'offered' ? 'soon' : ''}"
                >${stateOf(one, awaitsMe.has(one.id), say)}</span
              ><span
                >${say(`${number(one.waiting + one.moved + one.left, say)} laporan`, `${number(one.waiting + one.moved + one.left, say)} reports`)}</span
              ><span>${shortInstant(one.offered_at, zone, say)}</span>
            </div>
          </li>`,
      )}
    </ul>
  </section>`

function offerForm(view: HandoversView, say: Say): Html {
  const { colleagues, holders, units, me, forAll, values, problems, csrf } = view
  const wrong = (name: string) => {
    const error = problemOf(problems, name, say)
    return error === undefined ? {} : { error }
  }
  const own = holders.find(({ id }) => id === me)
  const mayHold = colleagues.filter(
    ({ roles }) => roles.includes('unit_officer') || roles.includes('agency_admin'),
  )
  const offerable = forAll ? holders : own ? [own] : []
  if (offerable.length === 0)
    return note(
      '',
      say('Tidak ada laporan terbuka yang dapat diserahkan.', 'There is no open report to hand over.'),
    )
  return html`<form
    class="sheet flow"
    method="post"
    action="${inLanguage(paths.desk.handovers, say.language)}"
    id="tawarkan"
  >
    ${hidden({ csrf })}
    <h2 class="h">${say('Tawarkan serah terima', 'Offer a handover')}</h2>
    ${
      forAll
        ? selectField(
            {
              name: 'from',
              label: say('Dari', 'From'),
              value: values['from'] ?? (own ? me : ''),
              choices: offerable.map(({ id, name, count, isGone }) => ({
                value: id,
                label: say(
                  `${name} (${number(count, say)} laporan${isGone ? ', tidak lagi bertugas' : ''})`,
                  `${name} (${number(count, say)} reports${isGone ? ', has left' : ''})`,
                ),
              })),
              ...wrong('from'),
            },
            say,
          )
        : html`<p>
            <b
              >${say(`${number(own!.count, say)} laporan terbuka atas nama Anda`, `${number(own!.count, say)} open reports in your name`)}</b
            >
          </p>`
    }
    ${selectField(
      {
        name: 'to',
        label: say('Kepada', 'To'),
        value: values['to'] ?? '',
        required: true,
        choices: [
          { value: '', label: say('Pilih penerima', 'Choose the receiver') },
          {
            group: say('Orang', 'People'),
            choices: mayHold.map(({ id, name, unitName }) => ({
              value: id,
              label: [name, unitName].filter(Boolean).join(', '),
            })),
          },
          {
            group: say('Unit, tanpa nama', 'A unit, without a name'),
            choices: units.map(({ code, name }) => ({ value: code, label: name })),
          },
        ],
        ...wrong('to'),
      },
      say,
    )}
    ${field({ name: 'note', type: 'textarea', rows: 4, label: say('Pesan untuk penerima', 'Word to the receiver'), isOptional: true, value: values['note'] ?? '', maxlength: 2000, hint: say('Yang tidak tertulis dalam laporan: siapa yang dihubungi, apa yang dijanjikan.', 'What does not stand in the reports: whom to call, what was promised.'), ...wrong('note') }, say)}
    <p><button class="btn">${say('Siapkan paket dan tawarkan', 'Make the packet and offer it')}</button></p>
  </form>`
}
