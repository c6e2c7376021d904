import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { test } from 'node:test'
import { allAssets, assetUrl } from './assets.ts'
import { html } from './html.ts'
import { icon } from './icons.ts'
import { deskPage, page } from './layout.ts'
import { inLanguage, paths, withoutLanguage, withQuery } from './paths.ts'

const bare = { title: 'Judul <b>', path: '/laporan?q=a&b', language: 'id' as const }

test('a page has a language, a viewport, a way to skip, one main and no inline script or style', () => {
  const made = page(
    { ...bare, current: 'reports', scripts: ['draft'], styles: ['data'], feed: '/laporan.atom' },
    html`<h1>x</h1>`,
  )
  assert.match(made, /^<!doctype html>\n<html lang="id">/)
  assert.match(made, /<meta name="viewport"/)
  assert.match(made, /<title>Judul &lt;b&gt; · SP4N-LAPOR!<\/title>/)
  assert.equal(made.match(/<main /g)?.length, 1)
  assert.match(made, /<a class="skip" href="#isi">/)
  assert.match(made, /href="tel:112"/)
  assert.doesNotMatch(made, / style=|<script>|<style|https?:\/\//)
  assert.equal(made.match(/aria-current="page"/g)?.length, 2) // the wide menu and the one of phones
})

test('the language switch leads to the same page', () => {
  assert.match(page(bare, html`x`), /<a href="\/en\/laporan\?q=a&amp;b" lang="en" hreflang="en">English/)
  assert.match(
    page({ ...bare, language: 'en' }, html`x`),
    /<a href="\/laporan\?q=a&amp;b" lang="id" hreflang="id">Indonesia/,
  )
})

test('only the icons in use travel with a page, each once', () => {
  const made = page(bare, html`${icon('eye')}${icon('eye')}${icon('eye-off', 'tidak bisa melihat')}`)
  assert.deepEqual(
    [...made.matchAll(/<symbol id="i-([^"]+)"/g)].map(([, name]) => name),
    ['menu', 'eye', 'eye-off'],
  )
})

test('text cannot ask for an icon or close the page', () => {
  const made = page(bare, html`${'<use href="#i-lock"/></main>'}`)
  assert.doesNotMatch(made, /<symbol id="i-lock"/)
  assert.equal(made.match(/<\/main>/g)?.length, 1)
})

test('a desk page names the agency and the person, and signs out with a form', () => {
  const user = { name: 'Ratri <W>', csrf: 'token', agencyName: 'Dinas PU' }
  const made = deskPage(
    { ...bare, path: '/meja', user, nav: [{ href: '/meja', label: 'Kotak kerja', isCurrent: true }] },
    html`<h1>x</h1>`,
  )
  assert.match(made, /<body class="con" ?>/)
  assert.match(made, /Ratri &lt;W&gt;/)
  assert.match(
    made,
    /<form method="post" action="\/keluar">\s*<input type="hidden" name="csrf" value="token"/,
  )
  assert.match(made, /<meta name="robots" content="noindex"/)
})

const ofTheDesk = ['desk', 'deskDraft', 'live', 'shortcuts'].map((name) => `js/${name}.js`)

test('styles and scripts of the fullest public page stay far below 50 kB', () => {
  const names = [
    'site.css',
    'data.css',
    'home.css',
    ...[...allAssets().keys()].filter((name) => name.startsWith('js/') && !ofTheDesk.includes(name)),
  ]
  const bytes = names.reduce((sum, name) => sum + gzipSync(allAssets().get(name)!.body).length, 0)
  assert.ok(bytes < 32_000, `${bytes} bytes`)
})

test('an asset that does not exist is a mistake that shows at once', () => {
  assert.throws(() => assetUrl('nothing.css'))
  assert.match(assetUrl('site.css'), /^\/assets\/[0-9a-f]{12}\/site\.css$/)
})

test('addresses carry their language and their query, and leave empty values out', () => {
  assert.equal(inLanguage('/', 'en'), '/en')
  assert.equal(inLanguage('/lapor', 'en'), '/en/lapor')
  assert.equal(inLanguage('/lapor', 'id'), '/lapor')
  assert.deepEqual(withoutLanguage('/en/lapor?a=1'), { language: 'en', path: '/lapor?a=1' })
  assert.deepEqual(withoutLanguage('/en?x'), { language: 'en', path: '/?x' })
  assert.deepEqual(withoutLanguage('/entah'), { language: 'id', path: '/entah' })
  assert.equal(withQuery('/laporan', { q: 'a b', kind: '', page: undefined }), '/laporan?q=a+b')
  assert.equal(paths.publication.report(':number'), '/laporan/:number')
  assert.equal(paths.publication.report('a/b'), '/laporan/a%2Fb')
})
