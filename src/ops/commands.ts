/** Every command of `lapor`. A command is a file here that exports `run(argv)`, which may return an exit code; it is loaded only when asked for. */
interface Command {
  name: string
  /** What follows the name on the command line. */
  takes?: string
  what: string
  load: () => Promise<{ run: (argv: string[]) => Promise<number | void> }>
}

export const commands: Command[] = [
  { name: 'serve', what: 'prepare everything and serve (npm start)', load: () => import('./serve.ts') },
  { name: 'migrate', what: 'bring the database to this version', load: () => import('./migrate.ts') },
  { name: 'test', takes: '[FILE…]', what: 'run the tests (npm test)', load: () => import('./test.ts') },
  {
    name: 'clocks',
    takes: '[--known-on DATE] < histories.ndjson',
    what: 'recompute legal dates without a server',
    load: () => import('./clocks.ts'),
  },
  { name: 'help', takes: '[settings]', what: 'this list, or every setting', load: () => import('./help.ts') },
]
