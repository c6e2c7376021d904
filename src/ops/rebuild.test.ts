/** The rows are nothing but the sum of the events: shown on random lives of reports, and on rows that were damaged. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { createTestDatabase } from '../../test/support/database.ts'
import { aGround } from '../../test/support/ground.ts'
import { Refusal } from '../errors.ts'
import type { Actor, Role } from '../regulation/permissions.ts'
import { reporter, system } from '../regulation/permissions.ts'
import { offeredActions } from '../regulation/transitions.ts'
import { partOf, stateFor } from '../reports/casefile/deciding.ts'
import { loadFile } from '../reports/casefile/store.ts'
import type { Verb } from '../reports/casefile/step.ts'
import { closeUnanswered } from '../reports/closing/actions.ts'
import { reporterActs, staffActs } from '../reports/desk/acts.ts'
import { submit } from '../reports/intake/actions.ts'
import { rebuild } from './rebuild.ts'
import { verifyEvents } from './verify.ts'
import { exportedReports } from './export.ts'
import type { Difference } from '../reports/casefile/rebuilding.ts'

const database = await createTestDatabase()
let now = Date.parse('2026-07-06T02:10:00Z')
const ground = aGround(database, { now: () => new Date(now) })
const owner = await database.as('lapor_owner')

const person = (role: Role, agency?: string): Actor => ({
  kind: 'staff',
  id: randomUUID(),
  name: role,
  roles: [role],
  ...(agency && { agency, unit: `${agency}.dinas-perhubungan` }),
})
const people: Actor[] = [
  reporter,
  person('national_verifier'),
  person('national_verifier'),
  person('arbiter'),
  person('moderator'),
  person('ombudsman'),
  ...['D3578', 'D9171'].flatMap((agency) => [
    person('agency_admin', agency),
    person('unit_officer', agency),
    person('approver', agency),
  ]),
]

const inputFor = (action: string, pick: number): Record<string, unknown> => {
  const agency = ['D3578', 'D9171'][pick % 2]!
  const inputs: Record<string, Record<string, unknown>> = {
    forward: pick % 3 === 0 ? { agency } : { agency: 'D3578', unit: 'D3578.dinas-perhubungan' },
    bounce: { proposed_agency: agency, reason: 'Jalan ini jalan nasional.' },
    decide_authority: { agency, ground: 'Daftar ruas jalan kota.' },
    split: {
      parts: [
        { agency: 'D3578', lead: true, task: 'Memperbaiki' },
        { agency: 'D9171', lead: false, task: 'Membantu' },
      ],
    },
    archive: { reason_code: 'court_pending', reason: 'Sedang disidangkan di pengadilan.' },
    reclassify: {
      kind: ['complaint_service', 'complaint_oversight', 'information', 'aspiration'][pick % 4],
      reason: 'Isi laporannya.',
    },
    raise_secrecy: { level: 'secret' },
    lower_secrecy: { level: 'open' },
    propose_answer: { text: 'Lampu diganti pada hari Selasa oleh petugas lapangan.', outcome: 'repaired' },
    propose_publication: { text: 'Lampu jalan padam.' },
    take_over: { office: 'Ombudsman RI perwakilan' },
    grant_appeal: { agency, task: 'Perbaiki lagi.' },
    assign: { officer: randomUUID() },
    ombudsman_result: {
      text: 'Selesai.',
      document: 'LHP 12/2026',
      to: ['answered', 'in_progress', 'closed_by_agency'][pick % 3],
    },
    consent_contact: { on: pick % 2 === 0 },
    ask_completion: { missing: ['Alamat'], text: 'Mohon dilengkapi.' },
  }
  return (
    inputs[action] ?? {
      text: 'Kabar untuk Anda tentang laporan ini.',
      reason: 'Masih padam.',
      next_step: 'Petugas ke lokasi.',
      rating: 4,
    }
  )
}

const verbs: Partial<Record<string, Verb>> = {
  ...staffActs,
  ...reporterActs,
  close_unanswered: closeUnanswered,
}

/** Lives a random life and says how many of its steps were taken. */
async function live(steps: { who: number; what: number; pick: number; hours: number }[]): Promise<number> {
  const { reportId } = await submit(
    ground,
    {
      kind: 'pengaduan',
      title: 'Lampu',
      text: 'Lampu jalan padam sejak Senin.',
      region: '35.78',
      privacy: 'terbuka',
      email: 'a@contoh.id',
    },
    { channel: 'web', language: 'id' },
  )
  let taken = 0
  for (const { who, what, pick, hours } of steps) {
    now += hours * 3_600_000
    const file = (await loadFile(ground.db, reportId!))!
    const choices = people.flatMap((actor) => {
      const part = partOf(file, actor)
      const facts = { file, actor, now: new Date(now).toISOString(), ...(part && { part }) }
      return offeredActions(facts, stateFor(file, actor, part)).map((action) => ({ actor, action }))
    })
    choices.push({ actor: system, action: 'close_unanswered' })
    const { actor, action } = choices[(who * 31 + what) % choices.length]!
    try {
      await verbs[action]?.(ground, actor, reportId!, inputFor(action, pick))
      taken++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
  return taken
}

const differences = async (write = false): Promise<Difference[]> => {
  const found: Difference[] = []
  await rebuild(owner, write, (some) => found.push(...some))
  return found
}

before(async () => {
  const step = fc.record({
    who: fc.nat(1000),
    what: fc.nat(1000),
    pick: fc.nat(50),
    hours: fc.integer({ min: 1, max: 200 }),
  })
  for (const life of fc.sample(fc.array(step, { minLength: 8, maxLength: 25, size: 'max' }), {
    numRuns: 30,
    seed: 17,
  }))
    await live(life)
})

test('whatever happened to the reports, their rows equal their events', async () => {
  assert.deepEqual(await differences(), [])
  const { states } = await owner
    .selectFrom('report')
    .select((of) => of.fn.count<number>('state').distinct().as('states'))
    .executeTakeFirstOrThrow()
  assert.ok(states >= 5, `the lives end in ${states} states only`)
})

test('a row that was changed, lost or added behind the back of the events is found and put right', async () => {
  const [one, two, three, four] = (
    await owner.selectFrom('report').select(['report_id']).orderBy('report_id').execute()
  ).map((row) => row.report_id)
  await owner
    .updateTable('report')
    .set({ urgent: true, parts: '[{"no":9}]' as never })
    .where('report_id', '=', one!)
    .execute()
  await owner.deleteFrom('agency_inbox').where('report_id', '=', two!).execute()
  await owner
    .updateTable('report_clock')
    .set({ due_on: '2031-01-01' })
    .where('report_id', '=', three!)
    .execute()
  await owner.deleteFrom('report').where('report_id', '=', four!).execute()
  const found = await differences()
  const told = found.map(({ reportId, table }) =>
    [[one, two, three, four].indexOf(reportId), table].join(' '),
  )
  for (const expected of ['0 report', '1 agency_inbox', '2 report_clock', '3 report'])
    assert.ok(told.includes(expected), expected)
  assert.deepEqual(found.find((each) => each.reportId === one && each.table === 'report')?.columns, [
    'urgent',
    'parts',
  ])
  assert.ok((await differences(true)).length >= 4)
  assert.deepEqual(await differences(), [])
})

test('an event that was changed or removed is named, and an untouched log has no problem', async () => {
  const problems = async () => {
    const said: string[] = []
    await verifyEvents(owner, (line) => said.push(line))
    return said
  }
  assert.deepEqual(await problems(), [])
  const [one, two] = await owner
    .selectFrom('report_event')
    .select(['report_id', 'seq'])
    .where('seq', '=', 2)
    .orderBy('report_id')
    .limit(2)
    .execute()
  await owner
    .updateTable('report_event')
    .set({ data: '{"text":"never said"}' as never })
    .where('report_id', '=', one!.report_id)
    .where('seq', '=', 2)
    .execute()
  await owner
    .deleteFrom('report_event')
    .where('report_id', '=', two!.report_id)
    .where('seq', '=', 2)
    .execute()
  const said = await problems()
  assert.equal(said.filter((line) => line.startsWith(one!.report_id)).length, 1)
  assert.equal(said.filter((line) => line.startsWith(two!.report_id)).length, 1)
})

test('every report is exported, with its number and without a name or an address', async () => {
  const exported: Record<string, unknown>[] = []
  for await (const report of exportedReports(owner)) exported.push(report)
  assert.equal(exported.length, 30)
  assert.ok(exported.every(({ number }) => /^[0-9A-Z]{8}$/.test(String(number))))
  assert.doesNotMatch(JSON.stringify(exported), /a@contoh\.id/)
})
