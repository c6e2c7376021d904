/** A follower's address, kept like a reporter's own contact: sealed for the vault, which alone opens it. */
import { open, seal } from '../../platform/crypto/sealedBox.ts'
import { pepperedHash } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'
import { mailboxOf } from '../../reports/identity/mailbox.ts'
import type { Follower } from './links.ts'
import './tables.ts'

// The length of a sealed address would otherwise tell something about it.
const blockBytes = 256

const contextOf = ({ reportId, followerId }: Follower): string => `follower ${reportId} ${followerId}`

/** Addresses that differ in capitals only reach the same person. */
const spelled = (address: string): string => address.trim().toLowerCase()

/** Bound to the report: rows of two reports do not tell that one person follows both. */
export const addressHash = ({ keys }: Pick<Ground, 'keys'>, reportId: string, address: string): Buffer =>
  pepperedHash(keys.pepper, 'follower', `${spelled(address)}\0${reportId}`)

/** For counting letters to one mailbox over all reports; the table of counts is no list of people. */
export const addressSubject = ({ keys }: Pick<Ground, 'keys'>, address: string): string =>
  pepperedHash(keys.pepper, 'follower_letters', mailboxOf(address)).toString('base64url')

export function sealAddress({ keys }: Pick<Ground, 'keys'>, follower: Follower, address: string): Buffer {
  const padded = Buffer.alloc(Math.ceil((Buffer.byteLength(address) + 1) / blockBytes) * blockBytes)
  padded.write(address)
  return seal(keys.vault.publicKey, padded, contextOf(follower))
}

/** Opened in the worker for the moment of sending; undefined when the person stopped following meanwhile. */
export async function addressOf(ground: Ground, follower: Follower): Promise<string | undefined> {
  const { privateKey } = ground.keys.vault
  if (!privateKey) throw new Error('This process does not hold the private key of the vault.')
  const vault = await ground.as('lapor_vault')
  const row = await vault
    .selectFrom('vault.follower_address')
    .select('sealed')
    .where('report_id', '=', follower.reportId)
    .where('follower_id', '=', follower.followerId)
    .executeTakeFirst()
  if (!row) return undefined
  return open(privateKey, row.sealed, contextOf(follower)).toString('utf8').replace(/\0+$/, '')
}

/** Destroys the address first, so that a process that ends in between leaves a row without a person. */
export async function forget(
  { as }: Pick<Ground, 'as'>,
  db: Ground['db'],
  { reportId, followerId }: Follower,
): Promise<void> {
  const vault = await as('lapor_vault')
  await vault
    .deleteFrom('vault.follower_address')
    .where('report_id', '=', reportId)
    .where('follower_id', '=', followerId)
    .execute()
  await db
    .deleteFrom('follower')
    .where('report_id', '=', reportId)
    .where('follower_id', '=', followerId)
    .execute()
}
