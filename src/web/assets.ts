import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** A file that a browser may fetch, compressed once at start. */
export type Asset = { name: string; type: string; body: Buffer; gzip?: Buffer; brotli?: Buffer }

const folder = join(import.meta.dirname, 'assets')

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  woff2: 'font/woff2',
}

/** Every page needs these three, so they travel as one. Fonts keep their address relative to it. */
const siteStyles = ['tokens.css', 'base.css', 'extra.css']

function read(): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(folder.length + 1).replaceAll('\\', '/')
    if (/\.test\.|\.ts$/.test(name)) continue
    files.set(name, readFileSync(path))
  }
  files.set('site.css', Buffer.concat(siteStyles.map((name) => files.get(name)!)))
  for (const name of siteStyles) files.delete(name)
  return files
}

const files = read()

/** One hash for the whole folder: modules and styles refer to each other by relative address. */
export const assetsVersion = (() => {
  const hash = createHash('sha256')
  for (const name of [...files.keys()].sort()) hash.update(name).update(files.get(name)!)
  return hash.digest('hex').slice(0, 12)
})()

export const assetsPrefix = `/assets/${assetsVersion}/`

/** `assetUrl('site.css')`: an address that changes when any asset does, so browsers may keep it for a year. */
export function assetUrl(name: string): string {
  if (!files.has(name)) throw new Error(`there is no asset ${name}`)
  return assetsPrefix + name
}

let compressed: Map<string, Asset> | undefined

/** All assets by name, compressed when first asked for (some 60 kB: a few milliseconds). */
export function allAssets(): Map<string, Asset> {
  compressed ??= new Map([...files].map(([name, body]) => [name, compress(name, body)]))
  return compressed
}

function compress(name: string, body: Buffer): Asset {
  const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  if (type === 'font/woff2') return { name, type, body }
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  return { name, type, body, gzip: gzipSync(body, { level: 9 }), brotli: brotliCompressSync(body, quality) }
}
