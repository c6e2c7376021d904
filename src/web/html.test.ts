import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { attribute, flag, html, trusted } from './html.ts'

const text = (made: { text: string }): string => made.text
/** Line breaks between tags are the source's own. */
const flat = (made: { text: string }): string => made.text.replaceAll('\n', '').replaceAll(' />', '>')

test('what a person wrote is shown as they wrote it, never run', () => {
  const wrote = `<script>alert("1 & 'x'")</script>`
  assert.equal(
    text(html`<p title="${wrote}">${wrote}</p>`),
    '<p title="&lt;script&gt;alert(&quot;1 &amp; &#39;x&#39;&quot;)&lt;/script&gt;">&lt;script&gt;alert(&quot;1 &amp; &#39;x&#39;&quot;)&lt;/script&gt;</p>',
  )
})

test('no text at all can open a tag or leave its quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (wrote) => {
      const made = text(html`<p title="${wrote}">${wrote}</p>`)
      const inside = made.slice('<p title="'.length, -'</p>'.length)
      assert.equal(inside.match(/[<>"']/g)?.join(''), '">')
    }),
  )
})

test('HTML within HTML is not escaped twice, lists are joined, nothing leaves nothing', () => {
  const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`)
  assert.equal(
    flat(
      html`<ul>
          ${items}
        </ul>
        ${false}${null}${undefined}${''}${true}${0}`,
    ),
    '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
  )
  assert.equal(text(html`${trusted('<hr>')}`), '<hr>')
})

test('a link that would run a script becomes a dead link', () => {
  const bad = [
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:x',
    'data:text/html,x',
    'vbscript:x',
  ]
  for (const url of bad)
    assert.equal(text(html`<a href="${url}">x</a>`), '<a href="#">x</a>', JSON.stringify(url))
  for (const url of bad) assert.equal(text(html`<form ${attribute('action', url)}>`), '<form action="#">')
})

test('ordinary links stay: addresses of this site, the web, mail and phone', () => {
  for (const url of ['/lapor?a=1', '#isi', 'https://a.id/x', 'mailto:a@b.id', 'tel:112', '?q=a:b', 'a/b:c']) {
    assert.equal(text(html`<a href="${url}">x</a>`), `<a href="${url}">x</a>`)
  }
  assert.equal(text(html`<a href="/cari?q=${'javascript:x'}">x</a>`), '<a href="/cari?q=javascript:x">x</a>')
})

test('a template that forgets the quotes does not work at all', () => {
  assert.throws(() => html`<p title=${'a'}>x</p>`, /quotes/)
  assert.throws(() => html`<p title="a" ${'b'}>x</p>`, /quotes/)
  assert.throws(() => html`<p ${'onclick=x'}>x</p>`, /quotes/)
  assert.throws(() => html`<${'p'}>x</p>`, /quotes|put/)
})

test('nothing can be put where escaping does not protect', () => {
  assert.throws(
    () =>
      html`<script>
        ${'a'}
      </script>`,
    /script/,
  )
  assert.throws(
    () =>
      html`<style>
        ${'a'}
      </style>`,
    /style/,
  )
  assert.throws(() => html`<!-- ${'a'} -->`, /comment/)
  assert.throws(() => html`<p onclick="${'a'}">`, /onclick/)
  assert.throws(() => html`<p style="${'a'}">`, /style/)
  assert.throws(() => html`<p title="${html`<b>x</b>`}">`, /inside a tag/)
})

test('attributes that are on, off or without a value', () => {
  const box = (isOn: boolean, label?: string) =>
    flat(html`<input ${flag('checked', isOn)} ${attribute('aria-label', label)} />`)
  assert.equal(box(true, 'a "b"'), '<input checked aria-label="a &quot;b&quot;">')
  assert.equal(box(false).replaceAll(' ', ''), '<input>')
})

test('a browser script may follow text with a single < or a quote', () => {
  assert.equal(
    flat(
      html`<p>1 < 2 "x" ${'a'}</p>
        <script type="module" src="${'/a.js'}"></script>
        <p>${'b'}</p>`,
    ),
    '<p>1 < 2 "x" a</p><script type="module" src="/a.js"></script><p>b</p>',
  )
})

test('only pages under web/ may call trusted()', () => {
  const root = join(import.meta.dirname, '..')
  const users = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('web'))
    .filter((name) => /import[^;]*\btrusted\b[^;]*web\/html/.test(readFileSync(join(root, name), 'utf8')))
  assert.deepEqual(users, [])
})

test('ten thousand pages of 40 rows take well under four seconds', () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    href: `/laporan/${at}`,
    title: `Jalan <rusak> ${at}`,
  }))
  const started = performance.now()
  for (let at = 0; at < 2000; at++) {
    text(
      html`<ul>
        ${rows.map((row) => html`<li><a href="${row.href}">${row.title}</a></li>`)}
      </ul>`,
    )
  }
  assert.ok(performance.now() - started < 800, `${performance.now() - started} ms for 2000`)
})

test('the indentation of the source does not travel, what a person indented does', () => {
  const wrote = 'a\n    b'
  const made = html`<ul>
    <li>${wrote}</li>
  </ul>`
  assert.equal(text(made), '<ul>\n<li>a\n    b</li>\n</ul>')
  assert.equal(text(html`<textarea>${`\n${wrote}`}</textarea>`), '<textarea>\na\n    b</textarea>')
})
