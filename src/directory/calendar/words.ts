import type { CalendarRow } from '../../regulation/clocks.ts'
import type { Say, Words } from '../../web/say.ts'

export const typeWords: Record<CalendarRow['type'], Words> = {
  national: { id: 'Libur nasional', en: 'National holiday' },
  collective_leave: { id: 'Cuti bersama', en: 'Collective leave' },
  election: { id: 'Hari pemungutan suara', en: 'Election day' },
  local: { id: 'Libur daerah', en: 'Local holiday' },
  closure: { id: 'Kantor tutup', en: 'Office closed' },
  outage: { id: 'Gangguan layanan', en: 'Outage of the service' },
  ramadan: { id: 'Ramadan', en: 'Ramadan' },
}

export const effectWords: Record<CalendarRow['effect'], Words> = {
  closes: { id: 'tidak dihitung', en: 'does not count' },
  note_only: { id: 'catatan saja', en: 'note only' },
  short_day: { id: 'kantor tutup lebih awal', en: 'office closes earlier' },
}

/** Who entered or checked a row: a person's name, or that it came with the program. */
export const personWords = (id: string, names: ReadonlyMap<string, string>, say: Say): string =>
  id === 'release' ? say('bersama program', 'with the program') : (names.get(id) ?? id)
