import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { test } from 'node:test'
import { errors } from '../errors.ts'
import { sayIn } from '../web/say.ts'
import { accessibilityPage } from './accessibility.ts'
import { displayPage, readDisplay, withDisplay, writeDisplay } from './display.ts'
import { helpPage } from './help.ts'
import { type HomeData, homePage } from './home.ts'
import { keptFor } from './kept.ts'
import { shippedRules } from '../regulation/deadlines.ts'
import { legalDays } from './legalDays.ts'
import { privacyPage } from './privacy.ts'
import { problemPage, type ProblemView } from './problems.ts'

const days = legalDays('2026-11-24', shippedRules)
const empty: HomeData = {
  figures: { submittedToday: 0, answeredOnTime: null, solvedByReporter: null },
  recent: [],
  punctual: [],
  days,
  today: '2026-11-24',
}

test('the days on public pages are those of the rules in force', () => {
  assert.deepEqual([days.check, days.firstAnswer, days.judge, days.oversight], [3, 5, 10, 60])
})

test('the front page of a country without reports says what is missing, never zero per cent', () => {
  const made = homePage(empty, sayIn('id'))
  assert.match(made, /Belum ada laporan publik/)
  assert.match(made, /<dd>–<\/dd>/)
  assert.doesNotMatch(made, /undefined|null|NaN/)
})

test('the page of rights says of both ceilings, both doors and every pause what the rules say', () => {
  const made = helpPage(days, sayIn('id')).replace(/\s+/g, ' ')
  assert.match(made, /paling lama 60 hari kerja\. Untuk setiap laporan ada juga batas akhir 60 hari kalender/)
  assert.match(made, /Membawa laporan ke Ombudsman, gratis, begitu laporan sudah diteruskan ke instansi/)
  assert.match(made, /Mengajukan banding sampai 10 hari kerja setelah laporan ditutup instansi/)
  assert.match(made, /tenggat petugas nasional memakai WIB/)
  assert.match(made, /Waktu pemeriksaan berhenti selama Anda melengkapi laporan/)
  assert.match(made, /petugas instansi itu yang membaca dulu/)
  assert.doesNotMatch(made, /keberatan sampai|tuntas|kapan saja\.<\/li>/)
})

test('what is written on the front page travels in the body of a request, not in its address', () => {
  assert.match(homePage(empty, sayIn('en')), /<form class="sheet" action="\/en\/lapor\/mulai" method="post"/)
})

test('every page of the site speaks both languages, has one heading and is light', () => {
  const pages = [
    (language: 'id' | 'en') => homePage(empty, sayIn(language)),
    (language: 'id' | 'en') => helpPage(days, sayIn(language)),
    (language: 'id' | 'en') => accessibilityPage(sayIn(language)),
    (language: 'id' | 'en') => privacyPage(sayIn(language)),
    (language: 'id' | 'en') => displayPage(readDisplay(undefined), false, sayIn(language)),
  ]
  for (const make of pages) {
    assert.notEqual(make('id'), make('en'))
    assert.equal(make('id').match(/<h1/g)?.length, 1)
    assert.ok(gzipSync(make('en')).length < 12_000)
    const indonesian = ['laporan Anda', 'Lacak laporan', 'hari kerja', 'Langsung ke isi']
    for (const words of indonesian) assert.ok(!make('en').includes(words), `"${words}" in English`)
  }
})

const view = (code: keyof typeof errors, more: Partial<ProblemView> = {}): ProblemView => ({
  code,
  status: errors[code].status,
  words: errors[code],
  fields: [],
  kept: {},
  path: '/lapor',
  ...more,
})

test('an outage gives back every word that was typed, with the key that makes it one report', () => {
  const kept = { text: 'Jembatan <rusak>', kind: 'pengaduan', idempotency_key: 'abc', kept_files: ['1', '2'] }
  const made = problemPage(view('database_unavailable', { kept, csrf: 'token' }), sayIn('id'))
  assert.match(made, /Jembatan &lt;rusak&gt;<\/textarea>/)
  assert.match(made, /name="idempotency_key" value="abc"/)
  assert.equal(made.match(/name="kept_files"/g)?.length, 2)
  assert.match(made, /name="csrf" value="token"/)
})

test('a lost address offers to search and to track', () => {
  const made = problemPage(view('page_not_found', { path: '/x"y' }), sayIn('id'))
  assert.match(made, /action="\/laporan"/)
  assert.match(made, /action="\/lacak"/)
})

test('every error has a page in both languages', () => {
  for (const code of Object.keys(errors) as (keyof typeof errors)[]) {
    for (const language of ['id', 'en'] as const) {
      const made = problemPage(view(code, { errorId: 'e-1' }), sayIn(language))
      assert.match(made, /<h1>[^<]+<\/h1>/)
      assert.match(made, /class="note late"/)
    }
  }
})

test('the chosen display is put on the page, anything else in the cookie is ignored', () => {
  const chosen = readDisplay(writeDisplay({ theme: 'dark', contrast: 'more' }))
  assert.equal(
    withDisplay('<!doctype html>\n<html lang="id">', chosen),
    '<!doctype html>\n<html data-theme="dark" data-contrast="more" lang="id">',
  )
  assert.equal(
    withDisplay('<!doctype html>\n<html lang="id">', readDisplay('"><script>')),
    '<!doctype html>\n<html lang="id">',
  )
  assert.equal(withDisplay('{"text":"<html lang="}', chosen), '{"text":"<html lang="}')
})

test('many readers ask once, a failure is not kept, and figures grow old after their time', async () => {
  let asked = 0
  let now = 0
  const ask = keptFor(
    5,
    async (fails: boolean) => (fails ? Promise.reject(new Error('x')) : ++asked),
    () => now,
  )
  assert.deepEqual(await Promise.all([ask('id', false), ask('id', false)]), [1, 1])
  now = 4_999
  assert.equal(await ask('id', false), 1)
  now = 5_001
  assert.equal(await ask('id', false), 2)
  await assert.rejects(ask('en', true))
  assert.equal(await ask('en', false), 3)
})
