import type { FileHandle } from 'node:fs/promises'

/** The structure of a file is not what its type demands: cut off in transit, or made to confuse. */
export class DamagedFile extends Error {}

/** A file on disk, read and changed in place, a window at a time: a long video never stands in memory. */
export interface Bytes {
  sizeBytes: number
  /** `length` bytes from `at`. Past the end the file counts as damaged. */
  read: (at: number, length: number) => Promise<Buffer>
  write: (at: number, bytes: Buffer) => Promise<void>
  /** Overwrites with zeros from `from` up to, not including, `to`. */
  zero: (from: number, to: number) => Promise<void>
}

const windowBytes = 64 * 1024

export function bytesOf(file: FileHandle, sizeBytes: number): Bytes {
  let windowAt = 0
  let window: Buffer = Buffer.alloc(0)

  const load = async (at: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.alloc(Math.min(length, sizeBytes - at))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, at + filled)
      if (bytesRead === 0) throw new DamagedFile('shorter than it was')
      filled += bytesRead
    }
    return bytes
  }

  const read = async (at: number, length: number): Promise<Buffer> => {
    if (at < 0 || at + length > sizeBytes) throw new DamagedFile('ends too early')
    if (length > windowBytes) return load(at, length)
    if (at < windowAt || at + length > windowAt + window.length) {
      window = await load(at, windowBytes)
      windowAt = at
    }
    return Buffer.from(window.subarray(at - windowAt, at - windowAt + length))
  }

  const write = async (at: number, bytes: Buffer): Promise<void> => {
    if (at < 0 || at + bytes.length > sizeBytes) throw new DamagedFile('ends too early')
    await file.write(bytes, 0, bytes.length, at)
    // The window is kept right and not read again: a file of many small holes would be read as often.
    const from = Math.max(at, windowAt)
    const to = Math.min(at + bytes.length, windowAt + window.length)
    if (from < to) bytes.copy(window, from - windowAt, from - at, to - at)
  }

  const zero = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += windowBytes) {
      await write(at, Buffer.alloc(Math.min(windowBytes, to - at)))
    }
  }

  return { sizeBytes, read, write, zero }
}

/**
 * The same file with an end to the work on it: a file made of tiny parts must not keep the cleaner busy for hours.
 * Overwriting with zeros counts as one write, however long.
 */
export function limited(bytes: Bytes, most: { reads: number; writes: number }): Bytes {
  let [reads, writes] = [0, 0]
  const countWrite = () => {
    if (++writes > most.writes) throw new DamagedFile('too many parts to blank')
  }
  return {
    sizeBytes: bytes.sizeBytes,
    read: async (at, length) => {
      if (++reads > most.reads) throw new DamagedFile('too many parts')
      return bytes.read(at, length)
    },
    write: async (at, content) => {
      countWrite()
      return bytes.write(at, content)
    },
    zero: async (from, to) => {
      if (from >= to) return
      countWrite()
      return bytes.zero(from, to)
    },
  }
}
