import { createServer } from 'node:net'
import { readConfig, type Config } from '../platform/config.ts'
import { Explained, explained } from '../platform/explained.ts'
import { makeLog } from '../platform/log.ts'
import { startRoles } from '../main.ts'
import { makeDemo } from './demo/demo.ts'
import { asDiskFull } from './diskFull.ts'
import { inDataFolder } from '../platform/dataFolder.ts'
import { progress } from './progress.ts'
import { openGround, type OpenGround } from './openGround.ts'
import { withoutValues } from '../platform/http/problems.ts'

/** `npm start`: prepares everything, serves, and prints `ready http://HOST:PORT` when a request would be answered. */
export async function run(): Promise<void> {
  const config = readConfig()
  const log = makeLog(config.logLevel)
  // The terminal or the parent may go away before us; that is no reason to end in the middle of something.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const ending = endings(log)
  await refuseTakenPort(config)

  const opening = openGround({ config, log, use: 'serve', role: 'lapor_web', onGone: ending.fail })
  // Registered before it is open: a signal in the middle of the start must not leave a database server behind.
  ending.add(() =>
    opening.then(
      ({ close }) => close(),
      () => {},
    ),
  )
  const opened = await opening
  if (!ending.isEnding()) await startServing(opened, ending)
}

async function startServing({ ground }: OpenGround, ending: Endings): Promise<void> {
  const { config } = ground
  if (config.databaseUrl === undefined) {
    process.stderr.write(
      `Memakai PostgreSQL bawaan di ${config.dataDir}: untuk uji coba dan pengembangan. Untuk layanan sungguhan, isi DATABASE_URL.\n` +
        `Using the bundled PostgreSQL in ${config.dataDir}: for trial and development. For a real service set DATABASE_URL.\n`,
    )
  }
  try {
    if (config.demo ?? config.databaseUrl === undefined) {
      progress.start({ id: 'Mengisi contoh laporan', en: 'Filling in invented reports' })
      await makeDemo(ground)
      progress.end()
    }
    const running = await startRoles(ground)
    ending.add(running.close)
    process.stdout.write(`ready ${running.url ?? config.roles.join(', ')}\n`)
  } catch (error) {
    ending.fail(asExplained(error, config))
  }
}

/** Asked before anything is started, so that the answer comes at once and nothing has to be taken back. */
async function refuseTakenPort(config: Config): Promise<void> {
  const probe = createServer()
  await new Promise<void>((done, fail) => {
    probe.once('error', (error) => fail(asExplained(error, config)))
    probe.listen(config.port, config.host, () => probe.close(() => done()))
  })
}

interface Endings {
  /** Closed on the way out, the last added first. */
  add: (close: () => Promise<void>) => void
  endAll: () => Promise<void>
  isEnding: () => boolean
  fail: (error: unknown) => void
}

/** SIGTERM often comes twice (once to the process, once to its group): the first one counts. */
function endings(log: ReturnType<typeof makeLog>): Endings {
  const closers: (() => Promise<void>)[] = []
  let ended: Promise<void> | undefined
  const closeAll = async () => {
    for (const close of closers.reverse()) {
      await close().catch((error) => log.error({ err: error }, 'closing failed'))
    }
  }
  const endAll = () => (ended ??= closeAll())
  const leave = (code: number) => {
    // Whatever hangs, the process is gone within the ten seconds that supervisors give it.
    setTimeout(() => process.exit(1), 9_500).unref()
    void endAll().then(() => process.exit(code))
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => leave(0))
  // bin/lapor.mjs was killed: nobody is left to pass a signal on to us.
  process.on('disconnect', () => leave(0))
  // A mistake of ours that nobody caught: what is half done cannot be trusted, so we end, but not without closing
  // the database server. Also for promises that nobody waits for.
  process.on('uncaughtException', (error) => {
    log.fatal({ failure: withoutValues(error) }, 'uncaught exception')
    process.stderr.write(`${error instanceof Error ? error.name : typeof error}: uncaught, ending\n`)
    leave(1)
  })
  const fail = (error: unknown) => {
    process.stderr.write(
      `${error instanceof Explained ? error.message : ((error as Error)?.stack ?? String(error))}\n`,
    )
    leave(1)
  }
  return { add: (close) => closers.push(close), endAll, isEnding: () => ended !== undefined, fail }
}

function asExplained(error: unknown, { host, port, dataDir }: Config): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return explained('port_taken', { host, port }, error)
  if (syscall === 'listen') return explained('cannot_listen', { host, port, reason: message }, error)
  return asDiskFull(error, inDataFolder(dataDir).postgres)
}
