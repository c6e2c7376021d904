import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../../test/support/database.ts'
import { addWorkingDays } from '../../regulation/clocks.ts'
import { listHolidays, loadCalendar } from './queries.ts'

const { db, as } = await createTestDatabase()
const owner = await as('lapor_owner')

const enter = (id: string, day: string, active: boolean) => sql`
  insert into calendar_row (id, day, name, type, effect, known_from_day, entered_by, checked_by, active)
  values (${id}, ${day}::text::date, 'Libur mendadak', 'national', 'closes', '2026-07-01', 'sari', ${active ? 'budi' : null}, ${active})`

test('the shipped calendar is what clocks count with', async () => {
  const calendar = await loadCalendar(db)
  // Mon 6 Jul 2026 + 5 working days: Mon 13 Jul.
  assert.equal(addWorkingDays('2026-07-06', 5, calendar), '2026-07-13')
  assert.equal(calendar.rows.length, 143)
})

test('it is kept in memory, for transactions too, and read again when its version has changed', async () => {
  const before = await loadCalendar(db)
  assert.equal(await loadCalendar(db), before)
  await db.transaction().execute(async (transaction) => assert.equal(await loadCalendar(transaction), before))

  await enter('2026-07-08.national', '2026-07-08', true).execute(owner)
  await sql`update reference_version set version = version + 1 where list = 'calendar'`.execute(owner)
  const after = await loadCalendar(db, { fresh: true })
  assert.notEqual(after.version, before.version)
  assert.equal(addWorkingDays('2026-07-06', 5, after), '2026-07-14')
  assert.equal(await loadCalendar(db), after)
})

test('another process that has just looked learns of a change within about a second', async () => {
  const before = await loadCalendar(db)
  await sql`update reference_version set version = version + 1 where list = 'calendar'`.execute(owner)
  await new Promise((resolve) => setTimeout(resolve, 1_100))
  assert.notEqual((await loadCalendar(db)).version, before.version)
})

test('a day that nobody has checked does not count', async () => {
  await enter('2026-07-09.national', '2026-07-09', false).execute(owner)
  await sql`update reference_version set version = version + 1 where list = 'calendar'`.execute(owner)
  const calendar = await loadCalendar(db, { fresh: true })
  assert.ok(!calendar.rows.some(({ day }) => day === '2026-07-09'))
})

test('a day may not be checked by the person who entered it', async () => {
  await assert.rejects(
    sql`update calendar_row set checked_by = 'sari', active = true where id = '2026-07-09.national'`.execute(
      owner,
    ),
    { constraint: 'calendar_row_checked_by_another' },
  )
})

test('holidays are listed by the day, the nation’s and those of a place', async () => {
  const days = await listHolidays(db, { from: '2025-08-01', to: '2025-08-31' })
  assert.deepEqual(
    days.map(({ day, known_from_day }) => [day, known_from_day]),
    [
      ['2025-08-17', '2024-10-14'],
      ['2025-08-18', '2025-08-07'],
    ],
  )
  await sql`
    insert into calendar_row (id, day, name, type, scope_kind, scope_code, effect, known_from_day, entered_by, checked_by)
    values ('2026-06-17.bali', '2026-06-17', 'Galungan', 'local', 'region', '51', 'note_only', '2026-01-01', 'a', 'b')`.execute(
    owner,
  )
  const june = { from: '2026-06-17', to: '2026-06-18' }
  assert.equal((await listHolidays(db, june)).length, 0)
  assert.equal((await listHolidays(db, { ...june, region: '51.03' })).length, 1)
})
