/**
 * Who usually does what, in everyday words: only for an installation in which nothing was decided yet. Made by hand
 * from the division of government affairs (UU 23/2014, appendix) and the topics of the shipped list.
 */
export type EverydayRow = {
  /** A kind of office, see offices.ts. */
  office: string
  /** The code of a shipped topic. */
  topic?: string
  /** Words and pairs of words, separated by commas. */
  words: string
}

export const everyday: readonly EverydayRow[] = [
  {
    office: 'local.dinas-pekerjaan-umum-dan-penataan-ruang',
    topic: '1397',
    words: 'jalan rusak, jalan berlubang, berlubang, aspal, pengaspalan, paving, jalan retak, jalan ambles',
  },
  {
    office: 'local.dinas-pekerjaan-umum-dan-penataan-ruang',
    topic: '2397',
    words: 'selokan, got, gorong gorong, drainase, saluran air, saluran mampet, banjir, genangan, parit',
  },
  { office: 'local.dinas-pekerjaan-umum-dan-penataan-ruang', topic: '1401', words: 'trotoar, pedestrian' },
  {
    office: 'local.dinas-pekerjaan-umum-dan-penataan-ruang',
    topic: 'x0213',
    words: 'jembatan rusak, jembatan putus, jembatan',
  },
  {
    office: 'local.dinas-pekerjaan-umum-dan-penataan-ruang',
    topic: 'x0123',
    words: 'irigasi, saluran irigasi, tanggul',
  },
  {
    office: 'local.dinas-perhubungan',
    topic: 'x0211',
    words: 'lampu jalan, pju, penerangan jalan, lampu penerangan, lampu padam, lampu mati',
  },
  {
    office: 'local.dinas-perhubungan',
    topic: 'x0212',
    words: 'parkir, parkir liar, juru parkir, jukir, tukang parkir',
  },
  {
    office: 'local.dinas-perhubungan',
    topic: '936',
    words:
      'lampu merah, traffic light, rambu, macet, kemacetan, angkot, terminal, halte, bus kota, lalu lintas',
  },
  {
    office: 'local.dinas-lingkungan-hidup',
    words:
      'sampah, tempat sampah, truk sampah, sampah menumpuk, petugas kebersihan, pohon tumbang, pohon, perantingan, pangkas pohon',
  },
  { office: 'local.dinas-lingkungan-hidup', topic: '1402', words: 'taman, taman kota, rumput taman' },
  {
    office: 'local.dinas-lingkungan-hidup',
    topic: '942',
    words: 'limbah, limbah pabrik, asap pabrik, bau menyengat, pencemaran, polusi, sungai tercemar',
  },
  {
    office: 'local.dinas-kependudukan-dan-pencatatan-sipil',
    topic: '963',
    words: 'ktp, kartu keluarga, kk, nik, pindah domisili, blangko, dukcapil, dispendukcapil, kia',
  },
  {
    office: 'local.dinas-kependudukan-dan-pencatatan-sipil',
    topic: '1462',
    words: 'akta, akta kelahiran, akta kematian, akta lahir',
  },
  {
    office: 'local.dinas-sosial',
    topic: '957',
    words: 'bansos, bantuan sosial, blt, bpnt, sembako, dtks, keluarga miskin, tidak mampu, beras bantuan',
  },
  { office: 'local.dinas-sosial', topic: '1660', words: 'pkh, keluarga harapan' },
  {
    office: 'local.dinas-sosial',
    topic: 'x0238',
    words: 'anak terlantar, pengemis, gelandangan, odgj, lansia terlantar',
  },
  {
    office: 'local.dinas-kesehatan',
    topic: 'x0041',
    words: 'puskesmas, bidan, posyandu, dokter, obat habis, antre berobat, ambulans, perawat',
  },
  { office: 'local.dinas-kesehatan', topic: 'x0052', words: 'demam berdarah, dbd, fogging, jentik, wabah' },
  { office: 'local.dinas-kesehatan', topic: 'x0053', words: 'vaksin, vaksinasi, imunisasi' },
  { office: 'local.rumah-sakit-umum-daerah', topic: 'x0041', words: 'rsud, rumah sakit, igd, rawat inap' },
  { office: 'L20', topic: '1387', words: 'bpjs kesehatan, bpjs, faskes, kis, rujukan bpjs' },
  { office: 'L21', topic: 'x0178', words: 'bpjs ketenagakerjaan, jamsostek, jht, klaim jht' },
  {
    office: 'local.dinas-pendidikan',
    topic: '915',
    words: 'sekolah, guru, murid, siswa, sd, smp, kepala sekolah, ruang kelas',
  },
  {
    office: 'local.dinas-pendidikan',
    topic: '1381',
    words: 'ppdb, zonasi, penerimaan siswa, pendaftaran sekolah, spmb',
  },
  {
    office: 'local.dinas-pendidikan',
    topic: '1377',
    words: 'biaya sekolah, uang sekolah, spp, pungutan sekolah, iuran sekolah, seragam, uang gedung',
  },
  { office: 'province.dinas-pendidikan', topic: '915', words: 'sma, smk, slb' },
  { office: 'local.dinas-pendidikan', topic: 'x0092', words: 'kip, pip, kartu indonesia pintar' },
  { office: 'K18', topic: 'x0100', words: 'kuliah, kampus, dosen, mahasiswa, perguruan tinggi' },
  {
    office: 'local.satuan-polisi-pamong-praja',
    topic: '950',
    words:
      'pkl, pedagang kaki lima, pedagang liar, reklame, bangunan liar, satpol, gelandangan, minuman keras, karaoke',
  },
  {
    office: 'local.satuan-polisi-pamong-praja',
    topic: '1439',
    words: 'berisik, bising, kebisingan, musik keras, mengganggu warga, meresahkan',
  },
  {
    office: 'local.dinas-pemadam-kebakaran-dan-penyelamatan',
    topic: 'x0233',
    words: 'kebakaran, pemadam, damkar, ular, sarang tawon',
  },
  {
    office: 'local.badan-penanggulangan-bencana-daerah',
    topic: 'x0286',
    words: 'longsor, banjir bandang, gempa, puting beliung, pengungsi, bencana, bpbd',
  },
  {
    office: 'local.perusahaan-daerah-air-minum',
    topic: '1618',
    words: 'pdam, air mati, air ledeng, air tidak mengalir, air keruh, pipa bocor, meteran air',
  },
  {
    office: 'local.perusahaan-daerah-air-minum',
    topic: 'x0104',
    words: 'tagihan air, tarif air, rekening air',
  },
  {
    office: 'local.dinas-perumahan-dan-kawasan-permukiman',
    topic: '933',
    words: 'rumah tidak layak, rutilahu, permukiman kumuh, perumahan, imb, pbg',
  },
  {
    office: 'local.dinas-perumahan-dan-kawasan-permukiman',
    topic: 'x0208',
    words: 'rusun, rusunawa, rumah susun, rumah subsidi',
  },
  {
    office: 'K36',
    topic: '1406',
    words: 'sertifikat tanah, sertipikat, bpn, ptsl, balik nama, pertanahan, mafia tanah',
  },
  {
    office: 'local.dinas-tenaga-kerja',
    topic: '1477',
    words: 'gaji, upah, umr, umk, thr, gaji tidak dibayar',
  },
  {
    office: 'local.dinas-tenaga-kerja',
    topic: '969',
    words: 'lowongan, lowongan kerja, pengangguran, pelatihan kerja, kartu kuning',
  },
  { office: 'local.dinas-tenaga-kerja', topic: 'x0189', words: 'phk, pesangon, dipecat, kontrak kerja' },
  { office: 'K23', topic: 'x0192', words: 'tki, tkw, pekerja migran, pmi, bp2mi' },
  {
    office: 'local.dinas-koperasi-usaha-kecil-dan-menengah',
    topic: '981',
    words: 'umkm, koperasi, usaha kecil, modal usaha',
  },
  {
    office: 'local.dinas-perdagangan',
    topic: 'x0025',
    words: 'harga sembako, pasar tradisional, minyak goreng, elpiji langka, gas melon, timbangan',
  },
  {
    office: 'local.dinas-penanaman-modal-dan-pelayanan-terpadu-satu-pintu',
    topic: '976',
    words: 'perizinan, izin usaha, nib, oss',
  },
  {
    office: 'local.badan-pendapatan-daerah',
    topic: 'x0019',
    words: 'pbb, pajak bumi, bphtb, pajak restoran, sppt',
  },
  {
    office: 'province.badan-pendapatan-daerah',
    topic: 'x0019',
    words: 'pajak kendaraan, samsat, pajak motor, pajak mobil',
  },
  { office: 'K16', topic: 'x0019', words: 'npwp, djp, spt tahunan, coretax, kantor pajak' },
  { office: 'K16', topic: 'x0014', words: 'bea cukai, bea masuk, paket ditahan' },
  {
    office: 'local.dinas-pemberdayaan-perempuan-dan-perlindungan-anak',
    topic: 'x0240',
    words: 'kdrt, kekerasan rumah tangga, kekerasan anak, pelecehan, dipukul suami',
  },
  { office: 'local.dinas-pertanian', topic: 'x0128', words: 'pupuk, pupuk subsidi, kartu tani' },
  { office: 'local.dinas-pertanian', topic: 'x0127', words: 'ternak, sapi, penyakit mulut, pmk' },
  {
    office: 'local.dinas-kelautan-dan-perikanan',
    topic: 'x0221',
    words: 'nelayan, kapal ikan, tambak, solar nelayan',
  },
  {
    office: 'local.dinas-komunikasi-dan-informatika',
    topic: 'x0079',
    words: 'aplikasi error, aplikasi pemerintah, website error, wifi publik, tidak bisa login',
  },
  {
    office: 'K32',
    topic: 'x0076',
    words: 'sinyal, internet lambat, blank spot, judi online, pinjol, blokir situs',
  },
  {
    office: 'local.badan-kepegawaian-dan-pengembangan-sumber-daya-manusia',
    topic: '1489',
    words: 'cpns, pppk, seleksi asn',
  },
  {
    office: 'local.badan-kepegawaian-dan-pengembangan-sumber-daya-manusia',
    topic: '1497',
    words: 'honorer, tenaga honorer, pegawai kontrak',
  },
  {
    office: 'local.inspektorat',
    topic: 'x0137',
    words: 'korupsi, pungli, suap, gratifikasi, penyelewengan, dana desa, mark up',
  },
  {
    office: '@village',
    topic: 'x0110',
    words:
      'kelurahan, kantor desa, kepala desa, lurah, perangkat desa, rt, rw, surat pengantar, surat keterangan',
  },
  { office: '@district', topic: 'x0110', words: 'kantor kecamatan, camat' },
  {
    office: 'L23',
    topic: '949',
    words: 'polisi, polsek, polres, pencurian, begal, sim, tilang, curanmor, penipuan',
  },
  { office: 'L06', topic: 'x0274', words: 'narkoba, sabu, ganja, pengedar' },
  { office: 'K15', topic: 'x0134', words: 'paspor, imigrasi, visa' },
  { office: 'K15', topic: 'x0144', words: 'lapas, rutan, napi' },
  { office: 'K12', topic: 'x0113', words: 'kua, buku nikah, nikah, pernikahan' },
  { office: 'K12', topic: 'x0004', words: 'madrasah, pesantren, mts, guru agama' },
  { office: 'K49', topic: 'x0002', words: 'haji, umrah, umroh, antrean haji' },
  { office: 'L02', topic: 'x0085', words: 'mbg, makan bergizi, makan gratis, sppg' },
  { office: 'L12', topic: '2498', words: 'obat palsu, kosmetik ilegal, makanan kedaluwarsa, bpom' },
  { office: 'K26', topic: 'x0246', words: 'listrik, pln, mati listrik, token listrik, tiang listrik, gardu' },
  { office: 'K26', topic: 'x0247', words: 'bbm, bensin, solar, spbu, pertalite' },
  { office: 'K31', topic: 'x0214', words: 'kereta, kereta api, stasiun, palang pintu, krl' },
  { office: 'K31', topic: 'x0218', words: 'bandara, pesawat, maskapai' },
  { office: 'K31', topic: 'x0216', words: 'pelabuhan, kapal feri, kapal penumpang' },
  { office: 'K34', topic: 'x0225', words: 'penebangan liar, illegal logging, kebakaran hutan, hutan' },
  {
    office: 'province.dinas-energi-dan-sumber-daya-mineral',
    topic: 'x0160',
    words: 'tambang ilegal, galian c, tambang pasir',
  },
  { office: 'L31', topic: 'x0141', words: 'pemilu, pilkada, tps, daftar pemilih' },
  { office: 'K10', topic: 'x0289', words: 'kbri, kjri, konsulat' },
]
