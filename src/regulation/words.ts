/** The labels of codes. Official status words are data that may change with the platform (DOMAIN open point 6). */
import type { AgencyOutcome, ArchiveReason, Channel, DeskSource, Kind, Level, State } from './kinds.ts'
import type { Role } from './permissions.ts'
import type { Words } from './transition.ts'

const words = (id: string, en: string): Words => ({ id, en })

/** The six official statuses, with our sub-label (DOMAIN section 4). */
export const officialStatus: Record<State, { code: string; words: Words }> = {
  received: { code: 'BT', words: words('Belum Terverifikasi: diterima', 'Not yet verified: received') },
  held: { code: 'BT', words: words('Belum Terverifikasi: ditahan sementara', 'Not yet verified: on hold') },
  awaiting_completion: {
    code: 'TD',
    words: words('Tertunda: menunggu kelengkapan', 'Postponed: waiting for details'),
  },
  forwarded: {
    code: 'TB',
    words: words('Terdisposisi Belum Ditindaklanjuti', 'Forwarded, not yet followed up'),
  },
  authority_dispute: {
    code: 'TB',
    words: words('Terdisposisi: penentuan kewenangan', 'Forwarded: authority being decided'),
  },
  in_progress: { code: 'TP', words: words('Terdisposisi Sedang Diproses', 'Forwarded, in progress') },
  awaiting_reporter: {
    code: 'TD',
    words: words('Tertunda: menunggu jawaban pelapor', "Postponed: waiting for the reporter's answer"),
  },
  answer_proposed: {
    code: 'TP',
    words: words('Sedang Diproses: menunggu persetujuan', 'In progress: waiting for approval'),
  },
  answered: { code: 'TP', words: words('Sedang Diproses: sudah dijawab', 'In progress: answered') },
  closed_solved: { code: 'TS', words: words('Selesai menurut pelapor', 'Solved, says the reporter') },
  closed_by_agency: { code: 'TS', words: words('Ditutup instansi', 'Closed by the agency') },
  appealed: { code: 'TP', words: words('Sedang Diproses: banding', 'In progress: appeal') },
  with_ombudsman: {
    code: 'TP',
    words: words('Sedang Diproses: di Ombudsman', 'In progress: with the Ombudsman'),
  },
  archived: { code: 'AR', words: words('Diarsipkan', 'Archived') },
  withdrawn: { code: 'AR', words: words('Dicabut pelapor', 'Withdrawn by the reporter') },
  merged: { code: 'AR', words: words('Digabung dengan laporan lain', 'Merged with another report') },
}

export const kindWords: Record<Kind, Words> = {
  complaint: words('Pengaduan', 'Complaint'),
  complaint_service: words('Pengaduan layanan', 'Service complaint'),
  complaint_oversight: words('Pengaduan berkadar pengawasan', 'Complaint needing an inspection'),
  aspiration: words('Aspirasi', 'Suggestion'),
  information: words('Permintaan informasi', 'Information request'),
}

export const levelWords: Record<Level, Words> = {
  open: words('Terbuka', 'Open'),
  name_hidden: words('Tanpa nama', 'Name hidden'),
  secret: words('Rahasia', 'Secret'),
  anonymous: words('Anonim penuh', 'Fully anonymous'),
}

export const outcomeWords: Record<AgencyOutcome, Words> = {
  repaired: words('Sudah diperbaiki', 'Repaired'),
  process_changed: words('Cara kerja diubah', 'Process changed'),
  sanction: words('Sanksi dijatuhkan', 'Sanction imposed'),
  explained: words('Dijelaskan', 'Explained'),
  not_possible: words('Tidak dapat dilakukan, dengan alasan', 'Cannot be done, with the reason'),
}

export const archiveWords: Record<ArchiveReason, Words> = {
  abuse: words('Isinya penyalahgunaan', 'Abuse'),
  not_public_service: words('Bukan tentang layanan publik', 'Not about a public service'),
  court_pending: words('Sedang diperiksa pengadilan', 'Pending in court'),
  same_fact: words('Pelapor yang sama, hal yang sama', 'Same reporter, same fact'),
  not_completed: words('Belum dilengkapi', 'Not completed yet'),
}

export const channelWords: Record<Channel, Words> = {
  web: words('Situs', 'Website'),
  api: words('API', 'API'),
  sms: words('SMS', 'SMS'),
  whatsapp: words('WhatsApp', 'WhatsApp'),
  telegram: words('Telegram', 'Telegram'),
  email: words('Surel', 'E-mail'),
  counter: words('Loket', 'Counter'),
  manual: words('Dicatat petugas', 'Entered by an officer'),
  open311: words('Open311', 'Open311'),
  partner: words('Aplikasi terhubung', 'Linked application'),
}

export const deskSourceWords: Record<DeskSource, Words> = {
  counter: words('loket', 'counter'),
  letter: words('surat', 'letter'),
  phone: words('telepon', 'phone'),
}

export const roleWords: Record<Role, Words> = {
  visitor: words('Pengunjung', 'Visitor'),
  reporter: words('Pelapor', 'Reporter'),
  national_verifier: words('Admin nasional', 'National verifier'),
  arbiter: words('Penengah kewenangan', 'Arbiter'),
  agency_admin: words('Admin instansi', 'Agency admin'),
  unit_officer: words('Pejabat penghubung', 'Liaison officer'),
  approver: words('Pejabat penyetuju', 'Approver'),
  moderator: words('Moderator', 'Moderator'),
  identity_custodian: words('Penjaga identitas', 'Identity custodian'),
  oversight_province: words('Pengawas provinsi', 'Provincial oversight'),
  oversight_ministry: words('Pengawas kementerian', 'Ministry oversight'),
  ombudsman: words('Ombudsman', 'Ombudsman'),
  evaluator: words('Penilai KemenPANRB', 'Evaluator'),
  auditor: words('Auditor', 'Auditor'),
  api_client: words('Aplikasi terhubung', 'Linked application'),
  operator: words('Pengelola sistem', 'Operator'),
  system: words('Sistem', 'System'),
}
