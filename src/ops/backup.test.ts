/** A backup is what it brings back: everything of one instant, into an empty place, or nothing. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { readConfig } from '../platform/config.ts'
import { loadKeys } from '../platform/crypto/keys.ts'
import { inDataFolder } from '../platform/dataFolder.ts'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { submit } from '../reports/intake/actions.ts'
import { openIdentity } from '../reports/identity/sealing.ts'
import { backUp } from './backup.ts'
import { restoreFrom } from './restore.ts'

const base = mkdtempSync(join(tmpdir(), 'lapor-backup-'))
after(() => rmSync(base, { recursive: true }))
const dataDir = join(base, 'data')

const source = await createTestDatabase()
const ground: Ground = {
  ...aGround(source, { settings: { DATA_DIR: dataDir } }),
  keys: loadKeys(inDataFolder(dataDir).keys, {}),
}
const ids: string[] = []
for (const name of ['Sumiati', 'Joko'])
  ids.push(
    (
      await submit(
        ground,
        {
          kind: 'pengaduan',
          text: `Jalan berlubang\tdi depan "pasar" \\ ${name}.`,
          name,
          email: `${name}@contoh.id`,
        },
        { channel: 'web', language: 'id' },
      )
    ).reportId!,
  )
const content = Buffer.from('isi sebuah foto')
const sha256 = createHash('sha256').update(content).digest('hex')
mkdirSync(join(dataDir, 'attachments', sha256.slice(0, 2)), { recursive: true })
writeFileSync(join(dataDir, 'attachments', sha256.slice(0, 2), sha256.slice(2)), content)
const folder = join(base, 'backup')
const manifest = await backUp(ground, folder)

const rowsOf = async (db: Db) => (await sql`select * from report order by report_id`.execute(db)).rows
const empty = async () => {
  const database = await createTestDatabase({ seeded: false })
  const target = mkdtempSync(join(base, 'target-'))
  return { database, target, config: readConfig({ DATA_DIR: target, DATABASE_URL: database.url }) }
}

test('a restored database has the same reports, numbers, files and keys, and names can still be opened', async () => {
  const { database, target, config } = await empty()
  const rows = await restoreFrom(config, folder)
  assert.equal(
    rows,
    manifest.tables.reduce((sum, table) => sum + table.rows, 0),
  )
  assert.deepEqual(await rowsOf(database.db), await rowsOf(source.db))
  assert.deepEqual(readFileSync(join(target, 'attachments', sha256.slice(0, 2), sha256.slice(2))), content)
  const vault = await database.as('lapor_vault')
  const { sealed } = await vault
    .selectFrom('vault.identity')
    .select('sealed')
    .where('report_id', '=', ids[1]!)
    .executeTakeFirstOrThrow()
  assert.deepEqual(openIdentity(loadKeys(join(target, 'keys'), {}), ids[1]!, sealed), {
    name: 'Joko',
    email: 'Joko@contoh.id',
  })
})

test('every table is in the backup but the list of migrations, and no column is forgotten', async () => {
  const { rows } = await sql<{ name: string; columns: number }>`
    select table_schema || '.' || table_name as name, count(*)::int as columns
    from information_schema.columns
    where table_schema in ('public', 'vault') and is_generated = 'NEVER' and table_name <> 'migration'
    group by 1 order by 1`.execute(await source.as('lapor_owner'))
  assert.deepEqual(
    manifest.tables
      .map((table) => ({ name: `${table.schema}.${table.name}`, columns: table.columns.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    rows,
  )
})

test('a backup is neither written over another nor restored over data', async () => {
  await assert.rejects(backUp(ground, folder), /tidak kosong/)
  const { config } = await empty()
  await assert.rejects(restoreFrom({ ...config, databaseUrl: source.url }, folder), /sudah berisi data/)
  await assert.rejects(
    restoreFrom(readConfig({ DATA_DIR: dataDir, DATABASE_URL: config.databaseUrl! }), folder),
    /sudah berisi data/,
  )
})

test('a piece that was changed is found before anything is touched', async () => {
  const { database, config } = await empty()
  const piece = join(folder, manifest.tables.find(({ name }) => name === 'report')!.file)
  const sound = readFileSync(piece)
  writeFileSync(piece, Buffer.concat([sound.subarray(0, -9), Buffer.from('x'), sound.subarray(-8)]))
  await assert.rejects(restoreFrom(config, folder), /report\.copy\.gz: checksum/)
  assert.deepEqual(await rowsOf(database.db), [])
  writeFileSync(piece, sound)
})
