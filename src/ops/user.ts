import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { closeAccount } from '../directory/accounts/close.ts'
import { changeEmail } from '../directory/accounts/changeEmail.ts'
import { createAccount } from '../directory/accounts/create.ts'
import type { StaffRole } from '../regulation/permissions.ts'
import { sayRefusal } from './refusal.ts'
import { withGround } from './withGround.ts'

const usage = `lapor user create --email E --role R [--role R2] [--agency CODE] [--unit CODE] [--name NAME] [--until YYYY-MM-DD]
lapor user close --email E
lapor user email --email E --to NEW`

/** `lapor user create` makes a staff account (the password alone goes to standard output, once); `close` ends one; `email` gives one another address. */
export async function run(argv: string[]): Promise<number | void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    strict: false,
    options: {
      email: { type: 'string' },
      role: { type: 'string', multiple: true },
      agency: { type: 'string' },
      unit: { type: 'string' },
      name: { type: 'string' },
      until: { type: 'string' },
      to: { type: 'string' },
    },
  })
  const {
    email,
    role: roles,
    agency,
    unit,
    name,
    until,
    to,
  } = values as Record<string, string | undefined> & { role?: string[] }
  if (positionals[0] === 'close' && email !== undefined) return await close(email)
  if (positionals[0] === 'email' && email !== undefined && to !== undefined) return await move(email, to)
  if (positionals[0] !== 'create' || email === undefined || roles === undefined) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  return await sayRefusal(() =>
    withGround(async ({ db, now }) => {
      const account = await createAccount(
        db,
        {
          email,
          roles: roles as unknown as StaffRole[],
          ...(name !== undefined && { name }),
          ...(agency !== undefined && { agency }),
          ...(unit !== undefined && { unit }),
          ...(until !== undefined && { lastDay: until }),
        },
        now(),
      )
      process.stderr.write(
        `Akun ${account.email} dibuat. Kata sandi ini hanya tampil sekali / This password is shown once:\n`,
      )
      process.stdout.write(`${account.password}\n`)
    }),
  )
}

/** What is still in the name of whoever leaves is somebody's work: it is said here and waits at the agency's desk. */
const close = (email: string): Promise<number | void> =>
  sayRefusal(() =>
    withGround(async ({ db, now }) => {
      const { id, email: address, agency } = await closeAccount(db, email, now())
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count
        from agency_inbox
        where open and officer_id = ${id}::uuid`.execute(db)
      const count = rows[0]?.count ?? 0
      process.stderr.write(
        `Akun ${address} ditutup; sesi dan tokennya berakhir. / The account is closed; its sessions and tokens have ended.\n`,
      )
      if (count > 0)
        process.stderr.write(
          `${count} laporan terbuka masih atas namanya; admin ${agency} melihatnya di antrean "Tanpa pemegang". / ${count} open reports are in its name; admins of ${agency} see them in the queue "Without a holder".\n`,
        )
    }),
  )

const move = (email: string, to: string): Promise<number | void> =>
  sayRefusal(() =>
    withGround(async ({ db }) => {
      const { email: address } = await changeEmail(db, email, to)
      process.stderr.write(
        `Mulai sekarang masuk dan menerima surel dengan ${address}. / Signs in and gets letters with ${address} from now on.\n`,
      )
    }),
  )
