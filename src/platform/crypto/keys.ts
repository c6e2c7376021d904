import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { explained } from '../explained.ts'

/** What the program signs, seals and hashes with. None of it is ever in the database. */
export interface Keys {
  /** Ed25519; signs receipts and checkpoints of the public log. */
  receipt: { privateKey: KeyObject; publicKey: KeyObject }
  /** X25519; names and contacts are sealed to it. The private half is there only where identities are opened. */
  vault: { publicKey: KeyObject; privateKey?: KeyObject }
  /** 32 bytes mixed into the hashes of short secrets. */
  pepper: Buffer
}

/**
 * The keys of this installation: from the environment (`LAPOR_RECEIPT_KEY`, `LAPOR_VAULT_KEY`, `LAPOR_VAULT_PUBLIC_KEY`
 * as PEM, `LAPOR_PEPPER` as 64 hex digits; each may also be given as `…_FILE`), else from DATA_DIR/keys, where they
 * are made at the first start, readable by their owner only.
 * @throws Explained bad_setting when a key cannot be read
 */
export function loadKeys(
  folder: string,
  environment: Record<string, string | undefined> = process.env,
): Keys {
  const find = (name: string, file: string, make: () => string) =>
    given(environment, name) ?? keptOrMade(folder, file, make)
  const receipt = privateKey(
    find('LAPOR_RECEIPT_KEY', 'receipt.pem', () => newKey('ed25519')),
    'LAPOR_RECEIPT_KEY',
  )
  const pepper = readPepper(find('LAPOR_PEPPER', 'pepper.hex', () => randomBytes(32).toString('hex')))
  return {
    receipt: { privateKey: receipt, publicKey: createPublicKey(receipt) },
    vault: vaultKeys(folder, environment),
    pepper,
  }
}

/** A process that only writes names gets the public half alone. */
function vaultKeys(folder: string, environment: Record<string, string | undefined>): Keys['vault'] {
  const onlyPublic = given(environment, 'LAPOR_VAULT_PUBLIC_KEY')
  if (onlyPublic !== undefined && given(environment, 'LAPOR_VAULT_KEY') === undefined) {
    return { publicKey: reading('LAPOR_VAULT_PUBLIC_KEY', () => createPublicKey(onlyPublic)) }
  }
  const pem = given(environment, 'LAPOR_VAULT_KEY') ?? keptOrMade(folder, 'vault.pem', () => newKey('x25519'))
  const key = privateKey(pem, 'LAPOR_VAULT_KEY')
  return { privateKey: key, publicKey: createPublicKey(key) }
}

function given(environment: Record<string, string | undefined>, name: string): string | undefined {
  const file = environment[`${name}_FILE`]
  if (file) return reading(`${name}_FILE`, () => readFileSync(file, 'utf8'))
  return environment[name]?.replaceAll('\\n', '\n') || undefined
}

/** Written beside, flushed, then linked: two processes starting at once end up with the same key. */
function keptOrMade(folder: string, name: string, make: () => string): string {
  const path = join(folder, name)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const making = `${path}.${process.pid}`
  const file = openSync(making, 'w', 0o600)
  writeSync(file, make())
  fsyncSync(file)
  closeSync(file)
  try {
    linkSync(making, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(making, { force: true })
  }
  return readFileSync(path, 'utf8')
}

function newKey(kind: 'ed25519' | 'x25519'): string {
  const encoding = { type: 'pkcs8', format: 'pem' } as const
  // The two calls look alike, but Node's types know them only one by one.
  const pair = kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')
  return pair.privateKey.export(encoding) as string
}

function privateKey(pem: string, name: string): KeyObject {
  return reading(name, () => createPrivateKey(pem))
}

function readPepper(hex: string): Buffer {
  if (/^[0-9a-f]{64}$/i.test(hex.trim())) return Buffer.from(hex.trim(), 'hex')
  throw explained('bad_setting', { name: 'LAPOR_PEPPER', reason: '64 hexadecimal digits are expected.' })
}

function reading<Value>(name: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw explained('bad_setting', { name, reason: 'the key cannot be read.' }, error)
  }
}
