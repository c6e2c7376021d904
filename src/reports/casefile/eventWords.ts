/** Pieces of the words for an event: what stands in its data, put into lines. */
import { shownNumber } from '../../platform/crypto/token.ts'
import type { AgencyOutcome, ArchiveReason, Kind } from '../../regulation/kinds.ts'
import { archiveWords, kindWords, outcomeWords } from '../../regulation/words.ts'
import type { Say } from '../../web/say.ts'
import type { EventRow } from './tables.ts'

/** Names of agencies and units that events mention, by code. */
export type Names = ReadonlyMap<string, string>

export type Told = Pick<
  EventRow,
  'action' | 'transition' | 'actor_kind' | 'actor_agency' | 'actor_unit' | 'data' | 'state'
>
export const field = (event: Told, name: string): string =>
  typeof event.data[name] === 'string' ? (event.data[name] as string) : ''
export const nameOf = (names: Names, code: string): string => names.get(code) ?? code

export const list = (event: Told, name: string): string[] =>
  Array.isArray(event.data[name]) ? (event.data[name] as unknown[]).map((one) => `• ${String(one)}`) : []

export const shown = (event: Told, name: string): string => shownNumber(field(event, name))

export const kindLine = (event: Told, say: Say): string => {
  const kind = event.data['kind'] as Kind | undefined
  if (kind === undefined) return ''
  const words = say(`Jenis: ${say(kindWords[kind])}.`, `Kind: ${say(kindWords[kind])}.`)
  // The official word says nothing to most people.
  return kind === 'complaint_oversight'
    ? `${words} ${say('Artinya ada dugaan pelanggaran yang harus diperiksa.', 'That is, a suspected wrong has to be looked into.')}`
    : words
}

export const answerText = (event: Told, say: Say): string => {
  const outcome = event.data['outcome'] as AgencyOutcome | undefined
  return [outcome && `${say(outcomeWords[outcome])}.`, field(event, 'text')].filter(Boolean).join(' ')
}

export const splitLines = (event: Told, say: Say, names: Names): string =>
  (Array.isArray(event.data['parts'])
    ? (event.data['parts'] as { agency: string; lead: boolean; task: string }[])
    : []
  )
    .map(
      (part) =>
        `• ${nameOf(names, part.agency)}${part.lead ? say(' (memimpin)', ' (lead)') : ''}: ${part.task}`,
    )
    .join('\n')

export const archivedLine = (event: Told, say: Say): { title: string; text: string } => {
  const reason = event.data['reason_code'] as ArchiveReason | undefined
  const why = reason === undefined ? '' : say(archiveWords[reason])
  return {
    title: say(`Diarsipkan: ${why.toLowerCase()}`, `Archived: ${why.toLowerCase()}`),
    text: field(event, 'reason'),
  }
}

/** T43. Older events do not say what the kind was before. */
export const reclassifiedLine = (event: Told, say: Say): { title: string; text: string } => {
  const kind = (name: string): string => say(kindWords[event.data[name] as Kind]).toLowerCase()
  const from =
    event.data['old_kind'] === undefined ? '' : say(` dari ${kind('old_kind')}`, ` from ${kind('old_kind')}`)
  return {
    title: say(
      `Jenis laporan berubah${from} menjadi ${kind('kind')}`,
      `Kind of report changed${from} to ${kind('kind')}`,
    ),
    text: field(event, 'reason'),
  }
}
