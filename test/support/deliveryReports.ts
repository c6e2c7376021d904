/** Delivery reports as mail servers write them, about a letter with a given Message-ID. */

type About = { messageId: string; to: string; status?: string; said?: string; action?: string }

/** Postfix: the returned head in a part of its own. */
export const fromPostfix = ({
  messageId,
  to,
  status = '5.1.1',
  said = `550 5.1.1 <${to}>: Recipient address rejected: User unknown`,
  action = 'failed',
}: About): string =>
  [
    'From: MAILER-DAEMON@mx.contoh.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'To: kabar@lapor.example',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4C1F.1750000000/mx.contoh.example"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4C1F.1750000000/mx.contoh.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    '--4C1F.1750000000/mx.contoh.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.contoh.example',
    'Arrival-Date: Mon,  6 Jul 2026 09:10:00 +0700 (WIB)',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mail.contoh.id',
    `Diagnostic-Code: smtp; ${said.replace(': ', ':\r\n    ')}`,
    '',
    '--4C1F.1750000000/mx.contoh.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'From: LAPOR! <kabar@lapor.example>',
    `To: ${to}`,
    `Message-ID:`,
    ` <${messageId}>`,
    'Auto-Submitted: auto-generated',
    '',
    '--4C1F.1750000000/mx.contoh.example--',
    '',
  ].join('\r\n')

/** Others return the whole letter, packed, and give no address but the final one. */
export const fromAnother = ({ messageId, to, status = '5.1.1' }: About): string =>
  [
    'Content-Type: multipart/report; boundary=000abc; report-type=delivery-status',
    '',
    '--000abc',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ${to.toUpperCase()}\nAction: Failed\nStatus: ${status} (bad destination mailbox address)\n`,
    ).toString('base64'),
    '--000abc',
    'Content-Type: message/rfc822',
    '',
    `To: ${to}`,
    `Message-Id: <${messageId}>`,
    'Subject: Laporan',
    '',
    'Isi surat.',
    '--000abc--',
  ].join('\n')
