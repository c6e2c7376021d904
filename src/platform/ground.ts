import type { Config } from './config.ts'
import type { Keys } from './crypto/keys.ts'
import type { DatabaseRole, Db } from './db/database.ts'
import type { Logger } from './log.ts'

/** What every action stands on. Passed as the first argument; nothing reads it from the outside. */
export interface Ground {
  config: Config
  /** Acts as `lapor_web`, in jobs as `lapor_worker`. */
  db: Db
  log: Logger
  /** The time as the program sees it: real, shifted or fixed (see `clock.ts`). */
  now: () => Date
  keys: Keys
  /** The same database in another role, for the few places that need it (opening an identity). Opened once. */
  as: (role: DatabaseRole) => Promise<Db>
  /** The address of the database past any pooler, for whoever opens connections in a role of its own. */
  databaseUrlOf: (role: DatabaseRole) => string
}
