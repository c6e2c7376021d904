import { Worker } from 'node:worker_threads'
import type { Db } from '../../platform/db/database.ts'
import { decidedReports } from './decided.ts'
import { leastReports, type Measured } from './evaluation.ts'
import type { DecidedReport } from './training.ts'

export type Step = 'random' | 'time' | 'all'
type Learnt = { bytes: Buffer; measured: Measured }

/**
 * Trains and measures in a thread of its own, so that the process goes on answering.
 * @param since see `trainMeasured`
 */
export function learnInThread(
  reports: readonly DecidedReport[],
  { since, onStep }: { since?: string; onStep?: (step: Step) => void } = {},
): Promise<Learnt> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./trainingThread.ts', import.meta.url), {
      workerData: { reports, since },
    })
    thread.on('message', (message: { step: Step } | { bytes: Uint8Array; measured: Measured }) => {
      if ('step' in message) onStep?.(message.step)
      else resolve({ bytes: Buffer.from(message.bytes), measured: message.measured })
    })
    thread.once('error', reject)
    thread.once('exit', (code) => reject(new Error(`The training ended early (${code}).`)))
  })
}

/** Models that are kept: the one in use, and the ones before for whoever wants to compare. */
const kept = 3

/**
 * Learns from what the desks decided and stores the model; the web processes find it within ten seconds.
 * @returns what was measured, or only the number of decided reports where there are too few to measure on
 */
export async function trainFromDecisions(
  db: Db,
  now: Date,
  onStep?: (step: Step) => void,
): Promise<{ reports: number; measured?: Measured }> {
  const reports = await decidedReports(db)
  if (reports.length < leastReports) return { reports: reports.length }
  const { bytes, measured } = await learnInThread(reports, { ...(onStep && { onStep }) })
  await db
    .insertInto('routing_model')
    .values({
      trained_at: now,
      reports: reports.length,
      measured: JSON.stringify(measured) as never,
      model: bytes,
    } as never)
    .execute()
  const older = await db
    .selectFrom('routing_model')
    .select('model_no')
    .orderBy('model_no', 'desc')
    .offset(kept)
    .limit(100)
    .execute()
  for (const { model_no } of older)
    await db.deleteFrom('routing_model').where('model_no', '=', model_no).execute()
  return { reports: reports.length, measured }
}
