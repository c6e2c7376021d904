/** What a template is filled with, for one report and one writer. Asked anew each time; nothing here names a reporter. */
import { agencyByCode, unitByCode } from '../../directory/agencies/queries.ts'
import { loadLaw } from '../../directory/deadlines/queries.ts'
import { topicByCode } from '../../directory/topics/queries.ts'
import { baseUrlOf } from '../../platform/config.ts'
import type { Ground } from '../../platform/ground.ts'
import { answerClocks } from '../../regulation/kinds.ts'
import type { CaseClock, CaseFile, Part } from '../../regulation/facts.ts'
import type { Law } from '../../regulation/law.ts'
import type { Actor } from '../../regulation/permissions.ts'
import { filled, type Placeholder, placeholdersIn } from '../../regulation/placeholders.ts'
import { kindWords } from '../../regulation/words.ts'
import { dayOf, fullDay, shownNumber } from '../../web/dates.ts'
import { inLanguage, paths } from '../../web/paths.ts'
import { sayIn, type Say } from '../../web/say.ts'
import { evaluateClocks } from '../casefile/clockwork.ts'
import { firstWords } from '../casefile/projections.ts'
import { maskPersonalData } from '../publication/masking.ts'
import type { Purpose } from './tables.ts'

export type Filled = {
  text: string
  /** Placeholders without a value here, such as a due day where no clock runs. */
  left: string[]
}

/** The text of a template for this report, in the language that its reporter reads. */
export async function fillFor(
  ground: Ground,
  template: { text: string; purpose: Purpose },
  file: CaseFile,
  actor: Actor,
  part: Part | undefined,
): Promise<Filled> {
  const text = filled(template.text, await valuesFor(ground, template.purpose, file, actor, part))
  return { text, left: placeholdersIn(text) }
}

async function valuesFor(
  { db, now, config }: Ground,
  purpose: Purpose,
  file: CaseFile,
  actor: Actor,
  part: Part | undefined,
): Promise<Partial<Record<Placeholder, string>>> {
  const say = sayIn(file.language)
  const unitCode = part?.unit ?? actor.unit
  const [law, agency, unit, topic] = await Promise.all([
    loadLaw(db),
    actor.agency === undefined ? undefined : agencyByCode(db, actor.agency),
    unitCode === undefined ? undefined : unitByCode(db, unitCode),
    file.category === undefined ? undefined : topicByCode(db, file.category),
  ])
  const title = maskPersonalData(file.title || firstWords(file.text)).masked
  const number = shownNumber(file.number)
  const due = dueDayOf(file, part, law)
  return {
    nomor: number,
    judul: title,
    jenis: say(kindWords[file.kind]),
    ...(topic && { kategori: topic.name }),
    nama_instansi: agency?.name ?? say('Meja nasional SP4N-LAPOR!', 'The national desk of SP4N-LAPOR!'),
    ...(unit && { nama_unit: unit.name }),
    nama_petugas: actor.name,
    ...(due !== undefined && { batas: fullDay(due, say) }),
    batas_pelapor: reporterDay(file, purpose, now().toISOString(), law, say),
    tanggal: fullDay(dayOf(now(), agency?.zone ?? 'Asia/Jakarta'), say),
    alamat_lacak: `${baseUrlOf(config)}${inLanguage(paths.tracking.form, file.language)}`,
  }
}

/** When the final answer is due: of the own part where there is one. */
function dueDayOf(file: CaseFile, part: Part | undefined, law: Law): string | undefined {
  const rule = answerClocks[file.kind]
  return evaluateClocks(file, law).find(
    ({ clock }) =>
      clock.ended === undefined &&
      (clock.rule === rule || (part?.lead === false && clock.rule === 'F5')) &&
      (clock.part === undefined || part === undefined || clock.part === part.no),
  )?.result.due_on
}

/** The day that V5 (completion) or R2 (a question) would end on if it began now: in the reporter's zone (A20). */
function reporterDay(file: CaseFile, purpose: Purpose, at: string, law: Law, say: Say): string {
  const clock: CaseClock = {
    no: 0,
    rule: purpose === 'completion' ? 'V5' : 'R2',
    startedAt: at,
    zone: file.zone,
    changes: [],
    ...(file.region !== undefined && { region: file.region }),
  }
  const [found] = evaluateClocks({ ...file, clocks: [clock] }, law)
  return fullDay(found!.result.due_on, say)
}
