import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendar } from '../../../test/support/clocks.ts'
import { aFile } from '../../../test/support/walk.ts'
import { escalations, stepsOf, watchedRules } from '../../regulation/escalation.ts'
import type { CaseClock } from '../../regulation/facts.ts'
import { shippedLaw } from '../../regulation/law.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { givenBefore, reachedSteps, timedSteps } from './steps.ts'

const clockOf = (rule: CaseClock['rule'], more: Partial<CaseClock> = {}) =>
  evaluateClocks(
    aFile({
      clocks: [
        { no: 1, rule, startedAt: '2026-07-06T02:10:00.000Z', zone: 'Asia/Jakarta', changes: [], ...more },
      ],
    }),
    shippedLaw(calendar),
  )[0]!
/** 'half Thu 9 Jul' is written 'half 2026-07-09'; the hour is 07.00 of the zone. */
const stepsShown = (rule: CaseClock['rule'], more?: Partial<CaseClock>): string[] =>
  timedSteps(clockOf(rule, more), calendar).map(
    ({ step, at }) => `${step} ${new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 16)}`,
  )

test('the first follow-up (5 working days from Monday 6 July) is reminded on day 3 and 4, due on 13 July', () =>
  assert.deepEqual(stepsShown('F1'), [
    'half 2026-07-09T07:00',
    'near 2026-07-10T07:00',
    'due 2026-07-13T07:00',
    'late 2026-07-14T07:00',
    'late_inside 2026-07-16T07:00',
    'late_above 2026-07-20T07:00',
    'late_top 2026-07-27T07:00',
  ]))

test('the answer to a complaint (14 working days) is reminded on day 7 and 12', () =>
  assert.deepEqual(stepsShown('K2').slice(0, 3), [
    'half 2026-07-15T07:00',
    'near 2026-07-22T07:00',
    'due 2026-07-24T07:00',
  ]))

test('late steps count working days: over Independence Day (Monday 17 August) one later', () =>
  assert.deepEqual(stepsShown('F1', { startedAt: '2026-08-07T02:00:00.000Z' }).slice(2, 4), [
    'due 2026-08-14T07:00',
    'late 2026-08-18T07:00',
  ]))

test('a clock of one day has no half: what falls on one morning is one step', () =>
  assert.deepEqual(stepsShown('F1', { length: 1 }).slice(0, 2), [
    'due 2026-07-07T07:00',
    'late 2026-07-08T07:00',
  ]))

test('an aspiration has no legal due date, so nobody is told upward when it passes', () =>
  assert.deepEqual(
    stepsOf('K4').map(({ step }) => step),
    ['half', 'near', 'due'],
  ))

const steps = timedSteps(clockOf('F1'), calendar)
const at = (day: string): Date => new Date(`${day}T01:00:00Z`)

test('a worker that was away for days gives one reminder, not three', () => {
  const reached = reachedSteps(steps, null, at('2026-07-13'))
  assert.equal(reached.top?.step, 'due')
  assert.deepEqual(reached.tells, ['holders', 'admins'])
  assert.equal(reached.next?.step, 'late')
})

test('of late steps nobody is left out: who should have heard of a skipped one hears of the next', () =>
  assert.deepEqual(reachedSteps(steps, 'due', at('2026-07-20')).tells, [
    'holders',
    'admins',
    'approvers',
    'inspectorate',
    'tier_above',
  ]))

test('a step that was given is not given again', () => {
  const reached = reachedSteps(steps, 'late', at('2026-07-15'))
  assert.equal(reached.top, undefined)
  assert.equal(reached.next?.step, 'late_inside')
})

test('after the last step nothing comes', () =>
  assert.deepEqual(reachedSteps(steps, 'late_top', at('2027-01-04')), { tells: [] }))

test('a report that comes from an old file reminds nobody of years ago', () => {
  assert.equal(givenBefore(steps, at('2027-07-05')), 'late_top')
  assert.equal(givenBefore(steps, at('2026-07-14')), null)
})

test('every watched clock says who is told, and each step of a clock comes later than the one before', () => {
  for (const rule of watchedRules) {
    const ofRule = stepsOf(rule)
    assert.equal(new Set(ofRule.map(({ step }) => step)).size, ofRule.length, rule)
    const order = ofRule.map(({ share, lateDays }) => share ?? 1 + (lateDays ?? 0))
    assert.deepEqual(
      order,
      [...order].sort((one, other) => one - other),
      rule,
    )
  }
  for (const { step, share, lateDays, tells } of escalations) {
    assert.ok((share === undefined) !== (lateDays === undefined), step)
    assert.ok(tells.length > 0, step)
  }
})
