/** The two links of a follower's letters. Each proves that it came from a letter of ours, and tells nothing else. */
import { isSameHash, pepperedHash } from '../../platform/crypto/token.ts'
import type { Ground } from '../../platform/ground.ts'

export type Follower = { reportId: string; followerId: string }
/** A link that confirms cannot stop, and one that stops cannot confirm. */
type Purpose = 'follow_confirm' | 'follow_stop'

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export function linkToken(
  { keys }: Pick<Ground, 'keys'>,
  purpose: Purpose,
  { reportId, followerId }: Follower,
): string {
  const who = Buffer.concat([bytesOf(reportId), bytesOf(followerId)]).toString('base64url')
  // Hexadecimal: mail programs cut a '-' off the end of an address that they make clickable.
  const seal = pepperedHash(keys.pepper, purpose, who).toString('hex').slice(0, 32)
  return `${who}.${seal}`
}

/** Whom a link belongs to, or undefined when it is none of ours, or made for the other purpose. */
export function readLink(
  ground: Pick<Ground, 'keys'>,
  purpose: Purpose,
  token: string,
): Follower | undefined {
  const who = Buffer.from(token.split('.', 1)[0] ?? '', 'base64url')
  if (who.length !== 32) return undefined
  const follower = { reportId: uuidOf(who.subarray(0, 16)), followerId: uuidOf(who.subarray(16)) }
  const ours = linkToken(ground, purpose, follower)
  return isSameHash(Buffer.from(token), Buffer.from(ours)) ? follower : undefined
}
