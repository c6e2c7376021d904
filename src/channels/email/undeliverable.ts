/**
 * Whether a mail server says of an address that nobody is there. Only that stops further letters: a server that
 * refuses ours (relay denied, blocked, full) says something about us or about today, and would otherwise silence
 * everybody on the day that a setting is wrong.
 */

/** RFC 3463: no such mailbox, domain, or form of address; moved; null MX (RFC 7505); mailbox disabled. */
const goneCodes = /^5\.(1\.(1|2|3|6|10)|2\.1)$/

/** Servers without such codes say it in words. */
const goneWords =
  /\b(no such|unknown|invalid|non-?existent) (user|mailbox|recipient|account|address)\b|\b(user|mailbox|recipient|account|address)\b.{0,40}\b(unknown|not found|does ?n[o']t exist|no longer|disabled)\b/i

/**
 * @param reply of the server to the recipient, e.g. '550 5.1.1 <a@b.id> no such user'
 * @returns its code without its words, which like to repeat the address: '550 5.1.1'; undefined when it says
 * something else
 */
export function goneAddress(reply: string): string | undefined {
  const [, code, enhanced, words = ''] = /^(5\d\d)[ -](?:(5\.\d{1,3}\.\d{1,3})\b)?(.*)/s.exec(reply) ?? []
  if (code === undefined) return undefined
  if (enhanced !== undefined) return goneCodes.test(enhanced) ? `${code} ${enhanced}` : undefined
  return ['550', '551', '553'].includes(code) && goneWords.test(words) ? code : undefined
}
