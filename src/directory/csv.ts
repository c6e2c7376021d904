import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'

const folder = new URL('../../data/reference/', import.meta.url)

/** The bytes of a shipped reference file, for reading and for its checksum. */
export const referenceFile = (name: string): Promise<Buffer> => readFile(new URL(name, folder))

/** The rows of a shipped CSV file (plain or gzip) by the names in its first line. */
export async function referenceRows<Column extends string>(name: string): Promise<Record<Column, string>[]> {
  const bytes = await referenceFile(name)
  const lines = csvLines((name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
  const columns = lines.shift() ?? []
  return lines.map((line) => {
    const row: Record<string, string> = {}
    for (let index = 0; index < columns.length; index++) row[columns[index]!] = line[index] ?? ''
    return row as Record<Column, string>
  })
}

/** CSV as RFC 4180 has it, except that a field is never broken over two lines. */
export const csvLines = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => (line.includes('"') ? quotedFields(line) : line.split(',')))

function quotedFields(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}
