import type { MailWish, NewsKind } from '../../regulation/staffNews.ts'

export type MailState = 'waiting' | 'claimed' | 'sending' | 'sent' | 'failed' | 'held' | 'empty'

declare module '../../platform/db/database.ts' {
  interface Tables {
    staff_settings: {
      account_id: string
      news: Partial<Record<NewsKind, MailWish>>
      morning: boolean
      quiet_from_minutes: number
      quiet_until_minutes: number
      updated_at: Date
    }
    /** Letters to this address of an account come back; a new address is written to again. */
    staff_undeliverable: { account_id: string; email: string; code: string; created_at: Date }
    staff_mail: {
      id: string
      account_id: string
      kind: 'news' | 'morning'
      slot: string
      state: MailState
      attempts: number
      next_at: Date
      sent_at: Date | null
      last_error: string | null
      created_at: Date
      kept_subject: string | null
      kept_text: string | null
    }
  }
}
