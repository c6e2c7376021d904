import { html } from '../web/html.ts'
import { page } from '../web/layout.ts'
import { radioCards } from '../web/parts/fields.ts'
import { note } from '../web/parts/note.ts'
import { inLanguage, paths } from '../web/paths.ts'
import type { Say } from '../web/say.ts'

/** How a person wants to see the pages; kept in one cookie on their device, nothing else. */
export type Display = { theme: 'auto' | 'light' | 'dark'; contrast: 'auto' | 'more' }

export const displayCookie = 'lapor_display'

/** 'dark.more' → the choice; anything else is the system's own. */
export function readDisplay(cookie: string | undefined): Display {
  const [theme, contrast] = (cookie ?? '').split('.')
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    contrast: contrast === 'more' ? 'more' : 'auto',
  }
}

export const writeDisplay = ({ theme, contrast }: Display): string => `${theme}.${contrast}`

/** Puts the choice on a finished page. Pages themselves are the same for everybody, so that they can be cached. */
export function withDisplay(document: string, { theme, contrast }: Display): string {
  if ((theme === 'auto' && contrast === 'auto') || !document.startsWith('<!doctype html>')) return document
  const marks = `${theme === 'auto' ? '' : ` data-theme="${theme}"`}${contrast === 'auto' ? '' : ' data-contrast="more"'}`
  return document.replace('<html lang=', `<html${marks} lang=`)
}

export const displayPage = (display: Display, isSaved: boolean, say: Say): string =>
  page(
    { title: say('Tampilan', 'Display'), language: say.language, path: paths.display },
    html`<div class="wrap sec flow">
      <h1>${say('Tampilan', 'Display')}</h1>
      <p>
        ${say(
          'Halaman mengikuti setelan ponsel atau komputer Anda. Di sini Anda bisa memilih sendiri.',
          'Pages follow the settings of your phone or computer. Here you can choose for yourself.',
        )}
      </p>
      ${isSaved && html`<div role="status">${note('good', say('Pilihan tampilan disimpan di perangkat ini.', 'Your choice is kept on this device.'))}</div>`}
      <form class="sheet flow" method="post" action="${inLanguage(paths.display, say.language)}">
        ${radioCards({
          name: 'theme',
          legend: say('Terang atau gelap', 'Light or dark'),
          value: display.theme,
          choices: [
            { value: 'auto', label: say('Ikuti perangkat', 'As the device') },
            { value: 'light', label: say('Terang', 'Light') },
            { value: 'dark', label: say('Gelap', 'Dark') },
          ],
        })}
        ${radioCards({
          name: 'contrast',
          legend: say('Kontras', 'Contrast'),
          value: display.contrast,
          choices: [
            { value: 'auto', label: say('Ikuti perangkat', 'As the device') },
            {
              value: 'more',
              label: say('Kontras tinggi', 'High contrast'),
              hint: say('Garis lebih tegas, tanpa pola anyaman.', 'Stronger lines, no woven pattern.'),
            },
          ],
        })}
        <button class="btn">${say('Simpan tampilan', 'Save display')}</button>
      </form>
      <p class="md mut">
        ${say(
          'Ukuran huruf mengikuti setelan Anda: tekan Ctrl dan + di komputer, atau ubah di setelan ponsel. Halaman tetap utuh sampai 400%.',
          'Text size follows your browser: press Ctrl and +, or change it in the phone settings. Pages stay whole up to 400%.',
        )}
      </p>
    </div>`,
  )
