/**
 * `lapor clocks`: clock histories in, due dates out, one JSON object a line. A lawyer or auditor can recompute
 * any date without a server: the function, the rules and the calendar are those of the service.
 */
import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import {
  ClockError,
  computeClock,
  prepareCalendar,
  readHistory,
  type Calendar,
} from '../regulation/clocks.ts'
import { isDay } from '../regulation/days.ts'
import { parseHolidays } from '../regulation/holidayFile.ts'

const shippedCalendar = new URL('../../data/reference/holidays.csv', import.meta.url)
const usage = `Usage: lapor clocks [--known-on YYYY-MM-DD] [--calendar FILE] < histories.ndjson
  --known-on   take the calendar as decreed by that date
  --calendar   another calendar file; without it, the one that comes with the program`

type Answer = { id: unknown; error: { code: string; message: string } } | Record<string, unknown>

/** The answer to one input line; whatever the line holds, it is an answer and never a crash. */
export function answerLine(line: string, calendar: Calendar): Answer {
  let id: unknown = null
  try {
    const value: unknown = parseLine(line)
    if (typeof value === 'object' && value !== null && 'id' in value) id = idOf(value.id)
    const { day_zero, due_on, due_at, counted, flags } = computeClock(readHistory(value), calendar)
    return { id, day_zero, due_on, due_at, counted, flags }
  } catch (problem) {
    if (problem instanceof ClockError) return { id, error: { code: problem.code, message: problem.message } }
    return { id, error: { code: 'server_error', message: String(problem) } }
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ClockError('invalid_json', 'the line is not JSON')
  }
}

const idOf = (id: unknown): string | number | null =>
  typeof id === 'string' || typeof id === 'number' ? id : null

/** Reads histories from `input`, writes results to `output`; 0 when all lines were answered, 2 for bad options. */
export async function clocks(argv: string[], input: Readable, output: Writable): Promise<number> {
  const options = readOptions(argv)
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n${usage}\n`)
    return 2
  }
  if (options.help) {
    output.write(`${usage}\n`)
    return 0
  }
  const calendar = await readCalendar(options)
  if (typeof calendar === 'string') {
    process.stderr.write(`${calendar}\n`)
    return 2
  }
  async function* answers(): AsyncGenerator<string> {
    for await (const line of linesOf(input))
      yield `${JSON.stringify(answerLine(line, calendar as Calendar))}\n`
  }
  try {
    await pipeline(answers, output, { end: false })
  } catch (problem) {
    // A reader that stops early (`| head`) is no error of ours.
    if (!['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes((problem as NodeJS.ErrnoException).code ?? ''))
      throw problem
  }
  return 0
}

/** Lines end with \n only: readline would also split at U+2028, which may stand inside a JSON text. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input as AsyncIterable<string | Uint8Array>) {
    const text = typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (!text.includes('\n')) {
      rest += text
      continue
    }
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.map(readable).filter((line) => line !== '')
  }
  if (readable(rest) !== '') yield readable(rest)
}

const readable = (line: string): string => line.replace(/^\uFEFF/, '').trim()

type Options = { help?: boolean; 'known-on'?: string; calendar?: string }

function readOptions(argv: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        'known-on': { type: 'string' },
        calendar: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const knownOn = values['known-on']
    if (knownOn !== undefined && !isDay(knownOn)) return `--known-on ${knownOn}: not a day as 2025-08-06`
    return values
  } catch (problem) {
    return (problem as Error).message
  }
}

async function readCalendar({ calendar: file, 'known-on': knownOn }: Options): Promise<Calendar | string> {
  try {
    const rows = parseHolidays(await readFile(file ?? shippedCalendar, 'utf8'))
    return prepareCalendar(rows, knownOn === undefined ? {} : { knownOn })
  } catch (problem) {
    return `The calendar cannot be read: ${(problem as Error).message}`
  }
}

export const run = (argv: string[]): Promise<number> => clocks(argv, process.stdin, process.stdout)
