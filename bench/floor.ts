/**
 * The two floors, each in a process of its own as the program is: what the same machine and the same PostgreSQL do
 * when nothing is done but the least. Started with the address of the database and which floor it is.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { fastify } from 'fastify'
import pg from 'pg'
import { summary, type Measured } from './times.ts'

const [url, which] = process.argv.slice(2) as [string, 'submit' | 'page']
const pool = new pg.Pool({ connectionString: url, max: 16 })
pool.on('error', () => {})

if (which === 'page') await servePage()
else answerOrders()
process.on('disconnect', () => process.exit())

/** One read by primary key, 10 kB of HTML. */
async function servePage(): Promise<void> {
  const text = `<p>${'Lorem ipsum dolor sit amet. '.repeat(400)}</p>`
  const app = fastify()
  app.get<{ Params: { id: string } }>('/page/:id', async (request, reply) => {
    const { rows } = await pool.query<{ title: string }>({
      name: 'page',
      text: 'select title from report where report_id = $1',
      values: [request.params.id],
    })
    reply.type('text/html; charset=utf-8')
    return `<!doctype html><title>${rows[0]!.title}</title>${text}`.slice(0, 10_240)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  process.send!({ port: (app.server.address() as { port: number }).port })
}

/** A row of 1.5 kB and an event in one transaction, by pg with prepared statements. */
function answerOrders(): void {
  process.on('message', ({ seconds, concurrency }: { seconds: number; concurrency: number }) => {
    void run(seconds, concurrency).then((measured) => process.send!(measured))
  })
  process.send!({ port: 0 })
}

async function run(seconds: number, concurrency: number): Promise<Measured> {
  const times: number[] = []
  const startedMs = performance.now()
  const endMs = startedMs + seconds * 1000
  const writing = async () => {
    for (let atMs = performance.now(); atMs < endMs; atMs = performance.now()) {
      await write()
      times.push(performance.now() - atMs)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, writing))
  return summary(times, (performance.now() - startedMs) / 1000, new Map())
}

async function write(): Promise<void> {
  const client = await pool.connect()
  const id = randomUUID()
  try {
    await client.query({ name: 'begin', text: 'begin' })
    await client.query({
      name: 'row',
      text: 'insert into bench.floor_report (id, text, at) values ($1, $2, $3)',
      values: [id, randomBytes(1125).toString('base64'), new Date()],
    })
    await client.query({
      name: 'event',
      text: 'insert into bench.floor_event (report_id, seq, action, at, data) values ($1, 1, $2, $3, $4)',
      values: [id, 'submit', new Date(), '{"state":"received"}'],
    })
    await client.query({ name: 'commit', text: 'commit' })
  } finally {
    client.release()
  }
}
