// What somebody sees who has just cloned the project: an empty HOME, no packages, the Node of the system. `npm start`
// must become ready and answer, and SIGTERM must end it and everything it started within ten seconds.
import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const place = mkdtempSync(join(tmpdir(), 'lapor-fresh-'))
const [clone, home, data] = ['clone', 'home', 'data'].map((name) => join(place, name))
const sleep = (ms) => new Promise((done) => setTimeout(done, ms))
let output = ''

process.on('exit', () => {
  // Only processes of this clone, by their number.
  for (const pid of living()) process.kill(pid, 'SIGKILL')
  rmSync(place, { recursive: true, force: true, maxRetries: 5 })
})
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => process.exit(1))

try {
  await check()
} catch (error) {
  console.log(`FAILED: ${error.message}\n${output.split('\n').slice(-40).join('\n')}`)
  process.exit(1)
}

async function check() {
  copyProject()
  mkdirSync(home)
  const port = await freePort()
  const began = Date.now()
  const program = start(port)
  await until(
    () => output.includes(`ready http://127.0.0.1:${port}`),
    300_000,
    'npm start was not ready in 300 s',
    program,
  )
  console.log(`ready after ${seconds(began)}, packages included`)

  const answer = await fetch(`http://127.0.0.1:${port}/`)
  const page = await answer.text()
  if (answer.status !== 200 || !page.includes('<h1')) throw new Error(`GET / answered ${answer.status}`)

  const told = Date.now()
  process.kill(-program.pid, 'SIGTERM')
  await sleep(100)
  if (living().includes(program.pid)) process.kill(-program.pid, 'SIGTERM')
  await until(() => living().length === 0, 10_000, '10 s after SIGTERM something was still running')
  console.log(`ended within ${seconds(told)} of SIGTERM, nothing left running`)

  output = ''
  const again = Date.now()
  const second = start(port)
  await until(() => output.includes('ready http'), 30_000, 'the second start was not ready in 30 s', second)
  console.log(`ready again after ${seconds(again)}`)
  process.kill(-second.pid, 'SIGTERM')
  await until(() => living().length === 0, 10_000, '10 s after SIGTERM something was still running')
}

/** What git would clone, with what is not committed yet. */
function copyProject() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
  })
  for (const path of listed.toString().split('\0').filter(Boolean)) {
    if (!existsSync(join(root, path))) continue
    mkdirSync(dirname(join(clone, path)), { recursive: true })
    cpSync(join(root, path), join(clone, path))
  }
}

function start(port) {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { cwd: root, encoding: 'utf8' }).trim()
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'))
  // Where the registry is and whom to trust belongs to the machine, not to the user's HOME.
  const machine = Object.fromEntries(
    ['NODE_EXTRA_CA_CERTS', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']
      .filter((name) => process.env[name])
      .map((name) => [name, process.env[name]]),
  )
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...machine,
      PATH: path.join(delimiter),
      HOME: home,
      npm_config_registry: registry,
      DATA_DIR: data,
      PORT: String(port),
    },
  })
  for (const from of [child.stdout, child.stderr]) from.on('data', (text) => (output += text))
  return child
}

/** Processes of the clone, by their DATA_DIR, or for the database by the folder they work in. */
function living() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        if (/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false
        const environment = `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
        return (
          environment.includes(`\0DATA_DIR=${data}\0`) || readlinkSync(`/proc/${pid}/cwd`).startsWith(place)
        )
      } catch {
        return false
      }
    })
}

async function until(isDone, limitMs, complaint, program) {
  const end = Date.now() + limitMs
  while (!isDone()) {
    if (program && program.exitCode !== null) throw new Error(`npm start ended with ${program.exitCode}`)
    if (Date.now() > end) throw new Error(complaint)
    await sleep(50)
  }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}
