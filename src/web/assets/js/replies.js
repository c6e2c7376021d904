// What the reporter writes on the page of a report (answers, objections, reasons) stays on this device per report
// until it was sent, so that a lost signal or a closed tab costs nothing. On `[data-replies="7K4M29QX"]`; of a report
// that is closed to the public (`data-closed`) no word is kept.
import { forget, forgetReplies, load, repliesOf, save } from './store.js'
import { clock, make, say } from './words.js'

const place = document.querySelector('[data-replies]')
const number = place?.dataset.replies
const name = repliesOf(number)
const longestMs = 30 * 86_400_000

const actionOf = (form) => new URL(form.action).pathname.split('/').at(-1)
const fields = () =>
  [...place.querySelectorAll('form textarea')].map((field) => ({
    field,
    key: `${actionOf(field.form)}.${field.name}`,
  }))

const words = () => load(name)?.words ?? {}

function keep(key, text) {
  const { [key]: _before, ...rest } = words()
  const kept = text.trim() === '' ? rest : { ...rest, [key]: text }
  if (Object.keys(kept).length === 0) forget(name)
  else save(name, { at: Date.now(), words: kept })
}

/** A step that was carried out needs its words no longer; a reload must not forget what is written after it. */
function forgetDone() {
  const { done } = place.dataset
  if (!done) return
  for (const key of Object.keys(words())) if (key.startsWith(`${done}.`)) keep(key, '')
  const address = new URL(location.href)
  address.searchParams.delete('ok')
  history.replaceState(history.state, '', address)
}

function putBack({ field, key }) {
  const kept = words()[key]
  if (kept === undefined || field.value.trim() !== '') return
  field.value = kept
  const part = field.closest('details')
  if (part) part.open = true
  const note = make(
    'span',
    { class: 'hint' },
    say(`Dari ponsel ini, ${clock(load(name).at)}. `, `From this phone, ${clock(load(name).at)}. `),
    make(
      'button',
      {
        class: 'linkish',
        type: 'button',
        onclick: () => {
          field.value = ''
          keep(key, '')
          note.remove()
          field.focus()
        },
      },
      say('Hapus', 'Delete'),
    ),
  )
  field.after(note)
}

/** Without a signal the form stays where it is, instead of a page of the browser that says nothing of the text. */
function stay(event) {
  if (navigator.onLine !== false) return
  event.preventDefault()
  const form = event.target
  form.querySelector('[data-offline]')?.remove()
  form.append(
    make(
      'p',
      { class: 'note', role: 'status', 'data-offline': true },
      place.dataset.closed === undefined
        ? say(
            'Tidak ada sinyal. Tulisan Anda tersimpan di ponsel ini. Kirim lagi saat sinyal kembali.',
            'No signal. What you wrote is kept on this phone. Send it again when the signal is back.',
          )
        : say(
            'Tidak ada sinyal. Biarkan halaman ini terbuka dan kirim lagi saat sinyal kembali.',
            'No signal. Leave this page open and send it again when the signal is back.',
          ),
    ),
  )
}

if (place) {
  if (place.dataset.closed === undefined) {
    forgetDone()
    for (const one of fields()) {
      putBack(one)
      one.field.addEventListener('input', () => keep(one.key, one.field.value))
    }
  } else forget(name)
  place.addEventListener('submit', stay)
  addEventListener('online', () => {
    for (const note of place.querySelectorAll('[data-offline]')) note.remove()
  })
  forgetReplies((entry) => !(Date.now() - entry?.at < longestMs))
}
