/** A step that the reporter takes is taken once, however often its form arrives. */
import { Refusal } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import { reporter } from '../../regulation/permissions.ts'
import type { ReporterAction } from '../casefile/inputs.ts'
import { readAsReporter } from '../casefile/reading.ts'
import { loadFile } from '../casefile/store.ts'
import { reporterActs } from '../desk/acts.ts'
import { replyWithFiles, type StagedFiles } from './reply.ts'

const withFiles = ['reply', 'complete'] as const

export const isWithFiles = (action: ReporterAction): action is (typeof withFiles)[number] =>
  (withFiles as readonly string[]).includes(action)

/** Officers do not move a report more often than that while one request runs. */
const mostTries = 5

/**
 * Carries a step out, once: a second tap, or a phone that sends again because the answer got lost, finds that this
 * very step was taken since its page was drawn. A reply is taken although an officer moved the report meanwhile, on
 * the version at which it was seen to be missing; a decision on an old page is not.
 */
export async function actOnce(
  ground: Ground,
  { reportId }: Pick<CaseFile, 'reportId'>,
  action: ReporterAction,
  input: Record<string, unknown>,
  staged: StagedFiles,
): Promise<void> {
  let version = input['version']
  for (let tries = 1; ; tries++) {
    try {
      const given = { ...input, version }
      if (isWithFiles(action)) await replyWithFiles(ground, action, reportId, given, staged)
      else await reporterActs[action](ground, reporter, reportId, given)
      return
    } catch (error) {
      const isLate =
        error instanceof Refusal && (error.code === 'stale_version' || error.code === 'action_not_allowed')
      const file = isLate ? await loadFile(ground.db, reportId) : undefined
      if (!isLate || !file) throw error
      if (await isDone(ground, file, action, input)) return
      if (!isWithFiles(action) || error.code !== 'stale_version' || tries >= mostTries) throw error
      version = file.version
    }
  }
}

async function isDone(
  ground: Ground,
  file: CaseFile,
  action: string,
  input: Record<string, unknown>,
): Promise<boolean> {
  const { events } = await readAsReporter(ground.db, file)
  const own = events.filter((event) => event.actor_kind === 'reporter')
  const seen = input['version']
  const since = typeof seen === 'number' ? own.filter(({ seq }) => seq > seen) : own.slice(-1)
  return since.some(
    (event) =>
      event.action === action &&
      ['text', 'reason', 'comment'].every((name) => (input[name] ?? '') === (event.data[name] ?? '')),
  )
}
