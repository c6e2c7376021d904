/** The public list, and the way of one report, as Atom (RFC 4287) and RSS 2.0. */
import { shownNumber } from '../../platform/crypto/token.ts'
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { dayOf } from '../../web/dates.ts'
import { html, type Html } from '../../web/html.ts'
import { statusWords } from '../../web/parts/tags.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { narrate, type Names } from '../casefile/narration.ts'
import { outcomeOf } from './cards.ts'
import { publicTime } from './level.ts'
import type { ListedRow, PublicReading } from './queries.ts'
import { publicEvent } from './view.ts'

export type Feed = {
  title: string
  /** Address of the feed itself and of the page that it follows, both absolute. */
  self: string
  page: string
  entries: readonly FeedEntry[]
  now: Date
}

export type FeedEntry = {
  id: string
  link: string
  title: string
  text: string
  publishedAt: string
  updatedAt: string
  /** Who said it, as far as that is public: an agency. */
  author?: string
}

// XML knows no way to write these, not even escaped; with the flag u a surrogate matches only when it stands alone.
const unwritable = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const writable = (text: string): string =>
  text.replace(unwritable, (sign) => (sign === '\n' || sign === '\t' || sign === '\r' ? sign : ''))

const document = (root: Html): string => `<?xml version="1.0" encoding="utf-8"?>\n${root.text}`

export const atom = (feed: Feed): string =>
  document(
    html`<feed xmlns="http://www.w3.org/2005/Atom">
      <id>${feed.self}</id>
      <title>${writable(feed.title)}</title>
      <link rel="self" type="application/atom+xml" href="${feed.self}" />
      <link rel="alternate" type="text/html" href="${feed.page}" />
      <updated>${latest(feed)}</updated>
      <author><name>SP4N-LAPOR!</name></author>
      ${feed.entries.map(
        (entry) =>
          html`<entry>
            <id>${entry.id}</id>
            <title>${writable(entry.title)}</title>
            <link rel="alternate" type="text/html" href="${entry.link}" />
            <published>${entry.publishedAt}</published>
            <updated>${entry.updatedAt}</updated>
            ${entry.author !== undefined && html`<author><name>${writable(entry.author)}</name></author>`}
            <summary type="text">${writable(entry.text)}</summary>
          </entry>`,
      )}
    </feed>`,
  )

export const rss = (feed: Feed): string =>
  document(
    html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
        <title>${writable(feed.title)}</title>
        ${linkTo(feed.page)}
        <description>${writable(feed.title)}</description>
        <atom:link rel="self" type="application/rss+xml" href="${feed.self}" />
        <lastBuildDate>${new Date(latest(feed)).toUTCString()}</lastBuildDate>
        ${feed.entries.map(
          (entry) =>
            html`<item>
              <title>${writable(entry.title)}</title>
              ${linkTo(entry.link)}
              <guid isPermaLink="false">${entry.id}</guid>
              <pubDate>${new Date(entry.publishedAt).toUTCString()}</pubDate>
              <description>${writable(entry.text)}</description>
            </item>`,
        )}
      </channel>
    </rss>`,
  )

/** A link of RSS holds its address as text. */
const linkTo = (address: string): Html => html`<link>${address}</link>`

const latest = ({ entries, now }: Feed): string =>
  entries.reduce(
    (newest, { updatedAt }) => (updatedAt > newest ? updatedAt : newest),
    entries[0]?.updatedAt ?? `${now.toISOString().slice(0, 10)}T00:00:00Z`,
  )

/** What a reader follows is the office's part; when the reporter acted is told by the day. */
function updatedAt(row: ListedRow): string {
  const day = `${dayOf(row.updated_at, zoneOfRegion(row.region))}T00:00:00Z`
  const published = row.published_at.toISOString()
  return day > published ? day : published
}

/** One report as an entry of a list. */
export function reportEntry(row: ListedRow, names: Names, base: string, say: Say): FeedEntry {
  const agency = row.agency_code === null ? undefined : names.get(row.agency_code)
  return {
    id: base + paths.publication.report(row.number),
    link: base + inLanguage(paths.publication.report(row.number), say.language),
    title: row.title,
    text: [
      `${statusWords(row.state, outcomeOf(row), say)}${agency === undefined ? '' : ` · ${agency}`}`,
      row.text,
    ].join('\n'),
    publishedAt: row.published_at.toISOString(),
    updatedAt: updatedAt(row),
  }
}

/** Each public step of one report as an entry. */
export function stepEntries({ row, events, names }: PublicReading, base: string, say: Say): FeedEntry[] {
  const link = base + inLanguage(paths.publication.report(row.number), say.language)
  return events.toReversed().map((event) => {
    const shown = publicTime(event, row)
    const at = shown.length === 10 ? `${shown}T00:00:00Z` : shown
    const told = publicEvent(event, row, say, names)
    return {
      id: `${base}${paths.publication.report(row.number)}#${event.seq}`,
      link,
      title: `${shownNumber(row.number)}: ${narrate(event, say, names).title}`,
      text: told.text,
      publishedAt: at,
      updatedAt: at,
      ...(told.by !== 'reporter' &&
        event.actor_agency !== null && { author: names.get(event.actor_agency) ?? event.actor_agency }),
    }
  })
}
