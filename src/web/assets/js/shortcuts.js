// Keys for people who do this all day: J K move, X ticks, R answers, / searches, ? lists the keys, Ctrl+Enter
// sends, and every `[data-key]` has its own letter. Single letters can be switched off (WCAG 2.1.4).
import { forget, load, save } from './store.js'
import { say } from './words.js'

const offName = 'lapor.shortcuts-off'
const rows = () => [...document.querySelectorAll('.q li')]
const isTyping = (target) =>
  target.closest('input:not([type=checkbox],[type=radio]),textarea,select,[contenteditable]')

// A second press, or a key held down, must not send a page that nobody has seen yet.
const lookMs = 600
let isSettled = false
setTimeout(() => {
  isSettled = true
  document.body.dataset.keys = 'ready'
}, lookMs)
const sends = (own) => own.matches('[data-submit]')

let at = rows().findIndex((row) => row.querySelector('[aria-current]'))

function move(step) {
  const list = rows()
  if (list.length === 0) return
  at = Math.min(Math.max(at + step, 0), list.length - 1)
  list[at].querySelector('a')?.focus()
}

/** A box to write in is gone to, a folded form opens at its first box; everything else is pressed. */
function press(own) {
  if (own.matches('textarea,select,input:not([type=radio],[type=checkbox])')) return own.focus()
  own.click()
  if (own.matches('[type=radio]')) own.focus()
  if (own.tagName !== 'SUMMARY') return
  const details = own.parentElement
  own.scrollIntoView({ block: 'nearest' })
  // The press opens it after this turn.
  setTimeout(() => {
    const first = details.open && details.querySelector('textarea,select,input:not([type=hidden])')
    if (first) first.focus()
    else own.focus()
  })
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  x: () =>
    (document.activeElement?.closest('.q li') ?? rows()[at])?.querySelector('input[type=checkbox]')?.click(),
  r: () => document.querySelector('.answer textarea')?.focus(),
  '/': () => document.querySelector('.queue input[type=search]')?.focus(),
  '?': () => {
    const help = document.querySelector('[data-shortcut-help]')
    if (!help) return
    if (help.tagName === 'DETAILS') {
      help.open = !help.open
      if (help.open) help.querySelector('summary').focus()
      return
    }
    help.hidden = !help.hidden
    if (!help.hidden) help.focus()
  },
}

addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
    const form = event.target.closest('form')
    // The first button of the form, as a press of Enter would: it asks for approval, it never skips it.
    const button = form?.querySelector('[data-submit]') ?? form?.querySelector('button:not([type=button])')
    if (button) {
      event.preventDefault()
      form.requestSubmit(button)
    }
    return
  }
  if (
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    document.body.dataset.shortcuts === 'off' ||
    load(offName) ||
    isTyping(event.target)
  )
    return
  const key = event.key.toLowerCase()
  const own = /^[a-z0-9]$/.test(key) && document.querySelector(`[data-key="${key}"]`)
  const act = own ? () => press(own) : actions[key]
  if (!act) return
  event.preventDefault()
  if (own && sends(own) && (event.repeat || !isSettled)) return
  act()
})

// A checkbox of the settings page: `<input type="checkbox" data-shortcuts>`.
for (const box of document.querySelectorAll('[data-shortcuts]')) {
  box.checked = !load(offName)
  box.addEventListener('change', () => (box.checked ? forget(offName) : save(offName, true)))
}

// The bulk bar comes with the first tick and says how many.
const bar = document.querySelector('[data-bulk]')
if (bar) {
  const count = () => {
    const ticked =
      bar.form?.querySelectorAll('.q :checked').length ??
      bar.closest('form').querySelectorAll('.q :checked').length
    bar.hidden = ticked === 0
    bar.querySelector('[data-count]').textContent = say(`${ticked} dipilih`, `${ticked} chosen`)
  }
  bar.closest('form').addEventListener('change', count)
  count()
}
