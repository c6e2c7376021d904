import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nowBy, parseClock } from './clock.ts'
import { baseUrlOf, readConfig } from './config.ts'
import { settings } from './settings.ts'

test('without settings the program listens on this machine only and brings its own database', () => {
  const config = readConfig({})
  assert.equal(baseUrlOf(config), 'http://127.0.0.1:3000')
  assert.equal(config.databaseUrl, undefined)
  assert.deepEqual(config.roles, ['web', 'worker'])
})

test('a setting that cannot be used is named, with what is expected', () => {
  assert.throws(() => readConfig({ PORT: 'abc' }), /PORT.*0 to 65535/s)
  assert.throws(() => readConfig({ LAPOR_ROLES: 'web,cook' }), /LAPOR_ROLES.*web, worker/s)
  assert.throws(() => readConfig({ DATABASE_URL: 'mysql://x' }), /DATABASE_URL/)
  assert.throws(() => readConfig({ LAPOR_NOW: 'tomorrow' }), /LAPOR_NOW/)
})

test('a test clock on a real database needs a second word', () => {
  const real = { DATABASE_URL: 'postgresql://db/lapor', LAPOR_NOW: '+3d' }
  assert.throws(() => readConfig(real), /LAPOR_ALLOW_TEST_CLOCK/)
  assert.doesNotThrow(() => readConfig({ ...real, LAPOR_ALLOW_TEST_CLOCK: '1' }))
})

test('a fixed clock stands still, a shifted one runs', () => {
  assert.equal(nowBy(parseClock('2026-08-17T09:00:00+07:00'))().toISOString(), '2026-08-17T02:00:00.000Z')
  const ahead = nowBy(parseClock('+3d'))().getTime() - Date.now()
  assert.ok(Math.abs(ahead - 3 * 86_400_000) < 1_000)
})

test('the README lists every setting, and none that the program does not read', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const section = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Checks'))
  const named = new Set([...section.matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name!))
  const keys = ['LAPOR_RECEIPT_KEY', 'LAPOR_VAULT_KEY', 'LAPOR_VAULT_PUBLIC_KEY', 'LAPOR_PEPPER']
  const known = [...Object.values(settings).map(({ name }) => name), ...keys]
  assert.deepEqual([...named].sort(), known.sort())
})
