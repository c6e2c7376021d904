import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
} from 'node:crypto'
import type { KeyObject } from 'node:crypto'

// version (1) · ephemeral X25519 public key (32) · tag (16) · ciphertext
const version = 1
const keyBytes = 32
const tagBytes = 16
const headBytes = 1 + keyBytes + tagBytes

/** The DER that stands before the 32 bytes of every X25519 public key. */
const spkiPrefix = Buffer.from('302a300506032b656e032100', 'hex')

/**
 * Encrypts so that only the holder of the private key can read it, not even the writer afterwards: a fresh X25519
 * pair agrees on a key with `publicKey`, HKDF-SHA-256 derives from it, AES-256-GCM encrypts.
 * @param context bound to the box without being in it (a report's id): a box moved to another row does not open
 */
export function seal(publicKey: KeyObject, plaintext: string | Uint8Array, context = ''): Buffer {
  const ephemeral = generateKeyPairSync('x25519')
  const ephemeralKey = rawPublicKey(ephemeral.publicKey)
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey })
  const { key, iv } = deriveKey(shared, ephemeralKey, rawRecipient(publicKey))
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.from([version]), ephemeralKey, cipher.getAuthTag(), encrypted])
}

/**
 * Decrypts what `seal` made for this key and context.
 * @throws Error when the box was made for another key or context, or was changed
 */
export function open(privateKey: KeyObject, box: Uint8Array, context = ''): Buffer {
  const bytes = Buffer.from(box)
  if (bytes.length < headBytes || bytes[0] !== version)
    throw new Error('This is not a sealed box of a known version.')
  const ephemeralKey = bytes.subarray(1, 1 + keyBytes)
  const publicKey = createPublicKey({
    key: Buffer.concat([spkiPrefix, ephemeralKey]),
    format: 'der',
    type: 'spki',
  })
  const shared = diffieHellman({ privateKey, publicKey })
  const { key, iv } = deriveKey(shared, ephemeralKey, rawPublicKey(createPublicKey(privateKey)))
  const decipher = createDecipheriv('aes-256-gcm', key, iv)
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(1 + keyBytes, headBytes))
  return Buffer.concat([decipher.update(bytes.subarray(headBytes)), decipher.final()])
}

const recipients = new WeakMap<KeyObject, Buffer>()

/** Of a key that seals many boxes: its bytes are taken out once. */
function rawRecipient(key: KeyObject): Buffer {
  const known = recipients.get(key) ?? rawPublicKey(key)
  recipients.set(key, known)
  return known
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length)
}

/** The ephemeral key is used once, so the IV may be derived as well. */
function deriveKey(shared: Buffer, ephemeralKey: Buffer, publicKey: Buffer): { key: KeyObject; iv: Buffer } {
  const salt = Buffer.concat([ephemeralKey, publicKey])
  const bytes = Buffer.from(hkdfSync('sha256', shared, salt, 'lapor sealed box 1', 44))
  return { key: createSecretKey(bytes.subarray(0, 32)), iv: bytes.subarray(32) }
}
