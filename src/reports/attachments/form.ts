import { Refusal } from '../../errors.ts'
import type { FastifyRequest } from 'fastify'
import type { Ground } from '../../platform/ground.ts'
import { isFromThisMachine } from '../../platform/http/negotiation.ts'
import { networkOf } from '../../platform/http/throttle.ts'
import { recognise } from './accepted.ts'
import { type FileProblem, fileOverLimit, filesGone, tooMany } from './problems.ts'
import { shownName } from './names.ts'
import { largestFile, settingsOf } from './settings.ts'
import { type StagedFile, stageFile, stagedFiles } from './staging.ts'

/** What `platform/http` found in a multipart form: files on disk, and how many it dropped. */
export interface ArrivedFiles {
  uploads: readonly { path: string; filename: string; isTooLarge: boolean }[]
  droppedFiles: number
  ip?: string
  headers?: FastifyRequest['headers']
  raw?: FastifyRequest['raw']
}

export interface FormFiles {
  /** Kept for this form: put their ids into hidden fields, and into `attachStaged` once the form is right. */
  staged: StagedFile[]
  /** One sentence for each file that was not taken; the others are kept all the same. */
  problems: FileProblem[]
}

/**
 * Takes in the files of a form: those it brings now and those it named as kept before. A file that cannot be taken
 * is a problem to show beside the field, never the end of the form.
 * @param arrived the request (`uploads`, `droppedFiles`)
 * @param formKey the form's idempotency key
 * @param keptIds the hidden fields of the form
 * @param isOnlyShown the form comes back to the person: with nobody there any more, the work on its files ends. A
 *   report that has arrived whole is taken in also when the signal is gone by then.
 */
export async function takeFormFiles(
  ground: Ground,
  arrived: ArrivedFiles,
  formKey: string,
  keptIds: readonly string[] = [],
  isOnlyShown = false,
): Promise<FormFiles> {
  const { maxFiles } = settingsOf(ground.config)
  const asked = [...new Set(keptIds)]
  const kept = await stagedFiles(ground.db, formKey, asked, ground.now())
  const problems: FileProblem[] = kept.length < asked.length ? [filesGone(asked.length - kept.length)] : []
  const network = networkOfSender(arrived)
  const room = Math.max(0, maxFiles - kept.length)
  // One after another: ten large pictures at once would fill the memory of a small machine.
  const taken: Awaited<ReturnType<typeof takeOne>>[] = []
  for (const upload of arrived.uploads.slice(0, room)) {
    if (isOnlyShown && arrived.raw?.socket.destroyed) break
    taken.push(await takeOne(ground, formKey, upload, network))
  }
  problems.push(...taken.flatMap(({ problem }) => problem ?? []))
  const fresh = taken.flatMap(({ file }) => file ?? [])
  const chosen = kept.length + arrived.uploads.length + arrived.droppedFiles
  if (chosen > maxFiles) problems.push(tooMany(chosen, maxFiles))
  // The same photo chosen twice is one file.
  const staged = [...new Map([...kept, ...fresh].map((file) => [file.id, file])).values()]
  return { staged, problems }
}

/** Undefined for a program on this machine, which is not counted. */
const networkOfSender = ({ ip, headers = {}, raw }: ArrivedFiles): string | undefined =>
  ip === undefined || raw === undefined || isFromThisMachine({ headers, raw }) ? undefined : networkOf(ip)

async function takeOne(
  ground: Ground,
  formKey: string,
  upload: ArrivedFiles['uploads'][number],
  network: string | undefined,
): Promise<{ file?: StagedFile; problem?: FileProblem }> {
  if (upload.isTooLarge) return { problem: await tooLarge(ground, upload) }
  try {
    return { file: await stageFile(ground, formKey, { path: upload.path }, upload.filename, network) }
  } catch (error) {
    const problem =
      error instanceof Refusal && error.code === 'file_refused' ? error.details.fields?.[0] : undefined
    if (!problem) throw error
    return { problem: problem as FileProblem }
  }
}

/**
 * A file for which there is no room just now (too many wait, of this form or of all) is left out and can be added on
 * the report's page: a flood of files never stands before somebody's words.
 */
export const isLeftOut = ({ code }: FileProblem): boolean => code === 'form_full'

async function tooLarge(ground: Ground, upload: ArrivedFiles['uploads'][number]): Promise<FileProblem> {
  const settings = settingsOf(ground.config)
  const type = await recognise(upload.path)
  return fileOverLimit(
    shownName(upload.filename),
    type ? settings.maxBytes[type.kind] : largestFile(settings),
  )
}
