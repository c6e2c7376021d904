import { join } from 'node:path'
import { pepperedHash } from '../crypto/token.ts'
import { inDataFolder } from '../dataFolder.ts'
import type { Ground } from '../ground.ts'
import type { ServerOptions } from './server.ts'

/** What the operator's settings and keys say about the server; the rest of its options lies in lower storeys. */
export function serverSettings({
  config,
  log,
  keys,
}: Ground): Pick<ServerOptions, 'log' | 'baseUrl' | 'trustProxy' | 'formKey' | 'inputs' | 'metricsToken'> {
  const largestFile = Math.max(
    config.attachmentImageBytes,
    config.attachmentDocumentBytes,
    config.attachmentVideoBytes,
    config.attachmentAudioBytes,
  )
  return {
    log,
    baseUrl: config.baseUrl,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    formKey: pepperedHash(keys.pepper, 'form_token', ''),
    metricsToken: config.metricsToken,
    inputs: {
      bodyBytes: config.bodyBytes,
      bodyGraceMs: 20_000,
      uploads: {
        folder: join(inDataFolder(config.dataDir).attachments, 'incoming'),
        files: config.attachmentCount,
        fileBytes: largestFile,
        // Nobody fills every place with the largest file; whoever does is asked to send them one by one.
        totalBytes: config.bodyBytes + Math.min(config.attachmentCount, 4) * largestFile,
      },
    },
  }
}
