/**
 * A complaint that needs an inspection is looked into by the inspectorate and kept from everybody else of the agency
 * that it is about: nobody handles a case of their own approval chain (DOMAIN sections 1 and 5, `reportedParty`).
 */
import type { CaseFile, Facts, Part, Pending } from './facts.ts'
import type { Kind } from './kinds.ts'
import type { Actor } from './permissions.ts'

export const needsInspection = (kind: Kind): boolean => kind === 'complaint_oversight'

/** The unit that a part opens with: of an inspection the agency's inspectorate, whatever else was named. */
export const unitFor = (facts: Facts, agency: string, kind: Kind, named?: string): string | undefined =>
  needsInspection(kind) ? facts.agencies.get(agency)?.inspectorate : named

/** Whether only the unit itself sees the part, and not the whole agency. */
export const isSealed = (file: Pick<CaseFile, 'kind'>, part: Pick<Part, 'unit'>): boolean =>
  needsInspection(file.kind) && part.unit !== undefined

/** Whether an account of the part's agency is on the right side of the seal. */
export const isInside = (
  file: Pick<CaseFile, 'kind'>,
  part: Pick<Part, 'unit'>,
  { unit }: { unit?: Actor['unit'] | null },
): boolean => !isSealed(file, part) || unit === part.unit

/**
 * The national desk's proposal to make a report an inspection: whoever it may be about is not warned of it. (An
 * agency's admin may still be the second person, where the desk asks for one.)
 */
export const isKeptFromAgencies = ({
  action,
  input,
  byAgency,
}: Pick<Pending, 'action' | 'input' | 'byAgency'>): boolean =>
  action === 'reclassify' && byAgency === undefined && needsInspection(input['kind'] as Kind)

/**
 * The agency at whose gate a new report waits because its reporter named it (V2); none where the report may be about
 * that agency.
 */
export const gateOf = (
  file: Pick<CaseFile, 'kind' | 'stage' | 'wishedAgency' | 'deskFirst'>,
): string | undefined =>
  file.stage === 'received' && !file.deskFirst && !needsInspection(file.kind) ? file.wishedAgency : undefined
