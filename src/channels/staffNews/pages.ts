import { newsKinds, newsWords } from '../../regulation/staffNews.ts'
import { unreadShown } from '../../reports/desk/frame.ts'
import { shortInstant, shownNumber } from '../../web/dates.ts'
import { attribute, html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { hidden } from '../../web/parts/fields.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { pagination } from '../../web/parts/lists.ts'
import { emptyState, note } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import type { NewsItem, NewsPage } from './queries.ts'

export type NewsView = NewsPage & {
  csrf: string
  zone: string
  now: Date
  kind: string | undefined
  unread: number
  lineOf: (item: NewsItem) => string
  /** Letters to one's address come back. */
  comesBack: boolean
}

/** What one was told, the newest first: the line says what happened, the link leads to the report. */
export const newsBody = (view: NewsView, say: Say): Html =>
  html`<div class="wrap sec flow">
    <div class="row apart">
      <h1>${say('Kabar untuk Anda', 'News for you')}</h1>
      <p class="md">
        <a href="${inLanguage(paths.desk.newsSettings, say.language)}"
          >${say('Atur surel dan jam tenang', 'E-mail and quiet hours')}</a
        >
      </p>
    </div>
    ${view.comesBack && comesBackNote(say)} ${kinds(view, say)} ${view.unread > 0 && readAll(view, say)}
    ${
      view.items.length === 0
        ? nothing(view, say)
        : html`${list(view, say)}
            <p>${listFileLinks(paths.desk.news, { jenis: view.kind }, say)}</p>`
    }
    ${pagination(
      {
        next: view.next === undefined ? undefined : newsPath(say, { jenis: view.kind, lanjut: view.next }),
      },
      say,
    )}
  </div>`

const comesBackNote = (say: Say): Html =>
  note(
    'soon',
    html`${say('Surel ke alamat Anda ditolak, jadi kabar hanya ada di sini.', 'Letters to your address are refused, so the news is here only.')}
      <a href="${inLanguage(paths.desk.newsSettings, say.language)}"
        >${say('Lihat dan betulkan', 'See and mend it')}</a
      >`,
  )

const newsPath = (say: Say, query: Record<string, string | undefined>): string =>
  inLanguage(withQuery(paths.desk.news, query), say.language)

const kinds = (view: NewsView, say: Say): Html =>
  html`<nav aria-label="${say('Jenis kabar', 'Kinds of news')}">
    <ul class="plain row views">
      ${[undefined, ...newsKinds].map(
        (kind) =>
          html`<li>
            <a
              href="${newsPath(say, { jenis: kind })}"
              ${attribute('aria-current', kind === view.kind && 'page')}
              >${kind === undefined ? say('Semua', 'All') : say(newsWords[kind])}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`

const readAll = (view: NewsView, say: Say): Html =>
  html`<form method="post" action="${inLanguage(paths.desk.news, say.language)}" class="row">
    ${hidden({ csrf: view.csrf, until: view.now.toISOString() })}
    <span class="md"
      >${say(`${unreadShown(view.unread)} belum dibaca.`, `${unreadShown(view.unread)} unread.`)}</span
    >
    <button class="btn alt s">${icon('check')}${say('Tandai semua sudah dibaca', 'Mark all as read')}</button>
  </form>`

const list = (view: NewsView, say: Say): Html =>
  html`<ul class="q waiting">
    ${view.items.map((item) => row(view, item, say))}
  </ul>`

const row = (view: NewsView, item: NewsItem, say: Say): Html =>
  html`<li class="plain-row${item.read_at === null ? ' unseen' : ''}">
    ${
      item.opens
        ? html`<a
            href="${inLanguage(paths.desk.report(item.report_id), say.language)}"
            data-news="${item.report_id}"
            >${view.lineOf(item)}</a
          >`
        : html`<b>${view.lineOf(item)}</b>`
    }
    ${item.title !== null && html`<p>${item.title}</p>`}
    <div class="row">
      ${item.read_at === null && html`<span class="tag act">${say('Baru', 'New')}</span>`}
      <span class="tag">${say(newsWords[item.news])}</span>
      <span class="code">${shownNumber(item.number)}</span>
      ${item.office !== null && html`<span>${item.office}</span>`}
      <time datetime="${item.created_at.toISOString()}"
        >${shortInstant(item.created_at, view.zone, say)}</time
      >
    </div>
  </li>`

const nothing = (view: NewsView, say: Say): Html =>
  emptyState({
    title:
      view.kind === undefined
        ? say('Belum ada kabar.', 'No news yet.')
        : say('Belum ada kabar jenis ini.', 'No news of this kind yet.'),
    why: say(
      'Di sini muncul apa yang terjadi pada laporan Anda: tugas baru, yang menunggu keputusan Anda, kabar pelapor, dan tenggat.',
      'What happens to your reports comes here: new work, what waits for your decision, news from reporters, deadlines.',
    ),
    next: { href: inLanguage(paths.desk.home, say.language), label: say('Ke meja kerja', 'To the desk') },
  })
