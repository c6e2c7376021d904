import { createHash, createHmac, createSecretKey, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Crockford's digits: no I, L, O or U, so that a number survives being read out on the phone. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A tracking number: 8 characters by chance (2^40), stored without the hyphen that it is shown with. */
export function newTrackingNumber(): string {
  return Array.from(randomBytes(8), (byte) => digits[byte % 32]).join('')
}

/** '7K4M29QX' as a person sees it: '7K4M-29QX'. */
export const shownNumber = (number: string): string => `${number.slice(0, 4)}-${number.slice(4)}`

/** What a person typed as the stored number; 'l', 'i' and 'o' become the digits they look like. Undefined if it is none. */
export function readTrackingNumber(typed: string): string | undefined {
  const number = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(number) ? number : undefined
}

/** The key of a report: 16 decimal digits by chance, as they can be typed on any phone. */
export function newSecret(): string {
  return String(randomInt(1e8)).padStart(8, '0') + String(randomInt(1e8)).padStart(8, '0')
}

/** '1234567890123456' as a person sees it, in groups of four. */
export const shownSecret = (secret: string): string => secret.replace(/(\d{4})(?=\d)/g, '$1 ')

/** What a person typed as the 16 digits, or undefined if it is no key. */
export function readSecret(typed: string): string | undefined {
  const secret = typed.replace(/[\s.-]/g, '')
  return /^\d{16}$/.test(secret) ? secret : undefined
}

/** An opaque token for sessions and API access: 256 bits by chance, safe in headers and addresses. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token: it has 256 bits, so a plain hash cannot be searched. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/**
 * What is stored of something short (a key of 16 digits, a telephone number): without the pepper, which is never in
 * the database, a stolen database cannot be searched for it.
 * @param purpose keeps hashes of one thing from matching those of another, e.g. 'report_secret'
 */
export function pepperedHash(pepper: Buffer, purpose: string, value: string): Buffer {
  // As a key object: Node takes 11 µs to find out that a buffer is none.
  return createHmac('sha256', createSecretKey(pepper)).update(`${purpose}\0${value}`).digest()
}

/** Whether two hashes are equal, in a time that does not tell where they differ. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other)
}
