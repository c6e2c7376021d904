/** Open desk pages hear that something has changed, whichever process changed it, and never what is in it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aReportIn, aTown, jayapura, surabaya, type Sent } from '../../../test/support/town.ts'
import { hearsOfChanges } from '../../../test/support/listening.ts'
import { waitUntil } from '../../platform/processes.ts'
import { makeApp } from '../../app.ts'

const town = await aTown(undefined, { LAPOR_LIVE_STREAMS: '4' })
// A second web process on the same database.
const other = await makeApp(town.ground)
const otherUrl = await other.app.listen({ port: 0, host: '127.0.0.1' })
after(() => {
  // The client opens connections ahead that it never uses.
  other.app.server.closeAllConnections()
  return other.app.close()
})

type Said = { event: string; data: Record<string, unknown> }
type Listening = { said: Said[]; isOver: () => boolean; text: () => string; stop: () => Promise<void> }

async function listening(who: string, query = '', url = otherUrl): Promise<Listening> {
  const ending = new AbortController()
  const answer = await fetch(`${url}/meja/arus${query}`, {
    headers: { ...town.token(who), accept: 'text/event-stream' },
    signal: ending.signal,
  })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type')!, /text\/event-stream/)
  assert.match(answer.headers.get('cache-control')!, /no-store/)
  const said: Said[] = []
  let text = ''
  let isOver = false
  const reading = (async () => {
    const decoder = new TextDecoder()
    try {
      for await (const chunk of answer.body!) {
        text += decoder.decode(chunk as Uint8Array)
        said.splice(0, said.length, ...read(text))
      }
    } catch {
      // Aborted by the test.
    }
    isOver = true
  })()
  return {
    said,
    isOver: () => isOver,
    text: () => text,
    stop: async () => {
      ending.abort()
      await reading
    },
  }
}

const read = (text: string): Said[] =>
  text.split('\n\n').flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1]
    const data = /^data: (.*)$/m.exec(block)?.[1]
    return event && data ? [{ event, data: JSON.parse(data) as Record<string, unknown> }] : []
  })
const heard = (stream: Listening, event: string, data: Record<string, unknown>) =>
  waitUntil(() => stream.said.some((one) => one.event === event && isLike(one.data, data)), 8_000, 20)
const isLike = (one: Record<string, unknown>, other: Record<string, unknown>): boolean =>
  Object.entries(other).every(([name, value]) => one[name] === value)
const summary = async (who: string, since: number, url = otherUrl) =>
  (await (
    await fetch(`${url}/meja/arus?sejak=${since}`, {
      headers: { ...town.token(who), accept: 'application/json' },
    })
  ).json()) as { list: { new?: number; changed?: number; lost?: true }; unread: number }
await hearsOfChanges(town, otherUrl)

test('the national desk hears of a new report that another process took, and not a word of it', async () => {
  const stream = await listening('verifier')
  const report = await town.submit({ title: 'Lampu Jalan Melati padam' })
  assert.ok(await heard(stream, 'list', { new: 1 }), stream.text())
  assert.doesNotMatch(stream.text(), new RegExp(`Melati|padam|${report.number}`))
  await stream.stop()
})

test('an agency hears of what comes to it and of nothing else; whoever did it hears nothing of the list', async () => {
  const [here, there] = [await listening('admin'), await listening('admin of Jayapura')]
  const own = await listening('verifier')
  const report = await aReportIn(town, 'forwarded')
  assert.ok(await heard(here, 'list', { new: 1 }), here.text())
  assert.ok(await heard(here, 'news', {}), here.text())
  await town.does('admin', report, 'note', { text: 'Kami periksa.' })
  await aReportIn(town, 'forwarded')
  assert.ok(await heard(here, 'list', { new: 2, changed: 0 }), here.text())
  assert.deepEqual(there.said, [])
  assert.ok(!own.said.some(({ event, data }) => event === 'list' && data['changed'] === 1), own.text())
  for (const stream of [here, there, own]) await stream.stop()
})

test('the page of one report hears its new version; one that is not theirs cannot be listened to', async () => {
  const report = await aReportIn(town, 'in_progress')
  const stream = await listening('officer', `?laporan=${report.id}`)
  await town.does('reporter', report, 'reply', { text: 'Tiang nomor 12.' })
  const { version } = await town.database.db
    .selectFrom('report')
    .select('version')
    .where('report_id', '=', report.id)
    .executeTakeFirstOrThrow()
  assert.ok(await heard(stream, 'report', { version }), stream.text())
  await stream.stop()
  const foreign = await fetch(`${otherUrl}/meja/arus?laporan=${report.id}`, {
    headers: { ...town.token('officer of Jayapura'), accept: 'text/event-stream' },
  })
  assert.equal(foreign.status, 404)
  await foreign.text()
})

test('a step that is rolled back is never heard of', async () => {
  const since = Date.now()
  const report: Sent = await aReportIn(town, 'forwarded')
  assert.ok(await waitUntil(async () => (await summary('admin', since)).list.new === 1, 5_000, 20))
  const stream = await listening('admin')
  const wrong = { agency: jayapura, unit: 'tidak.ada' }
  assert.equal((await town.act('admin', report, 'forward', wrong)).status, 422)
  assert.equal((await town.act('officer', report, 'start', { next_step: 'Kami mulai.' })).status, 404)
  await aReportIn(town, 'forwarded')
  assert.ok(await heard(stream, 'list', { new: 1, changed: 0 }), stream.text())
  await stream.stop()
})

test('what came between the page and the stream is told; of what nobody knows any more it says so', async () => {
  const since = Date.now()
  await town.submit()
  assert.ok(await waitUntil(async () => (await summary('verifier', since)).list.new === 1, 5_000, 20))
  const stream = await listening('verifier', `?sejak=${since}`)
  assert.ok(await heard(stream, 'list', { new: 1 }), stream.text())
  await stream.stop()
  const late = await listening('verifier', `?sejak=${since - 3_600_000}`)
  assert.ok(await heard(late, 'list', { lost: true }), late.text())
  await late.stop()
})

test('without a stream the same counts come as JSON', async () => {
  const since = Date.now()
  await town.submit({ agency: surabaya })
  assert.ok(await waitUntil(async () => (await summary('verifier', since)).list.new === 1, 5_000, 20))
  const admin = await summary('admin', since)
  assert.deepEqual(admin.list, { new: 1, changed: 0 })
  assert.ok(admin.unread > 0)
  assert.deepEqual((await summary('admin of Jayapura', since)).list, { new: 0, changed: 0 })
})

test('a process keeps a bounded number of streams and refuses more of them kindly', async () => {
  const streams = []
  for (let n = 0; n < 4; n++) streams.push(await listening('verifier'))
  const fifth = await fetch(`${otherUrl}/meja/arus`, {
    headers: { ...town.token('verifier'), accept: 'text/event-stream' },
  })
  assert.equal(fifth.status, 503)
  assert.equal(fifth.headers.get('retry-after'), '60')
  await fifth.text()
  for (const stream of streams) await stream.stop()
  assert.ok(
    await waitUntil(async () => {
      const again = await listening('verifier').catch(() => undefined)
      await again?.stop()
      return again !== undefined
    }, 5_000),
    'whoever leaves makes room',
  )
})

test('a stream ends when its session has ended, and at once when the service stops', async () => {
  const third = await makeApp(town.ground, { live: { beatMs: 50, checkMs: 100, longestMs: 60_000 } })
  const url = await third.app.listen({ port: 0, host: '127.0.0.1' })
  await hearsOfChanges(town, url)
  const [gone, stays] = [await listening('officer', '', url), await listening('admin', '', url)]
  await town.database.db.updateTable('account').set({ active: false }).where('name', '=', 'officer').execute()
  assert.ok(await waitUntil(gone.isOver, 5_000, 20))
  assert.equal(stays.isOver(), false)
  const began = performance.now()
  await third.app.close()
  assert.ok(performance.now() - began < 2_000)
  assert.ok(await waitUntil(stays.isOver, 2_000, 20))
})
