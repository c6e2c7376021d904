declare module '../../platform/db/database.ts' {
  interface Tables {
    outgoing_message: {
      report_id: string
      seq: number
      channel: string
      message_id: string
      /** Shortened: the address itself stays in the vault. */
      recipient: string
      subject: string
      text: string
      created_at: Date
    }
    /** Reporters who no longer want messages about a report; they go on following it on its page. */
    notice_stop: { report_id: string; created_at: Date }
  }
}

export {}
