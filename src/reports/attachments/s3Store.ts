import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { type Store, placeOf } from './kept.ts'

export interface S3Settings {
  /** `https://s3.example.id`; the bucket is addressed as its first path piece, which every store understands. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** Files in an S3-compatible store, as `ab/cdef…` in one bucket. */
export function s3Store(settings: S3Settings): Store {
  const { accessKeyId, secretAccessKey, region } = settings
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const root = `${settings.endpoint.replace(/\/+$/, '')}/${encodeURIComponent(settings.bucket)}`

  const call = async (path: string, init: RequestInit, allowed: number[] = []): Promise<Response> => {
    const answer = await client.fetch(`${root}${path}`, { ...init, signal: AbortSignal.timeout(60_000) })
    if (answer.ok || allowed.includes(answer.status)) return answer
    await answer.body?.cancel()
    throw new Error(`the object store answered ${answer.status} to ${init.method ?? 'GET'}`)
  }

  return {
    keep: async (path, sha256) => {
      // The hash is signed with the request: the store refuses content that changed on the way.
      const headers = { 'x-amz-content-sha256': sha256 }
      const answer = await call(`/${placeOf(sha256)}`, {
        method: 'PUT',
        headers,
        body: await openAsBlob(path),
      })
      await answer.body?.cancel()
      await rm(path)
    },
    open: async (sha256, range) => {
      const headers: Record<string, string> = range ? { range: `bytes=${range.from}-${range.to}` } : {}
      const answer = await call(`/${placeOf(sha256)}`, { headers }, [404])
      if (answer.status !== 404 && answer.body) return Readable.fromWeb(answer.body as ReadableStream)
      await answer.body?.cancel()
      return undefined
    },
    removeKeptBefore: async (sha256, before) => {
      const head = await call(`/${placeOf(sha256)}`, { method: 'HEAD' }, [404])
      if (!(new Date(head.headers.get('last-modified') ?? NaN) < before)) return false
      const answer = await call(`/${placeOf(sha256)}`, { method: 'DELETE' }, [404])
      await answer.body?.cancel()
      return true
    },
    keptBefore: async function* (at) {
      let next: string | undefined
      do {
        const page = next ? `&continuation-token=${encodeURIComponent(next)}` : ''
        const list = await (await call(`?list-type=2${page}`, {})).text()
        for (const [, entry = ''] of list.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const sha256 = (textOf(entry, 'Key') ?? '').replace('/', '')
          const keptAt = new Date(textOf(entry, 'LastModified') ?? NaN)
          if (/^[0-9a-f]{64}$/.test(sha256) && keptAt < at) yield sha256
        }
        next = textOf(list, 'NextContinuationToken')
      } while (next)
    },
  }
}

/** Keys and dates hold no characters that XML would write otherwise; tokens may hold an ampersand. */
const textOf = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]?.replaceAll('&amp;', '&')
