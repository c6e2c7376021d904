/**
 * The invented reports of the demo: people, places and events that never were. Real agencies and regions, because
 * a demo with invented ones would not show the tree they stand in.
 */
import type { FormKind, FormLevel } from '../../regulation/kinds.ts'

/** How far a report has come; `filling.ts` knows the steps to each. */
export type Ending =
  | 'received'
  | 'held'
  | 'awaiting_completion'
  | 'forwarded'
  | 'at_unit'
  | 'authority_dispute'
  | 'in_progress'
  | 'awaiting_reporter'
  | 'answer_proposed'
  | 'answered'
  | 'solved'
  | 'silent'
  | 'rejected'
  | 'appealed'
  | 'with_ombudsman'
  | 'archived'
  | 'archive_proposed'
  | 'withdrawn'
  | 'merged'

export type Story = {
  text: string
  title: string
  kind: FormKind
  agency: string
  unit: string
  region: string
  category: string
  endings: Ending[]
  level?: FormLevel
  answer: string
  objection?: string
}

const surabaya = { agency: 'D3578', region: '35.78' }
const bandung = { agency: 'D3273', region: '32.73' }
const makassar = { agency: 'D7371', region: '73.71' }
const denpasar = { agency: 'D5171', region: '51.71' }
const jayapura = { agency: 'D9171', region: '91.71' }
const roads = 'dinas-pekerjaan-umum-dan-penataan-ruang'
const transport = 'dinas-perhubungan'
const environment = 'dinas-lingkungan-hidup'
const registry = 'dinas-kependudukan-dan-pencatatan-sipil'
const health = 'dinas-kesehatan'

