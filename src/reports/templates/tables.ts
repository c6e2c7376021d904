/** Where a text is used: the final answer, a message on the way, or the question what is missing. */
export const purposes = ['answer', 'message', 'completion'] as const
export type Purpose = (typeof purposes)[number]

export type TemplateRow = {
  id: string
  /** `null`: kept by the national desk, offered to everybody. */
  agency_code: string | null
  purpose: Purpose
  name: string
  text: string
  outcome: string | null
  owner_id: string
  /** 'YYYY-MM-DD' */
  review_on: string
  active: boolean
  version: number
  created_at: Date
  updated_at: Date
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    answer_template: TemplateRow
    answer_template_use: {
      report_id: string
      seq: number
      template_id: string
      account_id: string
      unchanged: boolean
      used_at: Date
    }
  }
}
