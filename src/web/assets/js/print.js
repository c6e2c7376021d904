// Print, copy and save for the page that shows number and key once. Buttons come hidden and appear here:
// `[data-print]`, `[data-copy="#id"]`, `[data-save="file.txt"]` (saves what `data-copy` copies).
import { make, say } from './words.js'

const told = (button, words) => {
  button.parentElement.querySelector('[role=status]')?.remove()
  button.parentElement.append(make('span', { role: 'status', class: 'md' }, words))
}

const textOf = (button) => document.querySelector(button.dataset.copy ?? button.dataset.of).innerText.trim()

const on = (selector, act) => {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false
    button.addEventListener('click', () => act(button))
  }
}

on('[data-print]', () => print())
if (navigator.clipboard) {
  on('[data-copy]', async (button) => {
    try {
      await navigator.clipboard.writeText(textOf(button))
      told(button, say('Disalin.', 'Copied.'))
    } catch {
      told(
        button,
        say(
          'Tidak dapat menyalin. Cetak atau catat dengan tangan.',
          'Could not copy. Print it or write it down.',
        ),
      )
    }
  })
}
on('[data-save]', (button) => {
  const url = URL.createObjectURL(new Blob([textOf(button), '\n'], { type: 'text/plain' }))
  const link = make('a', { href: url, download: button.dataset.save })
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  told(button, say('Tersimpan di folder unduhan.', 'Saved in your downloads.'))
})
