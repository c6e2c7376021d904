/** On the report's page, folded: who was told of which step, by which way, and whether it went out. */
import { stepWords, type EscalationStep } from '../../regulation/escalation.ts'
import type { Words } from '../../regulation/transition.ts'
import { shortInstant } from '../../web/dates.ts'
import { type Html, html } from '../../web/html.ts'
import type { Say } from '../../web/say.ts'
import { narrate } from '../casefile/narration.ts'
import { ruleName } from '../casefile/narrationDeadlines.ts'
import type { Desk } from './desk.ts'
import type { DeskReport } from './load.ts'
import type { ToldRow } from './told.ts'

export function toldBox(desk: Desk, report: DeskReport): Html | false {
  const { say } = desk
  const { told } = report
  if (told.length === 0) return false
  const groups = [...Map.groupBy(told, ({ seq, rule, step }) => `${seq} ${rule} ${step}`).values()]
  return html`<section>
    <h2 class="h">${say('Yang dikabari', 'Who was told')}</h2>
    <details>
      <summary>${say(`${told.length} kabar`, `${told.length} notices`)}</summary>
      ${groups.map(
        (group) =>
          html`<p>
              <b>${aboutWords(group[0]!, desk, report)}</b><br /><span class="mut"
                >${shortInstant(group[0]!.at, desk.zone, say)}</span
              >
            </p>
            <ul class="plain">
              ${group.map((row) => html`<li>${whoWords(row, desk)}: ${howWords(row, desk)}</li>`)}
            </ul>`,
      )}
    </details>
  </section>`
}

/** Whoever may not read the history reads that something was told, and not of what. */
function aboutWords({ seq, rule, step }: ToldRow, { say }: Desk, { events, names }: DeskReport): string {
  if (rule !== null) {
    const words = stepWords[step as EscalationStep]
    return `${words ? say(words) : ''}: ${ruleName(rule, say).toLowerCase()}`
  }
  const event = events.find((one) => one.seq === seq)
  return event ? narrate(event, say, names).title : say('Satu langkah', 'One step')
}

/** Colleagues by name; people of other houses by their office. */
function whoWords({ account }: ToldRow, { say, actor }: Desk): string {
  if (!account) return say('Pelapor', 'Reporter')
  const isColleague = actor.agency === undefined || account.agency === actor.agency
  const place = account.place ?? say('Petugas nasional', 'National desk')
  return isColleague ? `${account.name}, ${place}` : place
}

const stateWords: Record<string, Words> = {
  waiting: { id: 'surel menunggu dikirim', en: 'e-mail waiting' },
  claimed: { id: 'surel sedang disiapkan', en: 'e-mail being prepared' },
  sending: { id: 'surel sedang dikirim', en: 'e-mail being sent' },
  failed: { id: 'surel gagal', en: 'e-mail failed' },
  held: { id: 'surel ditahan', en: 'e-mail held' },
}

function howWords(row: ToldRow, desk: Desk): string {
  const { say } = desk
  const sent = row.state === null ? undefined : sentWords(row, desk)
  if (row.channel !== 'list') return sent ?? ''
  const list =
    row.readAt === null
      ? say('di daftar, belum dibaca', 'in the list, unread')
      : say(
          `di daftar, dibaca ${shortInstant(row.readAt, desk.zone, say)}`,
          `in the list, read ${shortInstant(row.readAt, desk.zone, say)}`,
        )
  return sent === undefined || row.state === 'empty' ? list : `${list}; ${sent}`
}

function sentWords({ channel, state, sentAt }: ToldRow, { say, zone }: Desk): string {
  const by = channel === 'sms' ? 'SMS' : say('surel', 'e-mail')
  if (state === 'sent' && sentAt !== null)
    return say(
      `${by} terkirim ${shortInstant(sentAt, zone, say)}`,
      `${by} sent ${shortInstant(sentAt, zone, say)}`,
    )
  const words = stateWords[state ?? '']
  return words ? ofChannel(say(words), channel, say) : by
}

const ofChannel = (words: string, channel: ToldRow['channel'], say: Say): string =>
  channel === 'sms' ? words.replace(say('surel', 'e-mail'), 'SMS') : words
