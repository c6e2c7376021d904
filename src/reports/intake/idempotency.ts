/**
 * Exactly one report per intent (decision 10): the key is stored hashed, the answer encrypted under a key derived
 * from it, so that only who holds the key can get number and secret again. Kept for two days.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import { refuse } from '../../errors.ts'
import type { Db } from '../../platform/db/database.ts'
import '../attachments/tables.ts'
import type { SubmitInput, Submitted } from './inputs.ts'

export const keptHours = 48

export const hashOfKey = (key: string): Buffer =>
  createHash('sha256').update(`submission key\0${key}`).digest()

/** Two bodies are the same when every field is, whatever the order in which they were sent. */
export function hashOfBody(
  input: SubmitInput,
  files: readonly string[],
  said: Record<string, string> = {},
): Buffer {
  const { idempotency_key: _key, ...body } = input
  const fields = Object.entries({ ...said, ...body }).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([fields, [...files].sort()]))
    .digest()
}

const derived = (key: string): KeyObject =>
  createSecretKey(createHash('sha256').update(`submission answer\0${key}`).digest())
/** As it was derived before: those answers are kept for two days. */
const derivedBefore = (key: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'lapor submission answer', 32)))

export function sealAnswer(key: string, answer: Submitted): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derived(key), iv)
  const encrypted = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted])
}

function openAnswer(key: string, sealed: Buffer): Submitted {
  try {
    return openedWith(derived(key), sealed)
  } catch {
    return openedWith(derivedBefore(key), sealed)
  }
}

function openedWith(key: KeyObject, sealed: Buffer): Submitted {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
  decipher.setAuthTag(sealed.subarray(12, 28))
  return JSON.parse(
    Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString(),
  ) as Submitted
}

/**
 * The answer that was given to this key before, or undefined when the key is new.
 * @throws key_reused when it was used with another body
 */
export async function answerBefore(db: Db, key: string, bodyHash: Buffer): Promise<Submitted | undefined> {
  const row = await db
    .selectFrom('submission_key')
    .select(['body_hash', 'answer'])
    .where('key_hash', '=', hashOfKey(key))
    .executeTakeFirst()
  if (!row) return undefined
  if (!row.body_hash.equals(bodyHash)) throw refuse('key_reused')
  return openAnswer(key, row.answer)
}

/** The hashes of the files that the report of this key was sent with, or undefined when the key is new. */
export async function hashesOfSentFiles(db: Db, key: string): Promise<string[] | undefined> {
  const known = await db
    .selectFrom('submission_key')
    .select('report_id')
    .where('key_hash', '=', hashOfKey(key))
    .executeTakeFirst()
  if (!known) return undefined
  const files = await db
    .selectFrom('attachment')
    .select('sent_sha256')
    .where('report_id', '=', known.report_id)
    .where('event_seq', '=', 1)
    .execute()
  return files.map((file) => file.sent_sha256)
}
