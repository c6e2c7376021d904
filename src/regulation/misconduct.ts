/**
 * Words of somebody who tells what an officer has done to them. Such a report is read by the national desk first, also
 * where it names an agency: the one that it may be about does not get the first look (DOMAIN sections 1 and 5).
 * A word too many costs the reporter nothing but a way past that gate.
 */
const words =
  /\b(?:pungli|pungutan liar|suap|disuap|menyuap|penyuapan|sogok|disogok|menyogok|sogokan|uang pelicin|uang rokok|korupsi|korup|gratifikasi|diperas|memeras|pemerasan|jual beli jabatan|titipan jabatan|menyalahgunakan|disalahgunakan|penyalahgunaan|pelecehan|dilecehkan|nepotisme|kolusi|calo)\b|\b(?:meminta|minta|dimintai|diminta|minta-minta|memungut|dipungut) (?:sejumlah |biaya |uang |bayaran |imbalan |setoran |jatah )/i

export const speaksOfMisconduct = (text: string): boolean => words.test(text)
