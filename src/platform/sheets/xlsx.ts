/**
 * A workbook (ECMA-376) that is written while its rows are read. Kept libraries hold the whole of it in memory, or
 * have not been mended for years (docs/decisions/list-files.md); what a list needs of the format is this page.
 */
import { type Cell, type Column, looksLikeFormula, type Row, type Sheet, wallClock } from './sheet.ts'
import { zip, type ZipEntry } from './zip.ts'

/** What Excel takes, the line of heads included; a longer list goes on in a second sheet. */
export const mostLines = 1_048_576
/** Letters of one cell. */
const mostLetters = 32_767

/** @param linesOfASheet for the test of a list that needs two */
export async function* xlsx(sheet: Sheet, linesOfASheet = mostLines): AsyncGenerator<Buffer> {
  yield* zip(partsOf(sheet, linesOfASheet))
}

async function* partsOf({ name, columns, pages }: Sheet, most: number): AsyncGenerator<ZipEntry> {
  yield { name: '[Content_Types].xml', text: [contentTypes] }
  yield { name: '_rels/.rels', text: [packageParts] }
  yield { name: 'xl/styles.xml', text: [styles] }
  const source = takingPages(pages)
  let sheets = 0
  try {
    do {
      sheets++
      yield { name: `xl/worksheets/sheet${sheets}.xml`, text: worksheet(columns, source, most) }
    } while (await source.hasMore())
  } finally {
    await source.end()
  }
  const numbers = Array.from({ length: sheets }, (_, at) => at + 1)
  yield { name: 'xl/workbook.xml', text: [workbook(name, numbers)] }
  yield { name: 'xl/_rels/workbook.xml.rels', text: [workbookParts(numbers)] }
}

type Source = {
  hasMore: () => Promise<boolean>
  take: (most: number) => readonly Row[]
  end: () => Promise<void>
}

/** The rows of the pages in pieces: a page may end one sheet and begin the next. */
function takingPages(pages: Sheet['pages']): Source {
  const iterator = Symbol.asyncIterator in pages ? pages[Symbol.asyncIterator]() : pages[Symbol.iterator]()
  let page: readonly Row[] = []
  return {
    hasMore: async () => {
      while (page.length === 0) {
        const { value, done } = await iterator.next()
        if (done) return false
        page = value
      }
      return true
    },
    take: (most) => {
      const taken = page.slice(0, most)
      page = page.slice(most)
      return taken
    },
    end: async () => void (await iterator.return?.()),
  }
}

async function* worksheet(columns: readonly Column[], source: Source, most: number): AsyncGenerator<string> {
  const widths = columns.map(
    ({ kind }, at) => `<col min="${at + 1}" max="${at + 1}" width="${widthOf[kind]}" customWidth="1"/>`,
  )
  yield `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`
  const addresses = columns.map((_, at) => letters(at))
  const heads = columns.map(({ head }, at) => textCell(`${addresses[at]}1`, head, styleOf.head))
  yield `<row r="1">${heads.join('')}</row>`
  let line = 1
  while (line < most && (await source.hasMore())) {
    let text = ''
    for (const row of source.take(most - line)) {
      line++
      const cells = columns.map((column, at) => cell(`${addresses[at]}${line}`, row[at] ?? null, column))
      text += `<row r="${line}">${cells.join('')}</row>`
    }
    yield text
  }
  yield '</sheetData></worksheet>'
}

/** 0 → A, 25 → Z, 26 → AA. */
const letters = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26)

function cell(address: string, value: Cell, column: Column): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number')
    return Number.isFinite(value) ? numberCell(address, value, styleOf[column.kind]) : ''
  if (value instanceof Date) {
    const offsetHours = column.kind === 'instant' ? column.offsetHours : 0
    return numberCell(address, daysSince1900(wallClock(value, offsetHours)), styleOf[column.kind])
  }
  if (column.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value))
    return numberCell(address, daysSince1900(new Date(`${value}T00:00:00Z`)), styleOf.day)
  return textCell(address, value, looksLikeFormula(value) ? styleOf.quoted : styleOf.text)
}

const numberCell = (address: string, value: number, style: number): string =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`

/** A text stands as text and never as a formula; `quoted` keeps it one when somebody edits the cell. */
const textCell = (address: string, value: string, style: number): string =>
  `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${written(value)}</t></is></c>`

const daysSince1900 = (at: Date): number => Math.round((at.getTime() / 86_400_000 + 25_569) * 1e6) / 1e6

// With the flag u a surrogate matches only when it stands alone. Tabs and line ends are the controls that XML knows.
const unwritable = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu

function written(text: string): string {
  const clean = text
    .slice(0, mostLetters)
    .replace(unwritable, (sign) => (sign === '\n' || sign === '\t' ? sign : ''))
    // Excel reads _x0041_ as a letter: an underscore of that kind is told by its own number.
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return clean.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const officeParts = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// How many sheets there will be is not known yet when this is written: whatever is not named is one.
const contentTypes = `${declaration}<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`
const packageParts = `${declaration}<Relationships xmlns="${packaging}/relationships"><Relationship Id="rId1" Type="${officeParts}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const workbook = (name: string, sheets: readonly number[]): string =>
  `${declaration}<workbook xmlns="${main}" xmlns:r="${officeParts}"><sheets>${sheets
    .map((at) => `<sheet name="${sheetName(name, at)}" sheetId="${at}" r:id="rId${at}"/>`)
    .join('')}</sheets></workbook>`

/** 31 letters at most, and none of : \ / ? * [ ]. */
const sheetName = (name: string, at: number): string =>
  written(name.replace(/[^\p{L}\p{N} -]/gu, ' ').slice(0, 26)) + (at === 1 ? '' : ` ${at}`)

const workbookParts = (sheets: readonly number[]): string =>
  `${declaration}<Relationships xmlns="${packaging}/relationships">${sheets
    .map(
      (at) =>
        `<Relationship Id="rId${at}" Type="${officeParts}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
    )
    .join('')}<Relationship Id="styles" Type="${officeParts}/styles" Target="styles.xml"/></Relationships>`

/** Places in `cellXfs` below. */
const styleOf = { text: 0, number: 0, head: 1, day: 2, instant: 3, share: 4, quoted: 5 } as const
const widthOf: Record<Column['kind'], number> = { text: 24, number: 12, share: 12, day: 12, instant: 18 }

const styles = `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
