import type { Measured } from './evaluation.ts'

export type RoutingModelRow = {
  model_no: number
  trained_at: Date
  reports: number
  measured: Measured
  model: Buffer
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    routing_model: RoutingModelRow
  }
}
