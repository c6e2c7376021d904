export interface LogEntryTable {
  report_id: string
  seq: number
  leaf_index: number
}

interface LogTileTable {
  level: number
  tile_index: number
  hashes: Buffer
}

export interface LogCheckpointTable {
  tree_size: number
  at: Date
  note: string
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    log_entry: LogEntryTable
    log_tile: LogTileTable
    log_checkpoint: LogCheckpointTable
  }
}
