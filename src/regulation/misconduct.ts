/**
 * Words of somebody who tells what an officer has done to them. Such a report is read by the national desk first, also
 * where it names an agency: the one that it may be about does not get the first look (DOMAIN sections 1 and 5).
 * A word too many costs the reporter nothing but a way past that gate.
 */
/** Said of nothing else. */
const alone = new RegExp(
  `\\b(?:${[
    'pungli|pungutan liar|suap|disuap|menyuap|penyuapan|sogok|disogok|menyogok|sogokan|korupsi|korup|koruptor|gratifikasi',
    'diperas|memeras|pemerasan|jual beli jabatan|titipan jabatan|menyalahgunakan|disalahgunakan|penyalahgunaan',
    'penyelewengan|diselewengkan|pelecehan|dilecehkan|nepotisme|kolusi|calo|percaloan',
    'uang (?:pelicin|rokok|damai|terima kasih|tutup mulut)',
    'bribe|bribes|bribed|bribery|corrupt|corruption|extort|extorted|extortion|kickback|embezzlement|under the table',
  ].join('|')})\\b`,
)

/** Money that somebody asks for: at once after the verb, or some words later where it is money for sure. */
const sums = 'uang|duit|imbalan|tip|amplop|setoran|jatah|juta|rp|money|cash'
const asked = new RegExp(
  `\\b(?:(?:minta|meminta|memintai|memungut|dipungut) (?:sejumlah|biaya|bayaran) ` +
    `|(?:minta|meminta|memintai|asked|asks|demanded|demands)(?: \\w+){0,3}? (?:${sums})\\b` +
    `|(?:dimintai|diminta|mintai|ditagih|dipungut)(?: \\w+){0,3}? (?:${sums}|biaya|bayaran|ribu)\\b)`,
)

/** What an officer does to a person. */
const done =
  /\b(?:pegawai|petugas|pejabat|kepala|lurah|camat|kades|bupati|wali ?kota|oknum|polisi|guru|officer|official)\b(?: \w+){0,6}? (?:mengancam|mengintimidasi|melecehkan|memukul|menganiaya|memalsukan|menggelapkan|threatened|harassed|beat)\b/

export function speaksOfMisconduct(text: string): boolean {
  const line = (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join(' ')
  return [alone, asked, done].some((pattern) => pattern.test(line))
}
