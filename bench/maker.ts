/** A thread that makes reports: it is told a batch, makes its lives and hands back the lines of each table as bytes. */
import { parentPort, workerData } from 'node:worker_threads'
import { prepareCalendar } from '../src/regulation/clocks.ts'
import { chanceFrom } from './chance.ts'
import { liveOf } from './lives.ts'
import { addLife, type FilledTable, type Lines } from './rows.ts'
import { spanDays, type World } from './world.ts'

export type Batch = { from: number; count: number; of: number }
export type Made = { tables: { table: FilledTable; columns: string[]; bytes: Uint8Array; rows: number }[] }

const world = workerData as World
const calendar = prepareCalendar(world.calendar, { version: '1' })
const pepper = Buffer.from(world.pepperHex, 'hex')
const spanMs = spanDays * 86_400_000

parentPort!.on('message', ({ from, count, of }: Batch) => {
  const lines: Lines = new Map()
  const chance = chanceFrom(from + 1)
  for (let n = from; n < from + count; n++) {
    const submittedAt = Math.floor(world.endAt - spanMs + ((n + chance.share()) / of) * spanMs)
    addLife(lines, liveOf(world, chance, submittedAt), calendar, pepper, world.endAt)
  }
  const tables = [...lines].map(([table, { columns, lines: rows }]) => ({
    table,
    columns,
    rows: rows.length,
    // A copy of its own, so that the memory can be handed over and not copied again.
    bytes: new TextEncoder().encode(`${rows.join('\n')}\n`),
  }))
  parentPort!.postMessage(
    { tables } satisfies Made,
    tables.map(({ bytes }) => bytes.buffer as ArrayBuffer),
  )
})
