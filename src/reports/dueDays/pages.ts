/** What falls due, day by day: a table of weeks on a desk, a list of the days that matter on a phone. */
import { typeWords } from '../../directory/calendar/words.ts'
import { dayNumber, weekday, type Day } from '../../regulation/days.ts'
import { longDay, monthName, shortDay, zoneLabel } from '../../web/dates.ts'
import { attribute, flag, html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { deskPage } from '../../web/layout.ts'
import { emptyState } from '../../web/parts/note.ts'
import { paths, withQuery } from '../../web/paths.ts'
import { listPath, type Desk } from '../desk/desk.ts'
import { capped, deskOptions, inDeskLanguage } from '../desk/frame.ts'
import { queuesFor } from '../desk/queues.ts'
import { isMonth, type Month } from './month.ts'
import type { DueDays } from './queries.ts'

export type DueDaysView = { month: Month; today: Day; due: DueDays }

export function dueDaysPage(desk: Desk, view: DueDaysView): string {
  const { say, queue } = desk
  const { month, due } = view
  const title = say('Kalender tenggat', 'Calendar of deadlines')
  return deskPage(
    deskOptions(desk, `${title}: ${monthName(month.name, say)}`, paths.desk.dueDays, 'list'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${choice(desk, view)}
      ${
        due.late > 0 &&
        html`<p>
          <a class="tag late" href="${toList(desk, 'lewat')}"
            >${say(`${capped(due.late)} laporan lewat tenggat`, `${capped(due.late)} reports are past due`)}</a
          >
        </p>`
      }
      ${turning(desk, view)}
      ${
        due.counts.size === 0 &&
        emptyState({
          title: say('Tidak ada yang jatuh tempo di bulan ini', 'Nothing falls due in this month'),
          why: say(`Antrean: ${say(queue.label)}.`, `Queue: ${say(queue.label)}.`),
        })
      }
      ${monthTable(desk, view)}
      <p class="md mut">
        ${say(`Hari menurut ${zoneLabel(desk.zone)}. Laporan dengan tenggat dijeda tidak ada di sini.`, `Days by ${zoneLabel(desk.zone)}. Reports whose clock is paused are not in it.`)}
      </p>
    </div>`,
  )
}

/** A day of the list: the list itself has the same filter in its address. */
const toList = (desk: Desk, tenggat: string): string => listPath(desk, { antrean: desk.queue.name, tenggat })

const toMonth = (desk: Desk, bulan: string | undefined): string =>
  inDeskLanguage(desk, withQuery(paths.desk.dueDays, { bulan, antrean: desk.query.antrean }))

function choice(desk: Desk, { month }: DueDaysView): Html {
  const { say, actor, queue } = desk
  const queues = queuesFor(actor).filter((one) => one.name !== 'semua' && one.name !== 'selesai')
  return html`<form class="row low" method="get" action="${inDeskLanguage(desk, paths.desk.dueDays)}">
    <input type="hidden" name="bulan" value="${month.name}" />
    <label
      >${say('Antrean', 'Queue')}
      <select name="antrean">
        ${queues.map(({ name, label }) => html`<option value="${name}" ${flag('selected', name === queue.name)}>${say(label)}</option>`)}
      </select></label
    >
    <button class="btn alt s">${say('Tampilkan', 'Show')}</button>
  </form>`
}

function turning(desk: Desk, { month, today }: DueDaysView): Html {
  const { say } = desk
  const current = today.slice(0, 7)
  const link = (to: string, words: Html, rel: 'prev' | 'next') =>
    isMonth(to) && html`<a class="btn alt s" rel="${rel}" href="${toMonth(desk, to)}">${words}</a>`
  return html`<div class="row apart">
    <h2 class="h" id="bulan">${monthName(month.name, say)}</h2>
    <nav class="row" aria-label="${say('Bulan', 'Months')}">
      ${link(month.previous, html`${icon('arrow-left')}${monthName(month.previous, say)}`, 'prev')}
      ${month.name !== current && html`<a class="btn alt s" href="${toMonth(desk, undefined)}">${say('Bulan ini', 'This month')}</a>`}
      ${link(month.next, html`${monthName(month.next, say)}${icon('arrow-right')}`, 'next')}
    </nav>
  </div>`
}

const monday = '2026-07-06'

function monthTable(desk: Desk, view: DueDaysView): Html {
  const { say } = desk
  const names = Array.from(
    { length: 7 },
    (_, at) =>
      longDay(`2026-07-${String(Number(monday.slice(8)) + at).padStart(2, '0')}`, say).split(/[ ,]/)[0]!,
  )
  return html`<table class="month" aria-labelledby="bulan">
    <thead>
      <tr>
        ${names.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${view.month.weeks.map(
        (week) =>
          html`<tr>
            ${week.map((day) => (day === undefined ? html`<td class="out"></td>` : dayCell(desk, view, day)))}
          </tr>`,
      )}
    </tbody>
  </table>`
}

function dayCell(desk: Desk, { today, due }: DueDaysView, day: Day): Html {
  const { say } = desk
  const count = due.counts.get(day) ?? 0
  const holidays = due.holidays.get(day) ?? []
  const isOff = weekday(dayNumber(day)) % 6 === 0 || holidays.some(({ effect }) => effect === 'closes')
  const isLate = count > 0 && day < today
  const looks = [
    isOff && 'off',
    day === today && 'today',
    // On a phone only what there is something to say about.
    count === 0 && holidays.length === 0 && day !== today && 'quiet',
  ]
  const words = say(`${capped(count)} laporan`, count === 1 ? '1 report' : `${capped(count)} reports`)
  return html`<td
    class="${looks.filter(Boolean).join(' ')}"
    ${attribute('aria-current', day === today && 'date')}
  >
    <span class="no" aria-hidden="true">${Number(day.slice(8))}</span
    ><time class="date" datetime="${day}">${shortDay(day, say)}</time>
    ${day === today && html`<span class="tag act">${say('Hari ini', 'Today')}</span>`}
    ${holidays.map(({ name, type }) => html`<span class="holiday"><b>${name}</b> ${say(typeWords[type])}</span>`)}
    ${
      count > 0 &&
      html`<a class="count ${isLate ? 'late' : ''}" href="${toList(desk, day)}"
        >${words}${isLate && html` <span>${say('lewat', 'late')}</span>`}<span class="vh"
          >, ${longDay(day, say)}</span
        ></a
      >`
    }
  </td>`
}
