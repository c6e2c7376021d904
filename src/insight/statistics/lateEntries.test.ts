/** A letter counts on the day on which the desk got it, however late somebody enters it (T4, N1). */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aTown, surabaya } from '../../../test/support/town.ts'
import { receivedAtOf } from '../../regulation/counterEntry.ts'
import { submit } from '../../reports/intake/actions.ts'
import { liveFigures } from './figures.ts'
import { rollUp } from './jobs.ts'
import { countsByDay } from './queries.ts'

// Monday 6 July 2026, 09.10 in Jakarta.
const town = await aTown()
const { ground } = town
const { db } = town.database
const [monday, wednesday, thursday] = ['2026-07-06', '2026-07-08', '2026-07-09'] as const
const todayCount = async (day: string): Promise<number> => (await liveFigures(db, day)).submittedToday

test('a letter of Monday that is entered on Wednesday is among Monday’s reports and not among Wednesday’s', async () => {
  assert.equal(await todayCount(monday), 0)
  town.clock.set('2026-07-08T03:00:00.000Z')
  await submit(
    ground,
    { kind: 'pengaduan', text: 'Jembatan kayu di dusun kami patah.' },
    {
      channel: 'counter',
      language: 'id',
      action: 'submit_for_reporter',
      receivedAt: receivedAtOf(monday, wednesday, ground.now()),
      isLateEntry: true,
      said: { source: 'letter', received_on: monday },
    },
  )
  assert.equal(await todayCount(wednesday), 0)
  // Nothing else has come since, so what has come since Monday is the letter.
  assert.equal(await todayCount(monday), 1)
  await town.submit()
  assert.equal(await todayCount(wednesday), 1)
})

test('at the agency it counts on the day on which it came there, with the deadlines that begin then', async () => {
  const { reportId, answer } = await submit(
    ground,
    { kind: 'pengaduan', text: 'Saluran air di pasar tersumbat.' },
    {
      channel: 'counter',
      language: 'id',
      action: 'submit_for_reporter',
      receivedAt: receivedAtOf(monday, wednesday, ground.now()),
    },
  )
  town.clock.set('2026-07-09T03:00:00.000Z')
  const letter = { id: reportId!, number: answer.number, secret: answer.secret }
  await town.does('verifier', letter, 'forward', { agency: surabaya, kind: 'complaint_service' })
  // Thursday 16 July is the fifth working day after it: the first reply falls due then, not five days after the letter.
  town.clock.set('2026-07-17T03:00:00.000Z')
  const worker = await town.database.as('lapor_worker')
  await rollUp(worker, ground.now())
  const days = await countsByDay(db, surabaya, { from: monday, to: '2026-07-17' })
  assert.deepEqual(
    days.map(({ day, received, first_due }) => [day, received, first_due]),
    [
      [thursday, 1, 0],
      ['2026-07-16', 0, 1],
    ],
  )
})
