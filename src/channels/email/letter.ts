/** A message as an e-mail: headers that let it be recognised, not answered by machines, and stopped with one click. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Config } from '../../platform/config.ts'
import { baseUrlOf } from '../../platform/config.ts'
import type { Outgoing } from '../notifications/gateway.ts'

export type MailSettings = { from: string; envelopeFrom: string; host: string }

export function mailSettings(config: Config): MailSettings {
  const envelopeFrom = /<([^<>]+)>\s*$/.exec(config.mailFrom)?.[1] ?? config.mailFrom.trim()
  return { from: config.mailFrom, envelopeFrom, host: new URL(baseUrlOf(config)).hostname }
}

/**
 * The same event always bears the same Message-ID, so that a mail server that gets it twice can tell.
 * It holds ids only: the number of a report stands in the letter, not in the headers that every relay keeps.
 */
export const messageId = ({ id }: Pick<Outgoing, 'id'>, host: string): string => `<${id}@${host}>`

export function composed(settings: MailSettings, message: Outgoing): Promise<Buffer> {
  const letter = new MailComposer({
    from: settings.from,
    to: message.address,
    subject: message.subject,
    text: message.text,
    messageId: messageId(message, settings.host),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.language,
      'List-Unsubscribe': `<${message.stopUrl}>`,
      ...(message.oneClick && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  })
  return letter.compile().build()
}
