declare module 'pg-copy-streams' {
  import type { Submittable } from 'pg'
  import type { Readable, Writable } from 'node:stream'

  /** `client.query(from('copy … from stdin'))`: a stream to write the rows into. */
  export function from(text: string): Writable & Submittable & { rowCount: number }
  /** `client.query(to('copy … to stdout'))`: a stream to read the rows from. */
  export function to(text: string): Readable & Submittable & { rowCount: number }
}
