import { sql } from 'kysely'
import type { Db } from '../platform/db/database.ts'
import { agencyMatcher, type MatchAgency, type NamedAgency, type NamedUnit } from './agencies/matching.ts'
import { referenceRows } from './csv.ts'
import type { NamedRegion } from './regions/gazetteer.ts'
import { regionMatcher, type MatchRegion } from './regions/matching.ts'
import { topicMatcher, type MatchTopic, type NamedTopic } from './topics/matching.ts'

/** Names as people write them, matched to codes where they are clear. */
export interface Matcher {
  region: MatchRegion
  agency: MatchAgency
  topic: MatchTopic
}

/**
 * Reads every name once (about a second and 60 MB for the whole country); then a match takes microseconds.
 * For work over many rows, such as an import: it does not notice what changes in the lists afterwards.
 */
export async function loadMatcher(db: Db): Promise<Matcher> {
  const regions = await sql<NamedRegion>`
    select code, name, level
    from region
    where active
    order by code`.execute(db)
  const agencies = await sql<NamedAgency>`
    select code, name, short_name, type, region_code
    from agency
    where active
    order by code`.execute(db)
  const offices = await sql<NamedUnit>`
    select code, agency_code, name, short_name
    from unit
    where active and kind not in ('kecamatan', 'kelurahan', 'desa')
    order by code`.execute(db)
  const topics = await sql<NamedTopic>`
    select code, name, level
    from topic
    where active
    order by level, code`.execute(db)
  const aliases = {
    agencies: await referenceRows<'code' | 'alias'>('agency_aliases.csv'),
    offices: await referenceRows<'slug' | 'alias'>('office_aliases.csv'),
  }
  const matcher = regionMatcher(regions.rows)
  return {
    region: matcher.match,
    agency: agencyMatcher(agencies.rows, offices.rows, aliases, matcher),
    topic: topicMatcher(topics.rows, await referenceRows<'code' | 'alias'>('category_aliases.csv')),
  }
}
