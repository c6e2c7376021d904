import { paths } from '../../web/paths.ts'

/**
 * A file's address: the report's tracking number and the file's own number. Not the report's id: that begins with
 * the moment of the submit, which the public may only know to the day, week or month (DOMAIN.md 6).
 */
export const fileId = (number: string, no: number): string => `${number}-${no}`

export const filePath = (number: string, no: number): string => paths.file(fileId(number, no))
export const thumbnailPath = (number: string, no: number): string => paths.thumbnail(fileId(number, no))

/** Undefined for what cannot be an address; nothing of an address ever becomes a path on disk. */
export function readFileId(id: string): { number: string; no: number } | undefined {
  const match = /^([0-9A-HJKMNP-TV-Z]{8})-([1-9]\d{0,4})$/.exec(id)
  return match ? { number: match[1]!, no: Number(match[2]) } : undefined
}
