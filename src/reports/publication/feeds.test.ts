import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atom, type Feed, rss } from './feeds.ts'

const entry = {
  id: 'https://contoh.example/laporan/7K4M29QX',
  link: 'https://contoh.example/laporan/7K4M29QX',
  title: 'Jembatan <rusak> & "licin"',
  text: 'Sejak Senin\u0000\u000b\ud800 lalu ]]> <script>',
  publishedAt: '2026-07-06T02:10:00.000Z',
  updatedAt: '2026-07-07T00:00:00Z',
}
const feed: Feed = {
  title: 'Laporan & kabar',
  self: 'https://contoh.example/laporan.atom?q=a&kind=b',
  page: 'https://contoh.example/laporan',
  entries: [entry],
  now: new Date('2026-07-08T00:00:00Z'),
}

test('whatever was written, the feed stays XML', () => {
  for (const text of [atom(feed), rss(feed)]) {
    assert.match(text, /^<\?xml version="1\.0" encoding="utf-8"\?>/)
    assert.match(text, /Jembatan &lt;rusak&gt; &amp; /)
    for (const never of ['<script', '\u0000', '\u000b', '\ud800']) assert.ok(!text.includes(never))
    assert.doesNotMatch(text, /&(?!amp;|lt;|gt;|quot;|#39;)/)
  }
})

test('a feed is as new as its newest entry, and an empty one as today', () => {
  assert.match(atom(feed), /<updated>2026-07-07T00:00:00Z<\/updated>/)
  assert.match(atom({ ...feed, entries: [] }), /<updated>2026-07-08T00:00:00Z<\/updated>/)
  assert.match(rss(feed), /<pubDate>Mon, 06 Jul 2026 02:10:00 GMT<\/pubDate>/)
})
