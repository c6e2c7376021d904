import type { Keys } from '../../platform/crypto/keys.ts'
import { open, seal } from '../../platform/crypto/sealedBox.ts'

/** Who a reporter is and how to reach them; any part may be missing. */
export interface Identity {
  name?: string
  email?: string
  phone?: string
}

// The length of a sealed row would otherwise tell a long name from a short one.
const blockBytes = 256

const contextOf = (reportId: string): string => `identity ${reportId}`

/**
 * Seals an identity for the vault: each with a key of its own, bound to its report, so that a row copied to another
 * report does not open. The process that seals cannot open it again unless it holds the private key.
 */
export function sealIdentity(keys: Keys, reportId: string, identity: Identity): Buffer {
  const { name, email, phone } = identity
  const json = Buffer.from(JSON.stringify({ name, email, phone }))
  const padded = Buffer.alloc(Math.ceil(json.length / blockBytes) * blockBytes, ' ')
  json.copy(padded)
  return seal(keys.vault.publicKey, padded, contextOf(reportId))
}

/**
 * Opens a sealed identity.
 * @throws Error in a process without the vault's private key, for another report's row, and for a changed one
 */
export function openIdentity(keys: Keys, reportId: string, sealed: Uint8Array): Identity {
  const { privateKey } = keys.vault
  if (!privateKey) throw new Error('This process does not hold the private key of the vault.')
  return JSON.parse(open(privateKey, sealed, contextOf(reportId)).toString('utf8')) as Identity
}

/** Whether there is anything to seal; an anonymous report has no row in the vault. */
export const isIdentified = (identity: Identity): boolean =>
  Boolean(identity.name || identity.email || identity.phone)
