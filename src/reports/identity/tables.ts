export interface IdentityTable {
  report_id: string
  sealed: Buffer
  created_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    'vault.identity': IdentityTable
    /** An address that the reporter gave when letters to the first one came back; it counts instead. */
    'vault.contact': { report_id: string; sealed: Buffer; given_at: Date }
    /** The address lies in the vault; here stands only that letters to it come back. */
    notice_undeliverable: { report_id: string; channel: 'email' | 'sms'; code: string; created_at: Date }
  }
}
