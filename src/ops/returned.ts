import { readDeliveryReport } from '../channels/email/deliveryReport.ts'
import { takeReturned } from '../channels/notifications/returned.ts'
import { withGround } from './withGround.ts'

/** EX_TEMPFAIL: the mail server keeps the message and asks again. */
const tryLater = 75

/** A delivery report is some kilobytes; what is longer is none. */
const mostBytes = 2_000_000

/**
 * `lapor returned < MESSAGE`: takes one delivery report from a mail server, which pipes into it what arrives at the
 * sender's address. Anything else is passed over in silence, so that no letter is ever answered by a machine.
 */
export async function run(): Promise<number | void> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    size += piece.length
    if (size <= mostBytes) pieces.push(piece)
  }
  const returned = size <= mostBytes ? readDeliveryReport(Buffer.concat(pieces).toString('utf8')) : undefined
  if (!returned) return
  try {
    await withGround(async (ground) => {
      const isOurs = await takeReturned(ground, returned)
      process.stderr.write(
        isOurs
          ? `Surat yang kembali dicatat (${returned.status}). / A returned letter is noted.\n`
          : 'Bukan surat dari layanan ini. / No letter of this service.\n',
      )
    }, 'lapor_worker')
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return tryLater
  }
}
