// Photos are made smaller on the device, wait in its storage, and follow the report by themselves: the report
// never waits for them. On `[data-files]`; what is under way shows in `[data-uploads]`.
import { jpegName, shrink } from './shrink.js'
import { allFiles, dropFile, filesOfDraft, putFile } from './store.js'
import { make, newKey, say, sizeWords } from './words.js'

const place = document.querySelector('[data-files]')
const input = place?.querySelector('input[type=file]')
const mostFiles = Number(place?.dataset.most ?? 5)
const mostBytes = Number(place?.dataset.mostBytes ?? 10_000_000)
const draftKey = () => place.closest('form').dataset.key

async function choose() {
  const chosen = [...input.files]
  const problems = []
  let room = mostFiles - (await filesOfDraft(draftKey())).length
  for (const file of chosen) {
    const blob = await shrink(file)
    const isPicture = blob !== file
    if (blob.size > mostBytes && !file.type.startsWith('video/')) problems.push(tooBig(file.name, blob.size))
    else if (room-- <= 0)
      problems.push(
        say(
          `${file.name} tidak ikut: paling banyak ${mostFiles} berkas.`,
          `${file.name} was left out: ${mostFiles} files at most.`,
        ),
      )
    else
      await putFile({
        id: newKey(),
        at: Date.now() + chosen.indexOf(file),
        draft: draftKey(),
        name: isPicture ? jpegName(file.name) : file.name,
        blob,
      })
  }
  input.value = ''
  await showChosen(problems)
}

const tooBig = (name, bytes) =>
  say(
    `${name} berukuran ${sizeWords(bytes)}. Paling besar ${sizeWords(mostBytes)}. Tulisan Anda tidak hilang.`,
    `${name} is ${sizeWords(bytes)}. The limit is ${sizeWords(mostBytes)}. Your text is safe.`,
  )

async function showChosen(problems = []) {
  const list =
    place.querySelector('[data-chosen]') ??
    place.appendChild(make('ul', { class: 'plain files', 'data-chosen': true, 'aria-live': 'polite' }))
  const remove = (file) => async () => {
    await dropFile(file.id)
    await showChosen()
  }
  const files = await filesOfDraft(draftKey())
  // The browser's own words beside the button would say that nothing was chosen.
  input.classList.toggle('chosen', files.length > 0)
  list.replaceChildren(
    ...problems.map((words) => make('li', { class: 'err' }, words)),
    ...files.map((file) =>
      make(
        'li',
        {},
        make('span', {}, file.name, ' ', make('span', { class: 'mut' }, sizeWords(file.blob.size))),
        make(
          'button',
          {
            class: 'linkish',
            type: 'button',
            'aria-label': `${say('Hapus', 'Remove')} ${file.name}`,
            onclick: remove(file),
          },
          say('Hapus', 'Remove'),
        ),
      ),
    ),
  )
}

/** One file on its way. @returns 'done' | 'refused' | 'later' */
function upload(file, progress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    body.append('files', file.blob, file.name)
    request.open('POST', `/api/v1/reports/${encodeURIComponent(file.number)}/files`)
    request.setRequestHeader('X-Report-Secret', file.secret)
    request.setRequestHeader('Idempotency-Key', file.id)
    request.setRequestHeader('Accept', 'application/json')
    request.upload.onprogress = (event) =>
      event.lengthComputable && (progress.value = event.loaded / event.total)
    request.onload = () => {
      const isLater = request.status >= 500 || request.status === 429 || request.status === 408
      resolve(request.status < 300 ? 'done' : isLater ? 'later' : 'refused')
    }
    request.onerror = request.ontimeout = () => resolve('later')
    request.timeout = 300_000
    request.send(body)
  })
}

let waitMs = 2_000

async function uploadAll() {
  const waiting = (await allFiles()).filter((file) => file.number && !file.refused)
  if (waiting.length === 0 || navigator.onLine === false) return showUploads(waiting)
  const bars = showUploads(waiting)
  for (const file of waiting) {
    const result = await upload(file, bars.get(file.id))
    if (result === 'later') {
      waitMs = Math.min(waitMs * 2, 60_000)
      setTimeout(follow, waitMs)
      return
    }
    const row = bars.get(file.id).closest('li')
    if (result === 'done') {
      await dropFile(file.id)
      row.replaceChildren(say(`${file.name} terkirim.`, `${file.name} sent.`))
    } else {
      // A file that the server will never take is not kept for ever; the words say what to do instead.
      await dropFile(file.id)
      row.className = 'err'
      row.replaceChildren(
        say(
          `${file.name} tidak dapat diterima. Kirim berkas lain dari halaman laporan Anda.`,
          `${file.name} was not accepted. Send another file from the page of your report.`,
        ),
      )
    }
  }
  waitMs = 2_000
}

function showUploads(waiting) {
  const bars = new Map()
  if (waiting.length === 0) return bars
  let area = document.querySelector('[data-uploads]')
  if (!area) {
    area = make('section', {
      class: 'sheet flow',
      'data-uploads': true,
      'aria-label': say('Berkas yang sedang dikirim', 'Files being sent'),
    })
    const heading = document.querySelector('main h1')
    if (heading) heading.after(area)
  }
  const rows = waiting.map((file) => {
    const bar = make('progress', { max: '1', value: '0', 'aria-label': file.name })
    bars.set(file.id, bar)
    return make('li', {}, make('span', {}, file.name), bar)
  })
  area.hidden = false
  area.replaceChildren(
    make(
      'p',
      {},
      make('b', {}, say('Berkas menyusul sendiri', 'Files follow by themselves')),
      make('br'),
      say(
        'Laporan sudah tercatat. Halaman ini boleh ditutup; sisanya dikirim saat Anda membuka LAPOR! lagi.',
        'The report is on record. You may close this page; the rest is sent when you open LAPOR! again.',
      ),
    ),
    make('ul', { class: 'plain files' }, ...rows),
  )
  return bars
}

const follow = () =>
  navigator.locks
    ? navigator.locks.request('lapor-files', { ifAvailable: true }, (lock) => lock && uploadAll())
    : uploadAll()

if (input) {
  const begin = () => {
    // Without the draft's key, or where nothing can be stored, the input keeps its files and the form carries them.
    if (!draftKey()) return
    if (input.files.length > 0) choose().catch(() => {})
    else showChosen()
  }
  document.addEventListener('lapor:draft', begin)
  input.addEventListener('change', begin)
  begin()
}
document.addEventListener('lapor:files', () => {
  if (input) showChosen()
  follow()
})
addEventListener('online', follow)
follow()
