// Reports that could not be sent wait here and are sent again with the same idempotency key: however often that
// happens, from however many tabs, it is one report.
import { claimFiles, forget, forgetReplies, load, repliesOf, save } from './store.js'
import { flushReplies, replyNotes } from './replyQueue.js'
import { make, newKey, say, shownNumber, shownSecret } from './words.js'

const waitingName = 'lapor.queue'
const sentName = 'lapor.sent'
export const draftName = 'lapor.draft'

export const waiting = () => load(waitingName) ?? []
export const sent = () => load(sentName) ?? []

export function enqueue(entry) {
  save(waitingName, [...waiting().filter(({ key }) => key !== entry.key), entry])
}

const unqueue = (key) =>
  save(
    waitingName,
    waiting().filter((entry) => entry.key !== key),
  )

/** Remembers a report of this device for the tracking page; its key only until the person has kept it. */
export function remember(report) {
  save(sentName, [report, ...sent().filter(({ number }) => number !== report.number)].slice(0, 50))
}

/** What this device remembers of a report once it is sent: of a closed one no words, and not even the number later. */
export const reportOf = ({ fields }, { number, secret }) => {
  const isClosed = ['rahasia', 'anonim'].includes(fields.privacy?.[0])
  const title = isClosed
    ? ''
    : (fields.title?.[0] || fields.text?.[0] || '').replace(/\s+/g, ' ').slice(0, 80)
  return { number, secret, title, isClosed, at: Date.now() }
}

/** Nothing stays of a report: neither that it was sent from here, nor words that are not sent yet. */
export function forgetReport(number) {
  forget(repliesOf(number))
  save(
    sentName,
    sent().filter((report) => report.number !== number),
  )
}

export function forgetSent() {
  forget(sentName)
  forgetReplies(() => true)
}

/** @returns { state: 'sent' | 'refused' | 'later', … } */
export async function send({ action, key, fields }) {
  const body = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of values) body.append(name, value)
  body.set('idempotency_key', key)
  try {
    const response = await fetch(action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(30_000),
    })
    if (response.ok) return { state: 'sent', ...(await response.json()) }
    const isLater = response.status >= 500 || response.status === 429 || response.status === 408
    return { state: isLater ? 'later' : 'refused' }
  } catch {
    return { state: 'later' }
  }
}

async function sendWaiting() {
  for (const entry of waiting()) {
    if (entry.isRefused) continue
    const result = await send(entry)
    if (result.state === 'later') return
    if (result.state === 'refused') {
      enqueue({ ...entry, isRefused: true })
      continue
    }
    remember(reportOf(entry, result))
    unqueue(entry.key)
    await claimFiles(entry.key, result.number, result.secret)
  }
}

/** Sends what waits, in one tab at a time. */
export async function flush() {
  if (waiting().some((entry) => !entry.isRefused) && navigator.onLine !== false) {
    if (navigator.locks)
      await navigator.locks.request('lapor-queue', { ifAvailable: true }, (lock) => lock && sendWaiting())
    else await sendWaiting()
  }
  // The page of a report sends its replies itself.
  if (!document.querySelector('[data-replies]')) await flushReplies()
  showState()
}

/** What waits and what was sent meanwhile, on top of the page until it is dealt with. */
export function showState() {
  document.querySelector('[data-queue-state]')?.remove()
  const notes = [
    ...sent()
      .filter(({ secret }) => secret)
      .map(sentNote),
    ...waiting().map(waitingNote),
    ...replyNotes(),
  ]
  if (notes.length === 0) return
  const heading = document.querySelector('main h1')
  const isOnMat = heading?.closest('.hero') !== null
  const state = make(
    'div',
    { class: isOnMat ? 'wrap sec flow' : 'flow', role: 'status', 'data-queue-state': true },
    ...notes,
  )
  if (isOnMat) document.querySelector('main').prepend(state)
  else heading.after(state)
}

function sentNote(report) {
  const keep = () => {
    if (report.isClosed) forgetReport(report.number)
    else remember({ ...report, secret: undefined })
    showState()
  }
  return make(
    'div',
    { class: 'note good' },
    make(
      'div',
      {},
      say('Laporan terkirim. Nomor Anda ', 'Report sent. Your number is '),
      make('b', { class: 'code' }, shownNumber(report.number)),
      say(', kunci ', ', your key is '),
      make('b', { class: 'code' }, shownSecret(report.secret)),
      say('. Catat keduanya sekarang.', '. Write both down now.'),
      make('br'),
      make(
        'button',
        { class: 'linkish', type: 'button', onclick: keep },
        say('Sudah saya simpan', 'I have kept them'),
      ),
    ),
  )
}

function waitingNote(entry) {
  const again = () => {
    save(draftName, { key: entry.isRefused ? newKey() : entry.key, fields: entry.fields, at: Date.now() })
    unqueue(entry.key)
    location.href = entry.action
  }
  return make(
    'div',
    { class: entry.isRefused ? 'note late' : 'note' },
    make(
      'div',
      {},
      make(
        'b',
        {},
        entry.isRefused
          ? say('1 laporan perlu diperbaiki', '1 report needs correcting')
          : say('1 laporan belum terkirim', '1 report not sent yet'),
      ),
      make('br'),
      entry.isRefused
        ? say('Tulisan Anda tidak hilang. ', 'Your text is safe. ')
        : say(
            'Tidak ada sinyal. Laporan Anda tersimpan dan terkirim sendiri nanti. ',
            'No signal. Your report is saved and will send itself. ',
          ),
      make(
        'button',
        { class: 'linkish', type: 'button', onclick: again },
        say('Buka draf', 'Open the draft'),
      ),
    ),
  )
}

addEventListener('online', flush)
setInterval(() => (waiting().length > 0 || replyNotes().length > 0) && flush(), 30_000)
