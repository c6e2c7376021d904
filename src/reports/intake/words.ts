import { readFileSync } from 'node:fs'

const list = new URL('../../../data/reference/stopwords-id.txt', import.meta.url)
/** What every report says, whatever it is about. */
const polite = [
  'mohon',
  'tolong',
  'bapak',
  'selamat',
  'pagi',
  'siang',
  'malam',
  'sore',
  'terima',
  'kasih',
  'laporan',
  'lapor',
  'melaporkan',
  'segera',
  'ditindaklanjuti',
]

let known: ReadonlySet<string> | undefined

/** Words that tell nothing about the matter of a text. Read when first asked for. */
export const commonWords = (): ReadonlySet<string> =>
  (known ??= new Set([
    ...readFileSync(list, 'utf8')
      .split('\n')
      .map((word) => word.trim()),
    ...polite,
  ]))
