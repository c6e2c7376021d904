const longestName = 200

// Control characters, marks that turn the direction of the text ("gpj.exe" read as "exe.jpg"), and what some
// system forbids in a file name.
// eslint-disable-next-line no-control-regex
const unwanted = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF"*:<>?|]/g

/** A file's name as a person may read it: the last piece of a path, one line, 200 characters, never empty. */
export function shownName(typed: string): string {
  const last = typed.split(/[/\\]/).at(-1) ?? ''
  const clean = last.toWellFormed().normalize('NFC').replace(unwanted, '').replace(/\s+/g, ' ')
  const name = clean.replace(/^[\s.]+|[\s.]+$/g, '')
  if (name === '') return 'berkas'
  if (name.length <= longestName) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return (
    name
      .slice(0, longestName - ending.length)
      .toWellFormed()
      .replace(/\uFFFD$/, '') + ending
  )
}

/** The same name with the ending of what the file is: a photo sent as `foto.exe` is kept as `foto.jpg`. */
export function nameWithEnding(name: string, ending: string): string {
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/, '').slice(0, longestName - ending.length - 1)
  return `${stem || 'berkas'}.${ending}`
}

/** RFC 6266 with RFC 5987: a plain name for old programs, the real one for all others. */
export function contentDisposition(how: 'inline' | 'attachment', name: string): string {
  const plain =
    name
      .normalize('NFD')
      .replace(/[^A-Za-z0-9._ -]/g, '')
      .trim() || 'berkas'
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`
}
