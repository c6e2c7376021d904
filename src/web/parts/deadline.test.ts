import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../say.ts'
import { type Deadline, deadlineFrom, deadlineRibbon, deadlineWords } from './deadline.ts'

const id = sayIn('id')
const en = sayIn('en')
const clock = (more: Partial<Deadline>): Deadline => ({
  usedWorkingDays: 3,
  totalWorkingDays: 5,
  remainingWorkingDays: 2,
  state: 'running',
  dueOn: '2026-11-26',
  ...more,
})

const cases: [why: string, deadline: Deadline, id: string, en: string, className: string][] = [
  [
    'three days left is calm',
    clock({ remainingWorkingDays: 3 }),
    'sisa 3 hari kerja',
    '3 working days left',
    'due',
  ],
  ['two days left is soon', clock({}), 'sisa 2 hari kerja', '2 working days left', 'due soon'],
  [
    'one day is one day',
    clock({ remainingWorkingDays: 1 }),
    'sisa 1 hari kerja',
    '1 working day left',
    'due soon',
  ],
  ['the last day', clock({ remainingWorkingDays: 0 }), 'hari ini terakhir', 'due today', 'due soon'],
  [
    'past the deadline',
    clock({ remainingWorkingDays: -2 }),
    'lewat 2 hari kerja',
    '2 working days late',
    'due late',
  ],
  [
    'answered in time',
    clock({ state: 'met', usedWorkingDays: 2 }),
    'dijawab di hari ke-2',
    'answered on day 2',
    'due done',
  ],
  [
    'waiting for the reporter',
    clock({ state: 'paused' }),
    'waktu berhenti, sisa 2 hari kerja',
    'clock paused, 2 working days left',
    'due',
  ],
  [
    'answered too late',
    clock({ state: 'missed', remainingWorkingDays: -4 }),
    'dijawab terlambat 4 hari kerja',
    'answered 4 working days late',
    'due late',
  ],
  [
    'a right of the agency that lapsed is no breach',
    clock({ state: 'missed', remainingWorkingDays: -22, rightOf: 'agency' }),
    'sudah tertutup: instansi tidak bisa menolak lagi',
    'closed: the agency can no longer refuse it',
    'due',
  ],
  [
    'a right of the reporter that lapsed is nobody late',
    clock({ remainingWorkingDays: -2, rightOf: 'reporter' }),
    'sudah tertutup: waktunya habis',
    'closed: its time is over',
    'due',
  ],
  [
    'in a year whose holidays are not decreed yet',
    clock({ remainingWorkingDays: 3, isProvisional: true }),
    'sisa 3 hari kerja (sementara)',
    '3 working days left (provisional)',
    'due',
  ],
  [
    'in calendar days',
    clock({ remainingWorkingDays: 9, countsCalendarDays: true }),
    'sisa 9 hari',
    '9 days left',
    'due',
  ],
]
for (const [why, deadline, indonesian, english, className] of cases) {
  test(`the deadline in words: ${why}`, () => {
    assert.equal(deadlineWords(deadline, id), indonesian)
    assert.equal(deadlineWords(deadline, en), english)
    assert.ok(deadlineRibbon(deadline, id).text.startsWith(`<span class="${className}">`))
  })
}

const cells = (deadline: Deadline) => {
  const text = deadlineRibbon(deadline, id).text
  return [text.match(/<i class="on">/g)?.length ?? 0, text.match(/<i[ >]/g)?.length ?? 0]
}

test('the ribbon has a cell for each working day, the used ones filled, and is not read out', () => {
  assert.deepEqual(cells(clock({})), [3, 5])
  assert.deepEqual(cells(clock({ remainingWorkingDays: -2, usedWorkingDays: 5 })), [5, 5])
  assert.match(deadlineRibbon(clock({}), id).text, /aria-hidden="true"/)
})

test('a deadline of more than twenty days is told in words only, with its date', () => {
  const long = clock({ totalWorkingDays: 60, remainingWorkingDays: 50 })
  assert.deepEqual(cells(long), [0, 0])
  assert.equal(deadlineWords(long, id), 'sisa 50 hari kerja, sampai 26 Nov')
})

test('a clock is read on a day: today counts as used', () => {
  const counted = ['2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] // Fri, Mon–Thu
  const onTuesday = deadlineFrom(
    { countedDays: counted, dueOn: '2026-11-26', state: 'running' },
    '2026-11-24',
  )
  assert.deepEqual([onTuesday.usedWorkingDays, onTuesday.remainingWorkingDays], [3, 2])
  const onSunday = deadlineFrom({ countedDays: counted, dueOn: '2026-11-26', state: 'running' }, '2026-11-22')
  assert.deepEqual([onSunday.usedWorkingDays, onSunday.remainingWorkingDays], [1, 4])
  const onMonday = deadlineFrom({ countedDays: counted, dueOn: '2026-11-26', state: 'running' }, '2026-11-30')
  assert.equal(onMonday.remainingWorkingDays, -2) // Fri 27, Mon 30
  const met = deadlineFrom(
    { countedDays: counted, dueOn: '2026-11-26', state: 'met', endedOn: '2026-11-23' },
    '2026-12-30',
  )
  assert.equal(deadlineWords(met, id), 'dijawab di hari ke-2')
})

test('where every day counts, the days left and late are those of the calendar on the wall', () => {
  // V5: 30 days from 25 Nov end on 25 Dec, a holiday, and the due day rolls to Mon 28 Dec.
  const counted = Array.from({ length: 30 }, (_, at) =>
    new Date(Date.parse('2026-11-26') + at * 86_400_000).toISOString().slice(0, 10),
  )
  const asked = {
    countedDays: counted,
    dueOn: '2026-12-28',
    countsCalendarDays: true,
    state: 'running',
  } as const
  assert.equal(deadlineWords(deadlineFrom(asked, '2026-11-25'), id), 'sisa 33 hari, sampai 28 Des')
  assert.equal(deadlineWords(deadlineFrom(asked, '2027-01-05'), id), 'lewat 8 hari')
  const late = deadlineFrom({ ...asked, lateWorkingDays: 5 }, '2027-01-05')
  assert.equal(late.remainingWorkingDays, -8)
})
