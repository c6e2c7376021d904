/** The columns of lists as files: an instant names its zone in the head, because a file has no page around it. */
import type { Column } from '../platform/sheets/sheet.ts'
import { hoursAhead, zoneLabel } from './dates.ts'

/** 'Diterima' in Asia/Makassar → 'Diterima (WITA)'. */
export const instantColumn = (words: string, zone: string): Column => ({
  head: `${words} (${zoneLabel(zone)})`,
  kind: 'instant',
  offsetHours: hoursAhead(zone),
})

export const textColumn = (head: string): Column => ({ head, kind: 'text' })
export const numberColumn = (head: string): Column => ({ head, kind: 'number' })
export const shareColumn = (head: string): Column => ({ head, kind: 'share' })
/** A day as a calendar has it, in whatever zone the law counts it. */
export const dayColumn = (head: string): Column => ({ head, kind: 'day' })
