import { wordsOf } from '../words.ts'

/** One named piece of an address; `level` where the writer said what it is. */
export type Piece = { level: Level | undefined; words: string[]; name: string }
export type Level = 'provinsi' | 'kabupaten' | 'kota' | 'kecamatan' | 'village'

/** How people say what a place is. */
export const levelWords: Record<string, Level> = {
  provinsi: 'provinsi',
  propinsi: 'provinsi',
  prov: 'provinsi',
  kabupaten: 'kabupaten',
  kab: 'kabupaten',
  kota: 'kota',
  kotamadya: 'kota',
  kodya: 'kota',
  kecamatan: 'kecamatan',
  kec: 'kecamatan',
  distrik: 'kecamatan',
  kelurahan: 'village',
  kel: 'village',
  desa: 'village',
  ds: 'village',
  gampong: 'village',
  nagari: 'village',
}

/** Largest first; a piece that does not say what it is is tried after the regency and before what lies in it. */
const order: (Level | undefined)[] = ['provinsi', 'kabupaten', 'kota', undefined, 'kecamatan', 'village']

/** 'Kota Surabaya, Kec. Gubeng Kel. Mojo' in pieces, the largest first. */
export function piecesOf(text: string): Piece[] {
  const pieces = text.split(/[,;\n]|\s[-–]\s/).flatMap(piecesOfPart)
  return order.flatMap((level) => pieces.filter((piece) => piece.level === level))
}

function piecesOfPart(part: string): Piece[] {
  const pieces: { level: Level | undefined; words: string[] }[] = []
  const words = wordsOf(part)
  words.forEach((word, index) => {
    const level = levelWords[word]
    const last = pieces.at(-1)
    // 'Kelurahan Kota Baru' is called Kota Baru; 'Kelurahan Baru Kota Kediri' lies in Kota Kediri; and
    // 'Lima Puluh Kota' ends so. Only a word that can begin a name starts the next piece.
    const isStart =
      level !== undefined && index < words.length - 1 && (last === undefined || last.words.length > 0)
    if (isStart) pieces.push({ level, words: [] })
    else if (last) last.words.push(word)
    else pieces.push({ level: undefined, words: [word] })
  })
  return pieces.map((piece) => pieceOf(piece.level, piece.words)).filter(({ name }) => name !== '')
}

export function pieceOf(level: Level | undefined, words: readonly string[]): Piece {
  const own = words.slice(words[0] === 'administrasi' || words[0] === 'adm' ? 1 : 0)
  return { level, words: own, name: own.join('') }
}
