export interface IdentityTable {
  report_id: string
  sealed: Buffer
  created_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    'vault.identity': IdentityTable
  }
}