export const stories: Story[] = [
  {
    ...surabaya,
    unit: transport,
    category: 'x0211',
    kind: 'pengaduan',
    title: 'Lampu lalu lintas mati di simpang pasar',
    text: 'Lampu merah di simpang pasar sudah tiga hari mati. Tiap pagi kendaraan berebut, kemarin ada pengendara motor jatuh. Mohon segera diperbaiki.',
    answer:
      'Modul pengendali lampu sudah diganti pada hari Rabu dan simpang dijaga petugas sampai lampu menyala lagi.',
    endings: ['solved', 'answered', 'in_progress', 'received'],
  },
  {
    ...surabaya,
    unit: transport,
    category: 'x0211',
    kind: 'pengaduan',
    title: 'Lampu jalan gang padam sejak Lebaran',
    text: 'Dua tiang lampu di gang belakang balai RW padam sejak Lebaran. Anak-anak pulang mengaji lewat jalan gelap. Sudah lapor ke RT belum ada tanda perbaikan.',
    answer:
      'Petugas mengganti dua lampu dan satu kabel yang putus. Tiang nomor 14 dan 15 menyala lagi sejak Kamis malam.',
    objection: 'Tiang nomor 15 masih sering mati sendiri setelah pukul sembilan malam.',
    endings: ['rejected', 'solved', 'silent', 'at_unit'],
  },
  {
    ...surabaya,
    unit: environment,
    category: 'x0222',
    kind: 'pengaduan',
    title: 'Sampah di pinggir kali tidak diangkut',
    text: 'Sampah menumpuk di pinggir kali dekat lapangan voli, sudah dua minggu. Baunya sampai ke rumah dan mulai banyak lalat. Truk sampah tidak pernah masuk.',
    answer:
      'Sampah diangkut dengan dua truk pada hari Sabtu, dan jadwal angkut ditambah menjadi tiga kali seminggu.',
    endings: ['silent', 'in_progress', 'merged', 'received'],
  },
  {
    ...surabaya,
    unit: 'dinas-sosial',
    category: '957',
    kind: 'pengaduan',
    title: 'Bantuan sembako ibu saya berhenti',
    text: 'Ibu saya, 71 tahun, tinggal sendiri. Bantuan sembako yang biasa diterima berhenti sejak dua bulan lalu tanpa pemberitahuan. Kami tidak tahu harus bertanya ke mana.',
    answer:
      'Data ibu Anda terhapus karena perpindahan alamat. Sudah dimasukkan lagi dan bantuan dua bulan diserahkan hari Senin.',
    level: 'rahasia',
    endings: ['answered', 'awaiting_reporter', 'in_progress'],
  },
  {
    ...surabaya,
    unit: 'dinas-pendidikan',
    category: '915',
    kind: 'informasi',
    title: 'Syarat pindah sekolah di tengah tahun',
    text: 'Saya pindah tugas bulan depan. Apa saja syarat memindahkan anak kelas 4 SD di tengah tahun ajaran, dan apakah harus menunggu semester baru?',
    answer:
      'Tidak perlu menunggu. Bawa surat pindah dari sekolah asal, rapor, dan kartu keluarga; sekolah tujuan menjawab paling lama lima hari kerja.',
    endings: ['solved', 'answered', 'forwarded'],
  },
  {
    ...surabaya,
    unit: roads,
    category: '1397',
    kind: 'pengaduan',
    title: 'Lubang besar di tikungan depan sekolah',
    text: 'Ada lubang selebar ember di tikungan depan sekolah dasar. Kalau hujan tertutup air dan tidak kelihatan. Minggu lalu ibu-ibu jatuh dari sepeda motor.',
    answer: 'Lubang ditambal aspal panas pada hari Selasa dan garis kejut dicat ulang.',
    objection: 'Tambalannya sudah mengelupas lagi setelah hujan dua hari.',
    endings: ['appealed', 'rejected', 'solved', 'received'],
  },
  {
    ...bandung,
    unit: roads,
    category: '1397',
    kind: 'pengaduan',
    title: 'Jalan desa putus setelah hujan',
    text: 'Jalan menuju kebun putus kira-kira empat meter setelah hujan semalam. Hasil panen tidak bisa diangkut. Kami sudah pasang bambu seadanya.',
    answer:
      'Gorong-gorong baru dipasang dan jalan diuruk kembali. Kendaraan kecil bisa lewat sejak hari Jumat.',
    endings: ['solved', 'silent', 'in_progress', 'at_unit'],
  },
  {
    ...bandung,
    unit: roads,
    category: '928',
    kind: 'aspirasi',
    title: 'Usul trotoar di depan pondok dan madrasah',
    text: 'Setiap pagi ratusan santri berjalan di bahu jalan yang sempit. Kami mengusulkan trotoar sepanjang kira-kira 300 meter di depan pondok dan madrasah.',
    answer:
      'Usul diterima dan masuk rencana tahun depan. Sementara itu jam lintas truk dibatasi pada pagi hari.',
    endings: ['solved', 'answered', 'in_progress', 'forwarded'],
  },
  {
    ...bandung,
    unit: 'perusahaan-daerah-air-minum',
    category: '1618',
    kind: 'pengaduan',
    title: 'Air mati tiap pukul 5 sampai 9 pagi',
    text: 'Sudah dua minggu air mati tiap pagi dari pukul lima sampai sembilan. Tiga gang terdampak, anak-anak berangkat sekolah tanpa mandi. Loket hanya bilang tunggu.',
    answer: 'Pompa di bak penampung diganti. Tekanan pagi sudah kembali dan dipantau tujuh hari.',
    endings: ['solved', 'answered', 'awaiting_reporter', 'received'],
  },
  {
    ...bandung,
    unit: 'satuan-polisi-pamong-praja',
    category: '950',
    kind: 'pengaduan',
    title: 'Musik pasar malam sampai lewat tengah malam',
    text: 'Pasar malam di lapangan memutar musik keras sampai lewat tengah malam selama sepekan. Banyak bayi dan orang tua yang sakit di sekitar sini.',
    answer: 'Petugas memeriksa izin dan membatasi pengeras suara sampai pukul sepuluh malam.',
    endings: ['silent', 'answered', 'withdrawn'],
  },
  {
    ...bandung,
    unit: 'dinas-penanaman-modal-dan-pelayanan-terpadu-satu-pintu',
    category: '976',
    kind: 'pengaduan',
    title: 'Diminta uang untuk mempercepat izin usaha',
    text: 'Saat mengurus izin warung, seorang petugas loket meminta uang supaya berkas didahulukan. Saya tidak memberi dan berkas saya belum diproses sampai sekarang.',
    answer:
      'Inspektorat memeriksa loket itu. Petugas yang bersangkutan dijatuhi sanksi dan izin Anda sudah terbit.',
    level: 'anonim',
    endings: ['in_progress', 'with_ombudsman', 'forwarded'],
  },
  {
    ...bandung,
    unit: 'dinas-kebudayaan-dan-pariwisata',
    category: 'x0021',
    kind: 'informasi',
    title: 'Jam buka museum pada hari libur',
    text: 'Apakah museum kota buka pada hari libur nasional, dan apakah rombongan sekolah perlu memesan lebih dulu?',
    answer:
      'Museum buka pukul 09.00 sampai 14.00 pada hari libur. Rombongan lebih dari 30 orang memesan tiga hari sebelumnya.',
    endings: ['solved', 'answered'],
  },
  {
    ...makassar,
    unit: environment,
    category: 'x0222',
    kind: 'pengaduan',
    title: 'Kanal mampet, kios pasar tergenang',
    text: 'Kanal di belakang pasar penuh eceng gondok dan plastik. Setiap hujan satu jam saja, kios kami tergenang sebetis. Sudah tiga kali sejak awal bulan.',
    answer: 'Kanal dikeruk sepanjang 200 meter dan saringan dipasang di mulut saluran.',
    objection: 'Saringan sudah penuh lagi dan kios masih tergenang kemarin sore.',
    endings: ['rejected', 'solved', 'in_progress', 'at_unit', 'received'],
  },
  {
    ...makassar,
    unit: environment,
    category: 'x0222',
    kind: 'aspirasi',
    title: 'Bank sampah untuk lorong kami',
    text: 'Ibu-ibu lorong ingin membuat bank sampah, tetapi belum tahu cara menimbang dan menjualnya. Mohon ada pendampingan dan satu timbangan.',
    answer: 'Penyuluh datang dua kali sebulan mulai pekan depan, dan timbangan dipinjamkan selama setahun.',
    endings: ['solved', 'answered', 'forwarded'],
  },
  {
    ...makassar,
    unit: transport,
    category: '936',
    kind: 'pengaduan',
    title: 'Angkutan kota tidak melewati rute',
    text: 'Angkutan kota jurusan pasar baru memotong rute dan tidak melewati puskesmas. Orang tua harus berjalan satu kilometer.',
    answer: 'Operator ditegur dan papan rute dipasang di tiga perhentian.',
    endings: ['silent', 'awaiting_completion', 'authority_dispute'],
  },
  {
    ...makassar,
    unit: 'dinas-pendidikan',
    category: '915',
    kind: 'pengaduan',
    title: 'Pungutan buku di sekolah dasar',
    text: 'Orang tua diminta membayar paket buku, padahal bukunya sudah dibagikan gratis. Yang belum bayar namanya ditulis di papan kelas.',
    answer:
      'Sekolah mengembalikan seluruh uang dan papan itu sudah dihapus. Kepala sekolah ditegur tertulis.',
    level: 'rahasia',
    endings: ['answered', 'in_progress', 'held'],
  },
  {
    ...makassar,
    unit: 'dinas-kesehatan',
    category: '1385',
    kind: 'pengaduan',
    title: 'Antrean puskesmas dari subuh',
    text: 'Nomor antrean poli gigi habis pukul enam pagi. Orang datang sejak subuh dan banyak yang pulang lagi. Mohon cara mendaftar diubah.',
    answer: 'Pendaftaran lewat telepon dibuka dan kuota ditambah sepuluh orang per hari.',
    endings: ['solved', 'answer_proposed', 'received'],
  },
  {
    ...denpasar,
    unit: registry,
    category: '963',
    kind: 'pengaduan',
    title: 'KTP rusak belum diganti tiga bulan',
    text: 'KTP saya rusak dan sudah diajukan penggantian tiga bulan lalu. Setiap datang dijawab blanko habis. Saya perlu untuk mengurus pinjaman usaha.',
    answer: 'Blanko sudah tersedia dan KTP Anda dicetak hari ini. Bisa diambil di kantor camat.',
    endings: ['solved', 'answered', 'in_progress', 'forwarded'],
  },
  {
    ...denpasar,
    unit: registry,
    category: '963',
    kind: 'informasi',
    title: 'Syarat pindah KK untuk anak yang baru kuliah',
    text: 'Anak saya mulai kuliah di kota lain. Apakah harus pulang dulu untuk pindah KK, atau bisa diurus dari kota tempat kuliah?',
    answer:
      'Bisa diurus dari kota tempat kuliah dengan surat pindah daring; kartu keluarga baru terbit dalam dua hari kerja.',
    endings: ['solved', 'answered', 'received'],
  },
  {
    ...denpasar,
    unit: 'dinas-pertanian',
    category: 'x0119',
    kind: 'aspirasi',
    title: 'Puskesmas hewan keliling ke banjar',
    text: 'Kami mengusulkan puskesmas hewan keliling singgah di banjar sebulan sekali. Peternak kecil sulit membawa ternak ke kota.',
    answer: 'Jadwal keliling disusun, banjar Anda mendapat giliran pekan kedua setiap bulan.',
    endings: ['answered', 'in_progress'],
  },
  {
    ...denpasar,
    unit: roads,
    category: '1400',
    kind: 'pengaduan',
    title: 'Papan jembatan gantung lepas',
    text: 'Tiga papan di tengah jembatan gantung hilang sejak hujan Senin lalu. Anak-anak sekolah memutar empat kilometer. Pegangan sebelah kiri juga longgar.',
    answer: 'Papan diganti seluruhnya dan pegangan dikencangkan. Foto sesudah pekerjaan dilampirkan.',
    objection: 'Dua papan masih goyang dan pegangan belum diperbaiki.',
    endings: ['appealed', 'solved', 'archive_proposed'],
  },
  {
    ...jayapura,
    unit: health,
    category: '1385',
    kind: 'pengaduan',
    title: 'Obat malaria kosong di puskesmas',
    text: 'Sudah dua minggu obat malaria di puskesmas kosong. Kami disuruh membeli sendiri di kota, ongkosnya besar.',
    answer: 'Obat dikirim hari Senin dan stok minimum dinaikkan dua kali lipat.',
    endings: ['solved', 'in_progress', 'at_unit'],
  },
  {
    ...jayapura,
    unit: health,
    category: '1385',
    kind: 'aspirasi',
    title: 'Imunisasi pada hari Sabtu',
    text: 'Kami pulang kerja setelah jam empat. Kalau puskesmas buka Sabtu pagi, imunisasi anak tidak terlewat lagi.',
    answer: 'Mulai bulan depan puskesmas buka setiap Sabtu pertama, pukul 08.00 sampai 11.00.',
    endings: ['solved', 'answered', 'forwarded'],
  },
  {
    ...jayapura,
    unit: 'dinas-pendidikan',
    category: '915',
    kind: 'pengaduan',
    title: 'Guru kelas enam sering tidak masuk',
    text: 'Guru kelas enam hanya masuk dua hari dalam seminggu. Ujian sudah dekat dan anak-anak belajar sendiri.',
    answer: 'Guru pengganti ditugaskan sejak Senin dan kehadiran diperiksa setiap minggu.',
    endings: ['silent', 'awaiting_reporter', 'received'],
  },
  {
    ...jayapura,
    unit: 'perusahaan-daerah-air-minum',
    category: '1618',
    kind: 'pengaduan',
    title: 'Rekening air naik tanpa pemakaian',
    text: 'Rumah kosong tiga bulan tetapi rekening air naik terus. Meteran tidak pernah dibaca petugas.',
    answer: 'Meteran dibaca ulang dan kelebihan bayar dikembalikan pada rekening bulan depan.',
    endings: ['answered', 'archived', 'awaiting_completion'],
  },
]
