/**
 * Whether a text speaks of what an officer did: money asked for, a bribe, a post misused. Only to say on the form which
 * door is the safe one; the verifier decides what the report is.
 */
import { wordsOf } from '../../directory/words.ts'

/** Said of nothing else. */
const alone = new Set(
  (
    'pungli pungutan suap menyuap disuap penyuapan sogok menyogok sogokan korupsi korup koruptor gratifikasi ' +
    'pemerasan memeras diperas penyelewengan menyelewengkan diselewengkan penyalahgunaan nepotisme calo percaloan ' +
    'bribe bribes bribery bribed corruption corrupt extortion extorted kickback embezzlement'
  ).split(' '),
)
const sums = 'uang|duit|imbalan|tip|amplop|setoran|jatah|juta|rp|money|cash'
const asks = new RegExp(
  `\\b(?:(?:minta|meminta|memintai|asked|asks|demanded|demands)(?: \\w+){0,3}? (?:${sums})` +
    `|(?:dimintai|diminta|mintai|ditagih)(?: \\w+){0,3}? (?:${sums}|biaya|bayaran|ribu))\\b`,
)
const pays =
  /\buang (?:pelicin|rokok|damai|terima kasih|tutup mulut|administrasi tidak resmi)\b|\bunder the table\b/
const misuses =
  /\b(?:pegawai|petugas|pejabat|kepala|lurah|camat|kades|bupati|wali ?kota|oknum|polisi|guru|officer|official)\b(?: \w+){0,6}? (?:mengancam|mengintimidasi|melecehkan|memukul|menganiaya|memalsukan|menggelapkan|threatened|harassed|beat)\b/

/** A text of a report, as it is being written. */
export function speaksOfOfficers(text: string): boolean {
  const plain = wordsOf(text.slice(0, 5000))
  if (plain.some((word) => alone.has(word))) return true
  const line = plain.join(' ')
  return [asks, pays, misuses].some((pattern) => pattern.test(line))
}
