import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aGround } from '../../../test/support/ground.ts'
import type { Db } from '../db/database.ts'
import type { Ground } from '../ground.ts'
import { waitUntil } from '../processes.ts'
import { startLoops } from './loops.ts'

const db = {} as Db
const ground: Ground = aGround({ db, url: '', as: async () => db, close: async () => {} })

test('rounds of one loop follow each other and a failed one stops nothing', async () => {
  let [rounds, atOnce, most] = [0, 0, 0]
  const loops = startLoops(ground, db, [
    {
      name: 'a',
      everyMs: 1,
      run: async () => {
        most = Math.max(most, ++atOnce)
        await new Promise((done) => setTimeout(done, 3))
        atOnce--
        if (++rounds === 2) throw new Error('once')
      },
    },
  ])
  assert.ok(await waitUntil(() => rounds > 4, 5_000, 5))
  await loops.stop()
  assert.equal(most, 1)
  const ended = rounds
  await new Promise((done) => setTimeout(done, 20))
  assert.equal(rounds, ended)
})

test('stopping waits for the round that runs, tells it, and cuts the pause short', async () => {
  let isDone = false
  const loops = startLoops(ground, db, [
    {
      name: 'slow',
      everyMs: 60_000,
      run: async (_ground, signal) => {
        await waitUntil(() => signal.aborted, 5_000, 5)
        isDone = true
      },
    },
    { name: 'resting', everyMs: 60_000, run: async () => {} },
  ])
  const began = performance.now()
  await loops.stop()
  assert.ok(isDone)
  assert.ok(performance.now() - began < 2_000)
})
