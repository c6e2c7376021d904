import { spawn } from 'node:child_process'
import { glob } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { joinTestServer, leaveTestServer } from '../../test/support/server.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** `lapor test [FILE…]`: every test, or those files, on one shared throwaway PostgreSQL that ends with the run. */
export async function run(argv: string[]): Promise<void> {
  const files = argv.length > 0 ? argv : await allTests()
  await joinTestServer()
  try {
    process.exitCode = await runNode(['--test', '--test-concurrency=2', '--test-timeout=300000', ...files])
  } finally {
    await leaveTestServer()
  }
}

async function allTests(): Promise<string[]> {
  const found: string[] = []
  for await (const path of glob(['src/**/*.test.ts', 'test/**/*.test.ts'], { cwd: root })) found.push(path)
  return found.sort()
}

function runNode(args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}
