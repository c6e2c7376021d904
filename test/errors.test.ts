import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { errors } from '../src/errors.ts'
import { errorsDocument } from './support/errorsDocument.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const source = readFileSync(`${root}/src/errors.ts`, 'utf8')
const program = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|^errors\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(`${root}/src/${path}`, 'utf8') }))

const entries = Object.entries(errors) as [string, { status: number; id: string; en: string }][]

test('a code is snake_case and stands in the catalogue once', () => {
  const written = [...source.matchAll(/^ {2}(\w+): \{$/gm)].map(([, code]) => code)
  assert.deepEqual(written, [...new Set(written)])
  for (const [code] of entries) assert.match(code, /^[a-z]+(_[a-z]+)*$/)
})

test('every error has a status of refusal or failure, and words in both languages', () => {
  for (const [code, { status, id, en }] of entries) {
    assert.ok(status >= 400 && status <= 599, code)
    for (const words of [id, en])
      assert.match(words, /^\p{Lu}.{15,}[.!?]$/u, `${code}: a sentence, not "${words}"`)
    assert.notEqual(id, en, code)
  }
})

test('every error is used somewhere', () => {
  const unused = entries
    .map(([code]) => code)
    .filter((code) => !program.some(({ text }) => text.includes(`'${code}'`)))
  assert.deepEqual(unused, [])
})

test('no refusal has a code outside the catalogue', () => {
  for (const { path, text } of program) {
    for (const [, code] of text.matchAll(/\brefuse\(\s*'(\w+)'/g))
      assert.ok(Object.hasOwn(errors, code ?? ''), `${path}: ${code}`)
  }
})

test('no page or route makes an error status of its own', () => {
  const ownStatus = program.filter(
    ({ path, text }) =>
      !path.startsWith('platform/http/') && /\.(code|status)\((4(?!16|22)\d\d|5\d\d)\)/.test(text),
  )
  assert.deepEqual(
    ownStatus.map(({ path }) => path),
    [],
  )
})

test('docs/errors.md is the catalogue', () => {
  const path = `${root}/docs/errors.md`
  if (process.env['LAPOR_WRITE_DOCS'] === '1') writeFileSync(path, errorsDocument())
  const how = 'docs/errors.md is out of date; write it with LAPOR_WRITE_DOCS=1 npm test test/errors.test.ts'
  assert.equal(readFileSync(path, 'utf8'), errorsDocument(), how)
})
