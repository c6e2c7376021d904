// Photos are made smaller on the device, so that they cost less data.
const longestEdge = 1600
const jpegQuality = 0.82

/** A photo at most 1600 px wide or high, as JPEG; what the browser cannot draw stays as it is. */
export async function shrink(file) {
  if (!/^image\/(jpeg|png|webp|heic|heif|avif)$/.test(file.type)) return file
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', jpegQuality))
    return blob && (blob.size < file.size || scale < 1) ? blob : file
  } catch {
    return file
  }
}

export const jpegName = (name) => name.replace(/\.\w+$/, '') + '.jpg'
