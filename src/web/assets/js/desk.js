// At the desk: looks for offices while a name is typed, says who else has the report open, and warns when the
// report was changed meanwhile. Without script the search has its own button and a stale form is refused.
import { make, say } from './words.js'

for (const box of document.querySelectorAll('[data-office]')) {
  const input = box.querySelector('input[type=search]')
  const list = box.querySelector('[data-found]')
  let timer
  let asked = 0
  const look = async () => {
    // A search that was still about to begin would answer later and take away what was chosen meanwhile.
    clearTimeout(timer)
    const q = input.value.trim()
    if (q.length < 2) return
    const turn = ++asked
    const address = new URL(box.dataset.office, location.href)
    address.searchParams.set('apa', box.dataset.finds)
    address.searchParams.set('q', q)
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined)
    if (!answer?.ok || turn !== asked) return
    const { items } = await answer.json()
    list.replaceChildren(...(items.length > 0 ? items.map(choice) : [nothing()]))
    // One hit is the one that was meant. Among several nothing is chosen, not even the suggestion of before: whoever
    // looks for another office does not mean that one.
    const boxes = list.querySelectorAll('input')
    const chosen = input.form?.elements[box.dataset.name]
    if (boxes.length > 1 && chosen instanceof RadioNodeList)
      for (const one of chosen) if (!list.contains(one)) one.checked = false
    if (boxes.length === 1) boxes[0].checked = true
  }
  // Found offices are of one group with the suggestions above, so Tab by itself would never stop at them.
  const toFound = () => {
    const [first] = list.querySelectorAll('input')
    if (!first || list.querySelector('input:checked')) return false
    first.focus()
    return true
  }
  const choice = ({ value, name, of }) =>
    make(
      'label',
      {},
      make('input', { type: 'radio', name: box.dataset.name, value }),
      make('span', {}, name, ...(of ? [' ', make('span', { class: 'mut' }, of)] : [])),
    )
  const nothing = () => make('p', { class: 'md mut' }, say('Tidak ada yang cocok.', 'Nothing fits.'))
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(look, 200)
  })
  // Enter in the search box searches; it does not send the form that the box stands in.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      look().then(toFound)
    } else if (event.key === 'ArrowDown' || (event.key === 'Tab' && !event.shiftKey)) {
      if (toFound()) event.preventDefault()
    }
  })
  box.querySelector('button')?.addEventListener('click', (event) => {
    event.preventDefault()
    look().then(toFound)
  })
}

const open = document.querySelector('[data-presence]')
if (open) {
  const line = document.querySelector('[data-present]')
  const version = document.querySelector('input[name=version]')?.value
  const tell = async () => {
    if (document.hidden) return
    const csrf = document.querySelector('input[name=csrf]')?.value
    const answer = await fetch(open.dataset.presence, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrf }),
    }).catch(() => undefined)
    if (!answer?.ok) return
    const { words, version: now } = await answer.json()
    const changed = version !== undefined && String(now) !== version
    const changedWords =
      changed &&
      say(
        'Laporan ini baru diubah. Muat ulang untuk melihatnya.',
        'This report was just changed. Reload to see it.',
      )
    const text = [words, changedWords].filter(Boolean).join(' ')
    if (line && line.textContent.trim() !== text) line.textContent = text
  }
  tell()
  setInterval(tell, 30_000)
  // live.js hears of it at once.
  document.addEventListener('desk:look', tell)
}

// A template is put into its box where it is: after what stands there, never over it.
for (const row of document.querySelectorAll('[data-templates]')) {
  const form = row.closest('form')
  const box = form.querySelector('textarea[name=text]')
  const status = row.querySelector('[data-template-status]')
  row.querySelector('button').addEventListener('click', async (event) => {
    event.preventDefault()
    const chosen = row.querySelector('select').value
    if (chosen === '') return status.replaceChildren(say('Pilih templat dulu.', 'Choose a template first.'))
    const body = new URLSearchParams({ templat: chosen })
    for (const name of ['csrf', 'part']) if (form.elements[name]) body.append(name, form.elements[name].value)
    const answer = await fetch(row.dataset.templates, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body,
    }).catch(() => undefined)
    if (!answer?.ok)
      return status.replaceChildren(
        say('Templat belum dapat diambil. Coba lagi.', 'The template could not be fetched. Try again.'),
      )
    const { template, text, outcome, left } = await answer.json()
    box.value = [box.value.trimEnd(), text].filter(Boolean).join('\n\n')
    const hidden = row.querySelector('[name=template]') ?? make('input', { type: 'hidden', name: 'template' })
    hidden.value = template
    row.append(hidden)
    const done = form.elements['outcome']
    if (outcome && done && done.value === '') done.value = outcome
    status.replaceChildren(
      left.join(' ') || say('Terisi. Baca dulu sebelum mengirim.', 'Filled in. Read it before you send.'),
    )
    box.dispatchEvent(new Event('input', { bubbles: true }))
    box.focus()
  })
}

// Names of colleagues become buttons that write them into the note, where the cursor stands.
for (const list of document.querySelectorAll('[data-colleagues]')) {
  const box = list.closest('form')?.querySelector('textarea[name=text]')
  if (!box) continue
  for (const name of list.querySelectorAll('[data-name]')) {
    const button = make('button', { type: 'button', class: 'linkish' }, name.textContent)
    button.addEventListener('click', () => {
      const before = box.value.slice(0, box.selectionStart)
      const gap = before === '' || /\s$/.test(before) ? '' : ' '
      box.setRangeText(`${gap}@${name.dataset.name} `, box.selectionStart, box.selectionEnd, 'end')
      box.dispatchEvent(new Event('input', { bubbles: true }))
      box.focus()
    })
    name.replaceChildren(button)
  }
}
