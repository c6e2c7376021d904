/** T1–T5: a report comes in. Every door calls `submit`; no door has rules of its own (decision 11). */
import { randomBytes } from 'node:crypto'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { newSecret, newTrackingNumber, newToken, pepperedHash } from '../../platform/crypto/token.ts'
import type { Db } from '../../platform/db/database.ts'
import { announceSoon } from '../../platform/db/deskChanges.ts'
import type { Ground } from '../../platform/ground.ts'
import { baseUrlOf } from '../../platform/config.ts'
import { present } from '../../platform/present.ts'
import { formKinds, formLevels, type Channel } from '../../regulation/kinds.ts'
import type { CaseFile, Facts } from '../../regulation/facts.ts'
import { gateOf } from '../../regulation/inspection.ts'
import { speaksOfMisconduct } from '../../regulation/misconduct.ts'
import type { RulesInForce } from '../../regulation/law.ts'
import { visitor, type Actor } from '../../regulation/permissions.ts'
import { transitions } from '../../regulation/transitions.ts'
import { attachStaged } from '../attachments/staging.ts'
import { newClock } from '../casefile/consequences.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { applyEffects, type Effect } from '../casefile/effects.ts'
import { eventRow } from '../casefile/events.ts'
import { openCase } from '../casefile/open.ts'
import { nationalDesk } from '../casefile/projections.ts'
import { adminsOf } from '../casefile/staffNotices.ts'
import type { EventRow } from '../casefile/tables.ts'
import { sealIdentity } from '../identity/sealing.ts'
import { checkSubmit, type Known } from './checks.ts'
import { answerBefore, hashOfBody, hashOfKey, sealAnswer } from './idempotency.ts'
import { shortestText, type SubmitInput, type Submitted } from './inputs.ts'
import { signReceipt } from './receipt.ts'

export type Door = {
  channel: Channel
  language: 'id' | 'en'
  actor?: Actor
  /** The row of the state table that this door stands for. */
  action?: 'submit' | 'submit_by_sms' | 'submit_by_message' | 'submit_for_reporter' | 'submit_by_partner'
  /** When the desk got the letter or the phone call; V1 counts from there (T4). */
  receivedAt?: Date
  /** The web form asks for a sentence; other doors take any text. */
  shortestText?: number
  /** The row of an imported file: one row is one report, whenever and however often the import is run. */
  imported?: { id: string; contentHash: Buffer }
  /** A note for colleagues that comes with the report (X1), such as names that have no code here. */
  note?: string
  /** What the door knows beside the report, kept in its first event: which desk it came to, the number on the paper. */
  said?: Record<string, string>
  /** Entered later than the desk may take (G4). */
  isLateEntry?: boolean
  /** Files kept from an earlier attempt of the same form. */
  staged?: { ids: string[]; hashes: string[] }
}

export type Outcome = { repeated: boolean; answer: Submitted; reportId?: string }

/**
 * Takes a report, once per key. The number, the secret and the receipt are in the answer; a repeat of the same key
 * with the same body gets the same answer.
 * @throws invalid_input, key_reused
 */
export async function submit(ground: Ground, sent: SubmitInput, door: Door): Promise<Outcome> {
  const input = withoutHiddenIdentity(sent)
  const now = ground.now()
  const key = input.idempotency_key ?? newToken()
  const bodyHash = hashOfBody(input, door.staged?.hashes ?? [], door.said)
  const known = await checkSubmit(ground.db, input, now, door.shortestText ?? shortestText)
  for (let attempt = 0; ; attempt++) {
    try {
      return await open(ground, input, door, known, key, bodyHash, now)
    } catch (error) {
      const constraint =
        (error as { code?: string; constraint?: string }).code === '23505'
          ? (error as { constraint?: string }).constraint
          : undefined
      if (constraint === 'submission_key_pkey') {
        const answer = await answerBefore(ground.db, key, bodyHash)
        if (answer) return { repeated: true, answer }
      }
      // A number drawn twice is one chance in a million millions; draw again.
      if (constraint !== 'tracking_number_pkey' || attempt >= 5) throw error
    }
  }
}

