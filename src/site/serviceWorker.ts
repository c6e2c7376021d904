import { allAssets, assetsPrefix } from '../web/assets.ts'

/** `/sw.js` with the address of this version's assets written into it, so that a new version is a new worker. */
export const serviceWorker = `const assets = ${JSON.stringify(assetsPrefix)}\n${allAssets().get('js/sw.js')!.body.toString()}`
