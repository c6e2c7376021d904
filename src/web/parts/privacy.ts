import { type DisclosedField, type Sight as LegalSight, sightOf } from '../../regulation/disclosure.ts'
import { type FormLevel, formLevels, type Level } from '../../regulation/kinds.ts'
import { levelWords as legalNames } from '../../regulation/words.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Say, Words } from '../say.ts'
import { radioCards } from './fields.ts'

/** The four levels with their plain consequences (DOMAIN section 6). `tanpa-nama` is chosen beforehand. */
export const levelWords: Record<FormLevel, { name: Words; means: Words }> = {
  terbuka: {
    name: legalNames[formLevels.terbuka],
    means: {
      id: 'Isi tampil di publik, nama tidak. Instansi melihat nama dan kontak Anda dan dapat menghubungi Anda.',
      en: 'The report is shown to the public, your name is not. The agency sees your name and contact and may contact you.',
    },
  },
  'tanpa-nama': {
    name: legalNames[formLevels['tanpa-nama']],
    means: {
      id: 'Isi tampil di publik. Nama hanya dilihat petugas yang menangani, bila Anda izinkan.',
      en: 'The report is shown to the public. Only the officers handling it see your name, if you allow it.',
    },
  },
  rahasia: {
    name: legalNames[formLevels.rahasia],
    means: {
      id: 'Tidak tampil di publik. Nama disimpan terkunci, setiap pembukaan dicatat dan Anda diberi tahu.',
      en: 'Not shown to the public. Your name is locked away; each opening is logged and you are told.',
    },
  },
  anonim: {
    name: legalNames[formLevels.anonim],
    means: {
      id: 'Kami tidak menyimpan siapa Anda. Anda menerima kode dan kunci 16 angka.',
      en: 'We do not store who you are. You get a number and a 16-digit key.',
    },
  },
}

const formLevelNames = Object.keys(levelWords) as FormLevel[]

export const privacyPicker = (options: { value?: string | null; error?: string }, say: Say): Html =>
  radioCards({
    name: 'privacy',
    legend: say('Siapa boleh tahu ini dari Anda?', 'Who may know that this is from you?'),
    value: options.value ?? 'tanpa-nama',
    ...(options.error === undefined ? {} : { error: options.error }),
    choices: formLevelNames.map((level) => ({
      value: level,
      label: say(levelWords[level].name),
      hint: say(levelWords[level].means),
    })),
  })

type Sight = true | false | Words
const consent: Words = { id: 'seizin Anda', en: 'if you allow' }
/** Of a secret report a second unit may agree instead (X12). */
const orUnit: Words = { id: 'seizin Anda, atau izin unit lain', en: 'if you allow, or another unit does' }
const around: Words = { id: 'sekitar', en: 'roughly' }
const exact: Words = { id: 'tepat', en: 'exactly' }
const village: Words = { id: 'desa', en: 'village' }

type Row = { part: 'text' | 'name' | 'contact' | 'photos' | 'place'; public: Sight; agency: Sight }

const fieldOf = {
  text: 'text',
  name: 'name',
  contact: 'contact',
  photos: 'original_photos',
  place: 'place',
} as const satisfies Record<Row['part'], DisclosedField>

/**
 * The cells of the regulation in the few words of the form. The exact place of a secret report is told to nobody.
 * The rule lets an open report show the name; no page does, so `display_name` is not promised here.
 */
const shortSights: Partial<Record<LegalSight, Sight>> = {
  original: true,
  masked_first: true,
  published: true,
  by_consent: consent,
  by_consent_or_unmasking: orUnit,
  as_chosen: around,
  village,
}

function rowsOf(level: FormLevel): Row[] {
  const sight = (part: Row['part'], audience: 'public' | 'agency'): Sight => {
    const short = shortSights[sightOf(fieldOf[part], audience, formLevels[level])] ?? false
    return part === 'place' && short === true ? exact : short
  }
  return (['text', 'name', 'contact', 'photos', 'place'] as const).map((part) => ({
    part,
    public: sight(part, 'public'),
    agency: sight(part, 'agency'),
  }))
}

const parts = {
  text: { id: 'Isi laporan', en: 'The report' },
  name: { id: 'Nama Anda', en: 'Your name' },
  contact: { id: 'Nomor HP', en: 'Phone number' },
  photos: { id: 'Foto asli', en: 'Original photos' },
  place: { id: 'Letak di peta', en: 'Place on the map' },
} as const

/**
 * Who sees which part at a level. `public` readers read "Nama pelapor", and contact is not their business;
 * `summary` is the short table of the front page.
 */
export function whoSees(level: FormLevel, say: Say, reader: Reader = 'reporter'): Html {
  const leftOut = reader === 'public' ? 'contact' : reader === 'summary' ? 'place' : ''
  const rows = rowsOf(level).filter((row) => row.part !== leftOut)
  const nameOf = (part: Row['part']) =>
    part === 'name' && reader === 'public' ? say('Nama pelapor', "Reporter's name") : say(parts[part])
  return html`<table class="see md">
    <caption class="vh">
      ${say('Siapa bisa melihat apa', 'Who can see what')}
    </caption>
    <thead>
      <tr>
        <th scope="col">${say('Bagian laporan', 'Part')}</th>
        <th scope="col">${say('Publik', 'Public')}</th>
        <th scope="col">${say('Instansi', 'Agency')}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <th scope="row">${nameOf(row.part)}</th>
            <td>${sight(row.public, say, reader)}</td>
            <td>${sight(row.agency, say, reader)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

export type Reader = 'reporter' | 'public' | 'summary'

function sight(value: Sight, say: Say, reader: Reader): Html | string {
  if (value === true) return html`<span class="yes">${icon('eye', say('bisa melihat', 'can see'))}</span>`
  if (value === false)
    return html`<span class="no">${icon('eye-off', say('tidak bisa melihat', 'cannot see'))}</span>`
  if (value === consent && reader === 'public') return say('seizinnya', 'with consent')
  return say(value)
}

/** The form's word for a stored level: 'name_hidden' → 'tanpa-nama'. */
export const formLevelOf = (level: Level): FormLevel =>
  formLevelNames.find((name) => formLevels[name] === level)!

/** All four tables; style sheets show the one of the level that is ticked on the same page, without script. */
export const whoSeesByChoice = (say: Say): Html =>
  html`<div class="levels">
    ${formLevelNames.map(
      (level) =>
        html`<div class="flow" data-level="${level}">
          <p class="md mut">
            ${say('Untuk pilihan', 'For the choice')} <b>${say(levelWords[level].name)}</b>:
          </p>
          ${whoSees(level, say)}
        </div>`,
    )}
  </div>`
