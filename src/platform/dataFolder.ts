import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { explained } from './explained.ts'
import { takeLock, type Lock } from './lock.ts'
import { waitUntil } from './processes.ts'

/** How the things in DATA_DIR are laid out; counts up when an older program could no longer use them. */
const format = 1

/** Who wants the folder: a second `serve` is refused, a command waits for another command. */
export type FolderUse = 'serve' | 'command'

/** Where things lie in DATA_DIR. */
export const inDataFolder = (dataDir: string) => ({
  lock: join(dataDir, 'lock'),
  version: join(dataDir, 'version.json'),
  postgres: join(dataDir, 'postgres'),
  keys: join(dataDir, 'keys'),
  attachments: join(dataDir, 'attachments'),
  demoAccounts: join(dataDir, 'demo-accounts.json'),
})

/**
 * Takes DATA_DIR for this process.
 * @returns undefined for a command when the program is running on the folder: it works beside it
 * @throws already_running, data_is_newer, folder_not_writable, disk_full
 */
export async function takeDataFolder(dataDir: string, use: FolderUse): Promise<Lock | undefined> {
  const paths = inDataFolder(dataDir)
  writable(dataDir, () => mkdirSync(dataDir, { recursive: true }))
  refuseNewer(dataDir)
  let lock = writable(dataDir, () => takeLock(paths.lock, use))
  const isOurs = () => 'release' in lock
  // A command lives for seconds, so whoever comes second waits for it; a running program is not waited for.
  await waitUntil(
    () =>
      isOurs() ||
      ((lock = takeLock(paths.lock, use)), isOurs() || ('purpose' in lock && lock.purpose === 'serve')),
    60_000,
    100,
  )
  if ('release' in lock) {
    const held = lock
    writable(dataDir, () => writeVersion(dataDir))
    return held
  }
  if (use === 'command' && lock.purpose === 'serve') return undefined
  throw explained('already_running', { folder: dataDir, pid: lock.heldBy })
}

function refuseNewer(dataDir: string): void {
  try {
    const found = JSON.parse(readFileSync(inDataFolder(dataDir).version, 'utf8')) as {
      format: number
      program: string
    }
    if (found.format > format) throw explained('data_is_newer', { folder: dataDir, program: found.program })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return
    throw error
  }
}

function writeVersion(dataDir: string): void {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  writeFileSync(inDataFolder(dataDir).version, `${JSON.stringify({ format, program: version })}\n`)
}

function writable<Result>(folder: string, run: () => Result): Result {
  try {
    return run()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw explained('disk_full', { folder }, error)
    if (code !== undefined) throw explained('folder_not_writable', { folder, reason: message }, error)
    throw error
  }
}
