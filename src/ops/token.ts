import { parseArgs } from 'node:util'
import { createToken } from '../directory/accounts/create.ts'
import { sayRefusal } from './refusal.ts'
import { withGround } from './withGround.ts'

/** `lapor token create`: a token with which a program acts as an account. It alone goes to standard output, once. */
export async function run(argv: string[]): Promise<number | void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    strict: false,
    options: { email: { type: 'string' }, name: { type: 'string' } },
  })
  const { email, name } = values as Record<string, string | undefined>
  if (positionals[0] !== 'create' || email === undefined) {
    process.stderr.write('lapor token create --email E [--name NAME]\n')
    return 2
  }
  return await sayRefusal(() =>
    withGround(async ({ db, now }) => {
      const token = await createToken(db, email, now(), name)
      process.stderr.write('Token ini hanya tampil sekali / This token is shown once:\n')
      process.stdout.write(`${token}\n`)
    }),
  )
}
