import { fileTypeFromFile } from 'file-type'

export type FileKind = 'image' | 'pdf' | 'audio' | 'video'

/** How the file is made harmless: drawn anew, or its labels blanked by the cleaner of its format. */
export type Cleaning = 'redraw' | 'pdf' | 'mp4' | 'webm' | 'ogg' | 'mp3' | 'none'

export interface Accepted {
  /** As `file-type` calls it after looking at the content. */
  found: string
  kind: FileKind
  /** What it is served as; pictures say here what they become. */
  mediaType: string
  ending: string
  cleaning: Cleaning
}

/** Every file a report may carry. The name and the type a sender claims play no part. */
export const accepted = [
  // HEIC and AVIF become JPEG: an officer's old computer shows no HEIC, and a letter cannot hold one.
  { found: 'image/jpeg', kind: 'image', mediaType: 'image/jpeg', ending: 'jpg', cleaning: 'redraw' },
  { found: 'image/heic', kind: 'image', mediaType: 'image/jpeg', ending: 'jpg', cleaning: 'redraw' },
  { found: 'image/heif', kind: 'image', mediaType: 'image/jpeg', ending: 'jpg', cleaning: 'redraw' },
  { found: 'image/avif', kind: 'image', mediaType: 'image/jpeg', ending: 'jpg', cleaning: 'redraw' },
  { found: 'image/png', kind: 'image', mediaType: 'image/png', ending: 'png', cleaning: 'redraw' },
  { found: 'image/webp', kind: 'image', mediaType: 'image/webp', ending: 'webp', cleaning: 'redraw' },
  { found: 'application/pdf', kind: 'pdf', mediaType: 'application/pdf', ending: 'pdf', cleaning: 'pdf' },
  { found: 'video/mp4', kind: 'video', mediaType: 'video/mp4', ending: 'mp4', cleaning: 'mp4' },
  { found: 'video/x-m4v', kind: 'video', mediaType: 'video/mp4', ending: 'mp4', cleaning: 'mp4' },
  { found: 'video/quicktime', kind: 'video', mediaType: 'video/quicktime', ending: 'mov', cleaning: 'mp4' },
  { found: 'video/3gpp', kind: 'video', mediaType: 'video/3gpp', ending: '3gp', cleaning: 'mp4' },
  { found: 'video/webm', kind: 'video', mediaType: 'video/webm', ending: 'webm', cleaning: 'webm' },
  { found: 'audio/x-m4a', kind: 'audio', mediaType: 'audio/mp4', ending: 'm4a', cleaning: 'mp4' },
  { found: 'audio/mp4', kind: 'audio', mediaType: 'audio/mp4', ending: 'm4a', cleaning: 'mp4' },
  { found: 'audio/mpeg', kind: 'audio', mediaType: 'audio/mpeg', ending: 'mp3', cleaning: 'mp3' },
  { found: 'audio/aac', kind: 'audio', mediaType: 'audio/aac', ending: 'aac', cleaning: 'mp3' },
  { found: 'audio/ogg', kind: 'audio', mediaType: 'audio/ogg', ending: 'ogg', cleaning: 'ogg' },
  { found: 'audio/ogg; codecs=opus', kind: 'audio', mediaType: 'audio/ogg', ending: 'ogg', cleaning: 'ogg' },
  // An AMR voice note is a mark and frames of sound; it has no place for labels.
  { found: 'audio/amr', kind: 'audio', mediaType: 'audio/amr', ending: 'amr', cleaning: 'none' },
] as const satisfies readonly Accepted[]

/** For the `accept` of a file field, so that phones offer the right things (iPhones then send JPEG, not HEIC). */
export const acceptAttribute =
  'image/jpeg,image/png,image/webp,application/pdf,video/mp4,video/quicktime,video/3gpp,video/webm,audio/*'

/** What a file on disk is, by its content; undefined for what a report may not carry. */
export async function recognise(path: string): Promise<Accepted | undefined> {
  const type = await fileTypeFromFile(path)
  return accepted.find((row) => row.found === type?.mime)
}
