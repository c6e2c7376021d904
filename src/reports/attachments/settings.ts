import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import type { FileKind } from './accepted.ts'
import type { S3Settings } from './s3Store.ts'

/** What the operator decides about files, as this room reads it. */
export interface AttachmentSettings {
  /** Of one sender in one report, and of one form. */
  maxFiles: number
  maxBytes: Record<FileKind, number>
  /** A guard against picture bombs: a few kilobytes that unfold to gigabytes. */
  maxPixels: number
  /** Holds the files, unless there is an object store. */
  folder: string
  /** Holds what is just arriving; the web server puts the files of forms here too. */
  incoming: string
  s3?: S3Settings
}

const known = new WeakMap<Config, AttachmentSettings>()

export function settingsOf(config: Config): AttachmentSettings {
  let settings = known.get(config)
  if (!settings) {
    settings = read(config)
    known.set(config, settings)
  }
  return settings
}

function read(config: Config): AttachmentSettings {
  const folder = join(config.dataDir, 'attachments')
  const { s3Endpoint: endpoint, s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = config
  return {
    maxFiles: config.attachmentCount,
    maxBytes: {
      image: config.attachmentImageBytes,
      pdf: config.attachmentDocumentBytes,
      audio: config.attachmentAudioBytes,
      video: config.attachmentVideoBytes,
    },
    maxPixels: config.attachmentPixels,
    folder,
    incoming: join(config.dataDir, 'uploads'),
    ...(endpoint && {
      s3: {
        endpoint,
        bucket: config.s3Bucket,
        region: config.s3Region,
        accessKeyId: accessKeyId ?? '',
        secretAccessKey: secretAccessKey ?? '',
      },
    }),
  }
}

/** More than this no file may have, whatever it turns out to be. */
export const largestFile = (settings: AttachmentSettings): number =>
  Math.max(...Object.values(settings.maxBytes))
