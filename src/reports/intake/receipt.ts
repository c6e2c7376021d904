/**
 * The signed receipt: proof that a report with this content was taken at this time (decision 9). It holds the
 * number, the salted hash of the first event, the instant, and by when the hash is in the public log; anyone with the public key can check it, and nobody
 * can read the report from it.
 */
import { sign, verify } from 'node:crypto'
import type { Keys } from '../../platform/crypto/keys.ts'

/** By when the hash is in the public log; promised so that a submit never waits for its place in it. */
export const promisedWithinSeconds = 60

export type ReceiptFacts = { number: string; hash: string; at: string }

export function signReceipt(keys: Keys, { number, hash, at }: ReceiptFacts): string {
  const payload = Buffer.from(
    JSON.stringify({ v: 1, number, hash, at, logged_within_s: promisedWithinSeconds }),
  )
  const signature = sign(null, payload, keys.receipt.privateKey)
  return `${payload.toString('base64url')}.${signature.toString('base64url')}`
}

/** What a receipt says, or undefined when it was not signed by this service or was changed. */
export function readReceipt(keys: Pick<Keys, 'receipt'>, receipt: string): ReceiptFacts | undefined {
  const match = /^([\w-]{20,600})\.([\w-]{86})$/.exec(receipt.trim())
  if (!match) return undefined
  const payload = Buffer.from(match[1]!, 'base64url')
  if (!verify(null, payload, keys.receipt.publicKey, Buffer.from(match[2]!, 'base64url'))) return undefined
  const { number, hash, at } = JSON.parse(payload.toString()) as ReceiptFacts
  return { number, hash, at }
}
