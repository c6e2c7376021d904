import { parseArgs } from 'node:util'
import { createAccount } from '../directory/accounts/create.ts'
import type { StaffRole } from '../regulation/permissions.ts'
import { sayRefusal } from './refusal.ts'
import { withGround } from './withGround.ts'

const usage =
  'lapor user create --email E --role R [--role R2] [--agency CODE] [--unit CODE] [--name NAME] [--until YYYY-MM-DD]'

/** `lapor user create`: makes a staff account. The password alone goes to standard output, once. */
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
    },
  })
  const {
    email,
    role: roles,
    agency,
    unit,
    name,
    until,
  } = values as Record<string, string | undefined> & { role?: string[] }
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
