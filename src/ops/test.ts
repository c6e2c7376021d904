import { spawn } from 'node:child_process'
import { glob, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinTestServer, leaveTestServer } from '../../test/support/server.ts'
import { explained } from '../platform/explained.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * `lapor test [PATH…]`: every test, or those of the files and folders that are named, on one shared throwaway
 * PostgreSQL that ends with the run. What begins with `-` goes to Node's test runner (`--test-name-pattern=…`).
 * @throws Explained no_such_test
 */
export async function run(argv: string[]): Promise<void> {
  const options = argv.filter((word) => word.startsWith('-'))
  const files = await testFiles(argv.filter((word) => !word.startsWith('-')))
  await joinTestServer()
  try {
    process.exitCode = await runNode([
      '--test',
      '--test-concurrency=2',
      '--test-timeout=300000',
      ...options,
      ...files,
    ])
  } finally {
    await leaveTestServer()
  }
}

/**
 * The test files of paths from the project's folder, each once and in order: a folder gives all that are in it, no
 * path gives all of the project.
 * @throws Explained no_such_test for a path without a test, so that nobody takes "0 failed" for "it works"
 */
export async function testFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.length > 0 ? paths.map(testsAt) : ['src', 'test'].map(testsAt))
  return [...new Set(found.flat())].sort()
}

async function testsAt(path: string): Promise<string[]> {
  const place = await stat(join(root, path)).catch(() => undefined)
  const pattern = place?.isDirectory() ? join(path, '**/*.test.ts') : path
  const found: string[] = []
  for await (const file of glob(pattern, { cwd: root })) if (file.endsWith('.test.ts')) found.push(file)
  if (found.length === 0) throw explained('no_such_test', { path })
  return found
}

function runNode(args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 1))
  })
}
