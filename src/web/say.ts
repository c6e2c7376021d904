/** Both languages stand side by side where they are read: `say('Kirim laporan', 'Send report')`. */
export type Language = 'id' | 'en'

/** A word of the regulation in both languages. */
export type Words = { readonly id: string; readonly en: string }

export interface Say {
  (id: string, en: string): string
  (words: Words): string
  readonly language: Language
}

function speaker(language: Language): Say {
  const speak = (id: string | Words, en?: string): string => {
    if (typeof id === 'object') return id[language]
    return language === 'en' && en !== undefined ? en : id
  }
  return Object.assign(speak, { language })
}

const inIndonesian = speaker('id')
const inEnglish = speaker('en')

/** The same function for the same language each time, so that pages may compare and cache by it. */
export const sayIn = (language: Language): Say => (language === 'en' ? inEnglish : inIndonesian)
