/** The processes of a measurement: the program as `npm start` runs it, the two floors, the client. */
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Order } from './client.ts'
import type { Measured } from './times.ts'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))

export type Program = { port: number; pid: number; stop: () => Promise<void> }

/** Everything as shipped: web, worker and channels in one process, lines for each request (thrown away here). */
export async function startProgram(dataDir: string): Promise<Program> {
  const child = spawn(process.execPath, [here('../src/ops/main.ts'), 'serve'], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0', LAPOR_DEMO: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const port = await new Promise<number>((done, fail) => {
    let said = ''
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString()
      const found = /ready http:\/\/\S+:(\d+)/.exec(said)
      if (found) done(Number(found[1]))
    })
    child.on('exit', (code) => fail(new Error(`the program ended with ${code} before it was ready`)))
  })
  return { port, pid: child.pid!, stop: () => stopped(child, 'SIGTERM') }
}

async function stopped(child: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  if (signal) child.kill(signal)
  else child.disconnect()
  await gone
}

export type Helper = {
  port: number
  ask: <Answer>(order: object) => Promise<Answer>
  stop: () => Promise<void>
}

export async function startFloor(which: 'submit' | 'page', url: string): Promise<Helper> {
  const helper = await started('./floor.ts', [url, which])
  const [{ port }] = (await once(helper.child, 'message')) as [{ port: number }]
  return { ...helper, port }
}

export type Client = {
  load: (order: Order & { load: string }) => Promise<void>
  run: (order: Order & { run: string }) => Promise<Measured>
  stop: () => Promise<void>
}

export async function startClient(): Promise<Client> {
  const helper = await started('./client.ts', [])
  return { load: (order) => helper.ask(order), run: (order) => helper.ask(order), stop: helper.stop }
}

async function started(
  file: string,
  args: string[],
): Promise<Omit<Helper, 'port'> & { child: ChildProcess }> {
  const child = fork(here(file), args)
  const ask = async <Answer>(order: object): Promise<Answer> => {
    child.send(order)
    const ended = new AbortController()
    try {
      return (await Promise.race([
        once(child, 'message', { signal: ended.signal }).then(([answer]) => answer as Answer),
        once(child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error(`${file} ended`))),
      ])) as Answer
    } finally {
      ended.abort()
    }
  }
  return { child, ask, stop: () => stopped(child) }
}
