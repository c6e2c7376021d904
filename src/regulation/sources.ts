/**
 * Where each rule comes from. A row of the regulation points here, so that a reader can tell the law, what public
 * pages show of practice, and our own choices apart. Articles stand only where we read them.
 */
type Words = { id: string; en: string }

export type Source = {
  kind: 'law' | 'publication' | 'field' | 'own_choice'
  /** The instrument or page, in Indonesian as it is cited. */
  title: string
  article?: string
  /** False: recalled, article text not seen by us. Shown as unconfirmed until checked with the official gazette. */
  confirmed: boolean
  /** Of an own choice: the reason. */
  why?: Words
}

const law = (title: string, confirmed = true): Source => ({ kind: 'law', title, confirmed })
const publication = (title: string): Source => ({ kind: 'publication', title, confirmed: true })
const field = (title: string): Source => ({ kind: 'field', title, confirmed: true })

/** An article of an instrument. Give `confirmed = false` where its text was not seen. */
export const article = (source: Source, text: string, confirmed = source.confirmed): Source => ({
  ...source,
  article: text,
  confirmed,
})

/** A rule that no public source decides: chosen by the service, with the reason. */
export const ownChoice = (en: string, id: string): Source => ({
  kind: 'own_choice',
  title: 'Pilihan pengelola layanan',
  confirmed: true,
  why: { id, en },
})

const UU25 = law('UU 25/2009 tentang Pelayanan Publik')
const UU14 = law('UU 14/2008 tentang Keterbukaan Informasi Publik')
const UU37 = law('UU 37/2008 tentang Ombudsman Republik Indonesia')
const UU30 = law('UU 30/2014 tentang Administrasi Pemerintahan')
const UU27 = law('UU 27/2022 tentang Pelindungan Data Pribadi')
const PERPRES76 = law('Perpres 76/2013 tentang Pengelolaan Pengaduan Pelayanan Publik')

export const sources = {
  // Laws and regulations.
  UU25,
  UU25_44_1: article(UU25, 'pasal 44 ayat (1)'),
  UU25_44: article(UU25, 'pasal 44', false),
  UU25_46: article(UU25, 'pasal 46 ayat (2)'),
  UU25_50: article(UU25, 'pasal 50', false),
  UU14,
  UU14_22: article(UU14, 'pasal 22'),
  UU14_36: article(UU14, 'pasal 36'),
  UU37,
  UU30,
  UU30_62: article(UU30, 'pasal 62 ayat (2)'),
  UU30_77: article(UU30, 'pasal 77', false),
  UU27,
  UU27_32: article(UU27, 'pasal 32'),
  UU27_46: article(UU27, 'pasal 46'),
  PERPRES76,
  PERPRES76_18: article(PERPRES76, 'pasal 18'),
  PERPRES76_19: article(PERPRES76, 'pasal 19'),
  PERPRES95: law('Perpres 95/2018 tentang Sistem Pemerintahan Berbasis Elektronik'),
  PERPRES21: law('Perpres 21/2023 tentang Hari Kerja dan Jam Kerja'),
  PERMENPANRB62: law('PermenPANRB 62/2018 tentang Pedoman SP4N'),
  // No public text of it shows day counts; those of 62/2018 are carried on until the text is checked.
  PERMENPANRB5: law('PermenPANRB 5/2025 tentang SP4N', false),
  PERMENDAGRI8: law('Permendagri 8/2023 tentang pengaduan di lingkungan Kemendagri dan pemerintah daerah'),
  PERKI1: law('Perki 1/2021 tentang Standar Layanan Informasi Publik'),
  PERORI58: law('Peraturan Ombudsman 58/2023'),
  BSSN1: law('Peraturan BSSN 1/2024 tentang pengelolaan insiden siber'),

  // What public pages and documents show.
  SEED: publication('Direktori Inovasi SP4N LAPOR!, LAN'),
  FIND: field('Temuan lapangan yang diukur sebelum pengembangan'),
  L1: publication('lapor.go.id, tentang LAPOR!; blog.lapor.go.id, tanya jawab'),
  L2: publication('lima langkah di beranda lapor.go.id'),
  L3: publication('Buku Panduan LAPOR!-SP4N 2016; panduan Pengelolaan Laporan di Situs LAPOR! V3'),
  L4: publication('paparan KemenPANRB tentang PermenPANRB 5/2025, 17 Juni 2025'),
  L5: publication('blog.lapor.go.id/integrasi'),
  L6: publication('pelatihan PermenPANRB 5/2025, embaranmedia.com'),
  G1: publication('pembukaan PermenPANRB 5/2025'),
  G2: publication('PermenPANRB 46/2020, salinan jdihn'),
  G3: publication('Perpres 76/2013, meridianhukum.com; global-regulation.com 7205309'),
  G4: publication('standar pelayanan sippn.menpan.go.id (2024) dan biroadpem.kalbarprov.go.id'),
  G5: publication('halaman PPID Sumatera Barat, Landak, Kebumen, Kota Probolinggo'),
  G6: publication('UU 37/2008 pasal 23-24; Peraturan Ombudsman 58/2023'),
  G7: publication('setneg.go.id dan merdeka.com tentang Perpres 21/2023'),
  G8: publication('kompas.com 20 September 2022 dan datapribadi.id tentang UU 27/2022'),
  G9: publication('UU 25/2009 pasal 44 dan 46, UU 30/2014 pasal 62, pasal.id dan 123deta.com'),
  H1: publication('SKB 7 Agustus 2025 (933/2025, 1/2025, 3/2025), detik.com d-8050707'),
  H2: publication('Keppres 2/2025 dan Keppres 42/2025 tentang cuti bersama ASN'),
  H3: publication('SKB 19 September 2025 (1497/2025, 2/2025, 5/2025)'),
  H4: publication('Surat Edaran Gubernur Bali 16/2024'),
  M1: publication('reviu dan evaluasi KemenPANRB, menpan.go.id 17 September 2020'),
  M2: publication('PermenPANRB 39/2018 dan KepmenPANRB 310/2019 tentang kompetisi pengelolaan pengaduan'),
  P1: publication('kode sumber Signalen, Alaveteli, Zammad, GlobaLeaks, FixMyStreet'),
  P2: publication('pemberitaan tentang CPGRAMS, JAKI, dan Qlue'),
} as const satisfies Record<string, Source>

/** The legal basis as a page or the API shows it. An own choice says so in both languages. */
export function legalBasis(source: Source): { id: string; en: string } {
  if (source.kind === 'own_choice') return { id: source.title, en: "The service's own choice" }
  const cited = source.article ? `${source.title}, ${source.article}` : source.title
  return source.confirmed
    ? { id: cited, en: cited }
    : {
        id: `${cited} (berlaku di sini; naskah resmi masih dicocokkan)`,
        en: `${cited} (gazette not checked yet)`,
      }
}
