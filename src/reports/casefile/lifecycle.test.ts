/** The state table walked at random: whatever people do, in whatever order, a report never gets stuck or lost. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../../errors.ts'
import { prepareCalendar } from '../../regulation/clocks.ts'
import { parseHolidays } from '../../regulation/holidayFile.ts'
import { states } from '../../regulation/kinds.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { openStates } from '../../regulation/transitions.ts'
import { aFile, anActor, offered, walk, type Walker } from '../../../test/support/walk.ts'
import { shippedLaw } from '../../regulation/law.ts'
import { evaluateClocks } from './clockwork.ts'
import { applyEffects, stateOf, type Effect } from './effects.ts'

const calendar = prepareCalendar(
  parseHolidays(readFileSync(new URL('../../../data/reference/holidays.csv', import.meta.url), 'utf8')),
)

const people: Actor[] = [
  anActor('reporter'),
  anActor('national_verifier', { id: 'verifier one' }),
  anActor('national_verifier', { id: 'verifier two' }),
  anActor('arbiter'),
  anActor('moderator'),
  anActor('ombudsman'),
  anActor('oversight_ministry'),
  ...['D3578', 'D3273', 'D9171'].flatMap((agency) => [
    anActor('agency_admin', { agency }),
    anActor('approver', { agency }),
  ]),
  anActor('system'),
]

/** An input that suits the action; which agency and which kind is drawn. */
const inputFor = (action: string, pick: number): Record<string, unknown> => {
  const agency = ['D3578', 'D3273', 'D9171'][pick % 3]!
  const other = ['D3273', 'D9171', 'D3578'][pick % 3]!
  const inputs: Record<string, Record<string, unknown>> = {
    forward: pick % 2 === 0 ? { agency } : { agency: 'D3578', unit: 'D3578.dinas-perhubungan' },
    bounce: { proposed_agency: agency, reason: 'Jalan ini jalan nasional.' },
    decide_authority: { agency, ground: 'Daftar ruas jalan kota.' },
    split: {
      parts: [
        { agency, lead: true, task: 'Memperbaiki' },
        { agency: other, lead: false, task: 'Membantu' },
      ],
    },
    archive: { reason_code: 'court_pending', reason: 'Sedang disidangkan di pengadilan.' },
    merge: { into: 'AAAABBBB' },
    reclassify: {
      kind: ['complaint_service', 'complaint_oversight', 'information', 'aspiration'][pick % 4],
      reason: 'Isi laporannya.',
    },
    raise_secrecy: { level: pick % 2 === 0 ? 'secret' : 'name_hidden' },
    lower_secrecy: { level: 'open' },
    propose_answer: { text: 'Lampu diganti pada hari Selasa oleh petugas lapangan.', outcome: 'repaired' },
    propose_publication: { text: 'Lampu jalan padam.' },
    take_over: { office: 'Ombudsman RI perwakilan' },
    grant_appeal: { agency, task: 'Perbaiki lagi.' },
    ombudsman_result: {
      text: 'Selesai.',
      document: 'LHP 12/2026',
      to: ['answered', 'in_progress', 'closed_by_agency'][pick % 3],
    },
    absorb: { reportIds: ['merged'] },
  }
  return (
    inputs[action] ?? {
      text: 'Kabar untuk Anda.',
      reason: 'Masih padam.',
      next_step: 'Petugas ke lokasi.',
      rating: 4,
    }
  )
}

const steps = fc.array(
  fc.record({ who: fc.nat(), what: fc.nat(), pick: fc.nat(50), hours: fc.integer({ min: 1, max: 400 }) }),
  {
    minLength: 12,
    maxLength: 40,
    size: 'max',
  },
)

/** Steps on the long way through a report come up more often than those that end it at once. */
const onward = new Set([
  'forward',
  'start',
  'propose_answer',
  'approve',
  'accept',
  'reject',
  'ask_reporter',
  'bounce',
  'confirm_bounce',
  'refer_bounce',
  'decide_authority',
  'close_unanswered',
  'ask_completion',
])

type Walked = { walker: Walker; history: { effects: Effect[]; at: string }[] }

