import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { after } from 'node:test'
import pg from 'pg'
import { openDatabase, type DatabaseRole, type Db } from '../../src/platform/db/database.ts'
import { shippedMigrations } from '../../src/platform/db/migrations.ts'
import { prepareDatabase } from '../../src/platform/db/prepare.ts'
import { waitUntil } from '../../src/platform/processes.ts'
import { joinTestServer, leaveTestServer } from './server.ts'

/** A database of one test file, with the schema and the reference data of this version. */
export interface TestDatabase {
  /** Acts as the web process does. */
  db: Db
  /** For code that opens connections itself; acts as the superuser unless a role is asked for. */
  url: string
  /** The same database in another role. */
  as: (role: DatabaseRole) => Promise<Db>
  /** Done by itself at the end of the file. */
  close: () => Promise<void>
}

let joined: Promise<(database: string) => string> | undefined
let open = 0

/**
 * Clones the migrated and seeded template. Call it once a file, at the top: it closes itself when the file's tests
 * are over.
 */
export async function createTestDatabase(options: { seeded?: boolean } = {}): Promise<TestDatabase> {
  joined ??= joinTestServer()
  open++
  const urlOf = await joined
  try {
    return await cloneTemplate(urlOf, options.seeded ?? true)
  } catch (error) {
    await leaveIfLast()
    throw error
  }
}

async function leaveIfLast(): Promise<void> {
  if (--open > 0) return
  joined = undefined
  await leaveTestServer()
}

async function cloneTemplate(urlOf: (name: string) => string, isSeeded: boolean): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: urlOf('postgres') })
  await admin.connect()
  const name = `clone_${process.pid}_${randomBytes(4).toString('hex')}`
  await admin.query('select pg_advisory_lock(17081)')
  const template = await makeTemplate(admin, urlOf, isSeeded)
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  await admin.query('select pg_advisory_unlock(17081)')

  const url = urlOf(name)
  const opened = [await openDatabase({ url, role: 'lapor_web', max: 8 })]
  let closing: Promise<void> | undefined
  const close = () => (closing ??= closeAll())
  const closeAll = async () => {
    for (const database of opened) await database.close()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
    await leaveIfLast()
  }
  after(close)
  return {
    db: opened[0]!.db,
    url,
    as: async (role) => {
      const database = await openDatabase({ url, role, max: 4 })
      opened.push(database)
      return database.db
    },
    close,
  }
}

/** One template for all processes, named after everything that goes into it; older ones are dropped. */
async function makeTemplate(
  admin: pg.Client,
  urlOf: (name: string) => string,
  isSeeded: boolean,
): Promise<string> {
  const name = `template_${isSeeded ? 'seeded' : 'empty'}_${await contentHash(isSeeded)}`
  const { rows } = await admin.query<{ datname: string }>(
    "select datname from pg_database where datname like 'template!_%' escape '!'",
  )
  if (rows.some(({ datname }) => datname === name)) return name
  const kind = name.slice(0, name.lastIndexOf('_'))
  for (const { datname } of rows.filter((row) => row.datname.startsWith(kind))) {
    await admin.query(`drop database ${datname} with (force)`)
  }
  const making = `making_${name}`
  await admin.query(`drop database if exists ${making} with (force)`)
  await admin.query(`create database ${making} strategy file_copy`)
  await prepareDatabase(urlOf(making))
  if (isSeeded) await seed(urlOf(making))
  // The server takes a moment to notice that the connections above are closed.
  const rename = () =>
    admin.query(`alter database ${making} rename to ${name}`).then(
      () => true,
      () => false,
    )
  if (!(await waitUntil(rename, 10_000))) throw new Error(`The template ${name} stays in use.`)
  return name
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A city in each time zone (Central Jakarta, Surabaya, Balikpapan, Jayapura): a small country clones quickly. */
const regionsInTests = ['31.71', '35.78', '64.71', '91.71']

async function seed(url: string): Promise<void> {
  const { seedReference } = await import('../../src/ops/seed.ts')
  const owner = await openDatabase({ url, role: 'lapor_owner', statementTimeoutMs: 0 })
  await seedReference(owner.pool, { within: regionsInTests })
  const vacuum = new pg.Client({ connectionString: url })
  await owner.close()
  await vacuum.connect()
  await vacuum.query('vacuum (analyze)')
  await vacuum.end()
}

async function contentHash(isSeeded: boolean): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, checksum } of await shippedMigrations()) hash.update(`${name} ${checksum}\n`)
  // The job queue brings migrations of its own.
  hash.update(readFileSync(`${root}/package.json`))
  if (isSeeded) {
    const code = filesUnder('src/ops').filter((path) => /\/seed[^/]*$/.test(path))
    for (const path of [...filesUnder('data'), ...filesUnder('src/directory'), ...code]) {
      hash.update(path).update(readFileSync(path))
    }
  }
  return hash.digest('hex').slice(0, 16)
}

function filesUnder(folder: string): string[] {
  if (!existsSync(`${root}/${folder}`)) return []
  return readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()
}
