/** The shipped calendar as text (data/reference/holidays.csv) and its rows. */
import { ClockError } from './clockError.ts'
import { calendarRowTypes, prepareCalendar, type CalendarRow } from './workingDays.ts'

const columns = ['day', 'name', 'type', 'scope', 'effect', 'decree', 'known_from']

/** The fields of one line; a field in double quotes may hold commas, and "" is a quote. */
function fieldsOf(line: string): string[] {
  const fields = line.match(/("([^"]|"")*"|[^",]*)(,|$)/g) ?? []
  // The pattern also matches the empty end of the line, unless the line ends in a comma.
  if (!line.endsWith(',')) fields.pop()
  return fields.map((field) => field.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"'))
}

function scopeOf(text: string): CalendarRow['scope'] | undefined {
  if (text === 'nation') return 'nation'
  const [, level, code] = /^(region|agency):(\S+)$/.exec(text) ?? []
  if (code === undefined) return undefined
  return level === 'region' ? { region: code } : { agency: code }
}

/**
 * Rows of a calendar file: header `day,name,type,scope,effect,decree,known_from`, one decreed day a line; empty
 * lines and lines that begin with # are skipped.
 * @throws ClockError `calendar_invalid` naming the line; also for the same day twice in one scope and type
 */
export function parseHolidays(text: string): CalendarRow[] {
  const rows: CalendarRow[] = []
  const seen = new Set<string>()
  let header = false
  for (const [place, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '' || raw.startsWith('#')) continue
    const wrong = (why: string) =>
      new ClockError('calendar_invalid', `line ${place + 1} of the calendar: ${why}`)
    const fields = fieldsOf(raw)
    if (!header) {
      if (fields.join() !== columns.join()) throw wrong(`the columns must be ${columns.join(',')}`)
      header = true
      continue
    }
    const [day = '', name = '', type = '', scopeText = '', effect = '', decree = '', knownFrom = ''] = fields
    const scope = scopeOf(scopeText)
    if (fields.length !== columns.length)
      throw wrong(`${columns.length} fields expected, ${fields.length} found`)
    if (!scope) throw wrong('the scope is nation, region:CODE or agency:CODE')
    if (!calendarRowTypes.some((known) => known === type)) throw wrong(`there is no type ${type}`)
    const key = [day, type, scopeText].join()
    if (seen.has(key)) throw wrong(`${day} stands twice`)
    seen.add(key)
    rows.push({ day, name, type, scope, effect, decree, knownFrom } as CalendarRow)
  }
  // Preparing checks days, types and effects once for files and for rows entered by hand.
  prepareCalendar(rows)
  return rows
}
