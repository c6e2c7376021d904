import { attribute, flag, type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Say } from '../say.ts'
import { radioCards, type RadioChoice, selectField } from './fields.ts'

// Pieces of the report form that a browser module makes better and that are complete without it.

/** Provinces to choose from; `region.js` goes on down to the village. `chosen` may be any region. */
export function regionPicker(
  options: {
    provinces: readonly { code: string; name: string }[]
    chosen?: { code: string; name: string } | null
    error?: string
  },
  say: Say,
): Html {
  const { provinces, chosen } = options
  const isDeeper = chosen && !provinces.some((province) => province.code === chosen.code)
  const choices = provinces.map((province) => ({ value: province.code, label: province.name }))
  const picker = selectField(
    {
      name: 'region',
      label: say('Provinsi', 'Province'),
      isOptional: true,
      value: chosen?.code ?? '',
      ...(options.error === undefined ? {} : { error: options.error }),
      choices: [
        { value: '', label: say('Pilih provinsi', 'Choose a province') },
        ...(isDeeper ? [{ value: chosen.code, label: chosen.name }] : []),
        ...choices,
      ],
    },
    say,
  )
  return html`<div class="cols c2 regions" data-region>${picker}</div>`
}

/** "Tunjuk di peta" without a map: one tap takes the device's own point. Hidden where there is no script. */
export const pointPicker = (
  options: { lat?: number | string | null; lng?: number | string | null },
  say: Say,
): Html =>
  html`<div class="flow" data-locate>
    <input type="hidden" name="lat" value="${options.lat ?? ''}" /><input
      type="hidden"
      name="lng"
      value="${options.lng ?? ''}"
    /><button class="btn alt s" type="button" hidden>
      ${icon('map')}${say('Pakai lokasi saya', 'Use my location')}
    </button>
    <p class="hint" role="status" data-point></p>
  </div>`

/** Agencies that may be in charge; "Pilihkan untuk saya" is chosen beforehand and always first. */
export const agencyPicker = (
  options: { choices: readonly RadioChoice[]; value?: string | null; error?: string; checkDays: number },
  say: Say,
): Html =>
  html`<div data-suggest="agency">
    ${radioCards({
      name: 'agency',
      isSmallLegend: true,
      legend:
        options.choices.length > 0
          ? say('Dari tulisan Anda, kemungkinan:', 'From what you wrote, perhaps:')
          : say('Siapa yang berwenang?', 'Who is in charge?'),
      value: options.value ?? '',
      ...(options.error === undefined ? {} : { error: options.error }),
      choices: [
        {
          value: '',
          label: say('Pilihkan untuk saya', 'Choose for me'),
          hint: say(
            `Petugas nasional yang menentukan. Paling lama ${options.checkDays} hari kerja.`,
            `A national officer decides, within ${options.checkDays} working days.`,
          ),
        },
        ...options.choices,
      ],
    })}
  </div>`

/** The safe door, where the words speak of what an officer did; `suggest.js` shows it while a person writes. */
export const officersNote = (isShown: boolean, say: Say): Html =>
  html`<div class="note soon" role="status" data-suggest="officers" ${flag('hidden', !isShown)}>
    ${icon('shield-check')}
    <div>
      <b>${say('Tentang pungli atau perbuatan petugas?', 'About a bribe or what an officer did?')}</b>
      ${say(
        'Pilih Rahasia; yang memeriksa inspektorat, bukan kantor itu. Petugas nasional yang membacanya dulu, juga bila Anda memilih instansi.',
        'Choose Secret; the inspectorate looks into it, not that office. A national officer reads it first, also if you name an agency.',
      )}
    </div>
  </div>`

/** Reports like this one; `suggest.js` fills it while a person writes. */
export const similarReports = (
  reports: readonly { title: string; href: string; supporters: number }[],
  say: Say,
): Html =>
  html`<section class="note soon" data-suggest="similar" ${flag('hidden', reports.length === 0)}>
    ${icon('users-round')}
    <div>
      <b>${say('Ada laporan serupa', 'There are similar reports')}</b>
      <ul class="plain" data-list>
        ${reports.map(
          (report) =>
            html`<li>
              <a href="${report.href}">${report.title}</a>${
                report.supporters > 0
                  ? say(
                      `. ${report.supporters} orang juga mengalaminya.`,
                      `. ${report.supporters} others have it too.`,
                    )
                  : '.'
              }
              <a href="${report.href}#dukung">${say('Dukung laporan ini', 'Support this report')}</a>
            </li>`,
        )}
      </ul>
      ${say(
        'Anda bisa ikut mendukung, atau tetap mengirim laporan sendiri.',
        'You can support one of them, or send your own report all the same.',
      )}
    </div>
  </section>`

/** What this device sent; filled by `draft.js`, hidden while there is nothing. `trackingPath` in the page's language. */
export const deviceReports = (trackingPath: string, say: Say): Html =>
  html`<section class="sheet flow" data-device-reports="${trackingPath}" hidden>
    <h2 class="h">${say('Laporan dari ponsel ini', 'Reports from this phone')}</h2>
    <ul class="plain flow md"></ul>
    <p class="sm mut">
      ${say('Daftar ini hanya ada di ponsel Anda.', 'This list exists only on your phone.')}
      <button class="linkish" type="button" data-forget hidden>
        ${say('Hapus daftar', 'Delete the list')}
      </button>
    </p>
  </section>`

/** Marks the page that follows a submit: the draft is done, and files may follow in the place below. */
/** @param options.title is left empty for a report of which the device shall remember nothing */
export const sentMark = (options: { number: string; title: string; secret?: string }): Html =>
  html`<div
      data-sent
      ${attribute('data-number', options.number)}
      ${attribute('data-title', options.title)}
      ${attribute('data-secret', options.secret)}
    ></div>
    <section class="sheet flow" data-uploads hidden></section>`

/** Print, copy, save for an element by its id; the buttons appear with script (`print.js`). */
export const keepTools = (options: { id: string; fileName: string }, say: Say): Html =>
  html`<p class="row noprint">
    <button class="btn alt s" type="button" data-print hidden>
      ${icon('printer')}${say('Cetak', 'Print')}</button
    ><button class="btn alt s" type="button" data-copy="#${options.id}" hidden>
      ${icon('copy')}${say('Salin', 'Copy')}</button
    ><button class="btn alt s" type="button" data-save="${options.fileName}" data-of="#${options.id}" hidden>
      ${icon('save')}${say('Simpan', 'Save')}
    </button>
  </p>`
