/**
 * What an operator reads when the program cannot start or a command cannot run: what happened, what is safe,
 * what to do next. Not for reporters: their errors are in `src/errors.ts`.
 */
const explanations = {
  schema_is_newer: {
    id: 'Basis data ini dibuat oleh versi yang lebih baru (migrasi {name} tidak dikenal). Tidak ada yang diubah. Jalankan versi yang lebih baru, atau pulihkan cadangan dari sebelum pembaruan. Bila ini basis data bawaan untuk mencoba, dan isinya boleh hilang, hapus folder DATA_DIR (.data): dibuat baru saat dijalankan lagi.',
    en: 'This database was made by a newer version (migration {name} is unknown here). Nothing was changed. Run the newer version, or restore a backup from before the upgrade. If it is the bundled database of a trial, and what is in it may be lost, delete the folder DATA_DIR (.data): the next start makes a new one.',
  },
  migration_was_changed: {
    id: 'Berkas migrasi {name} berbeda dari yang pernah dijalankan pada basis data ini. Tidak ada yang diubah. Kembalikan berkas aslinya; perubahan skema ditulis sebagai migrasi baru. Bila Anda sedang menulis migrasi ini dan basis datanya hanya untuk mencoba, hapus folder DATA_DIR (.data).',
    en: 'The migration file {name} differs from the one that this database ran. Nothing was changed. Put the released file back; a change of the schema is written as a new migration. If you are writing this migration and the database is for trying only, delete the folder DATA_DIR (.data).',
  },
  bad_setting: {
    id: 'Pengaturan {name} tidak dapat dipakai: {reason} Perbaiki lalu jalankan lagi.',
    en: 'The setting {name} cannot be used: {reason} Correct it and start again.',
  },
  no_embedded_database: {
    id: 'Untuk sistem ini ({system}) tidak ada PostgreSQL bawaan. Pasang PostgreSQL 15 sampai 18 dan beri tahu alamatnya dengan DATABASE_URL.',
    en: 'There is no bundled PostgreSQL for this system ({system}). Install PostgreSQL 15 to 18 and name it in DATABASE_URL.',
  },
  no_unprivileged_user: {
    id: 'PostgreSQL tidak mau berjalan sebagai root, dan tidak ada satu pun pengguna {users} di sistem ini. Jalankan sebagai pengguna biasa, atau buat salah satunya.',
    en: 'PostgreSQL refuses to run as root, and none of the users {users} exists here. Start as a normal user, or create one of them.',
  },
  folder_not_reachable: {
    id: 'PostgreSQL berjalan sebagai pengguna {user}, yang tidak dapat melewati folder {folder}. Pilih DATA_DIR yang lain, jalankan sebagai pengguna biasa, atau pasang setpriv (util-linux).',
    en: 'PostgreSQL runs as user {user}, who may not pass through the folder {folder}. Choose another DATA_DIR, start as a normal user, or install setpriv (util-linux).',
  },
  other_postgres_version: {
    id: 'Folder {folder} berisi basis data PostgreSQL {version}; program ini membawa versi {wanted}. Tidak ada yang diubah. Pakai versi program yang membuatnya, atau pindahkan data dengan cadangan (lapor backup, lalu lapor restore).',
    en: 'The folder {folder} holds a database of PostgreSQL {version}; this program brings {wanted}. Nothing was changed. Use the version that made it, or move the data by a backup (lapor backup, then lapor restore).',
  },
  database_cannot_start: {
    id: 'Basis data di {folder} tidak dapat dijalankan: {reason}. Datanya tidak diubah. Periksa ruang disk dan hak atas folder itu; keterangan lengkap ada di server.log di sebelahnya.',
    en: 'The database in {folder} cannot start: {reason}. Its data was not changed. Check the disk space and the rights on that folder; server.log beside it has the details.',
  },
  disk_full: {
    id: 'Disk penuh: basis data di {folder} tidak dapat menulis. Laporan yang sudah dikonfirmasi tetap aman. Kosongkan ruang, lalu jalankan lagi.',
    en: 'The disk is full: the database in {folder} cannot write. Confirmed reports are safe. Free some space, then start again.',
  },
  already_running: {
    id: 'Program sudah berjalan pada {folder} (proses {pid}). Hentikan dulu yang itu, atau pilih DATA_DIR lain.',
    en: 'The program is already running on {folder} (process {pid}). Stop that one first, or choose another DATA_DIR.',
  },
  data_is_newer: {
    id: 'Folder {folder} dibuat oleh versi yang lebih baru ({program}). Tidak ada yang diubah. Jalankan versi itu, atau pilih DATA_DIR lain.',
    en: 'The folder {folder} was made by a newer version ({program}). Nothing was changed. Run that version, or choose another DATA_DIR.',
  },
  folder_not_writable: {
    id: 'Folder {folder} tidak dapat ditulis: {reason}. Pilih DATA_DIR lain atau perbaiki hak aksesnya.',
    en: 'The folder {folder} cannot be written to: {reason}. Choose another DATA_DIR or correct its permissions.',
  },
  port_taken: {
    id: 'Port {port} di {host} sudah dipakai program lain. Hentikan program itu, atau pilih port lain, misalnya PORT=3001.',
    en: 'Port {port} on {host} is taken by another program. Stop that program, or choose another port, for instance PORT=3001.',
  },
  cannot_listen: {
    id: 'Tidak dapat mendengarkan di {host}:{port}: {reason}. Periksa HOST dan PORT.',
    en: 'Cannot listen on {host}:{port}: {reason}. Check HOST and PORT.',
  },
  database_not_reachable: {
    id: 'PostgreSQL di DATABASE_URL tidak menjawab: {reason}. Periksa alamat, nama, dan sandinya, dan apakah servernya berjalan.',
    en: 'The PostgreSQL of DATABASE_URL does not answer: {reason}. Check its address, user and password, and whether the server is running.',
  },
  database_version: {
    id: 'PostgreSQL di DATABASE_URL adalah versi {version}; diperlukan versi 15 sampai 18.',
    en: 'The PostgreSQL of DATABASE_URL is version {version}; 15 to 18 is needed.',
  },
  roles_missing: {
    id: 'Login basis data ini tidak boleh membuat peran yang diperlukan ({reason}). Mintalah administrator menjalankan migrations/0001-roles.sql satu kali di basis data itu, lalu: grant lapor_owner, lapor_web, lapor_worker, lapor_vault to <login>.',
    en: 'This database login may not create the roles that are needed ({reason}). Let an administrator run migrations/0001-roles.sql once in that database, then: grant lapor_owner, lapor_web, lapor_worker, lapor_vault to <login>.',
  },
  folder_not_empty: {
    id: 'Folder {folder} tidak kosong. Cadangan ditulis ke folder baru, agar yang lama tidak tertimpa.',
    en: 'The folder {folder} is not empty. A backup is written into a new folder, so that no older one is overwritten.',
  },
  backup_not_usable: {
    id: 'Cadangan di {folder} tidak dapat dipakai: {reason}. Tidak ada yang diubah. Pakai cadangan lain.',
    en: 'The backup in {folder} cannot be used: {reason}. Nothing was changed. Use another backup.',
  },
  not_empty: {
    id: 'Pemulihan hanya ke tempat yang kosong, sedangkan {place} sudah berisi data. Tidak ada yang diubah. Pilih DATA_DIR atau basis data yang kosong.',
    en: 'A backup is restored into an empty place only, and {place} holds data. Nothing was changed. Choose an empty DATA_DIR or database.',
  },
  no_such_test: {
    id: 'Tidak ada uji di {path}. Sebut berkas …test.ts atau folder yang memuatnya, dihitung dari folder proyek; tanpa nama, semua uji dijalankan.',
    en: 'There is no test at {path}. Name a …test.ts file or a folder that holds some, from the folder of the project; without a name every test runs.',
  },
  unknown_command: {
    id: 'Perintah "{name}" tidak dikenal. Daftar perintah: lapor help.',
    en: 'There is no command "{name}". The commands are listed by: lapor help.',
  },
} as const satisfies Record<string, { id: string; en: string }>

/** The code of a situation that an operator has to solve. */
export type ExplanationCode = keyof typeof explanations

/** An error that the operator reads as one paragraph a language; it has no stack trace on the screen. */
export class Explained extends Error {
  readonly code: ExplanationCode
  constructor(code: ExplanationCode, values: Record<string, string | number>, cause?: unknown) {
    const fill = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
    super(`${fill(explanations[code].id)}\n${fill(explanations[code].en)}`, { cause })
    this.name = 'Explained'
    this.code = code
  }
}

/** Makes the error of a situation; `throw explained('port_taken', { port })`. */
export const explained = (
  code: ExplanationCode,
  values: Record<string, string | number> = {},
  cause?: unknown,
): Explained => new Explained(code, values, cause)
