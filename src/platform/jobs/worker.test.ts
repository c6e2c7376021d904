import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { aGround } from '../../../test/support/ground.ts'
import { openDatabase } from '../db/database.ts'
import { startEmbedded } from '../db/embedded.ts'
import { livePostmaster } from '../db/postmaster.ts'
import { prepareDatabase } from '../db/prepare.ts'
import { waitUntil } from '../processes.ts'
import { queueJob } from './queue.ts'
import { startWorker } from './worker.ts'

// A server of its own, and a durable one: a test kills it and wants everything back.
const base = mkdtempSync(join(tmpdir(), 'lapor-worker-'))
const server = await startEmbedded({ folder: join(base, 'postgres'), purpose: 'data' })
await prepareDatabase(server.url)
const web = await openDatabase({ url: server.url, role: 'lapor_web', max: 4 })
const ground = aGround({ db: web.db, url: server.url, as: async () => web.db, close: async () => {} })
const seen: unknown[] = []
const worker = await startWorker(ground, { remember: async (_ground, payload) => void seen.push(payload) })
after(async () => {
  await worker.stop()
  await web.close()
  await server.stop()
  rmSync(base, { recursive: true })
})

const wasSeen = (payload: object) =>
  waitUntil(() => seen.some((one) => JSON.stringify(one) === JSON.stringify(payload)), 20_000)

test('the web process queues, the worker does it', async () => {
  await queueJob(web.db, 'remember', { number: 1 })
  assert.ok(await wasSeen({ number: 1 }))
})

test('a job of a transaction that was rolled back is never done', async () => {
  const rolledBack = web.db.transaction().execute(async (transaction) => {
    await queueJob(transaction, 'remember', { number: 2 })
    throw new Error('changed my mind')
  })
  await assert.rejects(rolledBack, /changed my mind/)
  await queueJob(web.db, 'remember', { number: 3 })
  assert.ok(await wasSeen({ number: 3 }))
  assert.ok(!seen.some((one) => (one as { number: number }).number === 2))
})

test('of jobs with one key only the last is done', async () => {
  const runAt = new Date(Date.now() + 700)
  await queueJob(web.db, 'remember', { number: 4 }, { key: 'one', runAt })
  await queueJob(web.db, 'remember', { number: 5 }, { key: 'one' })
  assert.ok(await wasSeen({ number: 5 }))
  assert.ok(!seen.some((one) => (one as { number: number }).number === 4))
})

test('the worker goes on after the database was killed', async () => {
  const pidOf = () => livePostmaster(join(base, 'postgres/data'))?.mark.pid
  const killed = pidOf()!
  process.kill(killed, 'SIGKILL')
  assert.ok(await waitUntil(() => ![undefined, killed].includes(pidOf()), 15_000), 'there is a new server')
  const queued = () =>
    queueJob(web.db, 'remember', { number: 6 }).then(
      () => true,
      () => false,
    )
  assert.ok(await waitUntil(queued, 20_000, 200), 'the web process reaches the new server')
  assert.ok(await wasSeen({ number: 6 }))
})
