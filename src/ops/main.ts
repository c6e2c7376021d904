import { Explained, explained } from '../platform/explained.ts'
import { commands } from './commands.ts'

/** Where every command begins: `node src/ops/main.ts NAME …`, called by bin/lapor.mjs. */
const [name = 'help', ...argv] = process.argv.slice(2)

// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

// The channel to bin/lapor.mjs must not keep a command that has done its work from ending.
process.channel?.unref()

try {
  const wanted = ['--help', '-h'].includes(name) ? 'help' : name
  const command = commands.find((one) => one.name === wanted)
  if (!command) throw explained('unknown_command', { name })
  const code = await (await command.load()).run(argv)
  if (typeof code === 'number') process.exitCode = code
} catch (error) {
  // What an operator can solve is said in a paragraph; the rest is a fault of ours and keeps its trace.
  process.stderr.write(
    `${error instanceof Explained ? error.message : ((error as Error)?.stack ?? String(error))}\n`,
  )
  process.exitCode = 1
}
