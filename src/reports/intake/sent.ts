/**
 * Number and key on their way from the submit to the page that shows them once: sealed by the server in a cookie that
 * scripts cannot read, never in an address (addresses stay in histories, logs and the bar above a borrowed phone).
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { pepperedHash } from '../../platform/crypto/token.ts'
import type { Keys } from '../../platform/crypto/keys.ts'
import type { Submitted } from './inputs.ts'

export const sentCookie = 'lapor_terkirim'
export const sentMinutes = 15

export type Sent = Pick<Submitted, 'number' | 'secret' | 'receipt'> & {
  /** How many files there was no room for; they are added on the report's page. */
  leftOut?: number
}

const ivBytes = 12
const tagBytes = 16
const keyOf = (keys: Pick<Keys, 'pepper'>): Buffer => pepperedHash(keys.pepper, 'sent_cookie', '')

export function sealSent(keys: Pick<Keys, 'pepper'>, sent: Sent, now: Date): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(keys), iv)
  const { number, secret, receipt, leftOut = 0 } = sent
  const until = now.getTime() + sentMinutes * 60_000
  const plain = JSON.stringify({ number, secret, receipt, ...(leftOut > 0 && { leftOut }), until })
  const encrypted = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64url')
}

/** What the cookie holds, or undefined when it is not ours, was changed, or is too old. */
export function readSent(
  keys: Pick<Keys, 'pepper'>,
  cookie: string | undefined,
  now: Date,
): Sent | undefined {
  const bytes = Buffer.from(cookie ?? '', 'base64url')
  if (bytes.length <= ivBytes + tagBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keys), bytes.subarray(0, ivBytes))
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
  let plain: string
  try {
    plain = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString()
  } catch {
    // Sealed by another installation, or by nobody: the same as no cookie.
    return undefined
  }
  const { until, ...sent } = JSON.parse(plain) as Sent & { until: number }
  return now.getTime() < until ? sent : undefined
}
