// What the reporter writes on the page of a report (answers, objections, reasons) stays on this device per report
// until it was sent, so that a lost signal or a closed tab costs nothing. A reply that finds no network waits and is
// sent by itself. On `[data-replies="7K4M29QX"]`; of a report that is closed to the public (`data-closed`) no word is
// kept, and what waits does so in this page alone.
import { deliver, flushReplies, forgetWords, park, unpark, waitingFor } from './replyQueue.js'
import { jpegName, shrink } from './shrink.js'
import { filesOfDraft, forget, forgetReplies, load, repliesOf, save } from './store.js'
import { clock, make, say } from './words.js'

const place = document.querySelector('[data-replies]')
const number = place?.dataset.replies
const name = repliesOf(number)
const isClosed = place?.dataset.closed !== undefined
const longestMs = 30 * 86_400_000
/** Words only add to a report, so they may come late. */
const mayWait = new Set(['reply', 'complete'])
/** What waits where nothing is stored. */
let here

const actionOf = (form) => new URL(form.action).pathname.split('/').at(-1)
const formOf = (action) => place.querySelector(`form[action$="/${action}"]`)
const fields = () =>
  [...place.querySelectorAll('form textarea')].map((field) => ({
    field,
    key: `${actionOf(field.form)}.${field.name}`,
  }))
const words = () => load(name)?.words ?? {}

function keep(key, text) {
  const { words: before = {}, ...rest } = load(name) ?? {}
  const { [key]: _old, ...others } = before
  const kept = text.trim() === '' ? others : { ...others, [key]: text }
  // What waits goes out as it stands in the form; without a word it does not go.
  if (rest.waiting && key === `${rest.waiting.action}.text`) {
    rest.waiting.fields.text = [text]
    if (text.trim() === '') unpark(number).then(() => tell())
  }
  if (Object.keys(kept).length === 0 && !rest.waiting) forget(name)
  else save(name, { ...rest, at: Date.now(), words: kept })
}

/** A step that was carried out needs its words no longer; a reload must not forget what is written after it. */
function forgetDone() {
  const { done } = place.dataset
  if (!done) return
  forgetWords(number, done)
  const address = new URL(location.href)
  address.searchParams.delete('ok')
  address.searchParams.delete('v')
  history.replaceState(history.state, '', address)
}

function putBack({ field, key }) {
  const kept = words()[key]
  if (kept === undefined || field.value.trim() !== '') return
  field.value = kept
  open(field.form)
  const remove = () => {
    field.value = ''
    keep(key, '')
    note.remove()
    field.focus()
  }
  const note = make(
    'span',
    { class: 'hint' },
    say(`Dari ponsel ini, ${clock(load(name).at)}. `, `From this phone, ${clock(load(name).at)}. `),
    make('button', { class: 'linkish', type: 'button', onclick: remove }, say('Hapus', 'Delete')),
  )
  field.after(note)
}

function open(form) {
  const part = form.closest('details')
  if (part) part.open = true
}

/** Under the form: where it stands. @param form none when the report has moved on and the form is gone */
function tell(form, text, button) {
  place.querySelector('[data-offline]')?.remove()
  if (!text) return
  const note = make(
    'p',
    { class: 'note', role: 'status', 'data-offline': true },
    make('span', {}, text, button && ' ', button),
  )
  if (form) {
    open(form)
    form.append(note)
  } else document.querySelector('main h1').after(note)
}

const cancel = () =>
  make(
    'button',
    {
      class: 'linkish',
      type: 'button',
      onclick: async () => {
        here = undefined
        await unpark(number)
        tell()
      },
    },
    say('Jangan kirim', 'Do not send'),
  )

const waits = (form) =>
  tell(
    form,
    here
      ? say(
          'Tidak ada sinyal. Biarkan halaman ini terbuka; balasan terkirim sendiri saat sinyal kembali.',
          'No signal. Leave this page open; the reply sends itself when the signal is back.',
        )
      : say(
          'Tidak ada sinyal. Balasan tersimpan di ponsel ini dan terkirim sendiri saat sinyal kembali.',
          'No signal. The reply is kept on this phone and sends itself when the signal is back.',
        ),
    cancel(),
  )

/** The fields of a form as lists, files and token apart. */
function read(form) {
  const lists = {}
  for (const [field, value] of new FormData(form))
    if (typeof value === 'string' && field !== 'csrf') (lists[field] ??= []).push(value)
  return lists
}

let isSending = false

