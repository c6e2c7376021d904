import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { createTestDatabase } from '../../../test/support/database.ts'
import { aGround } from '../../../test/support/ground.ts'
import type { Actor, Role } from '../../regulation/permissions.ts'
import { loadFile } from '../casefile/store.ts'
import { submit } from '../intake/actions.ts'
import { forward } from '../verification/actions.ts'
import { bounce, confirmBounce } from './actions.ts'
import { referUnconfirmed } from './jobs.ts'

const database = await createTestDatabase()
let now = new Date('2026-07-10T03:00:00Z') // Friday, 10:00 in Jakarta
const ground = aGround(database, { now: () => now })
const workers = [
  { ...ground, db: await database.as('lapor_worker') },
  { ...ground, db: await database.as('lapor_worker') },
]
const person = (role: Role, agency?: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  name: role,
  roles: [role],
  ...(agency && { agency }),
})
const verifier = person('national_verifier')

async function aBounced(): Promise<string> {
  const { reportId } = await submit(
    ground,
    { kind: 'pengaduan', text: 'Lampu jalan padam sejak Senin.' },
    { channel: 'web', language: 'id' },
  )
  await forward(ground, verifier, reportId!, { agency: 'D3578' })
  await bounce(ground, person('agency_admin', 'D3578'), reportId!, {
    proposed_agency: 'D9171',
    reason: 'Jalan itu di kota lain.',
  })
  return reportId!
}

test('T16: a bounce that nobody confirmed in one working day goes to the arbiter, once', async () => {
  const [unconfirmed, confirmed] = [await aBounced(), await aBounced()]
  await confirmBounce(ground, verifier, confirmed)
  now = new Date('2026-07-13T16:00:00Z') // Monday evening: day 1 is not over
  assert.deepEqual(await Promise.all(workers.map(referUnconfirmed)), [0, 0])
  now = new Date('2026-07-13T17:05:00Z') // Tuesday 00:05 in Jakarta
  const counts = await Promise.all(workers.map(referUnconfirmed))
  assert.equal(counts[0]! + counts[1]!, 1)
  assert.equal((await loadFile(ground.db, unconfirmed))!.state, 'authority_dispute')
  assert.equal((await loadFile(ground.db, confirmed))!.state, 'forwarded')
})
