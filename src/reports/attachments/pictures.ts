import sharp, { type Sharp } from 'sharp'

const longestSide = 2560
const thumbnailSide = 320
const mostSeconds = 20

// Two cores serve pages too: one thread a picture, two pictures at a time, nothing kept between them.
sharp.concurrency(1)
sharp.cache(false)
const atOnce = 2

/** Why a picture was refused. */
export class UnusablePicture extends Error {
  readonly reason: 'too_large' | 'unreadable'
  constructor(reason: 'too_large' | 'unreadable', cause?: unknown) {
    super(reason, { cause })
    this.reason = reason
  }
}

export interface Redrawn {
  width: number
  height: number
}

/**
 * Draws a picture anew into `to`, and small into `toThumbnail`. Nothing but the pixels survives: no EXIF, place,
 * XMP, colour profile, later pages or anything hidden behind the picture. It stands upright afterwards.
 */
export function redraw(
  from: string,
  to: string,
  toThumbnail: string,
  { mediaType, maxPixels }: { mediaType: string; maxPixels: number },
): Promise<Redrawn> {
  return inTurn(async () => {
    try {
      await refuseBombs(from, maxPixels)
      // `rotate` first: the turn stands in the EXIF that is about to go.
      const whole = open(from, maxPixels)
        .rotate()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      const { width, height } = await encoded(whole, mediaType).timeout({ seconds: mostSeconds }).toFile(to)
      await drawSmall(to, toThumbnail)
      return { width, height }
    } catch (error) {
      throw asUnusable(error)
    }
  })
}

/** A rectangle of a picture, in its pixels. */
export interface Area {
  left: number
  top: number
  width: number
  height: number
}

/**
 * Draws a picture with some areas (faces, number plates) unrecognisable. Coarse blocks rather than a soft blur:
 * a blur can be reckoned back when little is hidden behind it.
 */
export function hideAreas(
  from: string,
  to: string,
  toThumbnail: string,
  { mediaType, areas }: { mediaType: string; areas: readonly Area[] },
): Promise<Redrawn> {
  return inTurn(async () => {
    const { width: fullWidth = 0, height: fullHeight = 0 } = await open(from).metadata()
    const patches = []
    for (const area of areas) {
      const left = clamp(area.left, 0, fullWidth - 1)
      const top = clamp(area.top, 0, fullHeight - 1)
      const width = clamp(area.width, 1, fullWidth - left)
      const height = clamp(area.height, 1, fullHeight - top)
      const blocks = await open(from)
        .extract({ left, top, width, height })
        .resize(4, 4, { fit: 'fill' })
        .png()
        .toBuffer()
      const input = await sharp(blocks)
        .resize(width, height, { fit: 'fill', kernel: 'nearest' })
        .png()
        .toBuffer()
      patches.push({ input, left, top })
    }
    const { width, height } = await encoded(open(from).composite(patches), mediaType).toFile(to)
    await drawSmall(to, toThumbnail)
    return { width, height }
  })
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(Math.round(value), most))

/** Only the first page or frame is drawn, whatever the file announces. */
const open = (path: string, maxPixels: number | false = false): Sharp =>
  sharp(path, {
    limitInputPixels: maxPixels,
    failOn: 'error',
    sequentialRead: true,
    pages: 1,
    animated: false,
  })

async function drawSmall(from: string, to: string): Promise<void> {
  await sharp(from)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 72 })
    .timeout({ seconds: mostSeconds })
    .toFile(to)
}

async function refuseBombs(path: string, maxPixels: number): Promise<void> {
  // The head alone; without a limit, so that the reason can be told.
  const { width = 0, height = 0 } = await sharp(path, { limitInputPixels: false, pages: 1 }).metadata()
  if (width * height > maxPixels) throw new UnusablePicture('too_large')
}

function encoded(picture: Sharp, mediaType: string): Sharp {
  if (mediaType === 'image/png') return picture.png({ compressionLevel: 9 })
  if (mediaType === 'image/webp') return picture.webp({ quality: 82 })
  // Transparent places of an AVIF would turn black.
  return picture.flatten({ background: '#ffffff' }).jpeg({ quality: 82 })
}

function asUnusable(error: unknown): Error {
  if (error instanceof UnusablePicture) return error
  // A full disk is our trouble, not the picture's.
  if ((error as NodeJS.ErrnoException).code) return error as Error
  return new UnusablePicture('unreadable', error)
}

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
