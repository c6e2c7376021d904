// Keeps what is being written on this device, at every keystroke, and hands the report to the queue when the
// network fails. On `<form data-draft="home|report">`; a page with `[data-sent]` says that a report was taken.
import {
  draftName,
  enqueue,
  flush,
  forgetReport,
  forgetSent,
  remember,
  reportOf,
  send,
  sent,
  showState,
} from './queue.js'
import { claimFiles, dropFile, filesOfDraft, forget, load, save } from './store.js'
import { clock, make, newKey, say, shownNumber } from './words.js'

const form = document.querySelector('form[data-draft]')
const neverKept = new Set(['csrf', 'idempotency_key', 'files'])
const identity = ['name', 'email', 'phone']

/** Fields as lists of values, as FormData gives them, files apart. */
function read() {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !neverKept.has(name)) (fields[name] ??= []).push(value)
  }
  // Who wants to stay unknown leaves no name on a borrowed phone either.
  if (fields.privacy?.[0] === 'anonim') for (const name of identity) delete fields[name]
  return fields
}

function write(fields) {
  for (const element of form.elements) {
    const values = fields[element.name]
    if (!values || element.type === 'file' || neverKept.has(element.name)) continue
    if (element.type === 'radio' || element.type === 'checkbox')
      element.checked = values.includes(element.value)
    else if (element.tagName !== 'SELECT' || [...element.options].some(({ value }) => value === values[0]))
      element.value = values[0]
    const part = element.closest('details')
    if (part && values[0] && element.type !== 'radio') part.open = true
  }
}

let draft = load(draftName)
let status

function keep() {
  if (!form.elements.text.value.trim() && !load(draftName)) return
  // The front page knows two fields; what else was written on the form before stays.
  const fields = form.dataset.draft === 'home' ? { ...draft?.fields, ...read() } : read()
  draft = { key: draft?.key ?? newKey(), fields, at: Date.now() }
  setKey()
  if (save(draftName, draft)) showKept()
}

function setKey() {
  const field = form.elements.idempotency_key
  if (field) field.value = draft.key
  if (form.dataset.key === draft.key) return
  form.dataset.key = draft.key
  document.dispatchEvent(new Event('lapor:draft'))
}

let kept

function showKept() {
  status ??=
    document.querySelector('[data-draft-status]') ??
    form.elements.text.closest('.field').appendChild(make('span', { class: 'hint' }))
  if (!kept) {
    kept = make('span', {})
    // Stays the same element: a button that is replaced while it is being pressed is never clicked.
    const remove = make(
      'button',
      { class: 'linkish', type: 'button', onclick: discard },
      say('Hapus draf', 'Delete draft'),
    )
    status.replaceChildren(kept, ' ', remove)
  }
  kept.textContent = say(
    `Draf tersimpan di ponsel ini, ${clock(draft.at)}.`,
    `Draft saved on this phone, ${clock(draft.at)}.`,
  )
}

function showNothingKept(words = '') {
  kept = undefined
  status?.replaceChildren(words)
}

async function discard() {
  const old = draft.key
  forget(draftName)
  form.reset()
  form.elements.text.value = ''
  draft = { key: newKey(), fields: {}, at: Date.now() }
  setKey()
  showNothingKept(say('Draf dihapus.', 'Draft deleted.'))
  for (const file of await filesOfDraft(old)) await dropFile(file.id)
}

function begin() {
  const hasText = form.elements.text.value.trim() !== ''
  const serverKey = form.elements.idempotency_key?.value
  if (hasText) {
    // The server's own form: what was refused, or what the front page handed over. It is newer than the draft.
    const isSame = sameText(draft?.fields.text?.[0], form.elements.text.value)
    if (isSame && !form.querySelector('[aria-invalid]')) write(draft.fields)
    draft = {
      // After "Back" and another text the old key belongs to the report that was sent before.
      key:
        (form.matches('[data-new-key], :has([aria-invalid], [name=kept_files])') && serverKey) || draft?.key,
      fields: {},
      at: Date.now(),
    }
    keep()
  } else if (draft?.fields.text?.[0]) {
    write(draft.fields)
    setKey()
    showKept()
  } else {
    // A form from the device's own shell carries an old key, so each report gets a fresh one here.
    draft = { key: newKey(), fields: {}, at: Date.now() }
    setKey()
  }
  form.addEventListener('input', keep)
  form.addEventListener('change', keep)
}

