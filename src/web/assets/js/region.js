// From province down to village, one select after the other; the deepest choice is what the form sends.
// On `[data-region]` around `<select name="region">` (provinces, and what was chosen before).
import { make, say } from './words.js'

const place = document.querySelector('[data-region]')
const first = place?.querySelector('select')
const levels = [
  say('Kabupaten atau kota', 'Regency or city'),
  say('Kecamatan', 'District'),
  say('Desa atau kelurahan', 'Village'),
]

async function children(parent) {
  const response = await fetch(`/api/v1/regions?parent=${encodeURIComponent(parent)}&limit=500`, {
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new Error(String(response.status))
  const answer = await response.json()
  return answer.items ?? answer
}

/** '35.78.01' → ['35', '35.78', '35.78.01'] */
const pathOf = (code) => code.split('.').map((_, at, parts) => parts.slice(0, at + 1).join('.'))

let sent

function choose(code) {
  sent.value = code
  sent.dispatchEvent(new Event('change', { bubbles: true }))
}

/** The select below `parent`, replacing whatever stood below. */
async function open(parent, depth, chosen = '') {
  for (const field of place.querySelectorAll('[data-depth]'))
    if (Number(field.dataset.depth) >= depth) field.remove()
  if (parent === '' || depth > levels.length) return
  let items
  try {
    items = await children(parent)
  } catch {
    // The province alone is a good answer too; the village can be written under "Tempat".
    return
  }
  if (items.length === 0) return
  const id = `region-${depth}`
  const select = make(
    'select',
    { id },
    make('option', { value: '' }, say('Pilih (boleh kosong)', 'Choose (optional)')),
    ...items.map(({ code, name }) => make('option', { value: code }, name)),
  )
  select.value = chosen
  select.addEventListener('change', () => {
    choose(select.value || parent)
    open(select.value, depth + 1)
  })
  place.append(
    make(
      'div',
      { class: 'field', 'data-depth': String(depth) },
      make('label', { for: id }, levels[depth - 1]),
      select,
    ),
  )
}

async function begin() {
  const chosen = first.value
  // A deeper region that was chosen before stands among the provinces for browsers without script.
  for (const option of Array.from(first.options)) if (option.value.includes('.')) option.remove()
  first.removeAttribute('name')
  sent = make('input', { type: 'hidden', name: 'region', value: chosen })
  place.append(sent)
  first.addEventListener('change', () => {
    choose(first.value)
    open(first.value, 1)
  })
  first.form.addEventListener('reset', () => setTimeout(() => (choose(''), show(''))))
  await show(chosen)
}

async function show(code) {
  const path = code === '' ? [] : pathOf(code)
  first.value = path[0] ?? ''
  for (const [at, parent] of path.entries()) await open(parent, at + 1, path[at + 1] ?? '')
}

if (first) {
  // Only the public form has a draft; what somebody left there is no other form's business.
  const isDrafted = first.form?.dataset.draft !== undefined
  const kept = isDrafted && JSON.parse(localStorage.getItem('lapor.draft') ?? 'null')?.fields?.region?.[0]
  begin().then(() => kept && first.value === '' && (choose(kept), show(kept)))
}
