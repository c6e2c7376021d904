import type { IncomingMessage } from 'node:http'
import { refuse } from '../../errors.ts'
import { cleanText, cleanValues } from './text.ts'

/** Text fields of a form or query: a name that came more than once holds a list. */
export type Fields = Record<string, string | string[]>

const mostFields = 1_000
// A bad mobile connection; bytes that came early buy time for a stop later.
const slowestBytesPerSecond = 2_048

/**
 * Watches that a body keeps coming: a grace period, and after it the pace of a bad mobile connection, measured on
 * what has arrived. The announced length buys no time, so that nobody holds a connection with a large number.
 * @returns ends the watch
 */
export function watchPace(receivedBytes: () => number, graceMs: number, onSlow: () => void): () => void {
  const startedAt = performance.now()
  let timer: NodeJS.Timeout
  const look = () => {
    const allowedMs = graceMs + (receivedBytes() / slowestBytesPerSecond) * 1_000
    const leftMs = allowedMs - (performance.now() - startedAt)
    // Not more often than that, however closely the sender keeps to the pace.
    if (leftMs > 0) timer = setTimeout(look, Math.max(leftMs, 100))
    else onSlow()
  }
  look()
  return () => clearTimeout(timer)
}

/**
 * Reads a whole body.
 * @throws body_too_large past `limitBytes`; body_too_slow when it is not there in time, so that a caller who
 * sends a byte a minute holds no connection
 */
export function readBody(request: IncomingMessage, limitBytes: number, graceMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let sizeBytes = 0
    const endWatch = watchPace(
      () => sizeBytes,
      graceMs,
      () => end(refuse('body_too_slow')),
    )
    const onData = (chunk: Buffer) => {
      sizeBytes += chunk.length
      if (sizeBytes > limitBytes) end(refuse('body_too_large', { limitBytes }))
      else chunks.push(chunk)
    }
    const onEnd = () => end()
    const onBroken = () => end(refuse('bad_request'))
    const end = (refusal?: Error) => {
      endWatch()
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken)
      if (!refusal) return resolve(Buffer.concat(chunks, sizeBytes))
      request.on('error', () => {})
      request.pause()
      reject(refusal)
    }
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken)
    if (Number(request.headers['content-length'] ?? 0) > limitBytes)
      end(refuse('body_too_large', { limitBytes }))
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw refuse('broken_encoding')
  }
}

/** A JSON body with clean strings; nothing at all counts as `{}`. @throws broken_encoding, broken_json */
export function parseJson(bytes: Buffer): unknown {
  const text = decode(bytes)
  if (text.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw refuse('broken_json')
  }
  return cleanValues(value)
}

/** An urlencoded body with clean strings; fields left empty are left out. @throws broken_encoding, bad_request */
export const parseForm = (bytes: Buffer): Fields => parsePairs(decode(bytes))

/** A query; broken percent signs become U+FFFD here and are refused by `hasBrokenEncoding`. */
export function parseQuery(query: string): Fields {
  try {
    return parsePairs(query)
  } catch {
    return {}
  }
}

/** Whether a query cannot be read as UTF-8, or has more parts than any page asks. */
export function hasBrokenEncoding(query: string): boolean {
  try {
    parsePairs(query)
    return false
  } catch {
    return true
  }
}

function parsePairs(text: string): Fields {
  const fields: Fields = {}
  if (text === '') return fields
  const pairs = text.split('&')
  if (pairs.length > mostFields) throw refuse('bad_request')
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    if (equals < 1) continue
    addField(fields, percentDecode(pair.slice(0, equals)), percentDecode(pair.slice(equals + 1)))
  }
  return fields
}

function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw refuse('broken_encoding')
  }
}

/** Adds one field as typed; an empty one means "not given". @throws bad_request for a name that is no field's */
export function addField(fields: Fields, name: string, typed: string): void {
  if (name in Object.prototype) throw refuse('bad_request')
  const value = cleanText(typed)
  if (value.trim() === '') return
  const before = fields[name]
  fields[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
}
