import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { isRefusal, startBare } from '../../../test/support/bareServer.ts'
import { createTestDatabase } from '../../../test/support/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { changePassword, signIn as signInAs } from './actions.ts'
import { authenticate } from './authenticate.ts'
import { createAccount, createToken, type NewAccount } from './create.ts'
import { tasks } from './jobs.ts'
import { isPassword, newPassword } from './passwords.ts'
import { accountsOf, namesOf, settingsOf } from './queries.ts'
import { routes } from './routes.ts'

const { db, as } = await createTestDatabase()
// Monday, 11 in the morning in Jakarta.
let now = new Date('2026-08-03T04:00:00Z')
const ground = { db, now: () => now } as Ground
const password = 'kopi pagi di teras'

const server = await startBare(
  (app) => {
    app.get('/meja', { config: { access: 'signed_in' } }, async (request) => ({ who: request.actor }))
    routes(app, ground, async ({ actor, language, csrfField: csrf }, title, path) => {
      return { title, path, language, user: { name: actor.name, csrf, agencyName: 'Dinas' }, nav: [] }
    })
  },
  { identify: (credentials) => authenticate(db, credentials, now) },
)
let made = 0
let isProxied = true
const anAccount = (more: Partial<NewAccount> = {}) =>
  createAccount(
    db,
    { email: `petugas${++made}@contoh.go.id`, roles: ['national_verifier'], password, ...more },
    now,
  )

async function openSignIn(path = '/masuk'): Promise<{ csrf: string; cookie: string }> {
  const response = await fetch(`${server.url}${path}`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await response.text())?.[1] ?? ''
  return {
    csrf,
    cookie: response.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; '),
  }
}
async function post(path: string, fields: Record<string, string>, cookie: string) {
  // As behind a proxy: a direct call from this machine is not slowed down.
  const headers = { cookie, origin: server.url, ...(isProxied && { 'x-forwarded-for': '203.0.113.7' }) }
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers,
  })
}
async function signIn(email: string, typed = password, next?: string) {
  const { csrf, cookie } = await openSignIn()
  return post('/masuk', { csrf, email, password: typed, ...(next !== undefined && { next }) }, cookie)
}
const sessionOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .find((line) => line.startsWith('lapor_session='))
    ?.split(';')[0] ?? ''
const whoIs = async (cookie: string) => {
  const response = await fetch(`${server.url}/meja`, { headers: { cookie }, redirect: 'manual' })
  return response.status === 200
    ? ((await response.json()) as { who: Record<string, unknown> }).who
    : response.status
}

test('the right password leads to the desk, with the roles of the account', async () => {
  const account = await anAccount({ name: 'Sari Dewi', roles: ['national_verifier', 'moderator'] })
  const response = await signIn(account.email.toUpperCase())
  assert.deepEqual([response.status, response.headers.get('location')], [303, '/meja'])
  assert.match(
    response.headers.getSetCookie().find((line) => line.startsWith('lapor_session=')) ?? '',
    /HttpOnly; SameSite=Lax$/,
  )
  assert.deepEqual(await whoIs(sessionOf(response)), {
    kind: 'staff',
    id: account.id,
    name: 'Sari Dewi',
    roles: ['moderator', 'national_verifier'],
  })
})

test('a wrong password and an unknown address get the same answer', async () => {
  const { email } = await anAccount()
  const wrong = await signIn(email, 'salah sekali saja')
  const unknown = await signIn('bukan.siapa@contoh.go.id', 'salah sekali saja')
  const text = async (response: Response) =>
    (await response.text()).replace(/name="csrf" value="[^"]+"|value="[^"]+@[^"]+"/g, '')
  assert.deepEqual([wrong.status, unknown.status], [401, 401])
  const [first, second] = [await text(wrong), await text(unknown)]
  assert.equal(first, second)
  assert.match(first, /Surel atau kata sandi tidak cocok/)
})

