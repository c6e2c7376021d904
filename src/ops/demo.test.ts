/** The country that a fresh installation shows: it fills, and no state of the table is missing in it. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { openDatabase } from '../platform/db/database.ts'
import { states } from '../regulation/kinds.ts'
import { staffRoles } from '../regulation/permissions.ts'
import { seedReference } from './seed.ts'
import { makeDemo } from './demo/demo.ts'

const folder = mkdtempSync(join(tmpdir(), 'lapor-demo-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const database = await createTestDatabase({ seeded: false })
const { pool, close } = await openDatabase({
  url: database.url,
  role: 'lapor_owner',
  statementTimeoutMs: 0,
})
after(close)
// The places of the stories, and what stands above them.
await seedReference(pool, { within: ['35.78', '32.73', '73.71', '51.71', '91.71'] })
const ground = aGround(database, { settings: { DATA_DIR: folder } })

test('the demo shows a report in every state, and somebody for every role', async () => {
  const made = await makeDemo(ground)
  assert.ok(made > 70, `${made} reports`)
  const { rows } = await pool.query<{ state: string }>('select distinct state from report')
  assert.deepEqual(rows.map(({ state }) => state).sort(), [...states].sort())
  const accounts = join(folder, 'demo-accounts.json')
  assert.equal(statSync(accounts).mode & 0o777, 0o600)
  const known = new Set(
    (JSON.parse(readFileSync(accounts, 'utf8')) as { role: string }[]).map(({ role }) => role),
  )
  assert.deepEqual(
    staffRoles.filter((role) => !known.has(role) && role !== 'api_client'),
    [],
  )
  assert.equal(await makeDemo(ground), 0, 'a second start fills nothing')
})
