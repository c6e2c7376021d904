import { domainToASCII } from 'node:url'

/** One mailbox of these under either name, with dots wherever somebody puts them. */
const withoutDots = new Set(['gmail.com', 'googlemail.com'])

/**
 * The mailbox that an address reaches, for counting letters: 'Korban+7@gmail.com' and 'kor.ban@googlemail.com' are one.
 * Never written to; letters go to the address as it was given.
 */
export function mailboxOf(address: string): string {
  const spelled = address.trim().toLowerCase()
  const at = spelled.lastIndexOf('@')
  const domain = domainToASCII(spelled.slice(at + 1)) || spelled.slice(at + 1)
  const name = spelled.slice(0, Math.max(at, 0)).replace(/(?<=.)\+.*$/s, '')
  return withoutDots.has(domain) ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${domain}`
}
