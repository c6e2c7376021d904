/**
 * Outgoing e-mail over one SMTP connection. What matters here is what is known afterwards: a letter that was never
 * handed over may be tried again, one whose fate is unknown may not (docs/decisions/outbox.md).
 */
import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import type { Delivery, Gateway, Sender } from '../notifications/gateway.ts'
import { composed, type MailSettings } from './letter.ts'
import { goneAddress } from './undeliverable.ts'

const connectTimeoutMs = 20_000
const socketTimeoutMs = 60_000

/** The gateway for e-mail; a connection is opened for each round of the outbox and carries all letters of it. */
export const smtpGateway = (smtpUrl: string, settings: MailSettings): Gateway => ({
  channel: 'email',
  open: () => openSender(smtpUrl, settings),
})

async function openSender(smtpUrl: string, settings: MailSettings): Promise<Sender> {
  const options = parseConnectionUrl(smtpUrl)
  const connection = new SMTPConnection({
    ...options,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: socketTimeoutMs,
  })
  // Between two letters nobody waits for an error; the next `send` meets it.
  connection.on('error', () => {})
  await settled(connection, (done) => connection.connect(done))
  const { auth } = options
  if (auth)
    await settled(connection, (done) => connection.login(auth as SMTPConnection.AuthenticationType, done))
  return {
    send: async (message) =>
      sendOne(connection, settings, message.address, await composed(settings, message)),
    close: async () => connection.quit(),
  }
}

type SmtpError = { responseCode?: number; code?: string; command?: string; response?: string }

async function sendOne(
  connection: SMTPConnection,
  settings: MailSettings,
  to: string,
  raw: Buffer,
): Promise<Delivery> {
  let isHandedOver = false
  // The connection reads the letter only after the other side has said that it wants it.
  const content = new Readable({
    read() {
      isHandedOver = true
      this.push(raw)
      this.push(null)
    },
  })
  try {
    await settled(connection, (done) =>
      connection.send({ from: settings.envelopeFrom, to: [to] }, content, (error) => done(error)),
    )
    return { done: 'sent' }
  } catch (error) {
    const { responseCode, code = 'ESMTP', command, response = '' } = error as SmtpError
    // Else the server is still in the middle of this letter and refuses the next one (503).
    if (responseCode !== undefined)
      await settled(connection, (done) => connection.reset(done)).catch(() => {})
    if (responseCode !== undefined && responseCode >= 500) {
      const gone = command === 'RCPT TO' ? goneAddress(response) : undefined
      return { done: 'refused', reason: `smtp ${responseCode}`, ...(gone !== undefined && { gone }) }
    }
    if (responseCode !== undefined && responseCode >= 400)
      return { done: 'not_now', reason: `smtp ${responseCode}` }
    return { done: isHandedOver ? 'unclear' : 'not_now', reason: code }
  }
}

/** A promise of a call that reports by callback or, when the connection breaks in the middle, by an event alone. */
function settled(
  connection: SMTPConnection,
  call: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (error?: Error | null) => {
      connection.off('error', finish)
      connection.off('end', ended)
      if (error) reject(error)
      else resolve()
    }
    const ended = () => finish(Object.assign(new Error('the connection was closed'), { code: 'ECONNECTION' }))
    connection.on('error', finish)
    connection.on('end', ended)
    call(finish)
  })
}
