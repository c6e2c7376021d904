/** The range query may name too many reports, never too few: no clock moves whose days hold no changed one. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { aFile, anActor, offered, walk, type Walker } from '../../../test/support/walk.ts'
import { Refusal } from '../../errors.ts'
import { localDay, prepareCalendar, type CalendarRow } from '../../regulation/clocks.ts'
import { dayNumber, dayText } from '../../regulation/days.ts'
import { parseHolidays } from '../../regulation/holidayFile.ts'
import { shippedLaw, type Law } from '../../regulation/law.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { compareClocks, wasTold } from './compare.ts'

const rows = parseHolidays(
  readFileSync(new URL('../../../data/reference/holidays.csv', import.meta.url), 'utf8'),
)
const calendar = prepareCalendar(rows)
const before = shippedLaw(calendar)
const lawWith = (more: CalendarRow[]): Law => shippedLaw(prepareCalendar([...rows, ...more]))

const people = [
  anActor('reporter'),
  anActor('national_verifier'),
  anActor('arbiter'),
  ...['D3578', 'D9171'].flatMap((agency) => [
    anActor('agency_admin', { agency }),
    anActor('approver', { agency }),
  ]),
]
const inputs: Record<string, Record<string, unknown>> = {
  forward: { agency: 'D3578' },
  bounce: { proposed_agency: 'D9171', reason: 'Jalan nasional.' },
  decide_authority: { agency: 'D9171', ground: 'Daftar ruas jalan.' },
  reclassify: { kind: 'complaint_oversight', reason: 'Isinya.' },
  propose_answer: { text: 'Lampu diganti petugas pada hari Selasa.', outcome: 'repaired' },
  split: {
    parts: [
      { agency: 'D3578', lead: true, task: 'a' },
      { agency: 'D9171', lead: false, task: 'b' },
    ],
  },
}
const useful = new Set([
  'forward',
  'ask_completion',
  'complete',
  'hold',
  'release',
  'start',
  'ask_reporter',
  'reply',
  'bounce',
  'confirm_bounce',
  'decide_authority',
  'split',
  'propose_answer',
  'approve',
  'reject',
  'reclassify',
  'mark_urgent',
  'extend_response',
])

const steps = fc.array(fc.record({ what: fc.nat(), hours: fc.integer({ min: 1, max: 120 }) }), {
  maxLength: 12,
})

function walked(drawn: { what: number; hours: number }[]): Walker {
  const walker: Walker = { file: aFile(), now: '2026-07-06T02:10:00.000Z', calendar }
  for (const { what, hours } of drawn) {
    walker.now = new Date(Date.parse(walker.now) + hours * 3_600_000).toISOString()
    const choices = people.flatMap((actor) =>
      offered(walker, actor)
        .filter((action) => useful.has(action))
        .map((action) => ({ actor, action })),
    )
    const choice = choices[what % Math.max(1, choices.length)]
    if (!choice) continue
    try {
      walk(
        walker,
        choice.actor,
        choice.action,
        inputs[choice.action] ?? {
          text: 'Kabar untuk Anda.',
          reason: 'Masih padam.',
          next_step: 'Petugas ke lokasi.',
        },
      )
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return walker
}

/** By the calendar of the zone that is furthest on: what is withdrawn from then on was not known when a clock ended. */
const tomorrowIn = (now: string): string => dayText(dayNumber(localDay(now, 'Asia/Jayapura')) + 1)

const closures = fc.record({
  day: fc.integer({ min: dayNumber('2026-07-01'), max: dayNumber('2026-08-31') }).map(dayText),
  known: fc.integer({ min: dayNumber('2026-06-01'), max: dayNumber('2026-08-31') }).map(dayText),
  type: fc.constantFrom('national', 'closure', 'outage'),
  scope: fc.constantFrom<CalendarRow['scope']>('nation', 'nation', { region: '35' }, { agency: 'D9171' }),
})

for (const withdraws of [false, true])
  test(`${withdraws ? 'withdrawing' : 'adding'} a day moves only reports with a clock whose days hold it`, () =>
    fc.assert(
      fc.property(steps, closures, (drawn, { day, known, type, scope }) => {
        const { file, now } = walked(drawn)
        const row: CalendarRow = {
          day,
          name: 'Libur',
          type: type as 'national',
          scope,
          effect: 'closes',
          decree: 'SKB',
          knownFrom: known,
        }
        const sides: [Law, Law] = withdraws
          ? [lawWith([row]), lawWith([{ ...row, withdrawnFrom: tomorrowIn(now) }])]
          : [before, lawWith([row])]
        const { moved } = compareClocks(file, sides[0], sides[1], now)
        if (moved.length === 0) return
        assert.ok(!moved.some((clock) => clock.old_state === 'met' && clock.new_state === 'missed'))
        const holds = evaluateClocks(file, sides[0]).some(({ clock, result, state }) => {
          const from = dayText(dayNumber(clock.startedAt.slice(0, 10)) - 1)
          const isKnown =
            clock.endedAt === undefined ||
            state === 'missed' ||
            dayText(dayNumber(clock.endedAt.slice(0, 10)) + 1) >= known
          return from <= day && day <= result.due_on && isKnown
        })
        assert.ok(holds, `${day} moved ${JSON.stringify(moved)}`)
      }),
      { numRuns: 1_500 },
    ))

test('a later decree never makes a clock late that had ended in time', () =>
  fc.assert(
    fc.property(steps, closures, (drawn, { day, known, type, scope }) => {
      const { file, now } = walked(drawn)
      const row: CalendarRow = {
        day,
        name: 'Libur',
        type: type as 'national',
        scope,
        effect: 'closes',
        decree: 'SKB',
        knownFrom: known,
      }
      for (const { old_state, new_state } of compareClocks(file, before, lawWith([row]), now).moved)
        assert.ok(!(old_state === 'met' && new_state === 'missed'))
    }),
    { numRuns: 1_500 },
  ))

test('the reporter is told of dates that the reporter was told, and only while they run', () => {
  const clock = {
    no: 1,
    old_due_on: '2026-07-13',
    new_due_on: '2026-07-14',
    old_state: 'running',
    new_state: 'running',
  } as const
  assert.equal(wasTold({ ...clock, rule: 'F1', open: true }), true)
  assert.equal(wasTold({ ...clock, rule: 'F2', open: true }), false) // the agency's own business
  assert.equal(wasTold({ ...clock, rule: 'F1', open: false }), false)
  assert.equal(wasTold({ ...clock, rule: 'F1', open: true, new_due_on: '2026-07-13' }), false)
})
