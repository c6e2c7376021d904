/** T27: several agencies, one answer. It begins with the words of the lead and names what each of the others did. */
import type { CaseFile, Part } from '../../regulation/facts.ts'
import type { AgencyOutcome } from '../../regulation/kinds.ts'
import { outcomeWords } from '../../regulation/words.ts'

/** The shares that their agencies have answered and that a second person has approved. */
export const contributionsOf = (file: Pick<CaseFile, 'parts'>): Part[] =>
  file.parts.filter((part) => !part.lead && part.state === 'answered' && part.proposal !== undefined)

/** In Indonesian, as offices write: the parts are their words. Alone where nobody else has a share. */
export const jointAnswer = (
  file: Pick<CaseFile, 'parts'>,
  text: string,
  nameOf: (agency: string) => string,
): string =>
  [
    text,
    ...contributionsOf(file).map(
      ({ agency, proposal }) =>
        `${nameOf(agency)} (${outcomeWords[proposal!.outcome as AgencyOutcome].id.toLowerCase()}): ${proposal!.text}`,
    ),
  ].join('\n')
