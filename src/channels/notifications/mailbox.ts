/** Where messages go without a mail server: a page. For development and trial; addresses are shortened in it. */
import type { Db } from '../../platform/db/database.ts'
import { messageId } from '../email/letter.ts'
import '../following/tables.ts'
import '../staffNews/tables.ts'
import type { Gateway, Outgoing } from './gateway.ts'
import './tables.ts'

/** Writing the same message again leaves one, so this gateway can be interrupted anywhere. */
export const mailboxGateway = (db: Db, host: string, now: () => Date): Gateway => ({
  channel: 'email',
  isRepeatable: true,
  open: async () => ({
    send: async (message) => {
      await keep(db, message, host, now())
      return { done: 'sent' }
    },
    close: async () => {},
  }),
})

async function keep(db: Db, message: Outgoing, host: string, now: Date): Promise<void> {
  const { of: row, subject, text } = message
  if ('mailId' in row) {
    await db
      .updateTable('staff_mail')
      .set({ kept_subject: subject, kept_text: text })
      .where('id', '=', row.mailId)
      .execute()
    return
  }
  if ('letterId' in row) {
    await db
      .updateTable('follow_letter')
      .set({ kept_recipient: shortened(message.address), kept_subject: subject, kept_text: text })
      .where('report_id', '=', row.reportId)
      .where('letter_id', '=', row.letterId)
      .execute()
    return
  }
  await db
    .insertInto('outgoing_message')
    .values({
      report_id: row.reportId,
      seq: row.seq,
      channel: message.channel,
      message_id: messageId(message, host),
      recipient: shortened(message.address),
      subject,
      text,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** 'sumiati@contoh.id' → 's…@contoh.id': enough to see that it went somewhere. */
export const shortened = (address: string): string => address.replace(/^(.)[^@]*/, '$1…').slice(0, 100)
