/** The outbox in the worker: every few seconds by itself, and a daily sweep of the trial mailbox. */
import type { Ground } from '../../platform/ground.ts'
import type { Loop } from '../../platform/jobs/loops.ts'
import type { Crontab, Tasks } from '../../platform/jobs/worker.ts'
import { mailSettings } from '../email/letter.ts'
import { smtpGateway } from '../email/smtp.ts'
import type { Gateway } from './gateway.ts'
import { mailboxGateway } from './mailbox.ts'
import { sendDue } from './outbox.ts'

/** The ways out of this installation. SMS has none yet: its notices are held and shown as such. */
export function gatewaysOf(ground: Ground): Gateway[] {
  const { config, db, now } = ground
  const settings = mailSettings(config)
  return [
    config.smtpUrl === undefined
      ? mailboxGateway(db, settings.host, now)
      : smtpGateway(config.smtpUrl, settings),
  ]
}

export const loops: Loop[] = [
  {
    name: 'outbox',
    everyMs: 5_000,
    run: async (ground, signal) => {
      await sendDue(ground, ground.db, gatewaysOf(ground), signal)
    },
  },
]

const mailboxDays = 30

export const tasks: Tasks = {
  sweep_mailbox: async (ground) => {
    const before = new Date(ground.now().getTime() - mailboxDays * 86_400_000)
    await ground.db.deleteFrom('outgoing_message').where('created_at', '<', before).execute()
  },
}
export const crontab: Crontab[] = [{ task: 'sweep_mailbox', match: '23 18 * * *' }]
