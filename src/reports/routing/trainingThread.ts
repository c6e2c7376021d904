/** What runs in the thread of `learn.ts`: computing only, no database. */
import { parentPort, workerData } from 'node:worker_threads'
import { trainMeasured } from './evaluation.ts'
import { packModel } from './modelBytes.ts'
import type { DecidedReport } from './training.ts'

const { reports, since } = workerData as { reports: DecidedReport[]; since?: string }
const { model, measured } = trainMeasured(reports, {
  ...(since !== undefined && { since }),
  onStep: (step) => parentPort?.postMessage({ step }),
})
parentPort?.postMessage({ bytes: packModel(model), measured })
