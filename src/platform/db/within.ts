import { sql } from 'kysely'
import type { Db } from './database.ts'

/**
 * A database that stands for a transaction which is open already: what asks it for a transaction of its own gets a
 * savepoint in it. So a step can be part of something larger and is kept or lost with it, while one that is refused
 * leaves the rest standing.
 */
export function within(transaction: Db): Db {
  const begin = () => ({
    execute: async <Result>(work: (db: Db) => Promise<Result>): Promise<Result> => {
      await sql`savepoint step`.execute(transaction)
      try {
        const result = await work(transaction)
        await sql`release savepoint step`.execute(transaction)
        return result
      } catch (error) {
        // On a connection that is gone there is nothing to go back to, and why it is gone is what matters.
        await sql`rollback to savepoint step`.execute(transaction).catch(() => {})
        throw error
      }
    },
  })
  return new Proxy(transaction, {
    get(target, name) {
      if (name === 'transaction') return begin
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
