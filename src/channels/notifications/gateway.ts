/** What the outbox needs of a way out (SMTP, the mailbox page, later SMS), and nothing about how it works. */

/** A message ready to go. `address` lives in memory only; it is neither stored nor logged. */
export type Outgoing = {
  /** The same for the same message each time: the left half of its Message-ID. */
  id: string
  /** The row that it comes from: an event for a reporter, a letter to an officer, or one to a follower. */
  of: { reportId: string; seq: number } | { mailId: string } | { reportId: string; letterId: string }
  channel: 'email' | 'sms'
  address: string
  language: 'id' | 'en'
  subject: string
  text: string
  /** Where the reader stops further messages; `oneClick` where a mail program may do so by itself (RFC 8058). */
  stopUrl: string
  oneClick: boolean
}

export type Delivery =
  | { done: 'sent' }
  /** It was not handed over: to be tried again. */
  | { done: 'not_now'; reason: string }
  /** It will not be taken, now or later: somebody has to look. */
  | {
      done: 'refused'
      reason: string
      /** The code of a mail server that knows nobody at this address ('550 5.1.1'): no letter to it will arrive. */
      gone?: string
    }
  /** It was handed over and no answer came: trying again could send it twice. */
  | { done: 'unclear'; reason: string }

export type Sender = { send: (message: Outgoing) => Promise<Delivery>; close: () => Promise<void> }

export type Gateway = {
  channel: 'email' | 'sms'
  /** Sending the same message again leaves one: an interrupted send may simply be repeated. */
  isRepeatable?: boolean
  open: () => Promise<Sender>
}
