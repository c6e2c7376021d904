/** The state table as a page: every step, from where, by whom, when, and what it does. */
import { conditionWords } from '../../regulation/conditionWords.ts'
import { states, type State } from '../../regulation/kinds.ts'
import type { Choice, Condition, Transition } from '../../regulation/transition.ts'
import { openStates, transitions } from '../../regulation/transitions.ts'
import { officialStatus, roleWords } from '../../regulation/words.ts'
import { type Html, html } from '../../web/html.ts'
import type { Say } from '../../web/say.ts'
import { basis } from './basis.ts'

export function stepTable(say: Say): Html {
  const heads = [
    say('Langkah', 'Step'),
    say('Dari keadaan', 'From'),
    say('Oleh', 'By'),
    say('Bila dan syarat', 'If and needed'),
    say('Menjadi', 'To'),
    say('Pelapor diberi tahu', 'The reporter is told'),
    say('Dasar', 'Basis'),
  ]
  return html`<table class="stack">
    <caption class="vh">
      ${say('Langkah', 'Steps')}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${transitions.map(
        (row) =>
          html`<tr>
            <th scope="row">${say(row.label)} <span class="code sm mut">${row.id}</span></th>
            <td data-l="${heads[1]}">${fromWords(row, say)}</td>
            <td data-l="${heads[2]}">${byWords(row, say)}</td>
            <td data-l="${heads[3]}"><span>${whenWords(row, say)}</span></td>
            <td data-l="${heads[4]}"><span>${toWords(row, say)}${clocksOf(row, say)}</span></td>
            <td data-l="${heads[5]}">
              ${row.told ? say(row.told) : say('langkah internal', 'internal step')}
            </td>
            <td data-l="${heads[6]}"><span>${basis(row.source, say)}</span></td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/**
 * A state by its official status and our sub-label, which alone tells "diterima" from "ditahan sementara" (both BT).
 * A merged report has the status of its main report, and none of its own (S16).
 */
const stateName = (state: State, say: Say): string =>
  state === 'merged'
    ? say('digabung (status laporan utama)', 'merged (status of the main report)')
    : `${say(officialStatus[state].words)} (${officialStatus[state].code})`

/** How many exceptions still read better than a list. */
const fewExceptions = 3

function fromWords({ from }: Transition, say: Say): string {
  if (from === 'new') return say('laporan baru', 'a new report')
  const set = from === 'any' ? states : from === 'open' ? openStates : from
  const whole = (group: readonly State[], words: string): string | undefined => {
    const left = group.filter((state) => !set.includes(state))
    if (left.length > fewExceptions || set.some((state) => !group.includes(state))) return undefined
    if (left.length === 0) return words
    return `${words}, ${say('kecuali', 'except')}: ${left.map((state) => stateName(state, say)).join(', ')}`
  }
  return (
    whole(openStates, say('selama terbuka', 'while it is open')) ??
    whole(states, say('keadaan apa pun', 'any state')) ??
    set.map((state) => stateName(state, say)).join(', ')
  )
}

function byWords({ by, confirm }: Transition, say: Say): string {
  const doers = by.map((role) => say(roleWords[role])).join(', ')
  if (!confirm) return doers
  const seconds = confirm.by.map((role) => say(roleWords[role])).join(', ')
  const when = confirm.when && say(conditionWords(confirm.when))
  return when === undefined
    ? `${doers}; ${say('berlaku setelah disetujui orang kedua', 'takes effect once a second person agrees')}: ${seconds}`
    : `${doers}; ${say(`bila ${when}, berlaku setelah disetujui orang kedua`, `if ${when}, takes effect once a second person agrees`)}: ${seconds}`
}

function whenWords({ when, needs = [], bars = [], confirm }: Transition, say: Say): Html | string {
  // Those of the second person are mostly the first one's again.
  const conditions = [...new Set([...bars, ...needs, ...(confirm?.needs ?? [])])]
  if (!when && conditions.length === 0) return '–'
  const words = (condition: Condition | Choice) => say(conditionWords(condition))
  return html`${when && html`${say('Bila', 'If')} ${words(when)}.`}
  ${conditions.length > 0 && html`${when && html`<br />`}${say('Syarat', 'Needed')}: ${conditions.map(words).join('; ')}.`}`
}

function toWords({ to, publication }: Transition, say: Say): string {
  if (publication === 'published') return say('tampil di publik', 'public')
  if (publication === 'unpublished') return say('ditarik dari publik', 'no longer public')
  if (to === 'same') return say('tetap', 'unchanged')
  if (to === 'before') return say('seperti sebelumnya', 'as before')
  return stateName(to, say)
}

/** What the step does to the clocks, by their numbers in the first table; K is the clock of the report's kind. */
function clocksOf(row: Transition, say: Say): Html | false {
  const named = (names: readonly string[] | undefined, words: string): string[] =>
    names ? [`${words} ${names.join(', ')}`] : []
  const parts = [
    ...named(row.meets, say('terpenuhi', 'met')),
    ...(row.ends === 'all' ? [say('semua berakhir', 'all end')] : named(row.ends, say('berakhir', 'ended'))),
    ...named(row.pauses, say('berhenti', 'paused')),
    ...named(row.resumes, say('berjalan lagi', 'running again')),
    ...named(row.starts, say('mulai', 'started')),
    ...named(
      row.startsIfNamed,
      say('bila pelapor memilih instansi, mulai', 'where the reporter named the agency, started'),
    ).map((words) =>
      say(
        `${words} (tidak bila laporannya tentang perbuatan petugas)`,
        `${words} (not where it tells of an officer’s deed)`,
      ),
    ),
    ...named(row.startsHalf, say('mulai dengan separuh waktu', 'started at half length')),
  ]
  return (
    parts.length > 0 &&
    html`<br /><span class="sm mut">${say('Tenggat', 'Deadlines')}: ${parts.join('; ')}</span>`
  )
}
