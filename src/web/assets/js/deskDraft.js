// An answer survives a closed tab: `<form data-desk-draft="ID">` keeps its text boxes on this device until it is
// sent, and with `data-draft-path` on the server too, a second after the last key. Signing out removes what is on
// the device, because an office computer has many users; the server keeps it for whoever wrote it.
import { forget, load, save } from './store.js'
import { clock, say } from './words.js'

const nameOf = (form) => `lapor.desk.${form.dataset.deskDraft}`

// The server says which draft it has taken, so a refused form keeps its own. Before anything is put
// back: the page after a step may hold the same form again, empty.
const taken = document.querySelector('[data-desk-sent]')
if (taken) forget(`lapor.desk.${taken.dataset.deskSent}`)

for (const form of document.querySelectorAll('form[data-desk-draft]')) {
  const boxes = [...form.querySelectorAll('textarea[name]')]
  const status = form.querySelector('[data-draft-status]')
  const kept = load(nameOf(form))
  // What the server kept stands in the box already; what was written here after it, without a network, is newer.
  const isNewer = kept !== null && kept.at > Number(form.dataset.draftAt ?? 0) + 2000
  const isStale = kept !== null && form.dataset.draftAt !== undefined && !isNewer
  for (const box of boxes) {
    const text = kept?.text?.[box.name]
    if (text && !isStale && (box.value.trim() === '' || form.dataset.draftAt !== undefined)) box.value = text
  }
  const tell = (at) => status?.replaceChildren(say(`Draf tersimpan ${clock(at)}`, `Draft saved ${clock(at)}`))
  if (kept) tell(kept.at)
  let timer
  const send = () => keepOnServer(form, tell, status)
  form.addEventListener('input', () => {
    const at = Date.now()
    const isKept = save(nameOf(form), {
      text: Object.fromEntries(boxes.map((box) => [box.name, box.value])),
      at,
    })
    if (form.dataset.draftPath === undefined) {
      if (isKept) tell(at)
      return
    }
    clearTimeout(timer)
    timer = setTimeout(send, 1000)
  })
  form.addEventListener('submit', () => clearTimeout(timer))
  // A tab that is closed within that second still sends what it has.
  addEventListener('pagehide', () => timer !== undefined && form.dataset.draftPath && send())
}

async function keepOnServer(form, tell, status) {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  const answer = await fetch(form.dataset.draftPath, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
    keepalive: true,
  }).catch(() => undefined)
  if (answer?.ok) {
    const { saved_at: at } = await answer.json()
    if (at) tell(Date.parse(at))
    else status?.replaceChildren()
  } else if (answer?.status === 401 || answer?.status === 403)
    status?.replaceChildren(
      say(
        `Anda sudah keluar. Tulisan tersimpan di perangkat ini ${clock(Date.now())}; masuk lagi di tab lain, lalu lanjutkan`,
        `You are signed out. The text is kept on this device ${clock(Date.now())}; sign in again in another tab and go on`,
      ),
    )
  else
    status?.replaceChildren(
      say(
        `Draf tersimpan di perangkat ini ${clock(Date.now())}; server belum terjangkau`,
        `Draft kept on this device ${clock(Date.now())}; the server is out of reach`,
      ),
    )
}

for (const form of document.querySelectorAll('form[action$="/keluar"]')) {
  form.addEventListener('submit', () => {
    for (const name of Object.keys(localStorage)) if (name.startsWith('lapor.desk.')) forget(name)
  })
}
