import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { takeLock } from './lock.ts'
import { processMark } from './processes.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-lock-'))
after(() => rmSync(folder, { recursive: true }))

test('whoever comes second learns who has the lock, until it is released', () => {
  const path = join(folder, 'one')
  const lock = takeLock(path, 'serve')
  assert.ok('release' in lock)
  assert.deepEqual(takeLock(path), { heldBy: process.pid, purpose: 'serve' })
  lock.release()
  assert.ok('release' in takeLock(path))
})

test('a lock of a process that was killed is taken over', () => {
  const path = join(folder, 'two')
  const { pid } = spawnSync('true')
  writeFileSync(path, JSON.stringify({ pid, started: '' }))
  assert.ok('release' in takeLock(path))
})

test('a lock is taken over when its number now belongs to another process', () => {
  const path = join(folder, 'three')
  writeFileSync(path, JSON.stringify({ ...processMark(), started: 'before the reboot' }))
  assert.ok('release' in takeLock(path))
})

test('a lock file that was cut off while it was written does not hold', () => {
  const path = join(folder, 'four')
  writeFileSync(path, '{"pid":1')
  assert.ok('release' in takeLock(path))
})

test('nothing is left beside the locks', () =>
  assert.deepEqual(readdirSync(folder).sort(), ['four', 'one', 'three', 'two']))
