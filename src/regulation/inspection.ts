/**
 * A complaint that needs an inspection is looked into by the inspectorate and kept from everybody else of the agency
 * that it is about: nobody handles a case of their own approval chain (DOMAIN sections 1 and 5, `reportedParty`).
 */
import type { CaseFile, Facts, Part } from './facts.ts'
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
