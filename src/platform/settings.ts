import { parseClock } from './clock.ts'

/** One setting: its name in the environment, what it is when left out, how its text is read, what it is for. */
interface Setting<Value> {
  name: string
  fallback: string
  /** @throws Error whose message says what is expected */
  read: (text: string) => Value
  what: { id: string; en: string }
}

const setting = <Value>(
  name: string,
  fallback: string,
  read: (text: string) => Value,
  id: string,
  en: string,
): Setting<Value> => ({ name, fallback, read, what: { id, en } })

/** Every setting of the program, in the order in which README and `lapor help settings` list them. */
export const settings = {
  port: setting(
    'PORT',
    '3000',
    whole(0, 65_535),
    'Port HTTP; 0 memilih port bebas.',
    'The HTTP port; 0 picks a free one.',
  ),
  host: setting('HOST', '127.0.0.1', text, 'Alamat tempat mendengarkan.', 'The address to listen on.'),
  baseUrl: setting(
    'BASE_URL',
    '',
    optional(httpUrl),
    'Alamat publik situs, dipakai dalam tautan dan surel; jika kosong, http://HOST:PORT.',
    'The public address, used in links and e-mail; when empty, http://HOST:PORT.',
  ),
  dataDir: setting(
    'DATA_DIR',
    '.data',
    text,
    'Folder untuk basis data bawaan, kunci, dan lampiran.',
    'The folder for the bundled database, keys and attachments.',
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    '',
    optional(postgresUrl),
    'PostgreSQL 15–18 yang dipakai; jika kosong, PostgreSQL bawaan di DATA_DIR.',
    'The PostgreSQL 15 to 18 to use; when empty, the bundled one in DATA_DIR.',
  ),
  databaseDirectUrl: setting(
    'DATABASE_DIRECT_URL',
    '',
    optional(postgresUrl),
    'Alamat tanpa pengumpul koneksi, untuk migrasi dan antrean; jika kosong, DATABASE_URL.',
    'The address past a connection pooler, for migrations and the job queue; when empty, DATABASE_URL.',
  ),
  databaseWebUrl: setting(
    'DATABASE_WEB_URL',
    '',
    optional(postgresUrl),
    'Alamat dengan login sendiri untuk halaman dan API; perlu bila login DATABASE_URL tidak boleh membuat peran.',
    'An address with a login of its own for pages and API; needed where the login of DATABASE_URL may not create roles.',
  ),
  databaseWorkerUrl: setting(
    'DATABASE_WORKER_URL',
    '',
    optional(postgresUrl),
    'Alamat dengan login sendiri untuk pekerja latar; perlu bila login DATABASE_URL tidak boleh membuat peran.',
    'An address with a login of its own for the worker; needed where the login of DATABASE_URL may not create roles.',
  ),
  databaseVaultUrl: setting(
    'DATABASE_VAULT_URL',
    '',
    optional(postgresUrl),
    'Alamat dengan login sendiri untuk pembuka identitas; perlu bila login DATABASE_URL tidak boleh membuat peran.',
    'An address with a login of its own for opening identities; needed where the login of DATABASE_URL may not create roles.',
  ),
  databaseConnections: setting(
    'DATABASE_CONNECTIONS',
    '16',
    whole(2, 500),
    'Koneksi basis data paling banyak untuk halaman.',
    'The most database connections for pages.',
  ),
  roles: setting(
    'LAPOR_ROLES',
    'web,worker',
    roleList,
    'Bagian yang dijalankan proses ini.',
    'The parts that this process runs.',
  ),
  demo: setting(
    'LAPOR_DEMO',
    '',
    optional(yesOrNo),
    '1 mengisi contoh laporan, 0 tidak; jika kosong, hanya pada basis data bawaan.',
    '1 fills in invented reports, 0 does not; when empty, only into the bundled database.',
  ),
  clock: setting(
    'LAPOR_NOW',
    '',
    parseClock,
    'Jam uji: tetap (2026-08-17T02:00:00Z) atau bergeser (+3d, -2h).',
    'A test clock: fixed (2026-08-17T02:00:00Z) or shifted (+3d, -2h).',
  ),
  allowTestClock: setting(
    'LAPOR_ALLOW_TEST_CLOCK',
    '0',
    yesOrNo,
    'Mengizinkan LAPOR_NOW bersama DATABASE_URL.',
    'Allows LAPOR_NOW together with DATABASE_URL.',
  ),
  smtpUrl: setting(
    'SMTP_URL',
    '',
    optional(smtpUrl),
    'Server surel (smtps://nama:sandi@host); jika kosong, surel masuk ke kotak surat contoh.',
    'The mail server (smtps://user:password@host); when empty, mail goes to the visible test mailbox.',
  ),
  mailFrom: setting(
    'MAIL_FROM',
    'LAPOR! <lapor@localhost>',
    text,
    'Pengirim surel.',
    'The sender of e-mail.',
  ),
  bodyBytes: setting(
    'LAPOR_BODY_BYTES',
    '1000000',
    whole(10_000, 100_000_000),
    'Ukuran terbesar kiriman tanpa lampiran.',
    'The largest body without attachments.',
  ),
  attachmentCount: setting(
    'ATTACHMENT_COUNT',
    '10',
    whole(0, 100),
    'Lampiran paling banyak dalam satu kiriman.',
    'The most attachments in one submission.',
  ),
  attachmentImageBytes: setting(
    'ATTACHMENT_IMAGE_BYTES',
    '15000000',
    whole(0, 1_000_000_000),
    'Ukuran terbesar satu foto.',
    'The largest picture.',
  ),
  attachmentDocumentBytes: setting(
    'ATTACHMENT_DOCUMENT_BYTES',
    '10000000',
    whole(0, 1_000_000_000),
    'Ukuran terbesar satu PDF.',
    'The largest PDF.',
  ),
  attachmentVideoBytes: setting(
    'ATTACHMENT_VIDEO_BYTES',
    '50000000',
    whole(0, 2_000_000_000),
    'Ukuran terbesar satu video.',
    'The largest video.',
  ),
  attachmentAudioBytes: setting(
    'ATTACHMENT_AUDIO_BYTES',
    '15000000',
    whole(0, 1_000_000_000),
    'Ukuran terbesar satu rekaman suara.',
    'The largest voice note.',
  ),
  attachmentPixels: setting(
    'ATTACHMENT_PIXELS',
    '60000000',
    whole(1_000_000, 1_000_000_000),
    'Titik gambar paling banyak; melindungi dari gambar jebakan.',
    'The most pixels of a picture; a guard against picture bombs.',
  ),
  s3Endpoint: setting(
    'S3_ENDPOINT',
    '',
    optional(httpUrl),
    'Penyimpanan lampiran yang cocok dengan S3; jika kosong, folder di DATA_DIR.',
    'An S3-compatible store for attachments; when empty, a folder in DATA_DIR.',
  ),
  s3Bucket: setting('S3_BUCKET', 'lapor', text, 'Bucket untuk lampiran.', 'The bucket for attachments.'),
  s3Region: setting('S3_REGION', 'us-east-1', text, 'Wilayah S3.', 'The S3 region.'),
  s3AccessKeyId: setting('S3_ACCESS_KEY_ID', '', optional(text), 'Kunci akses S3.', 'The S3 access key.'),
  s3SecretAccessKey: setting(
    'S3_SECRET_ACCESS_KEY',
    '',
    optional(text),
    'Kunci rahasia S3.',
    'The S3 secret key.',
  ),
  trustedProxies: setting(
    'TRUSTED_PROXIES',
    '',
    list,
    'Alamat perantara yang X-Forwarded-For-nya dipercaya, dipisah koma.',
    'Addresses of proxies whose X-Forwarded-For is believed, separated by commas.',
  ),
  liveStreams: setting(
    'LAPOR_LIVE_STREAMS',
    '2000',
    whole(0, 100_000),
    'Halaman meja paling banyak yang dikabari langsung oleh satu proses; 0 mematikannya.',
    'The most desk pages that one process keeps up to date; 0 switches it off.',
  ),
  metricsToken: setting(
    'METRICS_TOKEN',
    '',
    optional(text),
    'Token untuk /metrics dari luar mesin ini.',
    'The token for /metrics from outside this machine.',
  ),
  logLevel: setting(
    'LOG_LEVEL',
    'info',
    oneOf('debug', 'info', 'warn', 'error', 'silent'),
    'Catatan paling rendah yang ditulis.',
    'The least serious line that is logged.',
  ),
}

