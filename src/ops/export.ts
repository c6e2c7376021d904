/** `lapor export --format ndjson`: every report, one a line, as people wrote it; names and contacts stay in the vault. */
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import type { Db } from '../platform/db/database.ts'
import type { CaseFile } from '../regulation/facts.ts'
import { fileOf } from '../reports/casefile/store.ts'
import type { ReportRow } from '../reports/casefile/tables.ts'
import { withGround } from './withGround.ts'

const batch = 500

export async function run(argv: string[]): Promise<number | void> {
  const { values } = parseArgs({ args: argv, strict: false, options: { format: { type: 'string' } } })
  if (values['format'] !== 'ndjson') {
    process.stderr.write('lapor export --format ndjson\n')
    return 2
  }
  await withGround(async ({ db }) => {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (snapshot) => {
        for await (const report of exportedReports(snapshot)) {
          // The reader sets the pace: memory holds one batch, however many reports there are.
          if (!process.stdout.write(`${JSON.stringify(report)}\n`)) await once(process.stdout, 'drain')
        }
      })
  })
}

type Step = {
  report_id: string
  seq: number
  at: Date
  action: string
  transition: string
  state: string
  actor_kind: string
  actor_agency: string | null
}
type Clock = {
  report_id: string
  rule: string
  part: number | null
  started_at: Date
  due_on: string
  due_at: Date
  state: string
}

/** All reports, in the order in which they came in; on a snapshot they stand as at one instant. */
export async function* exportedReports(db: Db): AsyncGenerator<Record<string, unknown>> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const rows = (await db
      .selectFrom('report')
      .selectAll()
      .where('report_id', '>', after)
      .orderBy('report_id')
      .limit(batch)
      .execute()) as ReportRow[]
    const last = rows.at(-1)
    if (!last) return
    const ids = rows.map(({ report_id }) => report_id)
    const [steps, clocks] = await Promise.all([stepsOf(db, ids), clocksOf(db, ids)])
    for (const row of rows)
      yield exported(fileOf(row), steps.get(row.report_id) ?? [], clocks.get(row.report_id) ?? [])
    after = last.report_id
  }
}

async function stepsOf(db: Db, ids: string[]): Promise<Map<string, Step[]>> {
  const rows = await db
    .selectFrom('report_event')
    .select(['report_id', 'seq', 'at', 'action', 'transition', 'state', 'actor_kind', 'actor_agency'])
    .where('report_id', 'in', ids)
    .orderBy('report_id')
    .orderBy('seq')
    .execute()
  return Map.groupBy(rows, ({ report_id }) => report_id)
}

async function clocksOf(db: Db, ids: string[]): Promise<Map<string, Clock[]>> {
  const rows = await db
    .selectFrom('report_clock')
    .select(['report_id', 'rule', 'part', 'started_at', 'due_on', 'due_at', 'state'])
    .where('report_id', 'in', ids)
    .orderBy('report_id')
    .orderBy('clock_no')
    .execute()
  return Map.groupBy(rows, ({ report_id }) => report_id)
}

/** The names of the API's answer where there are some. Absent means that the report has none. */
function exported(file: CaseFile, steps: readonly Step[], clocks: readonly Clock[]): Record<string, unknown> {
  return {
    id: file.reportId,
    number: file.number,
    channel: file.channel,
    language: file.language,
    kind: file.kind,
    wished_kind: file.wishedKind,
    state: file.state,
    publication: file.publication,
    level: file.level,
    urgent: file.urgent,
    title: file.title,
    text: file.text,
    public_title: file.publicTitle,
    public_text: file.publicText,
    category: file.category,
    region: file.region,
    place: file.place,
    lat: file.lat,
    lng: file.lng,
    occurred: file.occurred,
    occurred_on: file.occurredDay,
    agency: file.wishedAgency,
    contact_consent: file.contactConsent,
    submitted_at: file.submittedAt,
    updated_at: file.updatedAt,
    version: file.version,
    parts: file.parts.map(({ no, agency, unit, lead, state }) => ({ id: no, agency, unit, lead, state })),
    clocks: clocks.map(({ report_id: _id, part, ...clock }) => ({
      ...clock,
      ...(part !== null && { part }),
    })),
    outcome: { agency: file.agencyWord ?? null, reporter: file.reporterWord ?? null },
    merged_into: file.mergedInto,
    imported_id: file.importedId,
    events: steps.map(({ seq, at, action, transition, state, actor_kind, actor_agency }) => ({
      seq,
      at,
      action,
      transition,
      state,
      by: actor_agency ?? actor_kind,
    })),
  }
}
