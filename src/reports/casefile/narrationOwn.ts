/** The same events for the one person they are about: the reporter reads "Anda", never of somebody called "pelapor". */
import type { CaseFile } from '../../regulation/facts.ts'
import { needsInspection } from '../../regulation/inspection.ts'
import type { Kind } from '../../regulation/kinds.ts'
import type { Say } from '../../web/say.ts'
import { narrate, type Names, type Narrated } from './narration.ts'
import type { Told } from './eventWords.ts'
import type { EventRow } from './tables.ts'

const titles: Partial<Record<string, (event: Told, say: Say) => string>> = {
  complete: (_, say) => say('Anda melengkapi laporan', 'You completed the report'),
  ask_reporter: (_, say) => say('Instansi bertanya kepada Anda', 'The agency asks you'),
  reply: ({ transition }, say) =>
    transition === 'X2'
      ? say('Keterangan tambahan dari Anda', 'More from you')
      : say('Jawaban Anda', 'Your answer'),
  accept: (_, say) => say('Anda: sudah selesai', 'You: it is solved'),
  reject: ({ transition }, say) =>
    transition === 'T30'
      ? say(
          'Anda: belum selesai, naik ke pejabat yang lebih tinggi',
          'You: not solved; it goes to a higher officer',
        )
      : say('Anda: belum selesai', 'You: it is not solved'),
  close_unanswered: (_, say) =>
    say('Ditutup instansi tanpa tanggapan Anda', 'Closed by the agency without your word'),
  reopen: (_, say) => say('Anda membuka laporan ini lagi', 'You reopened the report'),
  appeal: (_, say) => say('Anda mengajukan banding', 'You appealed'),
  ask_ombudsman: (_, say) => say('Anda meminta bantuan Ombudsman', 'You asked the Ombudsman for help'),
  go_on_ex_officio: (_, say) =>
    say(
      'Pemeriksaan diteruskan karena jabatan, tanpa identitas Anda',
      'The inspection goes on ex officio, without your identity',
    ),
  withdraw: (_, say) => say('Anda mencabut laporan ini', 'You withdrew the report'),
  rate: ({ data }, say) =>
    say(
      `Anda memberi nilai ${String(data['rating'] ?? '')} dari 5`,
      `You rated it ${String(data['rating'] ?? '')} of 5`,
    ),
  consent_contact: ({ data }, say) =>
    data['on'] === true
      ? say('Anda mengizinkan instansi menghubungi Anda', 'You let the agency contact you')
      : say('Anda mencabut izin dihubungi', 'You no longer want to be contacted'),
}

type OwnTold = Told & Partial<Pick<EventRow, 'effects'>>

/** On the reporter's own page and in letters to them. */
export function narrateToReporter(
  event: OwnTold,
  say: Say,
  names: Names,
  { kind }: Pick<CaseFile, 'kind'>,
): Narrated {
  const units = inspectorates(event, kind)
  // Whatever unit was named, the inspectorate got it.
  const meant = units.size === 0 ? event : { ...event, data: { ...event.data, unit: undefined } }
  const told = narrate(
    meant,
    say,
    units.size === 0 ? names : new Map([...names, ...namesOfUnits(units, names)]),
  )
  const own = titles[event.action]?.(event, say)
  return {
    ...told,
    ...(own !== undefined && { title: own }),
    ...(units.size > 0 && {
      text: [told.text, sealedWords(units, event, names, say)].filter(Boolean).join('\n'),
    }),
  }
}

/**
 * Who gets an inspection, by agency: the mayor's office is not the one that reads a report about itself, so it is not
 * the one that the reporter reads there.
 */
function inspectorates({ effects = [] }: OwnTold, kind: Kind): Map<string, string> {
  const changed = effects.flatMap((one) => (one.do === 'set' && one.fields.kind ? [one.fields.kind] : []))
  if (!needsInspection(changed.at(-1) ?? kind)) return new Map()
  return new Map(
    effects.flatMap((one) => {
      if (one.do === 'open_part' && one.part.unit !== undefined) return [[one.part.agency, one.part.unit]]
      if (one.do === 'set_part' && changed.length > 0 && one.fields.unit) return [['', one.fields.unit]]
      return []
    }),
  )
}

const namesOfUnits = (units: ReadonlyMap<string, string>, names: Names): [string, string][] =>
  [...units].flatMap(([agency, unit]) => {
    const name = names.get(unit)
    return name === undefined ? [] : [[agency, name] as [string, string]]
  })

function sealedWords(units: ReadonlyMap<string, string>, event: Told, names: Names, say: Say): string {
  const sealed = say(
    'Admin dan pimpinan instansi itu tidak dapat membukanya.',
    'The admin and the heads of that agency cannot open it.',
  )
  if (event.action !== 'reclassify') return sealed
  const who = [...units.values()].map((unit) => names.get(unit) ?? unit).join(', ')
  return `${say(`Yang memeriksa: ${who}.`, `Looked into by: ${who}.`)} ${sealed}`
}
