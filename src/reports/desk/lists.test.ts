import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Refusal } from '../../errors.ts'
import { prepareCalendar } from '../../regulation/clocks.ts'
import { deadlineInForce } from '../../regulation/deadlines.ts'
import { shippedLaw } from '../../regulation/law.ts'
import { versionRow, withLaterVersions } from '../../regulation/ruleVersions.ts'
import { transitions } from '../../regulation/transitions.ts'
import { staffInputs } from '../casefile/inputs.ts'
import type { InboxRow } from '../casefile/tables.ts'
import { formSpecs } from './formSpecs.ts'
import { readActionForm } from './formInputs.ts'
import { chooseOffices } from './offices.ts'
import { asReadBy, groupEnds } from './queries.ts'
import { rowDeadline } from './rowDeadline.ts'

const row = (fields: Partial<InboxRow>): InboxRow => ({
  agency_code: 'D3578',
  report_id: '019f3530-84c0-70bb-bae9-f148c8fdc83f',
  part_no: 1,
  unit_code: null,
  officer_id: null,
  returned: false,
  lead: true,
  number: '7K4M29QX',
  state: 'forwarded',
  open: true,
  kind: 'complaint_service',
  level: 'name_hidden',
  urgent: false,
  title: 'Hubungi Pak Slamet di 081234567890',
  region: '35.78',
  category: null,
  pending: null,
  objected: false,
  due_rule: 'F1',
  due_on: '2026-07-13',
  due_at: new Date('2026-07-13T16:59:59Z'),
  submitted_at: new Date('2026-07-06T02:00:00Z'),
  updated_at: new Date('2026-07-06T02:00:00Z'),
  version: 2,
  ...fields,
})
const law = shippedLaw(prepareCalendar([], { version: '1' }))
const staff = (role: 'agency_admin' | 'national_verifier' | 'evaluator') =>
  ({ kind: 'staff', id: 'a', name: 'A', roles: [role], agency: 'D3578' }) as const

const fields = (problems: unknown): string[] =>
  ((problems as Refusal).details.fields ?? []).map(({ field }) => field)
const refused = (run: () => unknown): string[] => {
  try {
    run()
  } catch (error) {
    return fields(error)
  }
  return assert.fail('it was taken')
}

test('a week ends with its Sunday, also on a Sunday', () => {
  // Tuesday 7 July 2026, 09.10 in Jakarta.
  assert.equal(groupEnds(new Date('2026-07-07T02:10:00Z')).week.toISOString(), '2026-07-12T16:59:59.000Z')
  assert.equal(groupEnds(new Date('2026-07-12T02:10:00Z')).week.toISOString(), '2026-07-12T16:59:59.000Z')
  assert.equal(groupEnds(new Date('2026-07-07T02:10:00Z')).today.toISOString(), '2026-07-07T16:59:59.000Z')
})

test('a row counts the working days that are left, and those it is late', () => {
  // Due on Monday 13 July: from Wednesday 8 July these are Thursday, Friday and Monday.
  const left = rowDeadline(row({}), law, new Date('2026-07-08T03:00:00Z'), 'Asia/Jakarta')
  assert.deepEqual([left?.remainingWorkingDays, left?.totalWorkingDays, left?.usedWorkingDays], [3, 5, 2])
  const late = rowDeadline(row({}), law, new Date('2026-07-15T03:00:00Z'), 'Asia/Jakarta')
  assert.equal(late?.remainingWorkingDays, -2)
  assert.equal(rowDeadline(row({ due_rule: null }), law, new Date(), 'Asia/Jakarta'), undefined)
})

