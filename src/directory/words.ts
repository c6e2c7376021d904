/** The words of a name as people write it: lower case, without accents, apostrophes and punctuation. */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g)
  return plain ?? []
}

/** A name without its spaces: 'Karang Pilang' and 'Karangpilang' are one place, 'Olah Raga' and 'Olahraga' one word. */
export const squash = (text: string): string => wordsOf(text).join('')

/** A name as a piece of an address: 'pemerintah-kota-surabaya'. */
export const slugOf = (text: string): string => wordsOf(text).join('-')
