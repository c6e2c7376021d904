/** `lapor import`: every row of a file becomes one report, once, however often the command is run or killed. */
import { createWriteStream, statSync, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { loadMatcher } from '../directory/matcher.ts'
import type { Ground } from '../platform/ground.ts'
import { channels, type Channel } from '../regulation/kinds.ts'
import { zoneNamed } from '../regulation/zones.ts'
import { loadRows, type Options } from './importing/load.ts'
import { linesOf } from './importing/lines.ts'
import { rowOfLine, type ImportRow, type RefusedRow } from './importing/row.ts'
import { withGround } from './withGround.ts'

const usage =
  'lapor import FILE.ndjson --channel CHANNEL [--decided] [--zone ZONE] [--language id|en] [--refused FILE] [--limit N]\n' +
  `  CHANNEL   ${channels.join(', ')}\n` +
  '  --decided forwards each row to the office that it names, as the national desk\n' +
  '  --zone    of times written without one (UTC, Asia/Jakarta); left out, the zone of the place'

const batchRows = 400
const width = 16
const progressEveryMs = 2_000

export type Summary = {
  rows: number
  imported: number
  already_here: number
  refused: number
  forwarded: number
  matched: Record<'region' | 'agency' | 'category', { named: number; matched: number }>
  refused_by_reason: Record<string, number>
}

export async function run(argv: string[]): Promise<number | void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    strict: false,
    options: {
      channel: { type: 'string' },
      decided: { type: 'boolean' },
      zone: { type: 'string' },
      language: { type: 'string' },
      refused: { type: 'string' },
      limit: { type: 'string' },
    },
  })
  const given = values as Record<string, string | undefined>
  const [file] = positionals
  const { channel, zone, language = 'id' } = given
  const isUsable =
    file !== undefined && channels.includes(channel as Channel) && ['id', 'en'].includes(language)
  if (!isUsable || !isFile(file) || !isZone(zone)) {
    process.stderr.write(`${usage}\n`)
    return 2
  }
  const options = {
    channel: channel as Channel,
    language: language as 'id' | 'en',
    isDecided: values['decided'] === true,
  }
  const limit = given['limit'] === undefined ? Infinity : Number(given['limit'])
  await withGround(async (ground) => {
    const refused = refusedFile(given['refused'] ?? `${file}.refused.ndjson`)
    const summary = await importFile(ground, file, options, {
      zone,
      limit,
      onRefused: refused.add,
      onProgress: sayProgress(),
    })
    await refused.close()
    process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`)
    if (summary.refused > 0)
      process.stderr.write(`${summary.refused} baris ditolak / rows refused: ${refused.path}\n`)
  }, 'lapor_web')
}

/**
 * Streams the file in batches. Memory is that of one batch, whatever the length of the file.
 * @returns counts only; what was refused goes to `onRefused`, row by row, without its text
 */
export async function importFile(
  ground: Ground,
  file: string,
  options: Options,
  more: {
    zone?: string | undefined
    limit?: number
    onRefused?: (row: RefusedRow) => void
    onProgress?: (summary: Summary) => void
  } = {},
): Promise<Summary> {
  const match = await loadMatcher(ground.db)
  const summary = emptySummary()
  let batch: ImportRow[] = []
  const refuse = (row: RefusedRow) => {
    summary.refused++
    summary.refused_by_reason[row.reason] = (summary.refused_by_reason[row.reason] ?? 0) + 1
    more.onRefused?.(row)
  }
  const flush = async () => {
    for (const done of await loadRows(ground, batch, options, width)) {
      if ('reason' in done) refuse(done)
      else {
        summary[done.done]++
        if (done.wasForwarded) summary.forwarded++
        countMatches(summary, done.row)
      }
    }
    batch = []
    more.onProgress?.(summary)
  }
  for await (const line of linesOf(file)) {
    if (summary.rows >= (more.limit ?? Infinity)) break
    summary.rows++
    const row = rowOfLine(line, match, ground.now(), more.zone)
    if ('reason' in row) refuse(row)
    else batch.push(row)
    if (batch.length >= batchRows) await flush()
  }
  await flush()
  return summary
}

const fields = ['region', 'agency', 'category'] as const

function countMatches(summary: Summary, row: ImportRow): void {
  for (const field of fields) {
    if (row.named[field]) summary.matched[field].named++
    if (row.matched[field]) summary.matched[field].matched++
  }
}

const emptySummary = (): Summary => ({
  rows: 0,
  imported: 0,
  already_here: 0,
  refused: 0,
  forwarded: 0,
  matched: {
    region: { named: 0, matched: 0 },
    agency: { named: 0, matched: 0 },
    category: { named: 0, matched: 0 },
  },
  refused_by_reason: {},
})

/** The file appears with the first row in it: no refusals, no file. */
function refusedFile(path: string): {
  path: string
  add: (row: RefusedRow) => void
  close: () => Promise<void>
} {
  let stream: WriteStream | undefined
  return {
    path,
    add: (row) => {
      stream ??= createWriteStream(path, { mode: 0o600 })
      stream.write(`${JSON.stringify(row)}\n`)
    },
    close: async () => {
      if (!stream) return
      stream.end()
      await once(stream, 'close')
    },
  }
}

/** A line every two seconds: how far, and how fast. */
function sayProgress(): (summary: Summary) => void {
  const began = performance.now()
  let said = began
  return ({ rows, imported, already_here, refused }) => {
    const now = performance.now()
    if (now - said < progressEveryMs) return
    said = now
    const rate = Math.round(rows / ((now - began) / 1_000))
    process.stderr.write(
      `${rows} baris / rows: ${imported} masuk / in, ${already_here} sudah ada / here before, ${refused} ditolak / refused, ${rate}/s\n`,
    )
  }
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function isZone(zone: string | undefined): boolean {
  try {
    if (zone !== undefined) zoneNamed(zone)
    return true
  } catch {
    return false
  }
}
