import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { livePostmaster } from '../platform/db/postmaster.ts'
import { waitUntil } from '../platform/processes.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'lapor-serve-'))
chmodSync(data, 0o755)
const port = await freePort()
const started = new Set<ChildProcess>()
after(async () => {
  for (const program of started) if (isRunning(program)) process.kill(-program.pid!, 'SIGTERM')
  await waitUntil(() => [...started].every((program) => !isRunning(program)), 10_000)
  rmSync(data, { recursive: true, force: true })
})

const postmaster = () => livePostmaster(join(data, 'postgres/data'))
const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

interface Program {
  child: ChildProcess
  said: () => string
}

/** Started as a person does, in a process group of its own. */
function launch(command: string[], settings: Record<string, string> = {}): Program {
  const [file, ...args] = command
  const { DATABASE_URL: _, ...environment } = process.env
  const child = spawn(file!, args, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...environment,
      DATA_DIR: data,
      PORT: String(port),
      LAPOR_DEMO: '0',
      LOG_LEVEL: 'silent',
      ...settings,
    },
  })
  started.add(child)
  let text = ''
  for (const from of [child.stdout, child.stderr]) from!.on('data', (more) => (text += more))
  return { child, said: () => text }
}

async function ready(program: Program): Promise<void> {
  const isReady = () => program.said().includes(`ready http://127.0.0.1:${port}`)
  await waitUntil(() => isReady() || !isRunning(program.child), 120_000)
  assert.ok(isReady(), program.said())
}

async function ended({ child, said }: Program, limitMs = 30_000): Promise<number> {
  assert.ok(await waitUntil(() => !isRunning(child), limitMs), `still running after ${limitMs} ms: ${said()}`)
  return child.exitCode ?? -1
}

const serve = ['node', 'bin/lapor.mjs', 'serve']
const answers = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status

let program: Program

test('npm start becomes ready on an empty folder and answers', async () => {
  program = launch(['npm', 'start'])
  await ready(program)
  assert.equal(await answers('/healthz'), 200)
  assert.equal(await answers('/readyz'), 200)
})

test('the keys are readable by their owner only', () => {
  assert.equal(statSync(join(data, 'keys')).mode & 0o777, 0o700)
  for (const key of ['receipt.pem', 'vault.pem', 'pepper.hex']) {
    assert.equal(statSync(join(data, 'keys', key)).mode & 0o777, 0o600)
  }
})

test('a second start on the same folder is refused, with the process that has it', async () => {
  const second = launch(serve, { PORT: String(await freePort()) })
  assert.equal(await ended(second), 1)
  assert.match(second.said(), /already running on .*process \d+/)
  assert.equal(await answers('/readyz'), 200)
})

test('a taken port is refused in words before anything else is started', async () => {
  const second = launch(serve, { DATA_DIR: `${data}-other` })
  assert.equal(await ended(second), 1)
  assert.match(second.said(), /Port \d+ .* is taken by another program/)
  assert.doesNotMatch(second.said(), /\n\s+at /)
  assert.equal(statSync(`${data}-other`, { throwIfNoEntry: false }), undefined)
})

test('a command works beside the running program', async () => {
  const command = launch(['node', 'bin/lapor.mjs', 'migrate'])
  assert.equal(await ended(command), 0)
  assert.equal(await answers('/readyz'), 200)
})

test('when its database is killed it answers 503, starts it again, and goes on', async () => {
  const { pid } = postmaster()!.mark
  process.kill(pid, 'SIGKILL')
  assert.ok(
    await waitUntil(async () => (await answers('/readyz')) === 503, 5_000),
    'it says that it is not ready',
  )
  assert.equal(await answers('/healthz'), 200)
  assert.ok(await waitUntil(async () => (await answers('/readyz')) === 200, 20_000, 100), 'it is ready again')
  assert.notEqual(postmaster()!.mark.pid, pid)
})

test('SIGTERM, once to npm alone, ends it and its database', async () => {
  process.kill(program.child.pid!, 'SIGTERM')
  assert.ok(await waitUntil(() => postmaster() === undefined, 10_000), 'the database has ended')
  assert.ok(
    await waitUntil(
      () =>
        answers('/healthz').then(
          () => false,
          () => true,
        ),
      5_000,
    ),
    'nobody listens',
  )
})

test('killed with -9, it is ready again at the next start, on the database that stayed', async () => {
  program = launch(serve)
  await ready(program)
  const { pid } = postmaster()!.mark
  process.kill(-program.child.pid!, 'SIGKILL')
  await ended(program)
  program = launch(serve)
  await ready(program)
  assert.equal(postmaster()!.mark.pid, pid)
})

test('SIGTERM twice to its group ends it cleanly, with code 0', async () => {
  process.kill(-program.child.pid!, 'SIGTERM')
  await new Promise((done) => setTimeout(done, 50))
  if (isRunning(program.child)) process.kill(-program.child.pid!, 'SIGTERM')
  assert.equal(await ended(program, 10_000), 0)
  assert.equal(postmaster(), undefined)
})

test('a mistake that nobody caught ends it with code 1, and its database with it', async () => {
  const mistake =
    "if (process.argv[1]?.endsWith('main.ts')) process.on('SIGUSR2', () => { throw new Error('rahasia 12345678') })" +
    "; else process.on('SIGUSR2', () => {})"
  program = launch(serve, { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(mistake)}` })
  await ready(program)
  process.kill(-program.child.pid!, 'SIGUSR2')
  assert.equal(await ended(program), 1)
  assert.equal(postmaster(), undefined)
  assert.match(program.said(), /uncaught/)
  assert.doesNotMatch(program.said(), /12345678/)
})

test('a command works without a running program and leaves none', async () => {
  assert.equal(await ended(launch(['node', 'bin/lapor.mjs', 'migrate'])), 0)
  assert.equal(postmaster(), undefined)
})

test('a folder of a newer version is refused and left as it is', async () => {
  writeFileSync(join(data, 'version.json'), '{"format":99,"program":"9.0.0"}')
  const older = launch(serve)
  assert.equal(await ended(older), 1)
  assert.match(older.said(), /made by a newer version \(9\.0\.0\)/)
})

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address() as { port: number }
      server.close(() => done(address.port))
    })
  })
}
