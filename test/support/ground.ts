import { generateKeyPairSync } from 'node:crypto'
import { readConfig } from '../../src/platform/config.ts'
import type { Ground } from '../../src/platform/ground.ts'
import { makeLog } from '../../src/platform/log.ts'
import type { TestDatabase } from './database.ts'

/** The ground of a test: its own database, fixed keys of its own, a silent log, and the time it says. */
export function aGround(
  database: TestDatabase,
  options: { now?: () => Date; settings?: Record<string, string> } = {},
): Ground {
  return {
    config: readConfig({ DATA_DIR: '/nonexistent/lapor-test', ...options.settings }),
    db: database.db,
    log: makeLog('silent'),
    now: options.now ?? (() => new Date()),
    keys: {
      receipt: generateKeyPairSync('ed25519'),
      vault: generateKeyPairSync('x25519'),
      pepper: Buffer.alloc(32, 7),
    },
    as: database.as,
    databaseUrlOf: () => database.url,
  }
}
