/**
 * A letter that was taken and came back later: the delivery report (RFC 3464) that the mail servers on its way write.
 * Whose letter it was stands in the returned head, as the Message-ID that we gave it.
 */
import { goneAddress } from './undeliverable.ts'

export type Returned = {
  /** Without the angle brackets. */
  messageId: string
  recipient: string
  /** '5.1.1' */
  status: string
  /** Nobody is at this address: no further letter will arrive. */
  gone?: string
}

/** What a message says about one letter of ours that finally failed; undefined when it is no such report. */
export function readDeliveryReport(message: string): Returned | undefined {
  const { head, body } = partOf(message.replace(/\r\n?/g, '\n'))
  const type = head.get('content-type') ?? ''
  const boundary = /^multipart\/report\b/i.test(type)
    ? /;\s*boundary="?([^";]{1,200})/i.exec(type)?.[1]
    : undefined
  if (boundary === undefined) return undefined
  const parts = body.split(`\n--${boundary}`).map((piece) => partOf(piece.replace(/^[^\n]*\n/, '')))
  const ofType = (pattern: RegExp) => parts.find((part) => pattern.test(part.head.get('content-type') ?? ''))
  const report = ofType(/^message\/(global-)?delivery-status\b/i)
  const returned = ofType(/^(message\/(rfc822|global)|(text|message)\/(rfc822|global)-headers)\b/i)
  if (!report || !returned) return undefined
  const messageId = /^<([^<>\s]{1,200})>/.exec(partOf(returned.body).head.get('message-id') ?? '')?.[1]
  const failed = report.body
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .find((fields) => /^failed\b/i.test(fields.get('action') ?? ''))
  const status = /^5\.\d{1,3}\.\d{1,3}/.exec(failed?.get('status') ?? '')?.[0]
  if (messageId === undefined || !failed || status === undefined) return undefined
  const recipient = addressIn(failed.get('original-recipient') ?? failed.get('final-recipient') ?? '')
  const said = (failed.get('diagnostic-code') ?? '').replace(/^smtp;\s*/i, '')
  const gone = goneAddress(`550 ${status}`) ?? goneAddress(said)
  return { messageId, recipient, status, ...(gone !== undefined && { gone }) }
}

type Part = { head: Map<string, string>; body: string }

function partOf(text: string): Part {
  const end = text.indexOf('\n\n')
  const head = fieldsOf(end < 0 ? text : text.slice(0, end))
  return {
    head,
    body: decoded(end < 0 ? '' : text.slice(end + 2), head.get('content-transfer-encoding') ?? ''),
  }
}

function decoded(body: string, encoding: string): string {
  if (/^base64\b/i.test(encoding)) return Buffer.from(body, 'base64').toString().replace(/\r\n?/g, '\n')
  if (!/^quoted-printable\b/i.test(encoding)) return body
  return body
    .replace(/=[ \t]*\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** Names in small letters; a folded field is one line again. */
const fieldsOf = (text: string): Map<string, string> =>
  new Map(
    text
      .replace(/\n[ \t]+/g, ' ')
      .split('\n')
      .flatMap((line) => {
        const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line) ?? []
        return name === undefined ? [] : [[name.toLowerCase(), value!.trim()] as const]
      }),
  )

/** 'rfc822; Sari@contoh.id' → 'sari@contoh.id' */
const addressIn = (field: string): string =>
  field
    .replace(/^[^;]*;/, '')
    .trim()
    .replace(/^<|>$/g, '')
    .toLowerCase()