const sameText = (one, other) => one?.replace(/\s+/g, ' ').trim() === other.replace(/\s+/g, ' ').trim()

let isSending = false

async function submit(event) {
  keep()
  const hasOwnFiles = [...form.querySelectorAll('input[type=file]')].some((input) => input.files.length > 0)
  // "Periksa dulu" and forms with files that could not be put aside go the ordinary way.
  if (event.submitter?.name || event.submitter?.hasAttribute('formaction') || hasOwnFiles) return
  event.preventDefault()
  if (isSending) return
  isSending = true
  const tell = busy(event.submitter)
  const entry = { key: draft.key, fields: draft.fields, action: form.action, at: Date.now() }
  const result = navigator.onLine === false ? { state: 'later' } : await send(entry)
  isSending = false
  if (result.state === 'later') return later(entry, tell)
  if (result.state === 'sent') {
    // Draft and key stay until the page with number and key was seen: the signal may die right here.
    remember(reportOf(entry, result))
    await claimFiles(entry.key, result.number, result.secret)
  }
  // The same key again: the server answers with the page of the report it has, or with what must be corrected.
  HTMLFormElement.prototype.submit.call(form)
}

function later(entry, tell) {
  enqueue(entry)
  forget(draftName)
  form.reset()
  form.elements.text.value = ''
  draft = { key: newKey(), fields: {}, at: Date.now() }
  setKey()
  showNothingKept()
  tell()
  showState()
  document.querySelector('[data-queue-state]')?.scrollIntoView()
}

function busy(button) {
  const words = make(
    'span',
    { class: 'md mut', role: 'status' },
    say('Mengirim laporan…', 'Sending the report…'),
  )
  button?.after(words)
  return () => words.remove()
}

/** The tracking page's list of what this device sent: numbers and first words, no keys. */
function listSent() {
  const place = document.querySelector('[data-device-reports]')
  if (!place) return
  const reports = sent()
  place.hidden = reports.length === 0
  const item = ({ number, title }) =>
    make(
      'li',
      {},
      make(
        'a',
        { href: `${place.dataset.deviceReports}?number=${encodeURIComponent(number)}` },
        title || shownNumber(number),
      ),
      make('br'),
      make('span', { class: 'code sm' }, shownNumber(number)),
    )
  place.querySelector('ul').replaceChildren(...reports.map(item))
  const clear = place.querySelector('[data-forget]')
  clear.hidden = false
  clear.onclick = () => {
    forgetSent()
    listSent()
  }
}

const taken = document.querySelector('[data-sent]')
if (taken) {
  // Sent the ordinary way (after "Periksa dulu"): the files that were put aside follow all the same.
  const { number, secret, title } = taken.dataset
  if (draft?.key && secret) claimFiles(draft.key, number, secret)
  forget(draftName)
  if (title) remember({ number, title, at: Date.now() })
  else forgetReport(number)
  taken.append(
    make(
      'p',
      { class: 'sm mut noprint' },
      title
        ? say(
            'Ponsel ini mengingat nomor dan kata-kata pertama laporan di halaman Lacak, tanpa kuncinya. Bisa dihapus di sana.',
            'This phone remembers the number and the first words of the report on the page Track, without its key. You can delete them there.',
          )
        : say(
            'Ponsel ini tidak menyimpan apa pun dari laporan ini. Catat nomor dan kuncinya sekarang.',
            'This phone keeps nothing of this report. Write down its number and key now.',
          ),
    ),
  )
}
const leaving = document.querySelector('form[data-leave]')
leaving?.addEventListener('submit', () => forgetReport(leaving.dataset.leave))
if (form) {
  begin()
  // A page that the browser kept whole still has the key of the report that was sent from it.
  addEventListener('pageshow', ({ persisted }) => persisted && !load(draftName) && location.reload())
  if (form.dataset.draft === 'report') form.addEventListener('submit', submit)
}
document.querySelector('[role=alert][autofocus]')?.focus()
listSent()
flush().then(listSent)
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/sw.js').catch(() => {})
