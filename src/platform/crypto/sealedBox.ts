import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'

// version (1) · ephemeral X25519 public key (32) · IV (12) · tag (16) · ciphertext; version 1 had no IV of its own
const version = 2
const keyBytes = 32
const ivBytes = 12
const tagBytes = 16

/** The DER that stands before the 32 bytes of every X25519 public key. */
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex')

/**
 * Encrypts so that only the holder of the private key can read it, not even the writer afterwards: an X25519 pair that
 * this process forgets after some seconds agrees on a key with `publicKey`, HKDF-SHA-256 derives from it, AES-256-GCM
 * encrypts under an IV by chance.
 * @param context bound to the box without being in it (a report's id): a box moved to another row does not open
 */
export function seal(publicKey: KeyObject, plaintext: string | Uint8Array, context = ''): Buffer {
  const { key, ephemeralKey } = agreement(publicKey)
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.from([version]), ephemeralKey, iv, cipher.getAuthTag(), encrypted])
}

type Agreement = { key: KeyObject; ephemeralKey: Buffer; until: number; boxes: number }
const agreements = new WeakMap<KeyObject, Agreement>()
const agreedForMs = 10_000
// Far below the number at which IVs by chance could meet (2^32).
const mostBoxes = 100_000

/** Agreeing anew for each box took a tenth of the work of taking in a report. */
function agreement(publicKey: KeyObject): Agreement {
  const known = agreements.get(publicKey)
  if (known && performance.now() < known.until && known.boxes++ < mostBoxes) return known
  const ephemeral = generateKeyPairSync('x25519')
  const ephemeralKey = rawPublicKey(ephemeral.publicKey)
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey })
  const { key } = deriveKey(shared, ephemeralKey, rawPublicKey(publicKey), version)
  const agreed = { key, ephemeralKey, until: performance.now() + agreedForMs, boxes: 0 }
  agreements.set(publicKey, agreed)
  return agreed
}

/**
 * Decrypts what `seal` made for this key and context.
 * @throws Error when the box was made for another key or context, or was changed
 */
export function open(privateKey: KeyObject, box: Uint8Array, context = ''): Buffer {
  const bytes = Buffer.from(box)
  const ivOf = bytes[0] === 2 ? ivBytes : 0
  const headBytes = 1 + keyBytes + ivOf + tagBytes
  if (bytes.length < headBytes || (bytes[0] !== 1 && bytes[0] !== 2))
    throw new Error('This is not a sealed box of a known version.')
  const ephemeralKey = bytes.subarray(1, 1 + keyBytes)
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiPrefix, ephemeralKey]),
    format: 'der',
    type: 'spki',
  })
  const shared = diffieHellman({ privateKey, publicKey })
  const own = rawPublicKey(createPublicKey(privateKey))
  const { key, iv } = deriveKey(shared, ephemeralKey, own, bytes[0])
  const ownIv = bytes.subarray(1 + keyBytes, 1 + keyBytes + ivOf)
  const decipher = createDecipheriv('aes-256-gcm', key, ivOf === 0 ? iv : ownIv)
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(1 + keyBytes + ivOf, headBytes))
  return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()])
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length)
}

/** The IV is that of version 1, whose ephemeral keys were used once. */
function deriveKey(
  shared: Buffer,
  ephemeralKey: Buffer,
  publicKey: Buffer,
  of: number,
): { key: KeyObject; iv: Buffer } {
  const salt = Buffer.concat([ephemeralKey, publicKey])
  const bytes = Buffer.from(hkdfSync('sha256', shared, salt, `lapor sealed box ${of}`, 44))
  return { key: createSecretKey(bytes.subarray(0, 32)), iv: bytes.subarray(32) }
}
