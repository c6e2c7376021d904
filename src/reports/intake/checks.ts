/** What the shape of a submit cannot say: that places and offices exist, that a day has been, that contacts can be used. */
import { refuse, type FieldProblem } from '../../errors.ts'
import { CompiledQuery } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { remembered } from '../../platform/db/remembered.ts'
import { localDay } from '../../regulation/clocks.ts'
import type { SubmitInput } from './inputs.ts'

export type Known = { zone: string; agencyZone?: string; agencyRegion?: string }

const deskZone = 'Asia/Jakarta'

const problem = (field: string, code: string, id: string, en: string): FieldProblem => ({
  field,
  code,
  id,
  en,
})

type Found = { region?: { zone: string }; agency?: Office; topic?: { code: string } }
type Office = { zone: string; region: string | null }

/** Names change once in some years; each question to the database costs a submit as much as signing its receipt. */
const rememberedSeconds = 60

async function lookUp(db: Db, { region, agency, category }: SubmitInput): Promise<Found> {
  const find = async <Row>(kind: string, code: string | undefined, text: string): Promise<Row | undefined> =>
    code === undefined
      ? undefined
      : remembered(db, `submit ${kind} ${code}`, rememberedSeconds, async () => {
          const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(text, [code]))
          return rows[0]
        })
  const [place, office, topic] = await Promise.all([
    find<{ zone: string }>('region', region, 'select zone from region where code = $1'),
    find<Office>('agency', agency, openOffice),
    find<{ code: string }>('topic', category, 'select code from topic where code = $1'),
  ])
  return { ...(place && { region: place }), ...(office && { agency: office }), ...(topic && { topic }) }
}

const openOffice = `
  select zone, region_code as region from agency where code = $1 and active and type <> 'national_desk'`

/**
 * Looks up what the input names and checks what needs the database or the clock.
 * @throws invalid_input with every wrong field at once
 */
export async function checkSubmit(db: Db, input: SubmitInput, now: Date, shortest: number): Promise<Known> {
  const fields: FieldProblem[] = [
    ...textProblems(input, shortest),
    ...contactProblems(input),
    ...placeProblems(input),
  ]
  const known: Known = { zone: deskZone }
  const found = await lookUp(db, input)
  if (input.region !== undefined) {
    if (found.region) known.zone = found.region.zone
    else
      fields.push(
        problem(
          'region',
          'unknown_region',
          'Wilayah ini tidak ada dalam daftar. Pilih dari daftar atau kosongkan.',
          'There is no such region. Choose one from the list or leave it empty.',
        ),
      )
  }
  if (input.agency !== undefined) {
    if (found.agency) {
      known.agencyZone = found.agency.zone
      if (found.agency.region !== null) known.agencyRegion = found.agency.region
    } else
      fields.push(
        problem(
          'agency',
          'unknown_agency',
          'Instansi ini tidak ada dalam daftar. Pilih "Pilihkan untuk saya" bila ragu.',
          'There is no such agency. Choose "Choose for me" when in doubt.',
        ),
      )
  }
  if (input.category !== undefined && found.topic === undefined)
    fields.push(
      problem(
        'category',
        'unknown_category',
        'Kategori ini tidak ada dalam daftar.',
        'There is no such category.',
      ),
    )
  if (input.occurred_on !== undefined && input.occurred_on > localDay(now.toISOString(), known.zone))
    fields.push(
      problem(
        'occurred_on',
        'future_day',
        'Tanggal kejadian belum terjadi. Tulis tanggal hari ini atau sebelumnya.',
        'That day has not come yet. Give today or an earlier day.',
      ),
    )
  if (fields.length > 0) throw refuse('invalid_input', { fields })
  return known
}

function textProblems({ text }: SubmitInput, shortest: number): FieldProblem[] {
  if (text.trim().length >= shortest) return []
  return [
    problem(
      'text',
      'too_short',
      'Tulis paling sedikit satu kalimat, misalnya apa dan di mana.',
      'Write at least one sentence, such as what and where.',
    ),
  ]
}

/**
 * Enough to catch a slip of the hand; whether an address is real only a letter tells. A machine's number in place of a
 * domain ("a@[10.0.0.1]") is nobody's address: it would let anybody send our letters to any machine.
 */
export const looksLikeEmail = (text: string): boolean =>
  /^[^\s@<>()[\]",;:\\]+@[^\s@<>()[\]",;:\\]+\.(?!\d+$)[^\s@.<>()[\]",;:\\]{2,}$/.test(text)

function contactProblems({ email, phone }: SubmitInput): FieldProblem[] {
  const found: FieldProblem[] = []
  if (email !== undefined && !looksLikeEmail(email))
    found.push(
      problem(
        'email',
        'not_an_email',
        'Alamat surel ini belum lengkap, contoh nama@contoh.id. Boleh juga dikosongkan.',
        'This e-mail address is not complete, for example name@example.org. It may be left empty.',
      ),
    )
  if (phone !== undefined && !/^\+?[\d\s().-]{8,20}$/.test(phone))
    found.push(
      problem(
        'phone',
        'not_a_phone',
        'Nomor HP hanya berisi angka, contoh 0812 0000 0000. Boleh juga dikosongkan.',
        'A phone number has digits only, for example 0812 0000 0000. It may be left empty.',
      ),
    )
  return found
}

function placeProblems({ lat, lng }: SubmitInput): FieldProblem[] {
  if ((lat === undefined) === (lng === undefined)) return []
  return [
    problem(
      'lat',
      'half_a_position',
      'Letak di peta harus berisi lintang dan bujur, atau kosong.',
      'A position needs latitude and longitude, or neither.',
    ),
  ]
}
