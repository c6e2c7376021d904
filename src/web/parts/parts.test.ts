import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kinds, states } from '../../regulation/kinds.ts'
import type { Html } from '../html.ts'
import { type Say, sayIn } from '../say.ts'
import {
  errorSummary,
  field,
  fileField,
  hidden,
  moreSection,
  problemOf,
  radioCards,
  selectField,
} from './fields.ts'
import { kindPicker } from './kindPicker.ts'
import { bulkBar, filtersForm, pagination } from './lists.ts'
import { emptyState, note } from './note.ts'
import { formLevelOf, privacyPicker, whoSees, whoSeesByChoice } from './privacy.ts'
import { reportCard, twoLines } from './reportCard.ts'
import {
  agencyPicker,
  deviceReports,
  keepTools,
  pointPicker,
  regionPicker,
  sentMark,
  similarReports,
} from './reportForm.ts'
import { path, steps } from './steps.ts'
import { classificationTag, statusTag, statusWords } from './tags.ts'
import { timeline } from './timeline.ts'
import { twoVoices } from './voices.ts'

const nasty = `"><script>alert('x')</script>`
const problem = { field: 'text', code: 'too_short', id: nasty, en: nasty }

/** Each part with everything a person can influence set to something nasty. */
const parts: Record<string, (say: Say) => Html | Html[] | false> = {
  reportCard: (say) =>
    reportCard(
      {
        number: '7K4M29QX',
        kind: 'complaint',
        title: nasty,
        excerpt: nasty,
        where: nasty,
        submittedOn: '2026-11-02',
        supporters: 3,
      },
      say,
    ),
  timeline: (say) =>
    timeline(
      [
        {
          at: '2026-11-02T00:42:00Z',
          strand: 'citizen',
          title: nasty,
          who: nasty,
          quote: `${nasty}\n${nasty}`,
          text: nasty,
        },
      ],
      'WIB',
      say,
    ),
  twoVoices: (say) =>
    twoVoices(
      { agency: { on: '2026-11-13', word: nasty, quote: nasty, remark: nasty }, reporter: null },
      say,
    ),
  field: (say) =>
    field({ name: 'text', label: nasty, value: nasty, hint: nasty, error: nasty, isOptional: true }, say),
  textarea: (say) => field({ name: 'text', label: nasty, value: nasty, type: 'textarea' }, say),
  select: (say) =>
    selectField(
      {
        name: 'a',
        label: nasty,
        value: nasty,
        choices: [
          { value: nasty, label: nasty },
          { group: nasty, choices: [] },
        ],
      },
      say,
    ),
  radioCards: () =>
    radioCards({
      name: 'a',
      legend: nasty,
      choices: [{ value: nasty, label: nasty, hint: nasty }],
      error: nasty,
    }),
  errorSummary: (say) => errorSummary([problem], say),
  fileField: (say) => fileField({ kept: [{ id: nasty, name: nasty, sizeBytes: 1 }], error: nasty }, say),
  hidden: () => hidden({ idempotency_key: nasty, version: 3, nothing: null }),
  moreSection: () => moreSection({ icon: 'map', title: nasty, isOpen: true }, note('', nasty)),
  filters: (say) =>
    filtersForm(
      {
        action: '/laporan',
        keep: { sort: nasty },
        filters: [{ type: 'search', name: 'q', label: nasty, value: nasty }],
      },
      say,
    ),
  bulkBar: (say) => bulkBar({ total: 128, actions: [{ name: 'a', value: nasty, label: nasty }] }, say),
  pagination: (say) => pagination({ next: `/laporan?cursor=${nasty}`, shown: nasty }, say),
  emptyState: () =>
    emptyState({ title: nasty, why: nasty, next: { href: `javascript:${nasty}`, label: nasty } }),
  steps: () => steps([{ title: nasty, text: nasty }]),
  path: () => path([{ title: nasty, detail: nasty, state: 'now' }]),
  regionPicker: (say) =>
    regionPicker({ provinces: [{ code: '35', name: nasty }], chosen: { code: '35.78', name: nasty } }, say),
  pointPicker: (say) => pointPicker({ lat: nasty, lng: nasty }, say),
  agencyPicker: (say) => agencyPicker({ choices: [{ value: nasty, label: nasty }], checkDays: 3 }, say),
  similarReports: (say) => similarReports([{ title: nasty, href: '/laporan/x', supporters: 2 }], say),
  deviceReports: (say) => deviceReports('/lacak', say),
  sentMark: () => sentMark({ number: '7K4M29QX', title: nasty }),
  keepTools: (say) => keepTools({ id: 'kunci', fileName: nasty }, say),
  kindPicker: (say) => kindPicker({ error: nasty }, say),
  privacyPicker: (say) => privacyPicker({ value: nasty, error: nasty }, say),
}

