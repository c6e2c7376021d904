import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { makeApp } from '../src/app.ts'
import { createAccount, createToken } from '../src/directory/accounts/create.ts'
import { mayEnter } from '../src/platform/http/access.ts'
import { agencyRoles, staffRoles, type StaffRole } from '../src/regulation/permissions.ts'
import { createTestDatabase } from './support/database.ts'
import { aGround } from './support/ground.ts'

const database = await createTestDatabase()
const ground = aGround(database)
const { app, doors } = await makeApp(ground)
const url = await app.listen({ port: 0, host: '127.0.0.1' })
after(() => app.close())

const { db } = database
const { agency_code: agency, code: unit } = await db
  .selectFrom('unit')
  .select(['agency_code', 'code'])
  .where('active', '=', true)
  .orderBy('code')
  .limit(1)
  .executeTakeFirstOrThrow()

const tokens = new Map<StaffRole, string>()
for (const role of staffRoles) {
  const place = (agencyRoles as readonly string[]).includes(role)
    ? { agency, unit }
    : role === 'oversight_province' || role === 'oversight_ministry'
      ? { agency }
      : {}
  const { email } = await createAccount(
    db,
    { email: `${role}@contoh.go.id`, roles: [role], password: 'kopi pagi di teras', ...place },
    new Date(),
  )
  tokens.set(role, await createToken(db, email, new Date()))
}

const filled = (path: string): string =>
  path
    .replace(':number', '7K4M-29QX')
    .replace(':action', 'start')
    .replace(/:(id|reportId)\b/, '01890a5d-ac96-774b-bcce-b302099a8057')
    .replace(/:\w+/g, 'tidak-ada')
    .replace('*', 'tidak-ada')

const call = (method: string, path: string, headers: Record<string, string> = {}) =>
  fetch(url + filled(path), {
    method,
    headers: { accept: 'application/json', ...headers },
    redirect: 'manual',
    ...(method === 'POST' && { body: '{}' }),
  })
const asRole = (role: StaffRole) => ({
  authorization: `Bearer ${tokens.get(role)}`,
  'content-type': 'application/json',
})
const codeOf = async (response: Response): Promise<unknown> =>
  /json/.test(response.headers.get('content-type') ?? '')
    ? ((await response.json()) as { code?: unknown }).code
    : undefined

const guarded = doors.filter(
  ({ method, access }) => method !== 'HEAD' && access !== 'public' && access !== 'reporter',
)

test('everything of the desks asks who is there', () => {
  const open = doors.filter(
    ({ url: path, access }) => /^\/(meja|akun)\b|^\/api\/v1\/desk\b/.test(path) && access === 'public',
  )
  assert.deepEqual(open, [])
  assert.ok(guarded.length > 0)
})

test('GET never changes anything, so nothing but GET and POST is offered', () => {
  const others = new Set(
    doors.map(({ method }) => method).filter((method) => !['GET', 'HEAD', 'POST'].includes(method)),
  )
  assert.deepEqual([...others], [])
})

test('without signing in, no guarded route answers anything but sign_in_required', async () => {
  for (const { method, url: path } of guarded) {
    const response = await call(method, path, { 'content-type': 'application/json' })
    assert.deepEqual(
      [response.status, await codeOf(response)],
      [401, 'sign_in_required'],
      `${method} ${path}`,
    )
  }
})

for (const role of staffRoles) {
  test(`${role} is kept out of every route that the rules do not give to it`, async () => {
    for (const { method, url: path, access } of guarded.filter(
      (door) => !mayEnter({ roles: [role] }, door.access),
    )) {
      const response = await call(method, path, asRole(role))
      assert.deepEqual(
        [response.status, await codeOf(response)],
        [403, 'not_permitted'],
        `${method} ${path} (${access})`,
      )
    }
  })

  test(`${role} can open every page that it is given, and none of them fails`, async () => {
    const given = doors.filter(
      ({ method, access }) => method === 'GET' && mayEnter({ roles: [role] }, access),
    )
    for (const { url: path } of given) {
      const { status } = await call('GET', path, { ...asRole(role), accept: 'text/html' })
      assert.ok(status < 500 && status !== 401, `${path} answered ${status}`)
    }
  })
}

test('the operator opens no desk with reports', async () => {
  assert.equal((await call('GET', '/api/v1/desk/reports', asRole('operator'))).status, 403)
})

test('every form of a page needs its token; sending a report does not, because it acts for nobody', async () => {
  const forms = doors.filter(({ method, url: path }) => method === 'POST' && !path.startsWith('/api/'))
  const withoutToken: string[] = []
  for (const { url: path, access } of forms) {
    const role = staffRoles.find((one) => mayEnter({ roles: [one] }, access))
    const session = role && access !== 'public' && access !== 'reporter' ? await sessionOf(role) : ''
    const response = await fetch(url + filled(path), {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ text: 'x' }),
      headers: { accept: 'application/json', cookie: session },
    })
    if ((await codeOf(response)) !== 'form_expired') withoutToken.push(path)
  }
  // None acts for an account: a report may come from anyone, whoever opens one proves it with its key, the links of
  // letters are their own proof, and the last only changes colours on this device.
  assert.deepEqual(
    withoutToken.filter((path) => !path.startsWith('/lapor')),
    ['/lacak', '/berhenti/:token', '/ikuti/:token', '/berhenti/ikuti/:token', '/tampilan'],
  )
})

const sessions = new Map<StaffRole, string>()
async function sessionOf(role: StaffRole): Promise<string> {
  const known = sessions.get(role)
  if (known !== undefined) return known
  const page = await fetch(`${url}/masuk`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const cookie = page.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const body = new URLSearchParams({ csrf, email: `${role}@contoh.go.id`, password: 'kopi pagi di teras' })
  const response = await fetch(`${url}/masuk`, {
    method: 'POST',
    body,
    headers: { cookie },
    redirect: 'manual',
  })
  const session =
    response.headers
      .getSetCookie()
      .find((line) => line.startsWith('lapor_session='))
      ?.split(';')[0] ?? ''
  assert.notEqual(session, '')
  sessions.set(role, session)
  return session
}
