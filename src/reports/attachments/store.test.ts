import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { folderStore } from './folderStore.ts'
import { s3Store } from './s3Store.ts'
import { type Store, placeOf } from './kept.ts'

const folder = await mkdtemp(join(tmpdir(), 'lapor-store-'))
after(() => rm(folder, { recursive: true }))

/** An object store of another make: takes, gives, lists (two a page) and removes, and checks what is signed. */
const objects = new Map<string, { content: Buffer; keptAt: Date }>()
const unsigned: string[] = []
const double = createServer(async (request, answer) => {
  const url = new URL(request.url ?? '/', 'http://double')
  const key = url.pathname.replace('/lampiran/', '')
  const content = await buffer(request)
  if (!isSigned(request, content)) unsigned.push(`${request.method} ${url.pathname}`)
  const object = objects.get(key)
  if (request.method === 'PUT') objects.set(key, { content, keptAt: new Date() })
  else if (request.method === 'DELETE') objects.delete(key)
  else if (url.searchParams.has('list-type'))
    return void answer.end(listing(url.searchParams.get('continuation-token')))
  else if (!object) answer.statusCode = 404
  else {
    answer.setHeader('last-modified', object.keptAt.toUTCString())
    const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? []
    if (from) answer.statusCode = 206
    return void answer.end(from ? object.content.subarray(Number(from), Number(to) + 1) : object.content)
  }
  answer.end()
})
await new Promise<void>((resolve) => double.listen(0, '127.0.0.1', resolve))
after(() => double.close())

function isSigned(request: IncomingMessage, content: Buffer): boolean {
  const hash = request.headers['x-amz-content-sha256']
  const isRight = hash === 'UNSIGNED-PAYLOAD' || hash === createHash('sha256').update(content).digest('hex')
  return (
    isRight &&
    /^AWS4-HMAC-SHA256 Credential=kunci\/\d{8}\/id-1\/s3\//.test(request.headers.authorization ?? '')
  )
}

function listing(token: string | null): string {
  const all = [...objects]
  const from = Number(token ?? 0)
  const page = all.slice(from, from + 2)
  const entries = page.map(
    ([key, { keptAt }]) =>
      `<Contents><Key>${key}</Key><LastModified>${keptAt.toISOString()}</LastModified></Contents>`,
  )
  const next = from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''
  return `<ListBucketResult>${entries.join('')}${next}</ListBucketResult>`
}

const { port } = double.address() as AddressInfo
const s3 = s3Store({
  endpoint: `http://127.0.0.1:${port}/`,
  bucket: 'lampiran',
  region: 'id-1',
  accessKeyId: 'kunci',
  secretAccessKey: 'rahasia',
})

const stores: [name: string, store: Store, age: (sha256: string) => Promise<unknown>][] = [
  [
    'the folder',
    folderStore(folder),
    (sha256) => utimes(join(folder, placeOf(sha256)), new Date(0), new Date(0)),
  ],
  ['the object store', s3, async (sha256) => (objects.get(placeOf(sha256))!.keptAt = new Date(0))],
]

const all = async (hashes: AsyncIterable<string>) => {
  const found: string[] = []
  for await (const sha256 of hashes) found.push(sha256)
  return found.sort()
}

for (const [name, store, age] of stores) {
  const put = async (text: string) => {
    const sha256 = createHash('sha256').update(text).digest('hex')
    const path = join(folder, `baru-${text}`)
    await writeFile(path, text)
    await store.keep(path, sha256)
    await assert.rejects(readFile(path), /ENOENT/)
    return sha256
  }

  test(`${name} gives back what it took, whole or a part of it`, async () => {
    const sha256 = await put('isi berkas')
    assert.equal((await buffer((await store.open(sha256))!)).toString(), 'isi berkas')
    assert.equal((await buffer((await store.open(sha256, { from: 4, to: 6 }))!)).toString(), 'ber')
  })

  test(`${name} says of unknown content that it is not there`, async () =>
    assert.equal(await store.open('0'.repeat(64)), undefined))

  test(`${name} lists what is old, removes it, and keeps what was taken in again meanwhile`, async () => {
    const hashes = [await put('satu'), await put('dua'), await put('tiga')]
    for (const sha256 of hashes) await age(sha256)
    const dayAgo = new Date(Date.now() - 86_400_000)
    assert.deepEqual(await all(store.keptBefore(dayAgo)), [...hashes].sort())
    await put('satu')
    for (const sha256 of hashes) await store.removeKeptBefore(sha256, dayAgo)
    assert.deepEqual(await all(store.keptBefore(dayAgo)), [])
    assert.equal((await buffer((await store.open(hashes[0]!))!)).toString(), 'satu')
    assert.equal(await store.open(hashes[1]!), undefined)
  })

  test(`${name} takes nothing but a hash for a place`, async () => {
    for (const trick of ['../../etc/passwd', '', 'ab/cd', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      await assert.rejects(async () => store.open(trick), /not a SHA-256 hash/)
    }
  })
}

test(
  'a folder on another disk takes files too',
  { skip: !existsSync('/dev/shm') && 'no second disk here' },
  async () => {
    const shares = await mkdtemp('/dev/shm/lapor-store-')
    after(() => rm(shares, { recursive: true }))
    const path = join(folder, 'dari-sini')
    await writeFile(path, 'jauh')
    await folderStore(shares).keep(path, 'e'.repeat(64))
    assert.deepEqual(await readdir(join(shares, 'ee')), ['e'.repeat(62)])
    await assert.rejects(readFile(path), /ENOENT/)
  },
)

test('every request to the object store was signed, with the hash of what it carried', () =>
  assert.deepEqual(unsigned, []))