for (const [name, part] of Object.entries(parts)) {
  test(`${name} shows what people wrote and runs none of it`, () => {
    const made = [part(sayIn('id'))].flat().join('')
    assert.doesNotMatch(made, /<script|javascript:/)
    assert.doesNotMatch(made, /(undefined|null|NaN|\[object)/)
    assert.notEqual(made, '')
  })
}

const untranslated = new Set([
  'hidden',
  'moreSection',
  'steps',
  'path',
  'emptyState',
  'sentMark',
  'radioCards',
  'errorSummary',
  'select',
  'textarea',
])
for (const [name, part] of Object.entries(parts)) {
  if (untranslated.has(name)) continue
  test(`${name} speaks both languages`, () => {
    assert.notEqual(String(part(sayIn('id'))), String(part(sayIn('en'))))
  })
}

test('every state and kind has its public word', () => {
  for (const language of ['id', 'en'] as const) {
    for (const state of states)
      assert.match(statusTag(state, {}, sayIn(language)).text, /<span class="tag[^"]*">[A-Z][^<]+<\/span>/)
    for (const kind of kinds) assert.match(classificationTag(kind, sayIn(language)).text, /<use href="#i-/)
  }
})

test('the agency’s word and the reporter’s word have different tags, colours too', () => {
  assert.equal(
    statusTag('closed_by_agency', {}, sayIn('id')).text,
    '<span class="tag agency">Ditutup instansi</span>',
  )
  assert.equal(
    statusTag('closed_solved', {}, sayIn('id')).text,
    '<span class="tag good">Selesai menurut pelapor</span>',
  )
})

test('an objection is turmeric for the public and red at the desk', () => {
  assert.equal(
    statusTag('in_progress', { reporter: 'not_solved' }, sayIn('id')).text,
    '<span class="tag soon">Keberatan</span>',
  )
  assert.equal(
    statusTag('in_progress', { reporter: 'not_solved' }, sayIn('id'), true).text,
    '<span class="tag late">Keberatan</span>',
  )
  assert.equal(statusWords('in_progress', {}, sayIn('id')), 'Sedang ditangani')
})

test('a voice that is missing says so', () => {
  const made = twoVoices({ agency: null, reporter: null }, sayIn('id')).text
  assert.match(made, /Belum menjawab/)
  assert.match(made, /Belum menilai/)
})

test('a field that is wrong is tied to its error and its hint', () => {
  const made = field(
    { name: 'text', label: 'a', hint: 'b', error: problemOf([problem], 'text', sayIn('id'))! },
    sayIn('id'),
  ).text
  assert.match(made, /aria-describedby="text-hint text-error"/)
  assert.match(made, /aria-invalid="true"/)
  assert.equal(problemOf([problem], 'other', sayIn('id')), undefined)
})

test('a text that begins with an empty line keeps it', () => {
  assert.match(
    field({ name: 'text', label: 'a', value: '\nb', type: 'textarea' }, sayIn('id')).text,
    /<textarea [^>]*>\n\nb<\/textarea>/,
  )
})

test('a secret report shows the public nothing, an anonymous one hides the name from everybody', () => {
  const seen = (text: string) =>
    [...text.matchAll(/<td>(?:<span class="(yes|no)">|([^<]+))/g)].map(([, sight, words]) => sight ?? words)
  assert.deepEqual(seen(whoSees('rahasia', sayIn('id')).text), [
    'no',
    'yes',
    'no',
    'seizin Anda, atau izin unit lain',
    'no',
    'seizin Anda, atau izin unit lain',
    'no',
    'yes',
    'no',
    'tepat',
  ])
  // No public page shows a name, so an open report does not promise one either.
  assert.deepEqual(seen(whoSees('terbuka', sayIn('id')).text).slice(2, 4), ['no', 'yes'])
  assert.deepEqual(seen(whoSees('anonim', sayIn('id'), 'summary').text), [
    'no',
    'yes',
    'no',
    'no',
    'no',
    'no',
    'no',
    'yes',
  ])
  assert.equal(whoSeesByChoice(sayIn('id')).text.match(/<table/g)?.length, 4)
  assert.equal(formLevelOf('name_hidden'), 'tanpa-nama')
})

test('a card cuts a long text between words', () => {
  assert.equal(twoLines('satu dua tiga, empat', 14), 'satu dua tiga…')
  assert.equal(twoLines('  satu\n dua '), 'satu dua')
})
