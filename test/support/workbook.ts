/** Reads an XLSX by the standards alone (APPNOTE, ECMA-376), with none of the code that wrote it. */
import assert from 'node:assert/strict'
import { crc32, inflateRawSync } from 'node:zlib'

/** A cell as it is stored: text, a number, or nothing; `format` is the number format that shows it. */
export type ReadCell = { value: string | number; format: string; isQuoted: boolean }
export type ReadSheet = { name: string; rows: (ReadCell | undefined)[][] }

/** The files of a ZIP by name, from its directory at the end; sums and sizes are held against what is there. */
export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  assert.ok(end >= 0, 'there is no directory')
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  assert.equal(at + bytes.readUInt32LE(end + 12), end, 'the directory ends where it says')
  const files = new Map<string, string>()
  for (let entry = 0; entry < count; entry++) {
    assert.equal(bytes.readUInt32LE(at), 0x02014b50)
    const [sum, packed, size] = [16, 20, 24].map((field) => bytes.readUInt32LE(at + field)) as [
      number,
      number,
      number,
    ]
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    assert.equal(bytes.readUInt32LE(local), 0x04034b50, `${name} is where the directory says`)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = inflateRawSync(bytes.subarray(from, from + packed))
    assert.equal(content.length, size, `the size of ${name}`)
    assert.equal(crc32(content), sum, `the sum of ${name}`)
    files.set(name, content.toString('utf8'))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}

export function readWorkbook(bytes: Buffer): ReadSheet[] {
  const files = unzip(bytes)
  for (const [name, text] of files) assertWellFormed(name, text)
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  const targets = new Map(
    tags(files.get('xl/_rels/workbook.xml.rels')!, 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  )
  const styles = files.get('xl/styles.xml')!
  const formats = new Map(
    tags(styles, 'numFmt').map((tag) => [attribute(tag, 'numFmtId'), attribute(tag, 'formatCode')]),
  )
  const looks = tags(styles.slice(styles.indexOf('<cellXfs')), 'xf').map((tag) => ({
    format: formats.get(attribute(tag, 'numFmtId')) ?? attribute(tag, 'numFmtId') ?? '',
    isQuoted: attribute(tag, 'quotePrefix') === '1',
  }))
  return tags(files.get('xl/workbook.xml')!, 'sheet').map((tag) => {
    const xml = files.get(`xl/${targets.get(attribute(tag, 'r:id'))}`)!
    const rows = [...xml.matchAll(/<row\b[^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
      const cells: (ReadCell | undefined)[] = []
      for (const [, head, body] of row!.matchAll(/<c\b([^>]*)>(.*?)<\/c>/gs)) {
        const column = columnOf(/^[A-Z]+/.exec(attribute(head!, 'r')!)![0])
        const look = looks[Number(attribute(head!, 's') ?? 0)]!
        const text = /<t\b[^>]*>(.*?)<\/t>/s.exec(body!)?.[1]
        assert.doesNotMatch(body!, /<f\b/, 'no cell holds a formula')
        cells[column] = {
          value:
            attribute(head!, 't') === 'inlineStr'
              ? unescaped(text ?? '')
              : Number(/<v>(.*?)<\/v>/.exec(body!)![1]),
          ...look,
        }
      }
      return Array.from(cells)
    })
    return { name: unescaped(attribute(tag, 'name')!), rows }
  })
}

const tags = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag)

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

/** Every tag that opens closes, in order, and nothing that XML cannot hold stands between them. */
function assertWellFormed(file: string, text: string): void {
  // oxlint-disable-next-line no-control-regex -- these are the signs that XML cannot hold
  assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/, file)
  assert.doesNotMatch(text, /&(?!(amp|lt|gt|quot|apos|#\d+);)/, file)
  const open: string[] = []
  for (const [, isEnd, name, isWhole] of text.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (isEnd) assert.equal(open.pop(), name, `${file}: </${name}>`)
    else if (!isWhole) open.push(name!)
  }
  assert.deepEqual(open, [], file)
}

/** Rows of a CSV by RFC 4180. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && quoted === undefined && plain === '') continue
    rows.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}
