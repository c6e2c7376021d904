/**
 * The process that asks: so many requests at a time over kept connections, each sent when the one before it was
 * answered. It is told what to ask once and then for how long; it answers with counts and times.
 */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { summary, type Measured } from './times.ts'

export type Ask = {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** A new idempotency key for each time it is sent. */
  isOnce?: boolean
}
export type Order =
  | { load: string; port: number; asks: Ask[] }
  | { run: string; seconds: number; concurrency: number }

type Loaded = { port: number; asks: Ask[]; next: number }

const loaded = new Map<string, Loaded>()
const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'fifo' })

process.on('message', (order: Order) => {
  if ('load' in order) {
    loaded.set(order.load, { port: order.port, asks: order.asks, next: 0 })
    process.send!({ loaded: order.load })
  } else {
    void run(loaded.get(order.run)!, order.seconds, order.concurrency).then((measured) =>
      process.send!(measured),
    )
  }
})

async function run(from: Loaded, seconds: number, concurrency: number): Promise<Measured> {
  const times: number[] = []
  const failures = new Map<string, number>()
  const startedMs = performance.now()
  const endMs = startedMs + seconds * 1000
  const asking = async () => {
    for (let atMs = performance.now(); atMs < endMs; atMs = performance.now()) {
      const ask = from.asks[from.next++ % from.asks.length]!
      const status = await send(from.port, ask).catch(
        (error: NodeJS.ErrnoException) => error.code ?? 'failed',
      )
      if (typeof status === 'number' && status < 300) times.push(performance.now() - atMs)
      else failures.set(`${status} ${ask.path}`, (failures.get(`${status} ${ask.path}`) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, asking))
  return summary(times, (performance.now() - startedMs) / 1000, failures)
}

function send(port: number, { path, method = 'GET', headers = {}, body, isOnce }: Ask): Promise<number> {
  return new Promise((done, fail) => {
    const sent = {
      ...headers,
      ...(isOnce && { 'idempotency-key': randomUUID() }),
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      }),
    }
    const call = request({ host: '127.0.0.1', port, path, method, agent, headers: sent }, (answer) => {
      answer.on('data', () => {})
      answer.on('end', () => done(answer.statusCode!))
      answer.on('error', fail)
    })
    call.on('error', fail)
    call.end(body)
  })
}