test('a row’s ribbon has the days of the version under which its clock runs, or those that the agency pledged', () => {
  const shorter = (appliesToOpen: boolean) =>
    versionRow(
      {
        rule: 'F1',
        validFrom: '2026-07-07', // Tue, the day after the report came
        days: 4,
        appliesToOpen,
        instrument: 'PermenPANRB 9/2026',
        decreeDay: '2026-07-01',
      },
      deadlineInForce('F1', '2026-07-06'),
    )
  const on = (day: string, one: typeof law) =>
    rowDeadline(row({}), one, new Date(`${day}T03:00:00Z`), 'Asia/Jakarta')?.totalWorkingDays
  const later = (appliesToOpen: boolean) => ({
    ...law,
    rules: withLaterVersions(law.rules, [shorter(appliesToOpen)]),
  })
  assert.equal(on('2026-07-08', later(false)), 5)
  assert.equal(on('2026-07-08', later(true)), 4)
  assert.equal(on('2026-07-06', later(true)), 5, 'it has not begun yet')
  const pledges = [{ agency: 'D3578', rule: 'F1', workingDays: 3, validFrom: '2026-06-01' }]
  assert.equal(on('2026-07-08', { ...law, pledges }), 3)
})

test('a list shows an agency the masked title, the desk the original, and oversight nothing of a secret report', () => {
  assert.equal(asReadBy(row({}), staff('agency_admin')).title, 'Hubungi Pak [nama] di [telepon]')
  assert.match(asReadBy(row({}), staff('national_verifier')).title, /Slamet/)
  assert.equal(asReadBy(row({ level: 'secret' }), staff('evaluator')).title, '')
})

test('every staff action of the state table has a form', () => {
  for (const action of Object.keys(staffInputs)) assert.ok(action in formSpecs, action)
  const staffRows = transitions.filter((one) => one.action in staffInputs)
  assert.ok(staffRows.length > 30)
})

test('one radio button names an agency or one of its units', () => {
  assert.deepEqual(readActionForm('forward', { target: 'D3578', version: '3' }), {
    agency: 'D3578',
    version: 3,
  })
  assert.deepEqual(readActionForm('forward', { target: 'D3578.dinas-perhubungan', cari_q: 'x' }), {
    agency: 'D3578',
    unit: 'D3578.dinas-perhubungan',
  })
  assert.deepEqual(
    refused(() => readActionForm('forward', {})),
    ['target'],
  )
})

test('one tick is a list, and a list that is missing is named', () => {
  assert.deepEqual(readActionForm('ask_completion', { missing: 'Kapan', text: 'Mohon.' }), {
    missing: ['Kapan'],
    text: 'Mohon.',
  })
  assert.deepEqual(
    refused(() => readActionForm('ask_completion', { text: 'Mohon.' })),
    ['missing'],
  )
})

test('a split needs two agencies with a task each; the first one leads', () => {
  const form = {
    agency_1: 'D3578',
    task_1: 'Memperbaiki',
    agency_2: 'D9171',
    task_2: 'Memeriksa',
    version: '4',
  }
  assert.deepEqual(readActionForm('split', form), {
    parts: [
      { agency: 'D3578', lead: true, task: 'Memperbaiki' },
      { agency: 'D9171', lead: false, task: 'Memeriksa' },
    ],
    version: 4,
  })
  assert.deepEqual(
    refused(() => readActionForm('split', { agency_1: 'D3578', task_1: 'x' })),
    ['agency_2'],
  )
  assert.deepEqual(
    refused(() => readActionForm('split', { agency_1: 'D3578', task_1: 'x', agency_2: 'D9171' })),
    ['task_2'],
  )
})

test('words that mean one office choose it; words that mean several become a list to choose from', async () => {
  const specs = formSpecs.bounce.fields
  const find = async (_spec: unknown, words: string) =>
    words === 'satu'
      ? [{ value: 'D9171', name: 'Satu' }]
      : [
          { value: 'D9171', name: 'A' },
          { value: 'D3578', name: 'B' },
        ]
  assert.deepEqual(await chooseOffices({ proposed_agency_q: 'satu' }, specs, find), {
    proposed_agency_q: 'satu',
    proposed_agency: 'D9171',
  })
  await assert.rejects(chooseOffices({ proposed_agency_q: 'dua' }, specs, find), (error: Refusal) => {
    assert.deepEqual(fields(error), ['proposed_agency'])
    return true
  })
  // The button "Cari" asks, it does not send.
  await assert.rejects(
    chooseOffices({ proposed_agency_q: 'satu', cari: 'proposed_agency' }, specs, find),
    (error: Refusal) => error.details['isSearch'] === true,
  )
})
