/** A DATA_DIR with so many made-up reports: made and filled, or taken as it was kept. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openGround } from '../src/ops/openGround.ts'
import { readConfig } from '../src/platform/config.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { makeLog } from '../src/platform/log.ts'
import { countedDays } from '../src/directory/calendar/queries.ts'
import { rollUp } from '../src/insight/statistics/jobs.ts'
import { isLogEmpty, sequenceEverything, sequenceNew } from '../src/insight/transparency/sequencer.ts'
import type { Ground } from '../src/platform/ground.ts'
import { indexNewReports } from '../src/reports/casefile/searchIndex.ts'
import { watchClocks } from '../src/reports/escalation/watch.ts'
import { fillReports } from './fill.ts'
import { readWorld, type World } from './world.ts'

export type Prepared = { dataDir: string; world: World; reports: number; remove: () => void }

/** `keep` is a folder that holds one DATA_DIR for each size and is not removed. */
export async function prepare(
  reports: number,
  keep: string | undefined,
  say: (line: string) => void,
): Promise<Prepared> {
  const dataDir =
    keep === undefined
      ? mkdtempSync(join(tmpdir(), 'lapor-bench-'))
      : join(resolve(keep), `reports-${reports}`)
  mkdirSync(dataDir, { recursive: true })
  // As root the server runs as another user, who has to get through.
  chmodSync(dataDir, 0o755)
  const remove = () => keep === undefined && rmSync(dataDir, { recursive: true, force: true })
  try {
    return { dataDir, reports, world: await filled(dataDir, reports, say), remove }
  } catch (error) {
    remove()
    throw error
  }
}

async function filled(dataDir: string, reports: number, say: (line: string) => void): Promise<World> {
  const config = readConfig({ DATA_DIR: dataDir, LAPOR_DEMO: '0' })
  const { ground, close } = await openGround({
    config,
    log: makeLog('warn'),
    use: 'command',
    role: 'lapor_owner',
  })
  const owner = await openDatabase({
    url: ground.databaseUrlOf('lapor_owner'),
    role: 'lapor_owner',
    max: 2,
    statementTimeoutMs: 0,
  })
  try {
    const world = await readWorld(owner.pool, await countedDays(ground.db), ground.keys.pepper, ground.now())
    await owner.pool.query(benchTables)
    const { rows } = await owner.pool.query<{ reports: number }>('select reports from bench.filled')
    if (rows[0]?.reports === reports) {
      await settle(ground, say)
      return world
    }
    say(`filling ${reports} reports`)
    const done = await fillReports(ground.databaseUrlOf('lapor_owner'), world, reports, say)
    await rollUp(owner.db, ground.now())
    await owner.pool.query('vacuum (analyze) stat_daily')
    await owner.pool.query('insert into bench.filled values ($1)', [reports])
    say(
      `filled in ${done.seconds} s: ${Object.entries(done.rows)
        .map(([table, count]) => `${count} ${table}`)
        .join(', ')}`,
    )
    await settle(ground, say)
    return world
  } finally {
    await owner.close()
    await close()
  }
}

/**
 * What the worker of a service would have done with these reports long ago: else it does so, paced, while we measure
 * what people wait for.
 */
async function settle(ground: Ground, say: (line: string) => void): Promise<void> {
  const begunAt = performance.now()
  const worker = { ...ground, db: await ground.as('lapor_worker') }
  const clocks = await watchClocks(worker)
  const leaves = await ((await isLogEmpty(worker.db)) ? sequenceEverything(worker) : sequenceNew(worker))
  const words = await indexNewReports(worker.db)
  say(
    `settled in ${((performance.now() - begunAt) / 1000).toFixed(1)} s: ${clocks} clocks, ${leaves} leaves, ${words} texts`,
  )
}

/** What the floors write, beside the program's tables and never mixed with them. */
const benchTables = `
  create schema if not exists bench;
  create table if not exists bench.filled (reports integer not null);
  create table if not exists bench.floor_report (id uuid primary key, text text not null, at timestamptz not null);
  create table if not exists bench.floor_event (
    report_id uuid not null, seq integer not null, action text not null, at timestamptz not null, data jsonb not null,
    primary key (report_id, seq))`
