/**
 * What the service commits itself to: size and root of its log, as a signed note that others can keep and compare.
 * @source C2SP tlog-checkpoint and signed-note
 */
import { createHash, sign, verify, type KeyObject } from 'node:crypto'

export type Checkpoint = { origin: string; size: number; root: Buffer }

const ed25519 = Buffer.of(1)

const bodyOf = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/** Which key signed: the first four bytes of a hash over its name and itself. */
const keyIdOf = (origin: string, publicKey: KeyObject): Buffer => {
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return createHash('sha256')
    .update(`${origin}\n`)
    .update(Buffer.concat([ed25519, raw]))
    .digest()
    .subarray(0, 4)
}

/** The key as programs that check such notes take it: name, id and key. */
export const verifierKey = (origin: string, publicKey: KeyObject): string => {
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return `${origin}+${keyIdOf(origin, publicKey).toString('hex')}+${Buffer.concat([ed25519, raw]).toString('base64')}`
}

export function signCheckpoint(
  checkpoint: Checkpoint,
  keys: { privateKey: KeyObject; publicKey: KeyObject },
): string {
  const body = bodyOf(checkpoint)
  const signature = Buffer.concat([
    keyIdOf(checkpoint.origin, keys.publicKey),
    sign(null, Buffer.from(body), keys.privateKey),
  ])
  return `${body}\n— ${checkpoint.origin} ${signature.toString('base64')}\n`
}

/** What a note says, or undefined when this key did not sign it. */
export function readCheckpoint(note: string, publicKey: KeyObject): Checkpoint | undefined {
  const match = /^([^\n+ ]+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/]{91}=)\n$/.exec(note)
  if (!match || match[4] !== match[1]) return undefined
  const checkpoint = { origin: match[1]!, size: Number(match[2]), root: Buffer.from(match[3]!, 'base64') }
  const signature = Buffer.from(match[5]!, 'base64')
  const isOurs =
    signature.subarray(0, 4).equals(keyIdOf(checkpoint.origin, publicKey)) &&
    verify(null, Buffer.from(bodyOf(checkpoint)), publicKey, signature.subarray(4))
  return isOurs ? checkpoint : undefined
}
