import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { globSync } from 'node:fs'
import { transitions } from '../src/regulation/transitions.ts'
import { lifecycleDocument } from './support/lifecycleDocument.ts'

test('docs/lifecycle.md is the state table', () => {
  const path = new URL('../docs/lifecycle.md', import.meta.url)
  if (process.env['LAPOR_WRITE_DOCS'] === '1') writeFileSync(path, lifecycleDocument())
  const how = 'Run LAPOR_WRITE_DOCS=1 npm test test/lifecycle.test.ts after a change to the table.'
  assert.equal(readFileSync(path, 'utf8'), lifecycleDocument(), how)
})

test('every row T1 to T47 has a test of its name', () => {
  const root = new URL('./', import.meta.url)
  const titles = globSync('stories/*.test.ts', { cwd: root })
    .map((file) => readFileSync(new URL(file, root), 'utf8'))
    .join('\n')
  const tested = new Set([...titles.matchAll(/\bT(\d{1,2})\b/g)].map(([id]) => id))
  const missing = transitions.map((row) => row.id).filter((id) => id.startsWith('T') && !tested.has(id))
  assert.deepEqual([...new Set(missing)], [])
})
