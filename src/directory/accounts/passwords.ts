import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

export const shortestPassword = 12
export const longestPassword = 200

/** Argon2id with 19 MiB and two passes: what OWASP asks for; about 30 ms on one core. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

// A hash of nobody's password: an unknown address takes as long as a known one, so nobody learns who has an account.
let nobodys: Promise<string> | undefined

/** Whether this is the password; without an account the answer is no, after the same time. */
export async function isPassword(stored: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(stored ?? (await nobodys), password.normalize('NFC'))
  return matches && stored !== undefined
}

// No letter looks like another: passwords are read out on the phone and copied from paper.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password: 20 letters in groups of four, 99 bits. */
export function newPassword(): string {
  const picked: string[] = []
  while (picked.length < 20) {
    for (const byte of randomBytes(32)) {
      // Bytes past the last whole multiple would make the first letters likelier.
      if (byte < 256 - (256 % letters.length) && picked.length < 20)
        picked.push(letters[byte % letters.length]!)
    }
  }
  return picked.join('').replace(/(.{4})(?=.)/g, '$1-')
}
