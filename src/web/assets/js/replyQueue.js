// A reply that could not be sent waits here with its report and goes out by itself, once: it says which version of
// the page it answers, and the server knows a step that was taken since. Decisions (an objection, a withdrawal) never
// wait: nobody decides hours later on a page that is no longer true.
import { dropFile, filesOfDraft, forget, kept, load, putFile, repliesOf, save, unsentFiles } from './store.js'
import { make, newKey, say, shownNumber } from './words.js'

/** { action, address, key, fields, isStuck?, needsKey? }; its words stand in `fields.text`. */
export const waitingFor = (number) => load(repliesOf(number))?.waiting

/** @returns whether it outlives the page, files and all */
export async function park(number, waiting, files) {
  if (!save(repliesOf(number), { ...load(repliesOf(number)), at: Date.now(), waiting })) return false
  for (const file of await filesOfDraft(waiting.key)) await dropFile(file.id)
  for (const [at, { name, blob }] of files.entries())
    await putFile({ id: newKey(), draft: waiting.key, isReply: true, at, name, blob })
  return true
}

/** Nothing waits any more; the words stay in the form unless they were sent. */
export async function unpark(number) {
  const { waiting, ...rest } = load(repliesOf(number)) ?? {}
  if (!waiting) return
  if (Object.keys(rest.words ?? {}).length === 0) forget(repliesOf(number))
  else save(repliesOf(number), rest)
  for (const file of await filesOfDraft(waiting.key)) await dropFile(file.id)
}

/** Words of one form that are needed no longer. */
export function forgetWords(number, action) {
  const { words = {}, ...rest } = load(repliesOf(number)) ?? {}
  const others = Object.entries(words).filter(([key]) => !key.startsWith(`${action}.`))
  if (others.length === 0 && !rest.waiting) forget(repliesOf(number))
  else save(repliesOf(number), { ...rest, words: Object.fromEntries(others) })
}

/** The token of a form, from the report's page as it is now; nothing when the report asks for its key again. */
async function freshToken(address) {
  const response = await fetch(address.slice(0, address.lastIndexOf('/')))
  if (!response.ok) throw new Error(String(response.status))
  if (response.redirected) return undefined
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  return page.querySelector('[name=csrf]')?.value
}

/** @returns { state: 'sent' | 'refused' | 'closed' | 'later', page? } */
export async function deliver({ action, address, fields }, files, token) {
  const body = new FormData()
  for (const [name, values] of Object.entries(fields)) for (const value of values) body.append(name, value)
  for (const { name, blob } of files) body.append('files', blob, name)
  try {
    const csrf = token ?? (await freshToken(address))
    if (csrf === undefined) return { state: 'closed' }
    body.set('csrf', csrf)
    const signal = AbortSignal.timeout(files.length > 0 ? 300_000 : 30_000)
    const response = await fetch(address, { method: 'POST', body, signal })
    // Where it led says enough; the page itself costs data.
    response.body?.cancel()
    if (response.ok && new URL(response.url).searchParams.get('ok') === action)
      return { state: 'sent', page: response.url }
    if (response.status >= 500 || response.status === 429 || response.status === 408)
      return { state: 'later' }
    return { state: [401, 403].includes(response.status) ? 'closed' : 'refused' }
  } catch {
    return { state: 'later' }
  }
}

/** Sends what waits. @returns what became of it: [number, state, page][] */
async function sendWaiting() {
  const became = []
  for (const number of kept()) {
    const waiting = waitingFor(number)
    if (!waiting || waiting.isStuck) continue
    const { state, page } = await deliver(waiting, await filesOfDraft(waiting.key))
    if (state === 'later') break
    if (state === 'sent') {
      forgetWords(number, waiting.action)
      await unpark(number)
    } else {
      const entry = load(repliesOf(number))
      save(repliesOf(number), {
        ...entry,
        waiting: { ...waiting, isStuck: state === 'refused', needsKey: state === 'closed' },
      })
    }
    became.push([number, state, page])
  }
  const used = new Set(kept().map((number) => waitingFor(number)?.key))
  for (const file of await unsentFiles()) if (!used.has(file.draft)) await dropFile(file.id)
  return became
}

/** Sends what waits, in one tab at a time. */
export async function flushReplies() {
  if (navigator.onLine === false || !kept().some((number) => waitingFor(number))) return []
  if (!navigator.locks) return sendWaiting()
  return (
    (await navigator.locks.request(
      'lapor-replies',
      { ifAvailable: true },
      (lock) => lock && sendWaiting(),
    )) || []
  )
}

/** For every page but the report's own: what still waits. */
export const replyNotes = () =>
  kept()
    .filter(
      (number) => waitingFor(number) && document.querySelector('[data-replies]')?.dataset.replies !== number,
    )
    .map((number) => {
      const { address, isStuck, needsKey } = waitingFor(number)
      return make(
        'div',
        { class: isStuck || needsKey ? 'note late' : 'note' },
        make(
          'div',
          {},
          make('b', {}, say('1 balasan belum terkirim', '1 reply not sent yet')),
          make('br'),
          isStuck
            ? say('Tulisan Anda tidak hilang. ', 'Your text is safe. ')
            : needsKey
              ? say(
                  'Masukkan kunci laporannya, lalu balasan terkirim sendiri. ',
                  'Enter the key of its report; it then sends itself. ',
                )
              : say('Tersimpan dan terkirim sendiri nanti. ', 'It is saved and will send itself. '),
          make(
            'a',
            { href: address.slice(0, address.lastIndexOf('/')) },
            say(`Buka laporan ${shownNumber(number)}`, `Open report ${shownNumber(number)}`),
          ),
        ),
      )
    })
