import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { createTestDatabase } from '../../test/support/database.ts'
import { agencyMatcher } from './agencies/matching.ts'
import { shippedAgencies, shippedUnits } from './agencies/shipped.ts'
import { referenceRows } from './csv.ts'
import { loadMatcher } from './matcher.ts'
import { regionMatcher } from './regions/matching.ts'
import { shippedRegions } from './regions/shipped.ts'
import { topicMatcher } from './topics/matching.ts'
import { shippedTopics } from './topics/shipped.ts'

test('names are matched to what the database holds', async () => {
  const { db } = await createTestDatabase()
  const { region, agency, topic } = await loadMatcher(db)
  assert.equal(region('Kota Surabaya, Kecamatan Sukomanunggal, Kelurahan Putat Gede'), '35.78.27.1004')
  assert.deepEqual(agency('Dinas Sosial', '35.78'), { agency: 'D3578', unit: 'D3578.dinas-sosial' })
  assert.deepEqual(agency('Kecamatan Sukomanunggal', '35.78'), {
    agency: 'D3578',
    unit: 'D3578.kec-35.78.27',
  })
  assert.equal(topic('Jalan Rusak'), '1397')
})

const real = new URL('../../../shared/data/complaints/open.ndjson', import.meta.url)
type Row = { source: string; region?: string; agency?: string; category?: string; categoryId?: string }

test('of the fields of real complaints the share that leads to a code does not fall', async (context) => {
  if (!existsSync(real)) return context.skip('the real complaints are not on this machine')
  const regions = regionMatcher(await shippedRegions.rows(undefined))
  const aliases = {
    agencies: await referenceRows<'code' | 'alias'>('agency_aliases.csv'),
    offices: await referenceRows<'slug' | 'alias'>('office_aliases.csv'),
  }
  const offices = (await shippedUnits.rows(undefined)).filter(({ urusan }) => urusan !== 'kewilayahan')
  const agencyOf = agencyMatcher(await shippedAgencies.rows(undefined), offices, aliases, regions)
  const topicOf = topicMatcher(
    await shippedTopics.rows(undefined),
    await referenceRows<'code' | 'alias'>('category_aliases.csv'),
  )
  const shares = new Map<string, { known: number; all: number }>()
  const count = (what: string, isKnown: boolean) => {
    const share = shares.get(what) ?? { known: 0, all: 0 }
    shares.set(what, { known: share.known + Number(isKnown), all: share.all + 1 })
  }
  for (const line of (await readFile(real, 'utf8')).split('\n').filter((text) => text !== '')) {
    const row = JSON.parse(line) as Row
    const region = row.region && regions.match(row.region)
    if (row.region) count(`${row.source} region`, region !== undefined)
    if (row.agency) count(`${row.source} agency`, agencyOf(row.agency, region || undefined) !== undefined)
    if (row.category) count(`${row.source} category`, topicOf(row.category, row.categoryId) !== undefined)
  }
  // Measured; what is missing are other companies, and topics that only one city has.
  const least: Record<string, number> = {
    'surabaya-2022 region': 1,
    'surabaya-2015 region': 1,
    'bandung-twitter-2015 region': 1,
    'laporgub-jateng-2024 region': 1,
    'purbalingga-2025 region': 1,
    'sp4n-samarinda-2024 region': 1,
    'surabaya-2022 agency': 1,
    'lapor-2017 agency': 0.84,
    'sp4n-samarinda-2024 agency': 0.9,
    'sp4n-samarinda-2024 category': 1,
    'laporgub-jateng-2024 category': 0.94,
    'bandung-twitter-2015 category': 0.86,
    'purbalingga-2025 category': 0.68,
    'surabaya-2022 category': 0.44,
  }
  for (const [what, share] of Object.entries(least)) {
    const { known, all } = shares.get(what)!
    assert.ok(known / all >= share, `${what}: ${known} of ${all}`)
  }
})
