// What stays on this device: small things in localStorage, files in IndexedDB. Both may be refused (private
// windows, full disk); then the form works as it does without script.
export function load(name) {
  try {
    return JSON.parse(localStorage.getItem(name))
  } catch {
    return null
  }
}

export function save(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(name)
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** Where the words that were written for a report are kept until they are sent. */
const repliesPrefix = 'lapor.reply.'
export const repliesOf = (number) => repliesPrefix + number

/** The numbers of the reports for which something is kept. */
export function kept() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(repliesPrefix))
      .map((name) => name.slice(repliesPrefix.length))
  } catch {
    return []
  }
}

/** Forgets the kept words of every report of which `isOver` says so. */
export function forgetReplies(isOver) {
  for (const number of kept()) if (isOver(load(repliesOf(number)))) forget(repliesOf(number))
}

const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

let opened
function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('lapor', 1)
    request.onupgradeneeded = () => request.result.createObjectStore('files', { keyPath: 'id' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

const files = async (mode) => (await database()).transaction('files', mode).objectStore('files')

/** A file: { id, draft, name, blob, number?, secret?, isReply? }. It waits for its report, then for the network. */
export const putFile = async (file) => settled((await files('readwrite')).put(file))
export const dropFile = async (id) => settled((await files('readwrite')).delete(id))
export async function allFiles() {
  try {
    return await settled((await files('readonly')).getAll())
  } catch {
    return []
  }
}
export const filesOfDraft = async (draft) =>
  (await allFiles())
    .filter((file) => file.draft === draft && !file.number)
    .sort((one, other) => (one.at ?? 0) - (other.at ?? 0))

/** Files of replies, whichever. */
export const unsentFiles = async () => (await allFiles()).filter(({ isReply }) => isReply)

/** The report was taken: its files may follow. */
export async function claimFiles(draft, number, secret) {
  for (const file of await filesOfDraft(draft)) await putFile({ ...file, number, secret })
  document.dispatchEvent(new Event('lapor:files'))
}
