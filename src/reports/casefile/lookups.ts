/** What a decision needs to know beside the file: agencies, units and officers that the file or the input names. */
import type { Db } from '../../platform/db/database.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { CaseFile, Facts } from '../../regulation/facts.ts'
import { needsInspection } from '../../regulation/inspection.ts'
import type { Kind } from '../../regulation/kinds.ts'

type Found = Pick<Facts, 'agencies' | 'units' | 'officers'>

const agencyFields = ['agency', 'proposed_agency']

/**
 * Agencies (with zone and region) and units (with their agency) that `file`, what is pending in it, or `input`
 * names. One query each.
 */
export async function lookUp(
  db: Db,
  file: CaseFile | undefined,
  input: Record<string, unknown>,
  now: string,
): Promise<Found> {
  const codes = new Set<string>()
  for (const part of file?.parts ?? []) codes.add(part.agency)
  if (file?.wishedAgency !== undefined) codes.add(file.wishedAgency)
  for (const named of [input, ...(file?.pending ?? []).map((one) => one.input)])
    for (const field of agencyFields) if (typeof named[field] === 'string') codes.add(named[field])
  const units = new Set<string>()
  if (typeof input['unit'] === 'string') units.add(input['unit'])
  for (const part of partsOf(input)) {
    codes.add(part.agency)
    if (part.unit !== undefined) units.add(part.unit)
  }
  const officer = input['officer']
  const kindsNamed = [file?.kind, input['kind'], ...(file?.pending ?? []).map((one) => one.input['kind'])]
  const isInspected = kindsNamed.some((kind) => needsInspection(kind as Kind))
  return {
    agencies: await agenciesByCode(db, [...codes], isInspected ? localDay(now, 'Asia/Jakarta') : undefined),
    units: await agencyOfUnits(db, [...units]),
    officers: typeof officer === 'string' ? await officerById(db, officer, now) : new Map(),
  }
}

const partsOf = (input: Record<string, unknown>): { agency: string; unit?: string }[] =>
  Array.isArray(input['parts']) ? input['parts'] : []

async function agenciesByCode(
  db: Db,
  codes: string[],
  inspectedOn: string | undefined,
): Promise<Facts['agencies']> {
  if (codes.length === 0) return new Map()
  const inspectorates = inspectedOn
    ? await inspectoratesOf(db, codes, inspectedOn)
    : new Map<string, string>()
  const rows = await db
    .selectFrom('agency')
    .select(['code', 'name', 'zone', 'region_code', 'active', 'type'])
    .where('code', 'in', codes)
    .execute()
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        name: row.name,
        zone: row.zone,
        // The national desk verifies; it never handles a report as an agency.
        active: row.active && row.type !== 'national_desk',
        ...(row.region_code !== null && { region: row.region_code }),
        ...(inspectorates.has(row.code) && { inspectorate: inspectorates.get(row.code)! }),
      },
    ]),
  )
}

/** The internal auditor of each agency that has one, and somebody in it: what nobody can open would lie there. */
async function inspectoratesOf(db: Db, codes: string[], today: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('unit as u')
    .select(['u.agency_code', 'u.code'])
    .where('u.agency_code', 'in', codes)
    .where('u.kind', '=', 'inspectorate')
    .where('u.active', '=', true)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('account as a')
          .innerJoin('account_role as r', 'r.account_id', 'a.id')
          .select('a.id')
          .whereRef('a.unit_code', '=', 'u.code')
          .where('a.active', '=', true)
          .where('r.role', 'in', ['unit_officer', 'agency_admin'])
          .where((where) => where.or([where('r.last_day', 'is', null), where('r.last_day', '>=', today)])),
      ),
    )
    .orderBy('u.code', 'desc')
    .execute()
  return new Map(rows.map(({ agency_code, code }) => [agency_code, code]))
}

/** Whoever is still appointed to work for an agency today. */
async function officerById(db: Db, id: string, now: string): Promise<NonNullable<Facts['officers']>> {
  const today = localDay(now, 'Asia/Jakarta')
  const row = await db
    .selectFrom('account as a')
    .innerJoin('account_role as r', 'r.account_id', 'a.id')
    .select(['a.agency_code', 'a.unit_code'])
    .where('a.id', '=', id)
    .where('a.active', '=', true)
    .where('r.role', 'in', ['unit_officer', 'agency_admin'])
    .where((where) => where.or([where('r.last_day', 'is', null), where('r.last_day', '>=', today)]))
    .executeTakeFirst()
  if (!row || row.agency_code === null) return new Map()
  return new Map([[id, { agency: row.agency_code, ...(row.unit_code !== null && { unit: row.unit_code }) }]])
}

async function agencyOfUnits(db: Db, codes: string[]): Promise<Facts['units']> {
  if (codes.length === 0) return new Map()
  const rows = await db
    .selectFrom('unit')
    .select(['code', 'agency_code'])
    .where('code', 'in', codes)
    .where('active', '=', true)
    .execute()
  return new Map(rows.map((row) => [row.code, row.agency_code]))
}
