// A run that goes on shows how far it is without being asked; without script there is a link to reload.
const everyMs = 1500
const longestMs = 15000
let waitMs = everyMs

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const fresh = new DOMParser()
      .parseFromString(await answer.text(), 'text/html')
      .querySelector('[data-run]')
    const [here, there] = [document.querySelector('[data-run]'), fresh]
    if (!there || there.dataset.run !== 'live') return location.reload()
    const [region, next] = [here.querySelector('[data-progress]'), there.querySelector('[data-progress]')]
    // The region stays and its content changes, so that it is read out.
    if (region && next) region.replaceChildren(...next.childNodes)
    waitMs = everyMs
  } catch {
    waitMs = Math.min(longestMs, waitMs * 2)
  }
  setTimeout(look, waitMs)
}

if (document.querySelector('[data-run=live]')) setTimeout(look, waitMs)
