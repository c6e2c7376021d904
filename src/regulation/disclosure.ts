/**
 * Who sees which field at which privacy level (DOMAIN section 6): one cell is one promise made on the form. Pages,
 * API, projections and the table "who can see what" ask here; none of them decides by itself.
 */
import { levels, ombudsmanShares, type Level, type OmbudsmanShare } from './kinds.ts'

/** Whoever reads. `agency` is the one that handles the report; `oversight` every office that only watches. */
export const audiences = ['reporter', 'public', 'agency', 'desk', 'oversight', 'service'] as const
export type Audience = (typeof audiences)[number]

export const disclosedFields = [
  'name',
  'contact',
  'text',
  'photos',
  'original_photos',
  'file_metadata',
  'place',
  'time',
  'statistics',
  'contact_path',
  'network_address',
] as const
export type DisclosedField = (typeof disclosedFields)[number]

export type Sight =
  /** Everything, as it was sent. */
  | 'original'
  /** Masked at first; the original on need, for minutes, logged. */
  | 'masked_first'
  | 'masked'
  /** Masked, and only after a person published it (T33). */
  | 'published'
  /** As `published`, and only if the reporter asks for it. */
  | 'published_on_request'
  | 'display_name'
  | 'by_consent'
  | 'by_consent_or_unmasking'
  /** In the vault; opened for a reason, with a second unit, logged and told. */
  | 'sealed'
  | 'sealed_if_evidence'
  | 'blurred_copy'
  | 'as_chosen'
  | 'village'
  | 'regency'
  | 'date'
  | 'week'
  | 'month'
  | 'counted'
  | 'counted_from_five'
  | 'any_channel'
  | 'through_the_platform'
  | 'through_the_platform_neutral'
  | 'follow_page_only'
  | 'hashed_seven_days'
  | 'none'
  /** Never asked for, so there is nothing to see. */
  | 'not_collected'
  | 'destroyed'

type Cells = readonly [open: Sight, nameHidden: Sight, secret: Sight, anonymous: Sight]
const always = (sight: Sight): Cells => [sight, sight, sight, sight]

// oxfmt-ignore
export const disclosure = {
  name: {
    public: ['display_name', 'none', 'none', 'not_collected'],
    agency: ['original', 'by_consent', 'by_consent_or_unmasking', 'not_collected'],
    desk: ['sealed', 'sealed', 'sealed', 'not_collected'],
  },
  contact: {
    public: ['none', 'none', 'none', 'not_collected'],
    agency: ['original', 'by_consent', 'by_consent_or_unmasking', 'not_collected'],
    desk: ['sealed', 'sealed', 'sealed', 'not_collected'],
  },
  // An anonymous reporter is warned before sending that the words go out as they are: there is nobody to protect them for.
  text: {
    reporter: always('original'),
    desk: always('original'),
    agency: ['original', 'masked_first', 'masked_first', 'original'],
    public: ['published', 'published', 'none', 'published_on_request'],
    oversight: ['masked', 'masked', 'none', 'none'],
  },
  photos: { public: ['blurred_copy', 'blurred_copy', 'none', 'none'] },
  original_photos: { public: always('none'), agency: always('original'), desk: always('original') },
  file_metadata: { service: ['sealed_if_evidence', 'sealed_if_evidence', 'sealed_if_evidence', 'destroyed'] },
  place: {
    reporter: always('original'),
    public: ['as_chosen', 'village', 'regency', 'none'],
    agency: always('original'),
    desk: always('original'),
    oversight: always('none'),
  },
  time: { public: ['date', 'week', 'month', 'month'] },
  statistics: { public: ['counted', 'counted', 'counted_from_five', 'counted_from_five'] },
  contact_path: { service: ['any_channel', 'through_the_platform', 'through_the_platform_neutral', 'follow_page_only'] },
  network_address: { service: ['hashed_seven_days', 'hashed_seven_days', 'none', 'none'] },
} as const satisfies Record<DisclosedField, Partial<Record<Audience, Cells>>>

/** What a reader sees of a field at a level; `none` where the table has no cell for that reader. */
export function sightOf(field: DisclosedField, audience: Audience, level: Level): Sight {
  const row: Partial<Record<Audience, Cells>> = disclosure[field]
  return row[audience]?.[levels.indexOf(level)] ?? 'none'
}

/** T39, X21: what the reporter ticked for the Ombudsman. */
export const sharesIn = (input: Record<string, unknown>): OmbudsmanShare[] =>
  ombudsmanShares.filter((share) => input[`share_${share}`] === true)
