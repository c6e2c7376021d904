// At the desk: says that lists have changed, without reloading anything by itself. One stream for each tab in sight;
// without streams the same is asked each minute, and without script there is the link to reload.
import { clock, say } from './words.js'

const line = document.querySelector('[data-live]')
const page = document.querySelector('[data-report]')
const words = line?.querySelector('[data-live-words]')
const openedAt = Number(line?.dataset.since ?? Date.now())
const address = new URL(line?.dataset.live ?? '/meja/arus', location.href)
/** The server's clock, as far as this page can tell. */
const serverNow = () => Math.floor(openedAt + performance.now())
/** Where the next question goes on: at the reading of the list, later where this page has heard everything. */
let from = ['sejak', openedAt]
let source
let poll
// A connection counts from its own beginning; what earlier ones counted is kept here.
let before = { new: 0, changed: 0 }
let current = { new: 0, changed: 0 }
let isLost = false

function listChanged(list) {
  if (list.lost) isLost = true
  else current = list
  if (!words) return
  const fresh = before.new + current.new
  const changed = before.changed + current.changed
  const counts = [
    fresh > 0 && say(`${fresh} laporan baru`, fresh === 1 ? '1 new report' : `${fresh} new reports`),
    changed > 0 &&
      say(`${changed} laporan berubah`, changed === 1 ? '1 report changed' : `${changed} reports changed`),
  ].filter(Boolean)
  const text = isLost
    ? say(`Mungkin ada perubahan sejak ${clock(openedAt)}.`, `There may be changes since ${clock(openedAt)}.`)
    : counts.length > 0
      ? `${counts.join(', ')}.`
      : undefined
  if (text === undefined || words.textContent.trim() === text) return
  words.textContent = text
  line.classList.add('news')
}

function countAnew() {
  before = { new: before.new + current.new, changed: before.changed + current.changed }
  current = { new: 0, changed: 0 }
}

/** The count of unread news stands in the menu, twice: wide and narrow. */
function newsCount(unread) {
  for (const item of document.querySelectorAll('nav a')) {
    const path = new URL(item.href).pathname
    if (!/^(\/en)?\/meja\/kabar$/.test(path) || item.closest('main')) continue
    const name = say('Kabar', 'News')
    item.textContent = unread > 0 ? `${name} (${unread >= 100 ? '99+' : unread})` : name
  }
}

/** desk.js knows how to say who is there and that the report has changed. */
const lookAgain = () => document.dispatchEvent(new CustomEvent('desk:look'))

function open() {
  if (source || document.hidden) return
  const url = new URL(address)
  url.searchParams.set(...from)
  if (page) url.searchParams.set('laporan', page.dataset.report)
  source = new EventSource(url)
  const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)))
  source.addEventListener('open', countAnew)
  on('list', listChanged)
  on('news', ({ unread }) => newsCount(unread))
  on('report', ({ version }) => {
    if (version > Number(page?.dataset.version ?? 0)) lookAgain()
  })
  on('present', lookAgain)
  source.addEventListener('error', () => {
    // The browser tries again by itself unless it was refused.
    if (source?.readyState !== EventSource.CLOSED) return
    close()
    poll ??= setInterval(ask, 60_000)
  })
}

function close() {
  if (!source) return
  source.close()
  source = undefined
  from = ['dari', serverNow()]
}

async function ask() {
  if (document.hidden) return
  const url = new URL(address)
  url.searchParams.set(...from)
  const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined)
  if (!answer?.ok) return
  const { list, unread, now } = await answer.json()
  countAnew()
  from = ['dari', now]
  listChanged(list)
  newsCount(unread)
}

// A hidden tab holds no connection: browsers have six for a site. What it missed is said when it comes back.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) close()
  else if (!poll) open()
})
addEventListener('pagehide', close)
if ('EventSource' in window) open()
else poll = setInterval(ask, 60_000)

// Whoever follows a piece of news has read it.
for (const item of document.querySelectorAll('a[data-news]'))
  item.addEventListener('click', () => {
    const csrf = document.querySelector('input[name=csrf]')?.value
    fetch(`${say('', '/en')}/meja/kabar`, {
      method: 'POST',
      keepalive: true,
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ csrf, report: item.dataset.news }),
    }).catch(() => {})
  })
