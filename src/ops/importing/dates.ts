/** When the desk got a report, from a date as files write it. */
import { zoneOfRegion } from '../../directory/regions/zones.ts'
import { zoneNamed } from '../../regulation/zones.ts'
import { isDay } from '../../regulation/days.ts'

const shape = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/
/** A letter that bears a day only is taken to have been there when the office opened. */
const officeOpensAt = '08:00:00'

/**
 * The instant, or undefined where the text is no full date (a year alone, 'Senin lalu'): such words are kept as
 * written and the clocks count from today.
 * @param zone of times written without one; left out, that of the region
 */
export function instantOf(
  written: string,
  zone: string | undefined,
  region: string | undefined,
): Date | undefined {
  const [, day, hours, minutes, seconds = '00', offset] = shape.exec(written) ?? []
  if (day === undefined || !isDay(day) || day < '1945-08-17') return undefined
  if (hours !== undefined && (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59))
    return undefined
  const time = hours === undefined ? officeOpensAt : `${hours}:${minutes}:${seconds}`
  if (offset !== undefined)
    return new Date(`${day}T${time}${offset.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')}`)
  // A day alone is a day where it was written down, whatever clock the times of the file follow.
  const wall = Date.parse(`${day}T${time}Z`)
  const { ahead } = zoneNamed((hours === undefined ? undefined : zone) ?? zoneOfRegion(region))
  return new Date(wall - ahead(wall))
}