function randomWalk(drawn: { who: number; what: number; pick: number; hours: number }[]): Walked {
  const walker: Walker = { file: aFile(), now: '2026-07-06T02:10:00.000Z', calendar }
  const history: Walked['history'] = []
  const taken: string[] = []
  for (const { who, what, pick, hours } of drawn) {
    walker.now = new Date(Date.parse(walker.now) + hours * 3_600_000).toISOString()
    const possible = people.flatMap((actor) => offered(walker, actor).map((action) => ({ actor, action })))
    const silent = ['close_unanswered', 'expire_completion', 'expire_question'].map((action) => ({
      actor: anActor('system'),
      action,
    }))
    // Silence is a step too, where it is what usually comes next.
    const next = walker.file.state === 'answered' ? [...possible, ...silent] : possible
    const moves = next.filter(({ action }) => onward.has(action))
    const choices = who % 4 > 0 && moves.length > 0 ? moves : [...possible, ...silent]
    const { actor, action } = choices[what % choices.length]!
    try {
      history.push({ effects: walk(walker, actor, action, inputFor(action, pick)), at: walker.now })
      taken.push(action)
    } catch (error) {
      if (!(error instanceof Refusal))
        throw Object.assign(error as Error, {
          message: `${(error as Error).message}: ${taken.join(' ')} then ${action}`,
        })
    }
  }
  return { walker, history }
}

test('no walk leads to a state without a way out, a clock without an owner, or a closing without a reason', () =>
  fc.assert(
    fc.property(steps, (drawn) => {
      const { walker } = randomWalk(drawn)
      const { file } = walker
      assert.equal(file.state, stateOf(file))
      if (openStates.includes(file.state))
        assert.ok(
          people.some((person) => offered(walker, person).length > 0),
          `nobody can act in ${file.state}`,
        )
      for (const clock of file.clocks.filter((one) => one.ended === undefined && one.part !== undefined))
        assert.ok(
          file.parts.some((part) => part.no === clock.part),
          `${clock.rule} belongs to nobody`,
        )
      if (file.stage === 'archived') assert.ok(file.archiveReason, 'archived without a reason')
      if (file.stage === 'closed_solved' && file.reporterWord === undefined)
        assert.ok(file.handlers.length >= 0)
      if (file.stage === 'handling')
        assert.ok(
          file.parts.some((part) => part.lead && part.state !== 'closed'),
          'nobody leads',
        )
    }),
    { numRuns: 600 },
  ))

test('the walks are long enough to reach every state', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(steps, (drawn) => {
      for (let length = 1; length <= drawn.length; length++)
        if (reached.size < states.length) reached.add(randomWalk(drawn.slice(0, length)).walker.file.state)
    }),
    { numRuns: 300, seed: 20261125, endOnFailure: true },
  )
  assert.deepEqual([...reached].sort(), [...states].sort())
})

test('the file is the sum of the effects of its events, whatever the history', () =>
  fc.assert(
    fc.property(steps, (drawn) => {
      const { walker, history } = randomWalk(drawn)
      const again = history.reduce((file, { effects, at }) => applyEffects(file, effects, at), aFile())
      assert.deepEqual(again, walker.file)
    }),
    { numRuns: 300 },
  ))

test('only one clock of the final answer runs at a time for one part, and none runs after the end', () =>
  fc.assert(
    fc.property(steps, (drawn) => {
      const { file } = randomWalk(drawn).walker
      const running = file.clocks.filter((clock) => clock.ended === undefined)
      for (const part of file.parts)
        assert.ok(
          running.filter((clock) => /^K[1-4]$/.test(clock.rule) && clock.part === part.no).length <= 1,
        )
      if (['withdrawn', 'merged', 'archived'].includes(file.stage))
        assert.deepEqual(
          running.filter((clock) => !['B1'].includes(clock.rule)),
          [],
        )
    }),
    { numRuns: 600 },
  ))

test('every clock of every history has a due date that the pure function can explain', () =>
  fc.assert(
    fc.property(steps, (drawn) => {
      const { file } = randomWalk(drawn).walker
      for (const { result } of evaluateClocks(file, shippedLaw(calendar)))
        assert.match(result.due_on, /^\d{4}-\d\d-\d\d$/)
    }),
    { numRuns: 200 },
  ))
