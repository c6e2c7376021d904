// An answer survives a closed tab: `<form data-desk-draft="ID">` keeps its text boxes on this device until it is
// sent. Signing out removes all of them, because an office computer has many users.
import { forget, load, save } from './store.js'
import { clock, say } from './words.js'

const nameOf = (form) => `lapor.desk.${form.dataset.deskDraft}`

for (const form of document.querySelectorAll('form[data-desk-draft]')) {
  const boxes = [...form.querySelectorAll('textarea[name]')]
  const status = form.querySelector('[data-draft-status]')
  const kept = load(nameOf(form))
  for (const box of boxes)
    if (kept?.text?.[box.name] && box.value.trim() === '') box.value = kept.text[box.name]
  const tell = (at) => status?.replaceChildren(say(`Draf tersimpan ${clock(at)}`, `Draft saved ${clock(at)}`))
  if (kept) tell(kept.at)
  form.addEventListener('input', () => {
    const at = Date.now()
    if (save(nameOf(form), { text: Object.fromEntries(boxes.map((box) => [box.name, box.value])), at }))
      tell(at)
  })
}

// The server says which draft it has taken, so a refused form keeps its own.
const taken = document.querySelector('[data-desk-sent]')
if (taken) forget(`lapor.desk.${taken.dataset.deskSent}`)

for (const form of document.querySelectorAll('form[action$="/keluar"]')) {
  form.addEventListener('submit', () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith('lapor.desk.')) forget(name)
  })
}
