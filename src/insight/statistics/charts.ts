/** Charts drawn on the server: labels on the marks, no legend, and the same numbers as a table below each. */
import { type Html, html } from '../../web/html.ts'
import type { Say } from '../../web/say.ts'

export type Point = { label: string; value: number; shown: string }

const width = 560

/** One number a column, from zero. */
export function columns(points: readonly Point[]): Html {
  const height = 250
  const [top, bottom] = [24, 226]
  const most = Math.max(1, ...points.map(({ value }) => value))
  const step = width / Math.max(points.length, 1)
  return html`<svg class="c" viewBox="0 0 ${width} ${height}" aria-hidden="true">
    ${points.map(({ label, value, shown }, at) => {
      const middle = round(step * (at + 0.5))
      const tall = round(((bottom - top) * value) / most)
      return html`<rect
          class="bar"
          x="${round(middle - step * 0.35)}"
          y="${bottom - tall}"
          width="${round(step * 0.7)}"
          height="${tall}"
        />
        <text class="b mid${at % 2 === 0 ? '' : ' alt'}" x="${middle}" y="${bottom - tall - 7}">${shown}</text
        ><text class="m mid${at % 2 === 0 ? '' : ' alt'}" x="${middle}" y="246">${label}</text>`
    })}
    <path class="ax" d="M0 226.5H${width}" />
  </svg>`
}

/** Shares over time, 0 to 100 %; a month without enough cases leaves a gap. */
export function line(points: readonly (Omit<Point, 'value'> & { value: number | null })[]): Html {
  const [top, bottom] = [30, 210]
  const step = (width - 56) / Math.max(points.length - 1, 1)
  const x = (at: number) => round(16 + step * at)
  const y = (share: number) => round(bottom - (bottom - top) * share)
  const parts = points.map(({ value }, at) =>
    value === null ? '' : `${at === 0 || points[at - 1]!.value === null ? 'M' : 'L'}${x(at)} ${y(value)}`,
  )
  return html`<svg class="c" viewBox="0 0 ${width} 250" aria-hidden="true">
    ${[0, 0.5, 1].map((share) => html`<path class="gr" d="M0 ${y(share)}H512" /><text class="m" x="518" y="${y(share) + 5}">${share * 100}%</text>`)}
    <path class="ln" d="${parts.join('')}" />
    ${points.map(
      ({ label, value, shown }, at) =>
        html`${value !== null && html`<circle class="dot" cx="${x(at)}" cy="${y(value)}" r="5" /><text class="b mid${at % 2 === 0 ? '' : ' alt'}" x="${x(at)}" y="${y(value) - 12}">${shown}</text>`}<text
            class="m mid${at % 2 === 0 ? '' : ' alt'}"
            x="${x(at)}"
            y="242"
            >${label}</text
          >`,
    )}
  </svg>`
}

/** Three shares of one year, for whom there are too few months to draw a line. */
export const shareBars = (
  shares: readonly { label: string; share: number | null; shown: string }[],
): Html | false => {
  const known = shares.filter(({ share }) => share !== null)
  return known.length > 0 && bars(known.map(({ label, share, shown }) => ({ label, value: share!, shown })))
}

/** Names with a bar each; brown where the office falls short. */
export function bars(points: readonly Point[], tone: 'bar' | 'bar2' = 'bar', most = 1): Html {
  return html`<svg class="c" viewBox="0 0 ${width} ${points.length * 34}" aria-hidden="true">
    ${points.map(
      ({ label, value, shown }, at) =>
        html`<text class="e" x="200" y="${at * 34 + 22}">${label}</text>
          <rect class="soft" x="210" y="${at * 34 + 6}" width="290" height="22" />
          <rect
            class="${tone}"
            x="210"
            y="${at * 34 + 6}"
            width="${round((290 * value) / Math.max(most, 0.001))}"
            height="22"
          />
          <text class="b" x="508" y="${at * 34 + 22}">${shown}</text>`,
    )}
  </svg>`
}

export type Pair = {
  label: string
  reporter: number
  closed: number
  shownReporter: string
  shownClosed: string
}

/** Two shares of one whole: a circle for the reporter's word, a square for what is closed. */
export function pairs(rows: readonly Pair[], say: Say): Html {
  const x = (share: number) => round(90 + 400 * share)
  const first = rows[0]
  return html`<svg class="c" viewBox="0 0 ${width} ${rows.length * 38 + 26}" aria-hidden="true">
    ${
      first &&
      html`<text class="b mid" x="${x(first.reporter)}" y="16">${say('pelapor', 'reporter')}</text
        ><text class="b mid" x="${x(first.closed)}" y="16">${say('ditutup', 'closed')}</text>`
    }
    ${rows.map((row, at) => {
      const y = 46 + at * 38
      return html`<text x="0" y="${y + 5}">${row.label}</text
        ><path d="M${x(row.reporter)} ${y}H${x(row.closed)}" stroke="var(--line)" stroke-width="6" />
        <circle cx="${x(row.reporter)}" cy="${y}" r="9" class="bar" /><rect
          x="${x(row.closed) - 9}"
          y="${y - 9}"
          width="18"
          height="18"
          class="bar2"
        />
        <text class="b e" x="${x(row.reporter) - 16}" y="${y + 5}">${row.shownReporter}</text
        ><text class="b" x="${x(row.closed) + 16}" y="${y + 5}">${row.shownClosed}</text>`
    })}
  </svg>`
}

const round = (value: number): number => Math.round(value * 10) / 10

export type ChartTable = {
  caption: string
  head: readonly string[]
  rows: readonly (readonly (string | Html)[])[]
}

/** A chart in its frame: the finding as title, what is counted, the picture, and the table. */
export const chart = (
  words: { title: string; about: string | Html },
  picture: Html | false,
  table: ChartTable,
  say: Say,
): Html =>
  html`<section class="chart">
    <h2>${words.title}</h2>
    <p>${words.about}</p>
    ${picture}
    <details>
      <summary>${say('Lihat sebagai tabel', 'See as a table')}</summary>
      ${dataTable(table)}
    </details>
  </section>`

export const dataTable = ({ caption, head, rows }: ChartTable): Html =>
  html`<table class="stack">
    <caption class="vh">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${head.map((name, at) => html`<th scope="col" class="${at === 0 ? '' : 'n'}">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...rest]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${rest.map((cell, at) => html`<td class="n" data-l="${head[at + 1]}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
