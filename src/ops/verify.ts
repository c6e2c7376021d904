/**
 * `lapor verify`: every event still says what it said, none is missing, all are in the public log, whose every
 * checkpoint is made again, and the keys are those that sign.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { eventHash } from '../reports/casefile/events.ts'
import type { EventRow } from '../reports/casefile/tables.ts'
import { readReceipt, signReceipt } from '../reports/intake/receipt.ts'
import { isIdentified, openIdentity, sealIdentity } from '../reports/identity/sealing.ts'
import { loggedBefore, verifyLog, verifyLogged } from './verifyLog.ts'
import { withGround } from './withGround.ts'

const batch = 2_000
const mostShown = 50

export async function run(): Promise<number | void> {
  let problems = 0
  await withGround(async (ground) => {
    const say = (line: string) => {
      if (problems++ < mostShown) process.stdout.write(`${line}\n`)
    }
    // One snapshot: people go on working, and a row is to be compared with the events of the same instant.
    const { events, logged, waiting } = await ground.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (snapshot) => {
        await sql`set local statement_timeout = 0`.execute(snapshot)
        const before = await loggedBefore(snapshot as Db)
        let waiting = 0
        const events = await verifyEvents(snapshot as Db, say, async (rows) => {
          waiting += await verifyLogged(snapshot as Db, rows, before, say)
        })
        return { events, waiting, logged: await verifyLog(snapshot as Db, ground, say) }
      })
    verifyKeys(ground, say)
    process.stdout.write(`${events} peristiwa / events, ${problems} masalah / problems\n`)
    process.stdout.write(
      `${logged} di catatan publik / in the public log, ${waiting} menyusul / on their way\n`,
    )
    process.stdout.write(`kunci tanda terima / receipt key: ${fingerprint(ground)}\n`)
  })
  if (problems > 0) return 1
}

/**
 * Makes the hash of each event again, and looks whether each report's events are numbered 1, 2, 3 … and its row
 * stands at the last.
 * @param onBatch is shown every event, some thousand at a time
 * @returns how many events there are
 */
export async function verifyEvents(
  db: Db,
  say: (line: string) => void,
  onBatch?: (events: readonly EventRow[]) => Promise<void>,
): Promise<number> {
  let count = 0
  let before: EventRow | undefined
  for await (const rows of eventBatches(db)) {
    const versions = await versionsOf(db, [...(before ? [before] : []), ...rows])
    for (const event of rows) {
      const { hash, ...said } = event
      if (!eventHash(said).equals(hash))
        say(
          `${event.report_id} ${event.seq}: isinya tidak cocok dengan hash / the hash does not fit what it says`,
        )
      if (before && before.report_id !== event.report_id) verifyEnd(before, versions, say)
      const expected = before?.report_id === event.report_id ? before.seq + 1 : 1
      if (event.seq !== expected)
        say(`${event.report_id}: peristiwa ${expected} hilang / event ${expected} is missing`)
      before = event
    }
    await onBatch?.(rows)
    count += rows.length
  }
  if (before) verifyEnd(before, await versionsOf(db, [before]), say)
  return count
}

function verifyEnd(
  { report_id, seq }: EventRow,
  versions: ReadonlyMap<string, number>,
  say: (line: string) => void,
): void {
  const version = versions.get(report_id)
  if (version !== seq)
    say(
      `${report_id}: baris di ${version ?? '-'}, peristiwa sampai ${seq} / row at ${version ?? '-'}, events up to ${seq}`,
    )
}

async function versionsOf(db: Db, events: readonly EventRow[]): Promise<Map<string, number>> {
  const ids = [...new Set(events.map(({ report_id }) => report_id))]
  const rows = await db
    .selectFrom('report')
    .select(['report_id', 'version'])
    .where('report_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ report_id, version }) => [report_id, version]))
}

async function* eventBatches(db: Db): AsyncGenerator<EventRow[]> {
  let [id, seq] = ['00000000-0000-0000-0000-000000000000', 0]
  for (;;) {
    const rows = (await db
      .selectFrom('report_event')
      .selectAll()
      .where(sql<boolean>`(report_id, seq) > (${id}::uuid, ${seq}::int)`)
      .orderBy('report_id')
      .orderBy('seq')
      .limit(batch)
      .execute()) as EventRow[]
    const last = rows.at(-1)
    if (!last) return
    yield rows
    id = last.report_id
    seq = last.seq
  }
}

function verifyKeys({ keys }: Ground, say: (line: string) => void): void {
  const facts = { number: '00000000', hash: 'A'.repeat(43), at: new Date(0).toISOString() }
  if (readReceipt(keys, signReceipt(keys, facts))?.number !== facts.number)
    say('kunci tanda terima rusak / the receipt key does not fit itself')
  const id = '00000000-0000-0000-0000-000000000000'
  if (keys.vault.privateKey && !isIdentified(openIdentity(keys, id, sealIdentity(keys, id, { name: 'A' }))))
    say('kunci brankas rusak / the vault key does not fit itself')
}

const fingerprint = ({ keys }: Ground): string =>
  createHash('sha256')
    .update(keys.receipt.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 32)
