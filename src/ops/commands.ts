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
  { name: 'seed', what: 'load or update the reference data', load: () => import('./seed.ts') },
  {
    name: 'user',
    takes:
      'create --email E --role R [--agency CODE] [--unit CODE] | close --email E | email --email E --to NEW',
    what: 'make a staff account (its password is printed once), close one, or give it another address',
    load: () => import('./user.ts'),
  },
  {
    name: 'token',
    takes: 'create --email E',
    what: 'make an API token for an account',
    load: () => import('./token.ts'),
  },
  {
    name: 'import',
    takes: 'FILE.ndjson --channel C [--decided]',
    what: 'take in the rows of a file, each exactly once',
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    takes: '--format ndjson',
    what: 'every report, one a line, without names and contacts',
    load: () => import('./export.ts'),
  },
  {
    name: 'rebuild',
    takes: '[--check]',
    what: 'derive the rows again from the events, or only compare',
    load: () => import('./rebuild.ts'),
  },
  {
    name: 'returned',
    takes: '< MESSAGE',
    what: 'take a delivery report that a mail server pipes in: a letter that came back',
    load: () => import('./returned.ts'),
  },
  { name: 'verify', what: 'check every event, its hash and its place', load: () => import('./verify.ts') },
  {
    name: 'backup',
    takes: 'DIR',
    what: 'database, keys and attachments into an empty folder',
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    takes: 'DIR',
    what: 'a backup into an empty DATA_DIR or database',
    load: () => import('./restore.ts'),
  },
  {
    name: 'bench',
    takes: '[--reports N] [--json FILE]',
    what: 'measure speed on a database of made-up reports',
    load: () => import('./bench.ts'),
  },
  {
    name: 'train',
    takes: '[--measure FILE.ndjson [--since D] [--source S] [--unseen FILE]]',
    what: 'learn who takes what from the desks’ decisions, and measure it',
    load: () => import('./train.ts'),
  },
  {
    name: 'test',
    takes: '[PATH…]',
    what: 'run all tests (npm test), or those of files and folders',
    load: () => import('./test.ts'),
  },
  {
    name: 'clocks',
    takes: '[--known-on DATE] < histories.ndjson',
    what: 'recompute legal dates without a server',
    load: () => import('./clocks.ts'),
  },
  { name: 'help', takes: '[settings]', what: 'this list, or every setting', load: () => import('./help.ts') },
]
