import type { MailState } from '../staffNews/tables.ts'

declare module '../../platform/db/database.ts' {
  interface Tables {
    /** Whoever follows a public report, by a hash of the address that is bound to the report. */
    follower: {
      report_id: string
      follower_id: string
      address_hash: Buffer
      language: 'id' | 'en'
      asked_at: Date
      confirmed_at: Date | null
    }
    'vault.follower_address': { report_id: string; follower_id: string; sealed: Buffer; created_at: Date }
    follow_news: { report_id: string; seq: number; at: Date; next_at: Date }
    follow_letter: {
      report_id: string
      letter_id: string
      follower_id: string
      seq: number | null
      state: MailState
      attempts: number
      next_at: Date
      sent_at: Date | null
      last_error: string | null
      created_at: Date
      kept_recipient: string | null
      kept_subject: string | null
      kept_text: string | null
    }
  }
}
