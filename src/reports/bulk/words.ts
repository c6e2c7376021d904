/** Words of runs: what became of a row, and why it was left out. */
import { errors, type ErrorCode } from '../../errors.ts'
import type { Say, Words } from '../../web/say.ts'
import type { BulkKind } from '../../regulation/bulk.ts'
import type { BulkRun, RowState } from './tables.ts'

const words = (id: string, en: string): Words => ({ id, en })

export const rowWords: Record<RowState, Words> = {
  listed: words('belum diperiksa', 'not looked at yet'),
  able: words('bisa', 'can be done'),
  barred: words('tidak ikut', 'left out'),
  done: words('selesai', 'done'),
  refused: words('ditolak', 'refused'),
  skipped: words('tidak dikerjakan', 'not done'),
  undone: words('dibatalkan', 'undone'),
  kept: words('tidak bisa dibatalkan', 'could not be undone'),
}

export const runWords: Record<BulkRun['state'], Words> = {
  asking: words('belum dimulai', 'not begun'),
  checking: words('sedang diperiksa', 'being looked at'),
  checked: words('menunggu keputusan Anda', 'waits for your word'),
  running: words('sedang berjalan', 'running'),
  done: words('selesai', 'done'),
  undoing: words('sedang dibatalkan', 'being undone'),
  undone: words('dibatalkan', 'undone'),
}

const ownReasons: Record<string, Words> = {
  no_suggestion: words(
    'Belum ada usulan tujuan. Buka laporannya dan pilih sendiri.',
    'No office is suggested yet. Open the report and choose one.',
  ),
  internal_error: words(
    'Gagal karena gangguan kami, sudah dicoba tiga kali. Laporannya tidak berubah.',
    'It failed for a fault of ours, after three attempts. The report is unchanged.',
  ),
  not_found: words('Bukan laporan Anda lagi.', 'It is not yours any more.'),
}

/** In a list the reason stands beside its report, so it says what is in the way and no more. */
export function reasonWords(why: string | null, say: Say): string {
  if (why === null) return ''
  const known = ownReasons[why] ?? errors[why as ErrorCode]
  return known ? say(known) : why
}

/** 'Teruskan 12 laporan'. */
export const doingWords = (kind: BulkKind, count: string, say: Say): string =>
  say(`${kind.verb.id} ${count} laporan`, `${kind.verb.en} ${count} reports`)
