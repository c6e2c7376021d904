/** What the shape of a submit cannot say: that places and offices exist, that a day has been, that contacts can be used. */
import { refuse, type FieldProblem } from '../../errors.ts'
import { CompiledQuery } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
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

type Found = {
  region_zone: string | null
  agency_zone: string | null
  agency_region: string | null
  has_topic: boolean
}

/** One question for all three names: each trip to the database costs a submit as much as signing its receipt. */
const lookUpQuery = `
  select
    (select zone from region where code = $1) as region_zone,
    a.zone as agency_zone,
    a.region_code as agency_region,
    exists (select from topic where code = $3) as has_topic
  from (select 1) one
  left join agency a on a.code = $2 and a.active and a.type <> 'national_desk'`

const nothing: Found = { region_zone: null, agency_zone: null, agency_region: null, has_topic: false }

async function lookUp(db: Db, { region, agency, category }: SubmitInput): Promise<Found> {
  if (region === undefined && agency === undefined && category === undefined) return nothing
  const asked = CompiledQuery.raw(lookUpQuery, [region ?? null, agency ?? null, category ?? null])
  return (await db.executeQuery<Found>(asked)).rows[0] ?? nothing
}

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
    if (found.region_zone !== null) known.zone = found.region_zone
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
    if (found.agency_zone !== null) {
      known.agencyZone = found.agency_zone
      if (found.agency_region !== null) known.agencyRegion = found.agency_region
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
  if (input.category !== undefined && !found.has_topic)
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

function contactProblems({ email, phone }: SubmitInput): FieldProblem[] {
  const found: FieldProblem[] = []
  if (email !== undefined && !/^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@.]{2,}$/.test(email))
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
      'Titik lokasi harus berisi lintang dan bujur, atau kosong.',
      'A position needs latitude and longitude, or neither.',
    ),
  ]
}
