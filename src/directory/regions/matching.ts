import { levelWords, pieceOf, piecesOf, type Piece } from './address.ts'
import { gazetteerOf, named, nearlyNamed, parentOf, type Gazetteer, type NamedRegion } from './gazetteer.ts'

/**
 * The code of a place as people write it, or undefined where it is not clear which one is meant.
 * @param within a region that the place is known to lie in ('35.78')
 */
export type MatchRegion = (text: string, within?: string) => string | undefined

export interface RegionMatcher {
  match: MatchRegion
  /** The region that words name with nothing left over: 'kota semarang', but not 'dinas sosial kota semarang'. */
  whole: (words: readonly string[]) => string | undefined
}

/** Makes the matcher of a set of regions; it then takes microseconds a text. */
export function regionMatcher(regions: readonly NamedRegion[]): RegionMatcher {
  const gazetteer = gazetteerOf(regions)
  return { match: matchIn(gazetteer), whole: (words) => wholeName(gazetteer, words) }
}

function wholeName(gazetteer: Gazetteer, words: readonly string[]): string | undefined {
  const level = levelWords[words[0] ?? '']
  const labelled = level && words.length > 1 ? named(gazetteer, pieceOf(level, words.slice(1))) : []
  const codes = labelled.length > 0 ? labelled : named(gazetteer, pieceOf(undefined, words))
  return soleOf(codes) ?? soleOf(codes.filter((code) => code.length <= 5))
}

function matchIn(gazetteer: Gazetteer): MatchRegion {
  return (text, within) => {
    let places = within === undefined ? undefined : [within]
    let clear = within
    for (const piece of piecesOf(text).flatMap((one) => withPlaceBehind(gazetteer, one))) {
      const next = places === undefined ? named(gazetteer, piece) : narrow(gazetteer, places, piece)
      if (next.length === 0) continue
      places = next
      // A name alone means the regency or city, however many villages are called so too.
      const larger = piece.level === undefined ? next.filter((code) => code.length <= 5) : []
      const isSameStill = next.every((code) => code.startsWith(`${clear}.`))
      clear = soleOf(next) ?? soleOf(larger) ?? (isSameStill ? clear : undefined)
    }
    return clear === within ? undefined : clear
  }
}

/** 'Kec Sukomanunggal Surabaya' without a comma: a name that is none may be two, the place and where it lies. */
function withPlaceBehind(gazetteer: Gazetteer, piece: Piece): Piece[] {
  if (piece.level === undefined || piece.words.length < 2 || named(gazetteer, piece).length > 0)
    return [piece]
  for (let count = piece.words.length - 1; count > 0; count--) {
    const head = pieceOf(piece.level, piece.words.slice(0, count))
    const tail = pieceOf(undefined, piece.words.slice(count))
    const around = named(gazetteer, tail).filter((code) => code.length <= 8)
    if (narrower(around, named(gazetteer, head)).length > 0) return [tail, head]
  }
  return [piece]
}

/** The codes that fit both what is known so far, `places`, and the next piece of the address. */
function narrow(gazetteer: Gazetteer, places: string[], piece: Piece): string[] {
  const codes = named(gazetteer, piece)
  const fitting = narrower(places, codes)
  if (fitting.length > 0 || piece.level === undefined) return fitting
  const [place] = places
  if (places.length !== 1 || place === undefined) return []
  const shorter = named(gazetteer, withoutPlaceBehind(gazetteer, piece, place))
  const fittingShorter = narrower(places, shorter)
  if (fittingShorter.length > 0) return fittingShorter
  const near = nearlyNamed(gazetteer, place, piece)
  if (near.length > 0 || place.length <= 5) return near
  // Kecamatan are divided now and then and people go on writing the old one: the village's name decides.
  return narrower([place.slice(0, 5)], codes)
}

/** 'Wonorejo Tegalsari' is Wonorejo in Tegalsari, so called because the city has another one. */
function withoutPlaceBehind({ childrenByParent }: Gazetteer, piece: Piece, place: string): Piece {
  const own = childrenByParent.get(parentOf(place))?.find(({ code }) => code === place)?.name
  const isBehind = own !== undefined && piece.name.length > own.length && piece.name.endsWith(own)
  return isBehind ? { ...piece, name: piece.name.slice(0, -own.length) } : piece
}

/** One code, or the one that all the others lie in: 'Gorontalo' is the province of both Gorontalos. */
function soleOf(codes: readonly string[]): string | undefined {
  const [largest] = [...codes].sort((one, other) => one.length - other.length)
  return codes.every((code) => code === largest || code.startsWith(`${largest}.`)) ? largest : undefined
}

/** Of each pair where one lies in the other, the smaller. */
function narrower(places: string[], codes: string[]): string[] {
  const fitting = new Set<string>()
  for (const place of places) {
    for (const code of codes) {
      if (code === place || code.startsWith(`${place}.`)) fitting.add(code)
      else if (place.startsWith(`${code}.`)) fitting.add(place)
    }
  }
  return [...fitting]
}