test('an account that was switched off gets that answer too, and its open session ends', async () => {
  const { email, id } = await anAccount()
  const session = sessionOf(await signIn(email))
  await db.updateTable('account').set({ active: false }).where('id', '=', id).execute()
  assert.equal((await signIn(email)).status, 401)
  assert.equal(await whoIs(session), 303)
})

test('after five wrong passwords a wrong one waits and says for how long; the right one opens', async () => {
  const { email } = await anAccount()
  for (let tries = 0; tries < 5; tries++) assert.equal((await signIn(email, 'salah')).status, 401)
  const refused = await signIn(email, 'salah')
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '900'])
  assert.match(await refused.text(), /Coba lagi 15 menit lagi/)
  assert.equal((await signIn(email)).status, 303)
})

test('forty guesses at one moment are five answers, and past a hundred nothing is looked at', async () => {
  const { email } = await anAccount()
  const guess = (typed: string, address: string) =>
    signInAs(ground, { email, password: typed }, address).then(
      () => 'open',
      (error: { code: string }) => error.code,
    )
  const guesses = await Promise.all(Array.from({ length: 40 }, () => guess('salah', '203.0.113.9')))
  assert.equal(guesses.filter((code) => code === 'sign_in_failed').length, 5)
  assert.equal(guesses.filter((code) => code === 'too_many_attempts').length, 35)
  const counting = Array.from({ length: 60 }, () => guess('salah', '203.0.113.9'))
  await Promise.all(counting)
  assert.equal(await guess(password, '203.0.113.9'), 'too_many_attempts')
  assert.equal(await guess(password, '198.51.100.4'), 'open', 'the officer sits in another network')
  now = new Date(now.getTime() + 15 * 60_000 + 1_000)
  assert.equal(await guess(password, '203.0.113.9'), 'open')
})

test('who guesses at a sign-in does not keep its owner from a new password', async () => {
  const { email, id } = await anAccount()
  for (let tries = 0; tries < 6; tries++) await signIn(email, 'salah')
  const actor = { id, kind: 'staff', name: '', roles: [] } as const
  const change = (current: string) =>
    changePassword(
      ground,
      actor,
      { current_password: current, new_password: 'senja di pelabuhan' },
      undefined,
    )
  for (let tries = 0; tries < 5; tries++)
    await assert.rejects(change('salah sekali saja'), isRefusal('invalid_input'))
  await assert.rejects(change(password), isRefusal('too_many_attempts'))
  now = new Date(now.getTime() + 15 * 60_000 + 1_000)
  await change(password)
  assert.equal((await signIn(email, 'senja di pelabuhan')).status, 303)
})

test('a call from this machine itself is not slowed down', async () => {
  const { email } = await anAccount()
  isProxied = false
  for (let tries = 0; tries < 6; tries++) assert.equal((await signIn(email, 'salah')).status, 401)
  assert.equal((await signIn(email)).status, 303)
  isProxied = true
})

test('the wait is counted per address: another account is not held up', async () => {
  const { email } = await anAccount()
  const other = await anAccount()
  for (let tries = 0; tries < 5; tries++) await signIn(email, 'salah')
  assert.equal((await signIn(other.email)).status, 303)
})

