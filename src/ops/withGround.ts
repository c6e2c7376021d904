import { readConfig } from '../platform/config.ts'
import type { DatabaseRole } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { makeLog } from '../platform/log.ts'
import { openGround } from './openGround.ts'

/**
 * Runs a command on the ground, beside a running program or without one, and closes everything behind it, also
 * when it is interrupted.
 */
export async function withGround(
  run: (ground: Ground) => Promise<void>,
  role: DatabaseRole = 'lapor_owner',
): Promise<void> {
  const config = readConfig()
  const opening = openGround({ config, log: makeLog('warn'), use: 'command', role })
  const close = () =>
    opening.then(
      (opened) => opened.close(),
      () => {},
    )
  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => void close().finally(() => process.exit(code)))
  }
  try {
    await run((await opening).ground)
  } finally {
    await close()
  }
}