function text(value: string): string {
  return value
}

function list(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function optional<Value>(read: (value: string) => Value): (value: string) => Value | undefined {
  return (value) => (value === '' ? undefined : read(value))
}

function whole(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = Number(value)
    if (/^\d+$/.test(value) && number >= least && number <= most) return number
    throw new Error(`a whole number from ${least} to ${most} is expected.`)
  }
}

function oneOf<const Word extends string>(...words: Word[]): (value: string) => Word {
  return (value) => {
    const word = words.find((one) => one === value)
    if (word !== undefined) return word
    throw new Error(`one of ${words.join(', ')} is expected.`)
  }
}

function yesOrNo(value: string): boolean {
  return oneOf('0', '1')(value) === '1'
}

function roleList(value: string): ('web' | 'worker')[] {
  return list(value).map(oneOf('web', 'worker'))
}

function address(protocols: RegExp, example: string): (value: string) => string {
  return (value) => {
    if (protocols.test(value)) return value.replace(/\/+$/, '')
    throw new Error(`an address such as ${example} is expected.`)
  }
}

function httpUrl(value: string): string {
  return address(/^https?:\/\/[^\s/]+/, 'https://lapor.example')(value)
}

function postgresUrl(value: string): string {
  return address(/^postgres(ql)?:\/\//, 'postgresql://user:password@host:5432/lapor')(value)
}

function smtpUrl(value: string): string {
  return address(/^smtps?:\/\/[^\s/]+/, 'smtps://user:password@mail.example')(value)
}
