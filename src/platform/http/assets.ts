import type { App } from './server.ts'
import { acceptedCoding, addVary } from './compression.ts'
import { refuse } from '../../errors.ts'

/** A file that a browser may fetch, compressed beforehand. */
export interface ServedAsset {
  type: string
  body: Buffer
  gzip?: Buffer | undefined
  brotli?: Buffer | undefined
}

/** All files of a version. Their addresses are `/assets/VERSION/NAME`; names may have slashes. */
export interface Assets {
  version: string
  files: ReadonlyMap<string, ServedAsset>
}

const year = 'public, max-age=31536000, immutable'
// A page of the release before still asks for its own version while an upgrade rolls over the machines.
const otherVersion = 'public, max-age=60'

/** Serves the files of the interface from memory. */
export function serveAssets(app: App, assets: Assets): void {
  app.get<{ Params: { version: string; '*': string } }>(
    '/assets/:version/*',
    { config: { access: 'public', withoutActor: true } },
    async (request, reply) => {
      const asset = assets.files.get(request.params['*'])
      if (!asset) throw refuse('page_not_found')
      const isCurrent = request.params.version === assets.version
      reply.header('cache-control', isCurrent ? year : otherVersion).type(asset.type)
      if (!asset.brotli && !asset.gzip) return asset.body
      addVary(reply, 'accept-encoding')
      const coding = acceptedCoding(request.headers['accept-encoding'])
      const bytes = coding === 'br' ? asset.brotli : coding === 'gzip' ? asset.gzip : undefined
      if (bytes) reply.header('content-encoding', coding)
      return bytes ?? asset.body
    },
  )
}