/** One after another: several large photos at once are more than some phones can hold. */
async function smallFilesOf(form) {
  const files = []
  for (const file of form.elements.files?.files ?? []) {
    const blob = await shrink(file)
    files.push({ name: blob === file ? file.name : jpegName(file.name), blob })
  }
  return files
}

async function submit(event) {
  const form = event.target
  const action = actionOf(form)
  if (!mayWait.has(action)) return stay(event, form)
  event.preventDefault()
  if (isSending) return
  isSending = true
  const entry = { action, address: form.action, key: form.elements.idempotency_key.value, fields: read(form) }
  const busy = make('span', { class: 'md mut', 'aria-live': 'polite' }, say('Mengirim…', 'Sending…'))
  tell()
  form.append(busy)
  const files = await smallFilesOf(form)
  const result =
    navigator.onLine === false ? { state: 'later' } : await deliver(entry, files, form.elements.csrf.value)
  isSending = false
  if (result.state === 'sent') return arrived(action, result.page)
  busy.remove()
  // The server says what is wrong on a page of its own, with everything in the form.
  if (result.state !== 'later') return HTMLFormElement.prototype.submit.call(form)
  const isKept = !isClosed && (await park(number, entry, files).catch(() => false))
  if (!isKept) here = { entry, files }
  waits(form)
}

async function arrived(action, page) {
  here = undefined
  forgetWords(number, action)
  await unpark(number)
  location.assign(page)
}

/** Without a signal a decision stays where it is, instead of a page of the browser that says nothing of the text. */
function stay(event, form) {
  if (navigator.onLine !== false) return
  event.preventDefault()
  tell(
    form,
    isClosed
      ? say(
          'Tidak ada sinyal. Biarkan halaman ini terbuka dan kirim lagi saat sinyal kembali.',
          'No signal. Leave this page open and send it again when the signal is back.',
        )
      : say(
          'Tidak ada sinyal. Tulisan Anda tersimpan di ponsel ini. Kirim lagi saat sinyal kembali.',
          'No signal. What you wrote is kept on this phone. Send it again when the signal is back.',
        ),
  )
}

/** The network is back, or the page is: what waits goes out. */
async function goOn() {
  if (isSending) return
  if (here) {
    const form = formOf(here.entry.action)
    here.entry.fields = read(form)
    const { state, page } = await deliver(here.entry, here.files)
    if (state === 'sent') return arrived(here.entry.action, page)
    return state === 'later' ? waits(form) : HTMLFormElement.prototype.submit.call(form)
  }
  for (const [whose, state, page] of await flushReplies()) {
    if (whose !== number) continue
    if (state === 'sent') return location.assign(page)
    // It has closed by itself; the key opens it, and what waits goes out then.
    if (state === 'closed') return location.reload()
  }
  await showWaiting()
}

/** What was sent without a signal and is here still. */
async function showWaiting() {
  const waiting = waitingFor(number)
  if (!waiting) return
  const form = formOf(waiting.action)
  if (!waiting.isStuck) {
    // Pressed again it is the same reply, not one more.
    for (const field of ['idempotency_key', 'version'])
      if (form && waiting.fields[field]) form.elements[field].value = waiting.fields[field][0]
    return waits(form)
  }
  const files = (await filesOfDraft(waiting.key)).map((file) => file.name)
  tell(
    form,
    say(
      `Balasan ini belum diterima. Periksa, lalu kirim lagi.${files.length > 0 ? ` Pilih lagi berkasnya: ${files.join(', ')}.` : ''}`,
      `This reply was not taken. Check it, then send it again.${files.length > 0 ? ` Choose its files again: ${files.join(', ')}.` : ''}`,
    ),
    cancel(),
  )
}

if (place) {
  if (isClosed) forget(name)
  else {
    forgetDone()
    for (const one of fields()) {
      putBack(one)
      one.field.addEventListener('input', () => keep(one.key, one.field.value))
    }
  }
  place.addEventListener('submit', submit)
  addEventListener('online', () => {
    if (!here && !waitingFor(number)) tell()
    goOn()
  })
  // Another tab has sent it.
  addEventListener('storage', ({ key, oldValue }) => {
    if (key === name && oldValue?.includes('"waiting"') && !waitingFor(number)) location.reload()
  })
  forgetReplies((entry) => !(Date.now() - entry?.at < longestMs))
  goOn()
  setInterval(() => (here || waitingFor(number)) && goOn(), 30_000)
}
