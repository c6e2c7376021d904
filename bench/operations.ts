/** What is asked of the program: for each operation the requests, made from what the filled database holds. */
import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { hashToken, newToken } from '../src/platform/crypto/token.ts'
import { cookieNames } from '../src/platform/http/cookies.ts'
import { paths } from '../src/web/paths.ts'
import { chanceFrom, type Chance } from './chance.ts'
import type { Ask } from './client.ts'
import { sentences, title, word } from './words.ts'
import { secretOf, type World } from './world.ts'

export type Operation = { name: string; floor: 'submit' | 'page'; asks: Ask[] }

const asked = 2000

/** Reports of the fill, whose secrets are known; what an earlier measurement sent in has a key. */
const anyNumbers = `
  select number from report r
  where not exists (select from submission_key k where k.report_id = r.report_id) order by md5(number) limit 2000`

export async function operationsFor(
  pool: pg.Pool,
  world: World,
  encoding: string | undefined,
): Promise<Operation[]> {
  const chance = chanceFrom(11)
  // As a browser asks, when wanted; programs that measure ask for no coding.
  const headers = { accept: 'text/html', ...(encoding !== undefined && { 'accept-encoding': encoding }) }
  const page = (path: string): Ask => ({ path, headers })
  const shown = await numbers(pool, 'select number from public_report order by md5(number) limit 2000')
  const any = await numbers(pool, anyNumbers)
  const desk = await sessions(pool)
  return [
    { name: 'submit', floor: 'submit', asks: many(() => submitOf(world, chance)) },
    { name: 'view', floor: 'page', asks: shown.map((number) => page(paths.publication.report(number))) },
    {
      name: 'reporter_view',
      floor: 'page',
      asks: any.map((number) => ({
        path: paths.api.report(number),
        headers: { 'x-report-secret': secretOf(number) },
      })),
    },
    { name: 'list', floor: 'page', asks: many(() => page(listOf(world, chance, shown))) },
    {
      name: 'queue',
      floor: 'page',
      asks: many(() => ({
        path: paths.desk.home,
        headers: { ...headers, cookie: `${cookieNames.session}=${chance.pick(desk)}` },
      })),
    },
    {
      name: 'search',
      floor: 'page',
      asks: many(() => page(`${paths.publication.list}?q=${encodeURIComponent(searched(chance))}`)),
    },
    { name: 'home', floor: 'page', asks: [page(paths.home)] },
  ]
}

const many = (make: () => Ask): Ask[] => Array.from({ length: asked }, make)

async function numbers(pool: pg.Pool, text: string): Promise<string[]> {
  return (await pool.query<{ number: string }>(text)).rows.map(({ number }) => number)
}

/** About 1.5 kB of JSON, as a partner or the form would send it. */
export function submitOf(world: World, chance: Chance): Ask & { body: string } {
  const office = chance.pick(world.agencies)
  const body = {
    kind: chance.pick(['pengaduan', 'pengaduan', 'aspirasi', 'informasi']),
    title: title(chance),
    text: sentences(chance, 170).slice(0, 1100),
    occurred: 'Senin lalu',
    region: chance.pick(world.places).code,
    place: `Jalan ${title(chance)}`,
    category: chance.pick(world.topics),
    privacy: chance.pick(['terbuka', 'tanpa-nama', 'tanpa-nama', 'rahasia', 'anonim']),
    ...(chance.happens(0.3) && { agency: office.code }),
    ...(chance.happens(0.4) && {
      name: title(chance),
      email: `warga.${randomBytes(4).toString('hex')}@contoh.id`,
    }),
  }
  return { method: 'POST', path: paths.api.reports, isOnce: true, body: JSON.stringify(body) }
}

/** The first page, one filter, two, or a page further down. */
function listOf(world: World, chance: Chance, shown: readonly string[]): string {
  const filters = new URLSearchParams()
  const share = chance.share()
  if (share > 0.25 && share < 0.5) filters.set('agency', chance.pick(world.agencies).code)
  if (share > 0.45 && share < 0.65)
    filters.set('region', chance.pick(world.places).code.slice(0, chance.pick([2, 5])))
  if (share > 0.6 && share < 0.75)
    filters.set('state', chance.pick(['in_progress', 'closed_solved', 'closed_by_agency', 'answered']))
  if (share > 0.75 && share < 0.85) filters.set('category', chance.pick(world.topics))
  if (share > 0.8) filters.set('cursor', chance.pick(shown))
  const text = filters.toString()
  return text === '' ? paths.publication.list : `${paths.publication.list}?${text}`
}

/** One to three words: frequent ones, rare ones, and ones that nobody wrote. */
function searched(chance: Chance): string {
  const words = Array.from({ length: 1 + chance.below(3) }, () => word(chance))
  return chance.happens(0.05) ? `${words[0]} xyzzy` : words.join(' ')
}

/** A national verifier, and the admins of a busy, a middling and a quiet agency, signed in. */
async function sessions(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ code: string }>(`
    select agency_code as code from agency_inbox where agency_code <> 'N' group by agency_code order by count(*) desc`)
  const agencies = [0, 0.1, 0.5].map((share) => rows[Math.floor(rows.length * share)]!.code)
  const people = [['national_verifier', null], ...agencies.map((agency) => ['agency_admin', agency])] as const
  const tokens: string[] = []
  for (const [role, agency] of people) {
    const token = newToken()
    const id = randomUUID()
    await pool.query(
      `insert into account (id, email, name, password_hash, agency_code, created_at, password_changed_at)
       values ($1, $2, $3, 'none', $4, now(), now())`,
      [id, `${id}@bench.invalid`, `Bench ${role}`, agency],
    )
    await pool.query('insert into account_role (account_id, role) values ($1, $2)', [id, role])
    await pool.query(
      `insert into account_session (token_hash, account_id, created_at, last_seen_at, expires_at)
       values ($1, $2, now(), now(), now() + interval '12 hours')`,
      [hashToken(token), id],
    )
    tokens.push(token)
  }
  return tokens
}
