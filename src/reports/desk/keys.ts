/** The keys of the desk, always visible; `?` opens the whole list. They can be switched off in the settings. */
import { type Html, html } from '../../web/html.ts'
import { paths } from '../../web/paths.ts'
import type { Desk } from './desk.ts'
import { inDeskLanguage } from './frame.ts'

export function keyHelp(desk: Desk, own: readonly [key: string, what: string][] = []): Html {
  const { say } = desk
  const settings = html`<a href="${inDeskLanguage(desk, paths.desk.preferences)}"
    >${say('Setelan meja', 'Desk settings')}</a
  >`
  if (desk.shortcutsOff)
    return html`<p class="sm mut">
      ${say('Pintasan satu tombol dimatikan. Ubah di', 'Single-key shortcuts are off. Change it in')}
      ${settings}.
    </p>`
  const keys: [string, string][] = [
    ['J', say('laporan berikutnya di daftar', 'next report of the list')],
    ['K', say('laporan sebelumnya', 'report before')],
    ['Enter', say('buka laporan yang dipilih', 'open the chosen report')],
    ['X', say('centang laporan', 'tick the report')],
    ['R', say('tulis jawaban', 'write the answer')],
    ['T', say('tindakan utama: teruskan, atau setujui', 'the main action: pass on, or approve')],
    ['/', say('cari', 'search')],
    ['Ctrl + Enter', say('kirim formulir yang sedang diisi', 'send the form being filled in')],
    ['?', say('buka atau tutup daftar ini', 'open or close this list')],
    ...own,
  ]
  return html`<details class="keyhelp" data-shortcut-help>
    <summary class="sm">
      <kbd>J</kbd> <kbd>K</kbd> ${say('pindah', 'move')}, <kbd>X</kbd> ${say('pilih', 'tick')},
      <kbd>R</kbd> ${say('jawab', 'answer')}, <kbd>T</kbd> ${say('teruskan', 'pass on')},
      <kbd>?</kbd> ${say('semua tombol', 'all keys')}
    </summary>
    <dl>
      ${keys.map(
        ([key, what]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${what}</dd>
          </div>`,
      )}
    </dl>
    <p class="sm">${say('Matikan di', 'Switch them off in')} ${settings}.</p>
  </details>`
}
