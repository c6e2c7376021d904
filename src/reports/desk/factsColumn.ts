/** The right column: what is known beside the story. Clocks first, because they decide what is done next. */
import type { Day } from '../../regulation/days.ts'
import type { Absence } from '../../directory/absences/queries.ts'
import type { Part } from '../../regulation/facts.ts'
import type { DeskSource } from '../../regulation/kinds.ts'
import { basisOf } from '../../regulation/deadlines.ts'
import { seesEverything } from '../../regulation/permissions.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { channelWords, deskSourceWords, levelWords, officialStatus } from '../../regulation/words.ts'
import { dayOf, shortDay, shortInstant, timeOfDay, tinyDay, shownNumber } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { deadlineFrom, deadlineRibbon } from '../../web/parts/deadline.ts'
import { statusTag } from '../../web/parts/tags.ts'
import { paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { wordsFor, wordsTo } from '../casefile/view.ts'
import { pressingClock, type EvaluatedClock } from '../casefile/clockwork.ts'
import { carried } from './actionForm.ts'
import { actionPath, deadlinesPath, reportPath, type Desk } from './desk.ts'
import { inDeskLanguage } from './frame.ts'
import type { DeskReport } from './load.ts'
import { toldBox } from './toldBox.ts'

export const factsColumn = (desk: Desk, report: DeskReport): Html => {
  const { say } = desk
  return html`<aside class="facts" aria-label="${say('Fakta laporan', 'Facts of the report')}">
    ${clocks(desk, report)}${whoHasIt(desk, report)}${reporter(desk, report)}${placeAndKind(desk, report)}${notOurs(desk, report)}${similar(desk, report)}${toldBox(desk, report)}
  </aside>`
}

function clocks(desk: Desk, report: DeskReport): Html {
  const { say } = desk
  const own = desk.actor.agency === undefined || report.file.stage !== 'handling' ? 'desk' : 'agency'
  const pressing =
    pressingClock(report.clocks, own, report.part?.no) ??
    pressingClock(report.clocks, own === 'desk' ? 'agency' : 'desk', report.part?.no) ??
    report.clocks.findLast((one) => one.clock.ended === undefined)
  const others = report.clocks.filter((one) => one !== pressing)
  return html`<section>
    <h2 class="h">${say('Tenggat', 'Deadline')}</h2>
    ${pressing ? clockFacts(desk, pressing) : html`<p class="mut">${say('Tidak ada tenggat yang berjalan.', 'No clock is running.')}</p>`}
    ${
      report.clocks.length > 0 &&
      html`<p>
        <a href="${deadlinesPath(desk, report.file.reportId)}"
          >${say('Bagaimana tenggat dihitung', 'How the deadlines are counted')}</a
        >
      </p>`
    }
    ${report.allowed.includes('extend') && html`<p><a href="${reportPath(desk, report.file.reportId, { buka: 'extend' })}#extend">${say('Perpanjang tenggat', 'Extend the deadline')}</a></p>`}
    ${
      others.length > 0 &&
      html`<details>
        <summary>${say(`Tenggat lain (${others.length})`, `Other deadlines (${others.length})`)}</summary>
        <dl>
          ${others.map(
            (one) =>
              html`<dt>${ruleName(desk, one)}</dt>
                <dd>
                  ${deadlineRibbon(ribbonOf(desk, one), say)}
                  <span class="mut">${shortDay(one.result.due_on, say)}</span>
                </dd>`,
          )}
        </dl>
      </details>`
    }
  </section>`
}

/** Times that somebody may use: when they are over nobody is late. */
const chances = new Set<string>(['B1', 'F3', 'R1', 'R2', 'V5'])

const ribbonOf = (desk: Desk, { clock, result, state }: EvaluatedClock) =>
  deadlineFrom(
    {
      countedDays: result.counted,
      dueOn: result.due_on,
      state:
        chances.has(clock.rule) && (state === 'missed' || desk.now > new Date(result.due_at))
          ? 'ended'
          : state,
      ...(clock.endedAt !== undefined && { endedOn: dayOf(clock.endedAt, clock.zone) }),
      ...(['K5', 'V4', 'V5'].includes(clock.rule) && { countsCalendarDays: true }),
      done: desk.say('dipenuhi', 'met'),
    },
    dayOf(desk.now, clock.zone),
  )

const ruleName = (desk: Desk, { deadline }: EvaluatedClock): string => desk.say(deadline.name)

function clockFacts(desk: Desk, clock: EvaluatedClock): Html {
  const { say } = desk
  const { result } = clock
  const rule = clock.deadline
  return html`<p>${deadlineRibbon(ribbonOf(desk, clock), say)}</p>
    <p><b>${say(rule.name)}</b></p>
    <dl>
      <dt>${say('Paling lambat', 'At the latest')}</dt>
      <dd>${shortDay(result.due_on, say)}</dd>
      <dt>${say('Mulai', 'Started')}</dt>
      <dd>${shortInstant(clock.clock.startedAt, clock.clock.zone, say)}</dd>
    </dl>
    <p class="sm mut">${say(legalBasis(basisOf(rule)))}</p>
    <details>
      <summary>
        ${say(`Hari yang dihitung (${result.counted.length})`, `Days counted (${result.counted.length})`)}
      </summary>
      <p class="num">
        ${result.counted.map((day) => shortDay(day, say)).join(', ') || say('belum ada', 'none yet')}
      </p>
    </details>`
}

function whoHasIt(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const parts = report.file.parts.filter((part) => part.state !== 'closed')
  if (parts.length === 0) return false
  return html`<section>
    <h2 class="h">${parts.length > 1 ? say('Bagian', 'Parts') : say('Yang menangani', 'Who has it')}</h2>
    ${parts.map(
      (part) =>
        html`<p>
          <b>${report.names.get(part.unit ?? part.agency) ?? part.agency}</b
          >${part.unit !== undefined && html`<br /><span class="mut">${report.names.get(part.agency) ?? part.agency}</span>`}
          ${parts.length > 1 && part.lead && html` <span class="tag act">${say('memimpin', 'leads')}</span>`}
          ${report.file.stage === 'handling' && partTag(part, say)}
          ${part.task !== undefined && html`<br />${wordsTo(wordsFor(report.file, report.reader), part.task)}`}
        </p>`,
    )}
    ${report.officer && html`<p>${icon('user-round')} ${report.officer.name}${report.officer.away && awayWords(desk, report.officer.away)}</p>`}
  </section>`
}

const awayWords = ({ say }: Desk, { to, substituteName }: Absence): Html =>
  html`<br /><span class="mut"
      >${say(`Tidak masuk sampai ${shortDay(to, say)}`, `Away until ${shortDay(to, say)}`)}${substituteName !== null && say(`, digantikan ${substituteName}`, `, ${substituteName} stands in`)}</span
    >`
/** A helper's answer goes to the lead, and the reporter judges the joint one. */
const partTag = (part: Part, say: Say): Html =>
  !part.lead && part.state === 'answered'
    ? html`<span class="tag good">${say('Bagiannya sudah dijawab', 'Its part is answered')}</span>`
    : statusTag(part.state === 'closed' ? 'closed_by_agency' : part.state, {}, say, true)

/** Names and contacts lie in the vault; the desk learns only how the reporter can be reached through the platform. */
function reporter(desk: Desk, report: DeskReport): Html {
  const { say } = desk
  const { file, identity } = report
  if (identity) return openedIdentity(desk, identity)
  const reach = file.contactBy.map((way) => (way === 'email' ? say('surel', 'e-mail') : 'SMS'))
  const words =
    file.level === 'anonymous'
      ? say(
          'Tidak ada nama atau kontak yang disimpan. Pelapor hanya bisa dihubungi lewat halaman lacak.',
          'No name or contact is kept. The reporter reads messages on the tracking page only.',
        )
      : file.contactConsent || file.level === 'open'
        ? say(
            'Nama dan nomor terkunci. Pelapor mengizinkan instansi menghubunginya; membukanya tetap tercatat.',
            'Name and number are locked. The reporter lets the agency make contact; opening them is still logged.',
          )
        : say(
            'Nama dan nomor terkunci. Membukanya perlu alasan dan persetujuan unit lain, dan pelapor diberi tahu.',
            'Name and number are locked. Opening them needs a reason and the agreement of another unit, and the reporter is told.',
          )
  return html`<section>
    <h2 class="h">${say('Pelapor', 'Reporter')}</h2>
    <div class="seal">
      ${icon('lock')}
      <div>
        <b>${say(levelWords[file.level])}</b><br />${words}
        ${report.allowed.includes('open_identity') && file.level !== 'anonymous' && html`<br /><a href="${reportPath(desk, file.reportId, { buka: 'open_identity' })}#open_identity">${say('Minta buka', 'Ask to open')}</a>`}
        ${reach.length > 0 && html`<br /><span class="mut">${say(`Dikabari lewat ${reach.join(' dan ')}.`, `Gets news by ${reach.join(' and ')}.`)}</span>`}
      </div>
    </div>
  </section>`
}

function openedIdentity(desk: Desk, identity: NonNullable<DeskReport['identity']>): Html {
  const { say } = desk
  const rows: [string, string | undefined][] = [
    [say('Nama', 'Name'), identity.name],
    [say('Surel', 'E-mail'), identity.email],
    [say('Telepon', 'Phone'), identity.phone],
  ]
  return html`<section>
    <h2 class="h">${say('Pelapor', 'Reporter')}</h2>
    <div class="seal">
      ${icon('key-round')}
      <div>
        <b
          >${say(`Terbuka sampai ${timeOfDay(identity.until, desk.zone, say)}`, `Open until ${timeOfDay(identity.until, desk.zone, say)}`)}</b
        ><br />${say('Tercatat, dan pelapor diberi tahu.', 'Logged, and the reporter is told.')}
      </div>
    </div>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value ?? say('tidak diisi', 'not given')}</dd>`,
      )}
    </dl>
  </section>`
}

/** T4: of what an officer entered, also by which door it came, under which number, and whether it lay too long. */
function cameBy({ say }: Desk, { file, events }: DeskReport): string | Html {
  const entry = events.find((event) => event.transition === 'T4')
  if (!entry) return say(channelWords[file.channel])
  const { source, paper_number: paper, late_entry: isLate } = entry.data
  const words = deskSourceWords[source as DeskSource]
  return html`${words ? say(words) : say(channelWords[file.channel])}${typeof paper === 'string' && html`, ${paper}`},
  ${say('dicatat', 'entered')} ${entry.actor_name}
  ${isLate === true && html`<br /><span class="tag late">${say('Dicatat terlambat', 'Entered late')}</span>`}`
}

function placeAndKind(desk: Desk, report: DeskReport): Html {
  const { say } = desk
  const { file, view } = report
  const shown = wordsFor(file, report.reader)
  const rows: [string, string | Html | undefined][] = [
    [
      say('Kategori', 'Category'),
      report.topics
        .slice(-2)
        .map((topic) => topic.name)
        .join(' › ') || undefined,
    ],
    [say('Tempat', 'Place'), [view.place, report.place].filter(Boolean).join(', ') || undefined],
    [
      say('Kejadian', 'Happened'),
      // Free text, so it is shown to whoever may read the text.
      shown === 'masked' || shown === 'none'
        ? undefined
        : file.occurredDay !== undefined
          ? tinyDay(file.occurredDay, say)
          : file.occurred && wordsTo(shown, file.occurred, 'reporter'),
    ],
    [say('Masuk lewat', 'Came by'), cameBy(desk, report)],
    [say('Diterima', 'Received'), shortInstant(file.submittedAt, desk.zone, say)],
    [say('Status resmi', 'Official status'), say(officialStatus[file.state].words)],
    [
      say('Diminta ke', 'Asked for'),
      file.wishedAgency === undefined
        ? undefined
        : (report.names.get(file.wishedAgency) ?? file.wishedAgency),
    ],
    [
      say('Digabung ke', 'Merged into'),
      file.mergedInto === undefined
        ? undefined
        : html`<a href="${inDeskLanguage(desk, withQuery(paths.desk.home, { q: file.mergedInto }))}"
            >${shownNumber(file.mergedInto)}</a
          >`,
    ],
    [say('Didukung', 'Supported'), file.mergedFrom.length > 0 ? supporters(desk, report) : undefined],
  ]
  return html`<section>
    <h2 class="h">${say('Laporan', 'Report')}</h2>
    <dl>
      ${rows.map(
        ([name, value]) =>
          value !== undefined &&
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>
  </section>`
}

/** How many reports it speaks for; whoever may open each of them finds the way there. */
function supporters(desk: Desk, { file }: DeskReport): Html {
  const { say } = desk
  const mayOpen = desk.actor.roles.some((role) => seesEverything.includes(role))
  return html`${say(`${file.mergedFrom.length} laporan lain`, `${file.mergedFrom.length} other reports`)}${
    mayOpen &&
    file.mergedFrom.map(
      (id, at) =>
        html`<br /><a href="${reportPath(desk, id)}"
            >${say(`laporan gabungan ${at + 1}`, `merged report ${at + 1}`)}</a
          >`,
    )
  }`
}

/** The last day on which this part could have said "not ours" (T16, F3), once it is over. */
export function bounceEndedOn({ clocks, part }: DeskReport, now: Date): Day | undefined {
  const window = clocks.findLast(({ clock }) => clock.rule === 'F3' && clock.part === part?.no)
  return window !== undefined && now > new Date(window.result.due_at) ? window.result.due_on : undefined
}

function notOurs(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const endedOn = bounceEndedOn(report, desk.now)
  if (report.allowed.includes('bounce') && endedOn !== undefined)
    return html`<section>
      <h2 class="h">${say('Bukan wewenang kami?', 'Not our task?')}</h2>
      <p>
        ${say(`Waktu untuk mengusulkan instansi lain habis ${shortDay(endedOn, say)}. Laporan ini menjadi tanggung jawab instansi Anda.`, `The time for proposing another agency ended on ${shortDay(endedOn, say)}. This report is your agency's responsibility.`)}
      </p>
    </section>`
  return (
    report.allowed.includes('bounce') &&
    html`<section>
      <h2 class="h">${say('Bukan wewenang kami?', 'Not our task?')}</h2>
      <p>
        ${say('Usulkan instansi lain. Penolakan kedua diputus penengah.', 'Propose another agency. A second refusal is decided by the arbiter.')}
      </p>
      <p>
        <a class="btn alt s" href="${reportPath(desk, report.file.reportId, { buka: 'bounce' })}#bounce"
          >${say('Usulkan pindah', 'Propose a move')}</a
        >
      </p>
    </section>`
  )
}

/** One click merges; the main report keeps the earliest due date and everybody's reporter stays informed. */
function similar(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const found = report.suggestions?.similar ?? []
  if (found.length === 0) return false
  const today = dayOf(desk.now, desk.zone)
  return html`<section>
    <h2 class="h">${say('Serupa', 'Similar')}</h2>
    ${found.map(
      (one) =>
        html`<div class="similar">
          <p>
            <a href="${reportPath(desk, one.reportId)}">${one.title}</a>,
            <span class="mut"
              >${tinyDay(dayOf(one.submittedAt, desk.zone), say, today)}${one.supporters > 0 && say(`, ${one.supporters} pendukung`, `, ${one.supporters} supporters`)}</span
            >${one.isSame && html` <span class="tag soon">${say('mungkin sama', 'may be the same')}</span>`}
          </p>
          ${
            report.allowed.includes('merge') &&
            html`<form method="post" action="${actionPath(desk, report.file.reportId, 'merge')}">
              ${carried(desk, report)}<input type="hidden" name="into" value="${one.number}" />
              <button class="linkish">
                ${say(`Gabungkan ke ${shownNumber(one.number)}`, `Merge into ${shownNumber(one.number)}`)}
              </button>
            </form>`
          }
        </div>`,
    )}
  </section>`
}