/** Nothing is collected from a fully anonymous reporter, even if the form sent it (DOMAIN section 6). */
function withoutHiddenIdentity(sent: SubmitInput): SubmitInput {
  if (sent.privacy !== 'anonim') return sent
  const { name: _name, email: _email, phone: _phone, contact_consent: _consent, ...rest } = sent
  return rest
}

async function open(
  ground: Ground,
  input: SubmitInput,
  door: Door,
  known: Known,
  key: string,
  bodyHash: Buffer,
  now: Date,
): Promise<Outcome> {
  const at = now.toISOString()
  const actor = door.actor ?? visitor
  const row = transitions.find((one) => one.action === (door.action ?? 'submit'))!
  const fresh = newFile(input, door, known, now)
  const law = await loadLaw(ground.db)
  const effects: Effect[] = [{ do: 'open', file: fresh }, ...firstClocks(fresh, known, now, law)]
  const file = applyEffects(undefined, effects, at)
  const event = eventRow({
    reportId: file.reportId,
    seq: 1,
    at,
    action: row.action,
    transition: row.id,
    audience: row.audience,
    actor,
    state: file.state,
    data: { ...door.said, ...(door.isLateEntry && { late_entry: true }) },
    effects,
  })
  const note = door.note === undefined ? undefined : noteRow(file, actor, door.note, at)
  if (note) file.version = note.seq
  const secret = newSecret()
  const answer: Submitted = {
    number: file.number,
    secret,
    url: `${baseUrlOf(ground.config)}/laporan/${file.number}`,
    receipt: signReceipt(ground.keys, { number: file.number, hash: event.hash.toString('base64url'), at }),
  }
  const contact = contactOf(input)
  // Rows of an imported file are years old: nobody is waiting for them.
  const gate = door.imported === undefined ? gateOf(file) : undefined
  const admins = gate === undefined ? [] : await adminsOf(ground.db, gate, now)
  const told = admins.filter((id) => id !== actor.id)
  const opening = {
    file,
    event,
    clocks: evaluateClocks(file, law),
    secretHash: secretHash(ground, file.reportId, secret),
    key: { hash: hashOfKey(key), bodyHash, answer: sealAnswer(key, answer) },
    ...(contact && { identity: sealIdentity(ground.keys, file.reportId, contact) }),
    ...(note && { note }),
    ...(door.imported && { imported: door.imported }),
    ...(told.length > 0 && { told }),
  }
  const staged = door.staged?.ids ?? []
  if (staged.length === 0) await openCase(ground.db, opening)
  else
    await ground.db.transaction().execute(async (trx) => {
      await openCase(trx as Db, opening)
      await attachStaged(trx as Db, file.reportId, key, staged, { addedBy: 'reporter', eventSeq: 1, at: now })
    })
  if (door.imported === undefined)
    announceSoon(ground.db, {
      report: file.reportId,
      ...(actor.kind === 'staff' && { by: actor.id }),
      lists: [nationalDesk, ...(gate === undefined ? [] : [gate])].map((desk) => ({
        desk,
        unit: null,
        isNew: true,
      })),
      accounts: told,
    })
  return { repeated: false, answer, reportId: file.reportId }
}

const noteRow = (file: CaseFile, actor: Actor, text: string, at: string): EventRow =>
  eventRow({
    reportId: file.reportId,
    seq: 2,
    at,
    action: 'note',
    transition: 'X1',
    audience: 'staff',
    actor,
    state: file.state,
    data: { text },
    effects: [],
  })

/** What is stored of the secret: bound to its report and peppered, since it is short enough to be searched. */
export const secretHash = (ground: Pick<Ground, 'keys'>, reportId: string, secret: string): Buffer =>
  pepperedHash(ground.keys.pepper, 'report_secret', `${reportId}\0${secret}`)