test('every sign-in gives a new session, and the one before it in this browser is over', async () => {
  const { email } = await anAccount()
  const first = sessionOf(await signIn(email))
  const page = await fetch(`${server.url}/meja/setelan`, { headers: { cookie: first } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const second = sessionOf(await post('/masuk', { csrf, email, password }, first))
  assert.notEqual(second, first)
  assert.equal(await whoIs(first), 303)
  assert.notEqual(await whoIs(second), 303)
})

test('a session ends after two idle hours and after a working day', async () => {
  const { email } = await anAccount()
  const idle = sessionOf(await signIn(email))
  const start = now
  now = new Date(start.getTime() + 2 * 3_600_000 + 1_000)
  assert.equal(await whoIs(idle), 303)

  now = start
  const used = sessionOf(await signIn(email))
  for (let hours = 1; hours < 12; hours++) {
    now = new Date(start.getTime() + hours * 3_600_000)
    assert.notEqual(await whoIs(used), 303, `after ${hours} hours of use`)
  }
  now = new Date(start.getTime() + 12 * 3_600_000)
  assert.equal(await whoIs(used), 303)
  now = start
})

test('signing out ends the session on the server, not only in this browser', async () => {
  const { email } = await anAccount()
  const session = sessionOf(await signIn(email))
  const page = await fetch(`${server.url}/meja/setelan`, { headers: { cookie: session } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  assert.equal((await post('/keluar', {}, session)).status, 403)
  assert.equal((await post('/keluar', { csrf }, session)).headers.get('location'), '/')
  assert.equal(await whoIs(session), 303)
})

test('the way back leads to pages of this site only', async () => {
  const { email } = await anAccount()
  const location = async (next: string) => (await signIn(email, password, next)).headers.get('location')
  assert.equal(await location('/meja/laporan/1?x=2'), '/meja/laporan/1?x=2')
  for (const foreign of [
    'https://jahat.example',
    '//jahat.example',
    '/\\jahat.example',
    '/masuk',
    'javascript:alert(1)',
  ]) {
    assert.equal(await location(foreign), '/meja', foreign)
  }
})

test('a role ends with the last day of its appointment', async () => {
  const account = await anAccount({ lastDay: '2026-08-04' })
  const token = await createToken(db, account.email, now)
  const at = (instant: string) => authenticate(db, { bearer: token }, new Date(instant))
  assert.equal((await at('2026-08-04T16:59:00Z'))?.actor.id, account.id) // 23.59 in Jakarta
  assert.equal(await at('2026-08-04T17:01:00Z'), undefined)
})

test('a token acts as its account until it is revoked', async () => {
  const account = await anAccount({ roles: ['auditor'] })
  const token = await createToken(db, account.email, now)
  assert.equal((await authenticate(db, { bearer: token }, now))?.actor.id, account.id)
  assert.equal(await authenticate(db, { session: token }, now), undefined)
  assert.equal(await authenticate(db, { bearer: randomBytes(32).toString('base64url') }, now), undefined)
  await db
    .updateTable('account_token')
    .set({ revoked_at: now })
    .where('account_id', '=', account.id)
    .execute()
  assert.equal(await authenticate(db, { bearer: token }, now), undefined)
})

test('neither password, session nor token is stored in clear', async () => {
  const account = await anAccount()
  const session = sessionOf(await signIn(account.email)).split('=')[1]!
  const token = await createToken(db, account.email, now)
  const stored = JSON.stringify([
    await db.selectFrom('account').selectAll().execute(),
    (await db.selectFrom('account_session').selectAll().execute()).map((row) =>
      row.token_hash.toString('base64url'),
    ),
    (await db.selectFrom('account_token').selectAll().execute()).map((row) =>
      row.token_hash.toString('base64url'),
    ),
  ])
  for (const secret of [password, session, token]) assert.ok(!stored.includes(secret))
  assert.match(stored, /\$argon2id\$/)
})

test('the worker cannot read passwords or sessions', async () => {
  const worker = await as('lapor_worker')
  await assert.rejects(worker.selectFrom('account').select('password_hash').execute(), /permission denied/)
  await assert.rejects(
    worker.selectFrom('account_session').select('token_hash').execute(),
    /permission denied/,
  )
  assert.ok(Array.isArray(await worker.selectFrom('account').select(['id', 'email']).execute()))
})

test('sessions that are over are removed by the worker, and only those', async () => {
  const { email, id } = await anAccount()
  const left = () =>
    db.selectFrom('account_session').select('account_id').where('account_id', '=', id).execute()
  await signIn(email)
  const worker = await as('lapor_worker')
  await tasks['sweep_sessions']?.({ ...ground, db: worker }, {})
  assert.equal((await left()).length, 1)
  await tasks['sweep_sessions']?.(
    { ...ground, db: worker, now: () => new Date(now.getTime() + 13 * 3_600_000) },
    {},
  )
  assert.equal((await left()).length, 0)
})

test('an account without a known role, agency or unit is not made, and the field is named', async () => {
  const field = (code: string) => (error: unknown) =>
    isRefusal('invalid_input')(error) &&
    (error as { details: { fields: { field: string }[] } }).details.fields[0]?.field === code
  await assert.rejects(anAccount({ roles: ['raja' as never] }), field('role'))
  await assert.rejects(anAccount({ email: 'bukan surel' }), field('email'))
  await assert.rejects(anAccount({ roles: ['unit_officer'] }), field('agency'))
  await assert.rejects(anAccount({ roles: ['oversight_ministry'] }), field('agency'))
  await assert.rejects(anAccount({ roles: ['auditor', 'oversight_province'], agency: 'P35' }), field('role'))
  await assert.rejects(anAccount({ agency: 'TIDAK-ADA' }), isRefusal('agency_unknown'))
  const { email } = await anAccount()
  await assert.rejects(anAccount({ email: email.toUpperCase() }), field('email'))
})

test('colleagues of an agency are found by role and unit', async () => {
  const unit = await db
    .selectFrom('unit')
    .select(['code', 'agency_code'])
    .where('active', '=', true)
    .orderBy('code')
    .limit(1)
    .executeTakeFirstOrThrow()
  const place = { agency: unit.agency_code, unit: unit.code }
  const officer = await anAccount({ ...place, roles: ['unit_officer'], name: 'Budi' })
  await anAccount({ agency: unit.agency_code, roles: ['approver'] })
  const today = '2026-08-03'
  const found = await accountsOf(db, unit.agency_code, 'unit_officer', { today })
  assert.deepEqual(found, [{ id: officer.id, name: 'Budi', email: officer.email, ...place }])
  assert.deepEqual(
    await accountsOf(db, unit.agency_code, 'unit_officer', { today, unit: `${unit.code}.x` }),
    [],
  )
  assert.deepEqual(await namesOf(db, [officer.id, 'system']), new Map([[officer.id, 'Budi']]))
})

test('a new password needs the old one, ends the other devices and works at once', async () => {
  const { email, id } = await anAccount()
  const mine = sessionOf(await signIn(email))
  const elsewhere = sessionOf(await signIn(email))
  const page = await fetch(`${server.url}/meja/setelan`, { headers: { cookie: mine } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const change = (current: string, wanted: string) =>
    post('/akun', { csrf, current_password: current, new_password: wanted }, mine)
  const refused = await change('salah', 'teh sore di halaman')
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Kata sandi sekarang tidak cocok/)
  assert.match(await (await change(password, 'pendek')).text(), /harus 12 sampai 200 huruf/)
  assert.equal(
    (await change(password, 'teh sore di halaman')).headers.get('location'),
    '/meja/setelan?tersimpan=sandi',
  )
  assert.equal(await whoIs(elsewhere), 303)
  assert.notEqual(await whoIs(mine), 303)
  assert.equal((await signIn(email, 'teh sore di halaman')).status, 303)
  assert.equal((await settingsOf(db, id))?.shortcutsOff, false)
})

test('shortcuts can be switched off, and the desk speaks the chosen language', async () => {
  const { email, id } = await anAccount()
  const mine = sessionOf(await signIn(email))
  const page = await fetch(`${server.url}/meja/setelan`, { headers: { cookie: mine } })
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const saved = await post('/meja/setelan', { csrf, language: 'en' }, mine)
  assert.equal(saved.headers.get('location'), '/meja/setelan?tersimpan=setelan')
  const { shortcutsOff, language } = (await settingsOf(db, id)) ?? {}
  assert.deepEqual([shortcutsOff, language], [true, 'en'])
  assert.match(
    await (await fetch(`${server.url}/meja/setelan`, { headers: { cookie: mine } })).text(),
    /<html lang="en">/,
  )
})

test('a first password is long, readable and different each time', async () => {
  assert.match(newPassword(), /^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
  assert.notEqual(newPassword(), newPassword())
  assert.equal(await isPassword(undefined, 'apa saja'), false)
})
