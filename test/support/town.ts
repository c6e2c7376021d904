/** A small country for stories: the whole application on a real database, its staff, and a clock that is wound by hand. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after } from 'node:test'
import { makeApp } from '../../src/app.ts'
import { createAccount, createToken } from '../../src/directory/accounts/create.ts'
import type { Ground } from '../../src/platform/ground.ts'
import { system, type StaffRole } from '../../src/regulation/permissions.ts'
import type { Verb } from '../../src/reports/casefile/step.ts'
import { createTestDatabase } from './database.ts'
import { aGround } from './ground.ts'

export type Sent = { number: string; secret: string; id: string }
export type Answer = { status: number; json: Record<string, any> }

/** Surabaya and Jayapura; the transport office of Surabaya handles most stories. */
export const surabaya = 'D3578'
export const jayapura = 'D9171'
export const transportOffice = 'D3578.dinas-perhubungan'

const staff: [name: string, role: StaffRole, agency?: string, unit?: string][] = [
  ['verifier', 'national_verifier'],
  ['verifier2', 'national_verifier'],
  ['arbiter', 'arbiter'],
  ['moderator', 'moderator'],
  ['ministry', 'oversight_ministry', 'K09'],
  ['province', 'oversight_province', 'P35'],
  ['ombudsman', 'ombudsman'],
  ['evaluator', 'evaluator'],
  ['auditor', 'auditor'],
  ['operator', 'operator'],
  ['custodian', 'identity_custodian'],
  ['admin', 'agency_admin', surabaya],
  ['officer', 'unit_officer', surabaya, transportOffice],
  ['approver', 'approver', surabaya],
  ['inspector', 'unit_officer', surabaya, `${surabaya}.inspektorat`],
  ['inspector of Jayapura', 'unit_officer', jayapura, `${jayapura}.inspektorat`],
  ['admin of Jayapura', 'agency_admin', jayapura],
  ['officer of Jayapura', 'unit_officer', jayapura, `${jayapura}.dinas-kesehatan`],
  ['approver of Jayapura', 'approver', jayapura],
]

/** A Monday morning in Jakarta, within the rules that the program ships. */
const monday = '2026-07-06T02:10:00.000Z'

/** @param settings of the program, for stories that need a folder for files or other limits */
export async function aTown(beginsAt = monday, settings: Record<string, string> = {}) {
  const database = await createTestDatabase()
  let now = new Date(beginsAt)
  const ground: Ground = aGround(database, { now: () => now, settings })
  const { app } = await makeApp(ground)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  after(() => app.close())
  const tokens = new Map<string, string>()
  const owner = await database.as('lapor_owner')
  const hires = async (name: string, role: StaffRole, agency?: string, unit?: string): Promise<void> => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@contoh.example`
    await createAccount(
      owner,
      {
        email,
        name,
        roles: [role],
        password: 'kopi pagi di teras',
        ...(agency && { agency }),
        ...(unit && { unit }),
      },
      now,
    )
    tokens.set(name, await createToken(owner, email, now))
  }
  for (const [name, role, agency, unit] of staff) await hires(name, role, agency, unit)

  const call = async (
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // A request that hangs fails here, where one sees which it was, and not with the whole test.
      signal: AbortSignal.timeout(60_000),
    })
    return { status: answer.status, json: (await answer.json()) as Record<string, any> }
  }
  const token = (who: string): Record<string, string> => ({ authorization: `Bearer ${tokens.get(who)}` })

  const submit = async (fields: Record<string, unknown> = {}): Promise<Sent> => {
    const answer = await call('POST', '/reports', {
      body: {
        kind: 'pengaduan',
        text: 'Lampu jalan di depan balai warga padam sejak hari Senin.',
        region: '35.78',
        privacy: 'terbuka',
        ...fields,
      },
      headers: { 'idempotency-key': randomUUID() },
    })
    assert.equal(answer.status, 201, JSON.stringify(answer.json))
    const { number, secret } = answer.json as { number: string; secret: string }
    const { report_id: id } = await database.db
      .selectFrom('tracking_number')
      .select('report_id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    return { number, secret, id }
  }
  const act = (
    who: string,
    report: Sent,
    action: string,
    input: Record<string, unknown> = {},
  ): Promise<Answer> =>
    call('POST', `/desk/reports/${report.id}/actions/${action}`, { body: input, headers: token(who) })
  const own = (report: Sent, action: string, input: Record<string, unknown> = {}): Promise<Answer> =>
    call('POST', `/reports/${report.number}/actions/${action}`, {
      body: input,
      headers: { 'x-report-secret': report.secret },
    })

  return {
    ground,
    database,
    url,
    call,
    token,
    /** Somebody who is not among the staff of every town. */
    hires,
    submit,
    act,
    own,
    /** The step as it must succeed; answers the report after it. */
    does: async (
      who: string,
      report: Sent,
      action: string,
      input: Record<string, unknown> = {},
    ): Promise<Record<string, any>> => {
      const answer =
        who === 'reporter' ? await own(report, action, input) : await act(who, report, action, input)
      assert.equal(answer.status, 200, `${action} by ${who}: ${JSON.stringify(answer.json)}`)
      return answer.json
    },
    /** What the reporter sees. */
    seen: async (report: Sent): Promise<Record<string, any>> =>
      (await call('GET', `/reports/${report.number}`, { headers: { 'x-report-secret': report.secret } }))
        .json,
    /** A step of the service itself. */
    passes: async (report: Sent, verb: Verb): Promise<void> => {
      await verb(ground, system, report.id)
    },
    clock: {
      set: (instant: string) => {
        now = new Date(instant)
      },
      later: (days: number) => {
        now = new Date(now.getTime() + days * 86_400_000)
      },
    },
  }
}

export type Town = Awaited<ReturnType<typeof aTown>>

/** How far a report has come, for stories that begin in the middle. */
export async function aReportIn(
  town: Town,
  state: 'forwarded' | 'at_unit' | 'in_progress' | 'answer_proposed' | 'answered',
  fields: Record<string, unknown> = {},
): Promise<Sent> {
  const report = await town.submit(fields)
  await town.does('verifier', report, 'forward', { agency: surabaya, kind: 'complaint_service' })
  if (state === 'forwarded') return report
  await town.does('admin', report, 'forward', { agency: surabaya, unit: transportOffice })
  if (state === 'at_unit') return report
  await town.does('officer', report, 'start', { next_step: 'Petugas memeriksa lokasi besok pagi.' })
  if (state === 'in_progress') return report
  await town.does('officer', report, 'propose_answer', {
    text: 'Lampu sudah diganti oleh petugas lapangan pada hari Selasa.',
    outcome: 'repaired',
  })
  if (state === 'answer_proposed') return report
  await town.does('approver', report, 'approve')
  return report
}
