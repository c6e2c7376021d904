import type { Language } from './say.ts'

/** Path pieces are encoded, but `':id'` stays as it is, so that routes are registered with the same functions. */
const piece = (value: string): string => (value.startsWith(':') ? value : encodeURIComponent(value))

/** Every URL, by the room that registers it. Public pages stand here without their language: see `inLanguage`. */
export const paths = {
  // ---- site ----
  home: '/',
  help: '/bantuan',
  accessibility: '/aksesibilitas',
  privacy: '/privasi',
  display: '/tampilan',
  // ---- reports: intake, tracking, publication ----
  // `start` takes text and kind from the front page (POST, so that no text stands in an address or a log)
  // and answers with the form filled in; only a POST to `form` sends a report.
  intake: { form: '/lapor', start: '/lapor/mulai', check: '/lapor/periksa', sent: '/lapor/terkirim' },
  tracking: {
    form: '/lacak',
    report: (number: string) => `/lacak/${piece(number)}`,
    action: (number: string, action: string) => `/lacak/${piece(number)}/${piece(action)}`,
    files: (number: string) => `/lacak/${piece(number)}/berkas`,
    contact: (number: string) => `/lacak/${piece(number)}/surel`,
    leave: '/lacak/tutup',
  },
  publication: {
    list: '/laporan',
    report: (number: string) => `/laporan/${piece(number)}`,
    deadlines: (number: string) => `/laporan/${piece(number)}/tenggat`,
    support: (number: string) => `/laporan/${piece(number)}/dukung`,
    follow: (number: string) => `/laporan/${piece(number)}/ikuti`,
    reportFeed: (number: string) => `/laporan/${piece(number)}/kabar.atom`,
    feed: '/laporan.atom',
    rss: '/laporan.rss',
  },
  /** The link under every message. */
  stopMessages: (token: string) => `/berhenti/${piece(token)}`,
  /** The links in letters to those who follow a public report. */
  following: {
    confirm: (token: string) => `/ikuti/${piece(token)}`,
    stop: (token: string) => `/berhenti/ikuti/${piece(token)}`,
  },
  file: (id: string) => `/berkas/${piece(id)}`,
  thumbnail: (id: string) => `/berkas/${piece(id)}/kecil`,
  // ---- directory ----
  agencies: {
    list: '/instansi',
    agency: (slug: string) => `/instansi/${piece(slug)}`,
    feed: (slug: string) => `/instansi/${piece(slug)}.atom`,
  },
  signIn: '/masuk',
  signOut: '/keluar',
  account: '/akun',
  // ---- insight ----
  statistics: '/statistik',
  /** By month; like every list also as `.csv` and `.xlsx` (`listFiles`). */
  statisticsMonths: '/statistik/bulanan',
  openData: '/data',
  openDataFile: (name: string) => `/data/${piece(name)}`,
  transparency: '/transparansi',
  rules: '/transparansi/aturan',
  // ---- the desks ----
  desk: {
    home: '/meja',
    queue: (name: string) => `/meja?antrean=${encodeURIComponent(name)}`,
    report: (id: string) => `/meja/laporan/${piece(id)}`,
    action: (id: string, action: string) => `/meja/laporan/${piece(id)}/${piece(action)}`,
    note: (id: string) => `/meja/laporan/${piece(id)}/catatan`,
    deadlines: (id: string) => `/meja/laporan/${piece(id)}/tenggat`,
    draft: (id: string) => `/meja/laporan/${piece(id)}/draf`,
    files: (id: string) => `/meja/laporan/${piece(id)}/berkas`,
    bulk: '/meja/massal',
    bulkRun: (id: string) => `/meja/massal/${piece(id)}`,
    bulkStep: (id: string, step: string) => `/meja/massal/${piece(id)}/${piece(step)}`,
    dueDays: '/meja/tenggat',
    filters: '/meja/saringan',
    filterAction: (id: string, action: string) => `/meja/saringan/${piece(id)}/${piece(action)}`,
    approvals: '/meja/persetujuan',
    search: '/meja/cari',
    tools: '/meja/alat',
    templates: '/meja/templat',
    newTemplate: '/meja/templat/baru',
    template: (id: string) => `/meja/templat/${piece(id)}`,
    templateAction: (id: string, action: string) => `/meja/templat/${piece(id)}/${piece(action)}`,
    handovers: '/meja/serah-terima',
    handover: (id: string) => `/meja/serah-terima/${piece(id)}`,
    handoverAction: (id: string, action: string) => `/meja/serah-terima/${piece(id)}/${piece(action)}`,
    routing: '/meja/pembagian',
    plan: (action: string) => `/meja/pembagian/${piece(action)}`,
    planRules: '/meja/pembagian/aturan',
    planRule: (id: string) => `/meja/pembagian/aturan/${piece(id)}`,
    planRuleAction: (id: string, action: string) => `/meja/pembagian/aturan/${piece(id)}/${piece(action)}`,
    absences: '/meja/ketidakhadiran',
    endAbsence: (id: string) => `/meja/ketidakhadiran/${piece(id)}/akhiri`,
    readMentions: (id: string) => `/meja/laporan/${piece(id)}/disebut`,
    fillTemplate: (id: string) => `/meja/laporan/${piece(id)}/templat`,
    mailbox: '/meja/kotak-keluar',
    news: '/meja/kabar',
    stream: '/meja/arus',
    newsSettings: '/meja/pengaturan',
    newsAddress: '/meja/pengaturan/surel',
    mailboxMessages: '/meja/kotak-keluar/pesan',
    preferences: '/meja/setelan',
    counter: '/meja/catat',
    counterSlip: '/meja/catat/lembar',
    calendar: '/meja/kalender',
    rules: '/meja/aturan',
    pledges: '/meja/aturan/janji',
    change: (id: string) => `/meja/perubahan/${piece(id)}`,
    changeAction: (id: string, action: string) => `/meja/perubahan/${piece(id)}/${piece(action)}`,
  },
  // ---- programs ----
  api: {
    root: '/api/v1',
    openapi: '/api/v1/openapi.json',
    reports: '/api/v1/reports',
    report: (number: string) => `/api/v1/reports/${piece(number)}`,
    files: (number: string) => `/api/v1/reports/${piece(number)}/files`,
    action: (number: string, action: string) => `/api/v1/reports/${piece(number)}/actions/${piece(action)}`,
    clocks: (number: string) => `/api/v1/reports/${piece(number)}/clocks`,
    suggestions: '/api/v1/suggestions',
    agencies: '/api/v1/agencies',
    regions: '/api/v1/regions',
    categories: '/api/v1/categories',
    holidays: '/api/v1/holidays',
    desk: '/api/v1/desk/reports',
    deskIdentity: (id: string) => `/api/v1/desk/reports/${piece(id)}/identity`,
    deskReport: (id: string) => `/api/v1/desk/reports/${piece(id)}`,
    deskAction: (id: string, action: string) => `/api/v1/desk/reports/${piece(id)}/actions/${piece(action)}`,
    changes: '/api/v1/desk/changes',
    newChange: (kind: string) => `/api/v1/desk/changes/${piece(kind)}`,
    change: (id: string) => `/api/v1/desk/changes/${piece(id)}`,
    changeAction: (id: string, action: string) =>
      `/api/v1/desk/changes/${piece(id)}/actions/${piece(action)}`,
    checkpoint: '/api/v1/transparency/checkpoint',
    proof: '/api/v1/transparency/proof',
    consistency: '/api/v1/transparency/consistency',
  },
  serviceWorker: '/sw.js',
  manifest: '/manifest.webmanifest',
} as const

/** A public page in a language: `/lapor` and `/en/lapor`, `/` and `/en`. */
export function inLanguage(path: string, language: Language): string {
  if (language === 'id') return path
  if (path === '/') return '/en'
  return path.startsWith('/?') || path.startsWith('/#') ? `/en${path.slice(1)}` : `/en${path}`
}

/** The page behind an address, without its language: what `page()` and `current` compare with. */
export function withoutLanguage(path: string): { language: Language; path: string } {
  if (!/^\/en(?=[/?#]|$)/.test(path)) return { language: 'id', path }
  const rest = path.slice(3)
  return { language: 'en', path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** A path with a query; empty values are left out, so that a URL is a short saved view. */
export function withQuery(path: string, query: Record<string, string | number | undefined | null>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.append(name, String(value))
  }
  const text = search.toString()
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`
}
