import { wordsOf } from '../words.ts'

/** An office that an agency has, by one of its names. */
export type OfficeName = { slug: string; words: string[]; own: string[] }

/** Joins names and says nothing about the office. */
const joining = new Set(['dan', 'serta', 'dengan', 'kantor', 'suku', 'daerah'])
/** What kind of office it is; the office is told by the other words. */
const kinds = new Set([
  'dinas',
  'badan',
  'satuan',
  'sekretariat',
  'perusahaan',
  'kota',
  'kabupaten',
  'provinsi',
])

/** Words of an office's name as they are compared: 'olah raga' is one word, 'pemukiman' means 'permukiman'. */
export const officeWords = (text: string): string[] =>
  wordsOf(text.replace(/olah raga/gi, 'olahraga').replace(/pemukiman/gi, 'permukiman')).filter(
    (word) => !joining.has(word),
  )

export function officeName(slug: string, name: string): OfficeName {
  const words = officeWords(name)
  return { slug, words, own: words.filter((word) => !kinds.has(word)) }
}

/**
 * The office meant by a name: the one called exactly so; else the first whose own words all stand in it, as in
 * 'Dinas Perindustrian dan Tenaga Kerja', which does the work of two; else the only one that the name is short for.
 */
export function officeMeant(names: readonly OfficeName[], text: string): string | undefined {
  const words = officeWords(text)
  if (words.length === 0) return undefined
  const whole = words.join(' ')
  const same = names.find((name) => name.words.join(' ') === whole)
  if (same) return same.slug
  const held = names
    .filter(({ own }) => own.length > 0 && own.every((word) => words.includes(word)))
    .sort(
      (one, other) =>
        words.indexOf(one.own[0]!) - words.indexOf(other.own[0]!) || other.own.length - one.own.length,
    )
  if (held[0]) return held[0].slug
  const own = words.filter((word) => !kinds.has(word))
  const longer = new Set(
    names
      .filter((name) => own.length > 0 && own.every((word) => name.own.includes(word)))
      .map(({ slug }) => slug),
  )
  return longer.size === 1 ? [...longer][0] : undefined
}
