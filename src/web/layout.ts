import { assetUrl } from './assets.ts'
import { attribute, type Html, html, trusted } from './html.ts'
import { icon, spriteFor } from './icons.ts'
import { inLanguage, paths } from './paths.ts'
import { type Language, type Say, sayIn } from './say.ts'

export type Section = 'submit' | 'track' | 'reports' | 'statistics' | 'agencies'

export type PageOptions = {
  title: string
  language: Language
  /** The page's own path without `/en`, with its query: the language switch leads to it. */
  path: string
  current?: Section
  /** Set when a member of staff is signed in: adds the way to the desk. */
  user?: { name: string }
  /** Browser modules by file name without ending: `['draft', 'photos']`. */
  scripts?: readonly string[]
  styles?: readonly ('home' | 'data' | 'console' | 'desk')[]
  description?: string
  noindex?: boolean
  /** Path of an Atom feed of this page. */
  feed?: string
  /** False for a page that exists in one language only. */
  hasOtherLanguage?: boolean
}

const woven = trusted(
  `<svg viewBox="0 0 34 35" aria-hidden="true"><path fill="var(--citizen)" d="M2 2h10v7H2zM22 2h10v7H22zM2 20h10v7H2zM22 20h10v7H22zM4 27v8l9-8z"/><path fill="var(--agency)" d="M13.5 1h7v9h-7zM13.5 19h7v9h-7zM3.500 10h7v9h-7zM23.500 10h7v9h-7z"/><circle cx="17" cy="14.500" r="4" fill="var(--late)"/></svg>`,
)

/** A public page: emergency line, header, one main, footer. Returns the finished document. */
export function page(options: PageOptions, body: Html): string {
  const say = sayIn(options.language)
  return document(
    options,
    html`<body>
      <a class="skip" href="#isi">${say('Langsung ke isi', 'Skip to content')}</a>
      <aside class="sos" aria-label="${say('Keadaan darurat', 'Emergency')}">
        <div class="wrap">
          ${say('Keadaan darurat? Telepon', 'Emergency? Call')} <a href="tel:112">112</a>.
        </div>
      </aside>
      ${header(options, say)}
      <main id="isi">${body}</main>
      ${footer(say)}
     `,
  )
}

export type DeskPageOptions = PageOptions & {
  user: { name: string; csrf: string; agencyName: string; roleName?: string }
  nav: readonly { href: string; label: string; isCurrent?: boolean }[]
  /** False when this person switched single-letter keys off. */
  hasShortcuts?: boolean
}

/** A page of the desks: agency, menu of the person, one main without margins (`.desk` fills it). */
export function deskPage(options: DeskPageOptions, body: Html): string {
  const say = sayIn(options.language)
  const { user } = options
  const to = (path: string) => inLanguage(path, options.language)
  const styles = [...(options.styles ?? []), 'console' as const]
  const links = options.nav.map((link) => ({ ...link, current: link.isCurrent ? 'page' : undefined }))
  return document(
    { ...options, styles, noindex: true },
    html`<body class="con" ${attribute('data-shortcuts', options.hasShortcuts === false && 'off')}>
      <a class="skip" href="#isi">${say('Langsung ke isi', 'Skip to content')}</a>
      <header class="top">
        <div class="wrap">
          <a class="mark" href="${to(paths.desk.home)}"
            >${woven}<span>LAPOR<b>!</b> <span class="mut">${user.agencyName}</span></span></a
          >
          <nav class="wide" aria-label="${say('Utama', 'Main')}">
            ${links.map((link) => html`<a href="${link.href}" ${attribute('aria-current', link.current)}>${link.label}</a>`)}
          </nav>
          <details>
            <summary>
              ${icon('user-round')}<span class="wide">${user.name}</span
              ><span class="vh">, ${say('menu', 'menu')}</span>
            </summary>
            <nav aria-label="${say('Akun', 'Account')}">
              ${user.roleName !== undefined && html`<span class="who sm mut">${user.roleName}</span>`}
              ${links.map((link) => html`<a class="thin" href="${link.href}" ${attribute('aria-current', link.current)}>${link.label}</a>`)}
              <a href="${to(paths.desk.preferences)}">${say('Setelan meja', 'Desk settings')}</a
              ><a href="${to(paths.home)}">${say('Halaman publik', 'Public pages')}</a
              >${otherLanguage(options)}
              <form method="post" action="${to(paths.signOut)}">
                <input type="hidden" name="csrf" value="${user.csrf}" /><button>
                  ${icon('log-out')}${say('Keluar', 'Sign out')}
                </button>
              </form>
            </nav>
          </details>
        </div>
      </header>
      <main id="isi">${body}</main>
     `,
  )
}