/** A time-ordered id, so that rows of one hour lie side by side on disk. */
export function newReportId(now: Date): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/**
 * The file of a report as it comes in. Every field of the form is taken here, into the vault (`contactOf`) or into the
 * key; `forgotten` must be empty, so that the compiler stops at a field that would be asked for and lost.
 */
function newFile(input: SubmitInput, door: Door, known: Known, now: Date): CaseFile {
  const { kind: formKind, privacy, title, text, contact_consent, ...where } = input
  const { category, region, place, lat, lng, occurred, occurred_on, agency, ...rest } = where
  const { name: _name, email: _email, phone: _phone, idempotency_key: _key, ...forgotten } = rest
  const submittedAt = (door.receivedAt ?? now).toISOString()
  const kind = formKinds[formKind]
  const level = formLevels[privacy ?? 'tanpa-nama']
  const contact = contactOf(input)
  return {
    ...(forgotten satisfies Record<string, never>),
    reportId: newReportId(now),
    number: newTrackingNumber(),
    version: 1,
    channel: door.channel,
    language: door.language,
    kind,
    wishedKind: kind,
    stage: 'received',
    state: 'received',
    publication: 'private',
    level,
    urgent: false,
    title: title?.trim() ?? '',
    text: text.trim(),
    zone: known.zone,
    submittedAt,
    updatedAt: submittedAt,
    parts: [],
    clocks: [],
    pending: [],
    mergedFrom: [],
    // Only an open report lets the handling agency see the name without asking (DOMAIN section 6).
    contactConsent: level === 'open' || (contact !== undefined && contact_consent === true),
    contactBy: [...(contact?.email ? ['email' as const] : []), ...(contact?.phone ? ['sms' as const] : [])],
    rejections: 0,
    bounces: 0,
    holds: 0,
    handlers: [],
    ...present({
      category,
      region,
      place: place?.trim() || undefined,
      lat,
      lng,
      occurred: occurred?.trim() || undefined,
      occurredDay: occurred_on,
      wishedAgency: agency,
      ...(agency !== undefined &&
        speaksOfMisconduct(`${title ?? ''} ${text}`) && { deskFirst: true as const }),
      importedId: door.imported?.id,
    } satisfies Partial<CaseFile>),
  }
}

function contactOf(input: SubmitInput): { name?: string; email?: string; phone?: string } | undefined {
  const given = Object.entries({ name: input.name, email: input.email, phone: input.phone }).filter(
    ([, value]) => value?.trim(),
  )
  return given.length === 0
    ? undefined
    : Object.fromEntries(given.map(([name, value]) => [name, value!.trim()]))
}

/** V1, or V2 where the reporter named the agency, and V4. Reports from before 2019 come in without clocks (DOMAIN 2.1). */
function firstClocks(file: CaseFile, known: Known, now: Date, law: RulesInForce): Effect[] {
  if (file.submittedAt < '2018-12-31T17:00:00.000Z') return []
  const agencies = new Map(
    file.wishedAgency === undefined
      ? []
      : [
          [
            file.wishedAgency,
            {
              code: file.wishedAgency,
              zone: known.agencyZone ?? file.zone,
              active: true,
              ...(known.agencyRegion !== undefined && { region: known.agencyRegion }),
            },
          ],
        ],
  )
  const facts: Facts = {
    file,
    actor: visitor,
    input: {},
    now: now.toISOString(),
    agencies,
    units: new Map(),
    dueAt: new Map(),
    law,
  }
  const first = gateOf(file) !== undefined && file.submittedAt >= '2025-04-30T17:00:00.000Z' ? 'V2' : 'V1'
  return ([first, 'V4'] as const).map((rule, index) => ({
    do: 'start_clock',
    clock: newClock(index + 1, rule, facts, undefined, file.submittedAt),
  }))
}
