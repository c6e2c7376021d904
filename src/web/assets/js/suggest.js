// While a person writes: who may be in charge, which topic, and whether others reported the same nearby.
// Fills `[data-suggest=agency|category]` with radio cards and `[data-suggest=similar]` with links; where the words
// speak of what an officer did it shows `[data-suggest=officers]` and offers no office. The text goes in
// the body of a request, never in an address, so that no log keeps it.
import { make, say } from './words.js'

const text = document.querySelector('form[data-draft=report] [name=text]')
const shortest = 20
const pauseMs = 900
let timer
let asking

async function ask() {
  const words = text.value.trim()
  if (words.length < shortest || navigator.onLine === false) return
  asking?.abort()
  asking = new AbortController()
  const waitNote = setTimeout(() => setBusy(true), 400)
  try {
    const region = text.form.elements.region?.value
    const response = await fetch('/api/v1/suggestions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ text: words.slice(0, 5000), ...(region && { region }) }),
      signal: asking.signal,
    })
    if (response.ok) show(await response.json())
  } catch {
    // Suggestions are an extra: without them the form is complete.
  } finally {
    clearTimeout(waitNote)
    setBusy(false)
  }
}

function setBusy(isBusy) {
  for (const place of document.querySelectorAll('[data-suggest]'))
    place.setAttribute('aria-busy', String(isBusy))
}

function show({ agencies = [], categories = [], similar = [], about_officers: isAboutOfficers = false }) {
  const officers = document.querySelector('[data-suggest=officers]')
  if (officers) officers.hidden = !isAboutOfficers
  if (isAboutOfficers) clear()
  fill('agency', agencies)
  fill('category', categories)
  showSimilar(similar)
}

/** No office stays suggested; one that the person has chosen does. */
function clear() {
  const place = document.querySelector('[data-suggest=agency] .pick')
  for (const card of [...(place?.children ?? [])].slice(1)) if (!card.querySelector(':checked')) card.remove()
  const legend = place?.parentElement.querySelector('legend')
  if (legend) legend.textContent = say('Siapa yang berwenang?', 'Who is in charge?')
}

/** New cards after the first one ("Pilihkan untuk saya"); what the person has chosen stays. */
function fill(name, items) {
  const place = document.querySelector(`[data-suggest=${name}] .pick`)
  if (!place || items.length === 0) return
  place.closest('[data-suggest]').hidden = false
  if (name === 'agency')
    place.parentElement.querySelector('legend').textContent = say(
      'Dari tulisan Anda, kemungkinan:',
      'From what you wrote, perhaps:',
    )
  const chosen = place.querySelector(':checked')?.value ?? ''
  for (const card of [...place.children].slice(1)) if (!card.querySelector(':checked')) card.remove()
  for (const { code, name: label, why } of items) {
    if (code === chosen) continue
    const radio = make('input', { type: 'radio', name, value: code })
    place.append(
      make('label', {}, radio, make('b', {}, label), why ? make('span', { class: 'hint' }, why) : ''),
    )
  }
}

function showSimilar(similar) {
  const place = document.querySelector('[data-suggest=similar]')
  if (!place) return
  place.hidden = similar.length === 0
  const list = place.querySelector('[data-list]') ?? place
  list.replaceChildren(
    ...similar.slice(0, 3).map(({ number, title, url, supporters }) => {
      const { pathname } = new URL(url, location.origin)
      return make(
        'li',
        {},
        make('a', { href: pathname }, title || number),
        supporters > 0
          ? say(`. ${supporters} orang juga mengalaminya. `, `. ${supporters} others have it too. `)
          : '. ',
        make('a', { href: `${pathname}#dukung` }, say('Dukung laporan ini', 'Support this report')),
      )
    }),
  )
}

if (text) {
  text.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, pauseMs)
  })
  text.form.addEventListener('change', (event) => event.target.name === 'region' && ask())
  if (text.value.trim().length >= shortest) timer = setTimeout(ask, pauseMs)
}
