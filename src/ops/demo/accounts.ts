/** The invented staff of the demo, one or more for every role. Written with their passwords to DATA_DIR, mode 0600. */
import { writeFileSync } from 'node:fs'
import { createAccount, createToken } from '../../directory/accounts/create.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Actor, StaffRole } from '../../regulation/permissions.ts'

type Person = { name: string; email: string; role: StaffRole; agency?: string; unit?: string }
export type DemoAccount = {
  role: StaffRole
  agency?: string
  unit?: string
  email: string
  password: string
  token: string
}

const at = 'lapor.example'
const person = (
  name: string,
  role: StaffRole,
  place: { agency?: string; unit?: string } = {},
  login = name,
): Person => ({
  name,
  role,
  email: `${login.toLowerCase().replace(/[^a-z]+/g, '.')}@${at}`,
  ...place,
})

const team = (
  agency: string,
  unit: string,
  names: [admin: string, officer: string, approver: string],
): Person[] => [
  person(names[0], 'agency_admin', { agency }),
  person(names[1], 'unit_officer', { agency, unit: `${agency}.${unit}` }),
  person(names[2], 'approver', { agency }),
]

/** The liaison and the approver of an inspectorate. */
const inspectors = (agency: string, [officer, approver]: [officer: string, approver: string]): Person[] => [
  person(officer, 'unit_officer', { agency, unit: `${agency}.inspektorat` }),
  person(approver, 'approver', { agency, unit: `${agency}.inspektorat` }),
]

const people: Person[] = [
  person('Ratri Wulandari', 'national_verifier'),
  person('Bima Pratama', 'national_verifier'),
  person('Sekar Ayuningtyas', 'arbiter'),
  person('Galih Nugroho', 'moderator'),
  person('Wening Lestari', 'identity_custodian'),
  person('Danu Saputra', 'oversight_province', { agency: 'P35' }),
  person('Laras Handayani', 'oversight_ministry', { agency: 'K09' }),
  person('Arif Budiman', 'ombudsman'),
  person('Nirmala Dewi', 'evaluator'),
  // Calendars and deadlines are changed by two persons.
  person('Rahmat Hidayat', 'evaluator'),
  person('Tegar Wicaksono', 'auditor'),
  person('Panji Kusuma', 'operator'),
  ...team('D3578', 'dinas-perhubungan', ['Yoga Prasetyo', 'Dimas Aryanto', 'Endah Puspita']),
  ...team('D3273', 'dinas-pekerjaan-umum-dan-penataan-ruang', [
    'Intan Permata',
    'Rangga Maulana',
    'Citra Anggraini',
  ]),
  ...team('D7371', 'dinas-lingkungan-hidup', ['Andi Tenriawaru', 'Syahrul Basri', 'Hasnah Rauf']),
  ...team('D5171', 'dinas-kependudukan-dan-pencatatan-sipil', [
    'Made Suardana',
    'Komang Ayu',
    'Wayan Sutama',
  ]),
  ...team('D9171', 'dinas-kesehatan', ['Yohana Wambrauw', 'Markus Rumbiak', 'Selvi Mandosir']),
  // What needs an inspection is read by nobody else of an agency (the story of the licence, in Bandung).
  ...inspectors('D3578', ['Bayu Setiawan', 'Retno Kusumawati']),
  ...inspectors('D3273', ['Asep Ramdani', 'Neneng Suryani']),
  ...inspectors('D7371', ['Baso Mappanyukki', 'Nurhayati Salam']),
  ...inspectors('D5171', ['Ketut Ardana', 'Nyoman Sari']),
  ...inspectors('D9171', ['Frans Wanggai', 'Martha Ayomi']),
]

/** Makes the accounts with tokens and writes them down for whoever tries the demo. */
export async function makeDemoAccounts(
  db: Db,
  file: string,
  now: Date,
): Promise<{ actors: Map<string, Actor[]> }> {
  const accounts: DemoAccount[] = []
  const actors = new Map<string, Actor[]>()
  const made = await Promise.all(
    people.map(async ({ name, email, role, agency, unit }) => {
      const place = { ...(agency !== undefined && { agency }), ...(unit !== undefined && { unit }) }
      const { id, password } = await createAccount(db, { name, email, roles: [role], ...place }, now)
      return { id, name, role, place, email, password, token: await createToken(db, email, now, 'demo') }
    }),
  )
  for (const { id, name, role, place, email, password, token } of made) {
    accounts.push({ role, ...place, email, password, token })
    const key = `${role} ${place.agency ?? ''}`.trim()
    actors.set(key, [...(actors.get(key) ?? []), { kind: 'staff', id, name, roles: [role], ...place }])
  }
  writeFileSync(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  return { actors }
}