function document(options: PageOptions, body: Html): string {
  const { language } = options
  const head = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${options.title} · SP4N-LAPOR!</title>
        ${options.description !== undefined && html`<meta name="description" content="${options.description}" />`}${options.noindex === true && html`<meta name="robots" content="noindex" />`}
        ${commonLinks}${(options.styles ?? []).map(styleLink)}${(options.scripts ?? []).map(scriptLink)}${
          options.feed !== undefined &&
          html`<link
            rel="alternate"
            type="application/atom+xml"
            title="${options.title}"
            href="${options.feed}"
          />`
        }
      </head>
     `
  return `${head.text}${body.text}${spriteFor(body.text)}</body></html>`
}

const commonLinks = html`<meta name="theme-color" content="#FFFDF7" media="(prefers-color-scheme:light)" />
  <meta name="theme-color" content="#1C1E2D" media="(prefers-color-scheme:dark)" />
  <link
    rel="preload"
    href="${assetUrl('fonts/jakarta-600-800.woff2')}"
    as="font"
    type="font/woff2"
    crossorigin
  />
  <link rel="stylesheet" href="${assetUrl('site.css')}" />
  <link rel="icon" href="${assetUrl('favicon.svg')}" type="image/svg+xml" />
  <link rel="manifest" href="${paths.manifest}" />`

const styleLink = (name: string): Html => html`<link rel="stylesheet" href="${assetUrl(`${name}.css`)}" />`
const scriptLink = (name: string): Html =>
  html`<script type="module" src="${assetUrl(`js/${name}.js`)}"></script>`

function header(options: PageOptions, say: Say): Html {
  const { language, current } = options
  const here = (section: Section) => attribute('aria-current', current === section ? 'page' : undefined)
  const home = inLanguage(paths.home, language)
  const submit = inLanguage(paths.intake.form, language)
  const links = html`<a href="${inLanguage(paths.tracking.form, language)}" ${here('track')}
      >${say('Lacak', 'Track')}</a
    ><a href="${inLanguage(paths.publication.list, language)}" ${here('reports')}
      >${say('Laporan publik', 'Public reports')}</a
    ><a href="${inLanguage(paths.statistics, language)}" ${here('statistics')}
      >${say('Statistik', 'Statistics')}</a
    ><a href="${inLanguage(paths.agencies.list, language)}" ${here('agencies')}
      >${say('Instansi', 'Agencies')}</a
    >${
      options.user !== undefined &&
      html`<a href="${inLanguage(paths.desk.home, language)}">${say('Meja kerja', 'Desk')}</a>`
    }${otherLanguage(options)}`
  return html`<header class="top">
    <div class="wrap">
      <a class="mark" href="${home}"
        >${woven}<span>SP4N-LAPOR<b>!</b></span></a
      >
      <nav class="wide" aria-label="${say('Utama', 'Main')}">${links}</nav>
      <a class="btn s wide" href="${submit}">${say('Buat laporan', 'Make a report')}</a>
      <details class="thin">
        <summary>${icon('menu')}Menu</summary>
        <nav aria-label="Menu">
          <a href="${submit}" ${here('submit')}>${say('Buat laporan', 'Make a report')}</a>${links}
        </nav>
      </details>
    </div>
  </header>`
}

function otherLanguage(options: PageOptions): Html | false {
  if (options.hasOtherLanguage === false) return false
  return options.language === 'id'
    ? html`<a href="${inLanguage(options.path, 'en')}" lang="en" hreflang="en">English</a>`
    : html`<a href="${inLanguage(options.path, 'id')}" lang="id" hreflang="id">Indonesia</a>`
}

const footers = new Map<Language, Html>()

function footer(say: Say): Html {
  const made = footers.get(say.language) ?? makeFooter(say)
  footers.set(say.language, made)
  return made
}

function makeFooter(say: Say): Html {
  const to = (path: string) => inLanguage(path, say.language)
  return html`<footer class="bot">
    <div class="wrap cols c4">
      <div class="flow">
        <h2>${say('Tanpa internet pun bisa', 'Even without internet')}</h2>
        <p>
          ${say(
            'Datang, telepon, atau kirim surat ke loket instansi mana pun. Petugas mencatat laporan Anda, membacakannya kembali, dan Anda pulang membawa nomor dan kuncinya. Antreannya sama.',
            'Come, phone or write to the counter of any agency. An officer enters your report and reads it back, and you leave with its number and key. The queue is the same.',
          )}
        </p>
      </div>
      <nav aria-label="${say('Untuk Anda', 'For you')}">
        <h2>${say('Untuk Anda', 'For you')}</h2>
        <ul class="plain">
          <li><a href="${to(paths.intake.form)}">${say('Buat laporan', 'Make a report')}</a></li>
          <li><a href="${to(paths.tracking.form)}">${say('Lacak laporan', 'Track a report')}</a></li>
          <li><a href="${to(paths.help)}">${say('Hak dan tenggat', 'Rights and deadlines')}</a></li>
        </ul>
      </nav>
      <nav aria-label="${say('Data terbuka', 'Open data')}">
        <h2>${say('Data terbuka', 'Open data')}</h2>
        <ul class="plain">
          <li><a href="${to(paths.statistics)}">${say('Statistik', 'Statistics')}</a></li>
          <li><a href="${to(paths.agencies.list)}">${say('Indeks instansi', 'Agency index')}</a></li>
          <li><a href="${to(paths.openData)}">${say('Unduh data dan API', 'Download data and API')}</a></li>
          <li><a href="${to(paths.transparency)}">${say('Buku terbuka', 'Open ledger')}</a></li>
        </ul>
      </nav>
      <div class="flow">
        <h2>${say('Tentang', 'About')}</h2>
        <p>
          ${say(
            'Pengelolaan pengaduan diatur UU 25/2009 dan Perpres 76/2013.',
            'Complaint handling is governed by Law 25/2009 and Presidential Regulation 76/2013.',
          )} <a href="${to(paths.privacy)}">${say('Privasi', 'Privacy')}</a>,
          <a href="${to(paths.accessibility)}">${say('Aksesibilitas', 'Accessibility')}</a>,
          <a href="${to(paths.display)}">${say('Tampilan', 'Display')}</a>.
        </p>
        <p><a href="${to(paths.signIn)}">${say('Masuk untuk petugas', 'Staff sign-in')}</a></p>
      </div>
    </div>
  </footer>`
}
