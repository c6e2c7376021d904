import { squash } from '../words.ts'
import type { Level, Piece } from './address.ts'
import { otherNames } from './otherNames.ts'
import type { RegionLevel } from './tables.ts'

export type NamedRegion = { code: string; name: string; level: RegionLevel }

/** The regions by their names and by what they lie in. */
export interface Gazetteer {
  codesByName: Map<string, string[]>
  levelByCode: Map<string, RegionLevel>
  childrenByParent: Map<string, Child[]>
}

interface Child {
  code: string
  name: string
}

const codeLength: Record<Level, number> = { provinsi: 2, kabupaten: 5, kota: 5, kecamatan: 8, village: 13 }

/** Takes half a second for the whole country. */
export function gazetteerOf(regions: readonly NamedRegion[]): Gazetteer {
  const codesByName = new Map<string, string[]>()
  const levelByCode = new Map<string, RegionLevel>()
  const childrenByParent = new Map<string, Child[]>()
  for (const { code, name, level } of regions) {
    levelByCode.set(code, level)
    append(codesByName, squash(name), code)
    if (code.length === 5) append(codesByName, squash(withoutLevel(name)), code)
    if (code.length > 5) append(childrenByParent, parentOf(code), { code, name: squash(name) })
  }
  for (const [code, names] of Object.entries(otherNames)) {
    if (levelByCode.has(code)) for (const name of names) append(codesByName, squash(name), code)
  }
  return { codesByName, levelByCode, childrenByParent }
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}

const withoutLevel = (name: string): string => name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')

export const parentOf = (code: string): string => code.slice(0, code.lastIndexOf('.'))

/** Every region of that name; only those of the level that the writer said. */
export function named({ codesByName, levelByCode }: Gazetteer, { level, name }: Piece): string[] {
  const codes = codesByName.get(name) ?? []
  if (level === undefined) return codes
  return codes.filter(
    (code) => code.length === codeLength[level] && (code.length !== 5 || levelByCode.get(code) === level),
  )
}

/** What stands below a place and is spelt almost so: one letter in six may be wrong, two in ten. */
export function nearlyNamed(gazetteer: Gazetteer, below: string, { level, name }: Piece): string[] {
  if (level !== 'kecamatan' && level !== 'village') return []
  const allowed = name.length >= 10 ? 2 : name.length >= 6 ? 1 : 0
  const near = descendants(gazetteer.childrenByParent, below, codeLength[level])
    .map((child) => ({ code: child.code, distance: distance(child.name, name, allowed) }))
    .filter((child) => child.distance <= allowed)
  const best = Math.min(...near.map((child) => child.distance))
  return near.filter((child) => child.distance === best).map((child) => child.code)
}

function descendants(childrenByParent: Map<string, Child[]>, code: string, length: number): Child[] {
  const children = childrenByParent.get(code) ?? []
  if (children[0] === undefined || children[0].code.length >= length) return children
  return children.flatMap((child) => descendants(childrenByParent, child.code, length))
}

/** How many letters differ (Levenshtein), or more than `most` as soon as that is certain. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let above = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row++) {
    const line = [row]
    for (let column = 1; column <= other.length; column++) {
      const replaced = above[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1)
      line.push(Math.min(replaced, above[column]! + 1, line[column - 1]! + 1))
    }
    if (Math.min(...line) > most) return most + 1
    above = line
  }
  return above[other.length]!
}
