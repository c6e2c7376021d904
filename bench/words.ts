/**
 * Words for made-up reports. Everyday words in the order in which people use them, then a long tail of invented ones
 * (names, misspellings), drawn by Zipf's law: the n-th word comes with a weight of 1/n. No real text went into it.
 */
import type { Chance } from './chance.ts'

const everyday = (
  'yang di dan tidak jalan saya sudah ada air mohon untuk di ini dari rusak warga sampah dengan karena lampu itu kami ' +
  'belum pak lagi depan banyak mati setiap hari ke pada rumah lubang anak malam sampai masih juga bu dapat terima kasih ' +
  'tolong segera bau parkir liar macet sungai banjir hujan desa kelurahan kantor petugas loket antre lama surat nomor ' +
  'ktp kartu keluarga akta sekolah guru dana bantuan beras obat dokter puskesmas antrean pasien rujukan listrik padam ' +
  'tiang kabel pohon tumbang selokan tersumbat got mampet trotoar pasar pedagang kaki lima pungutan biaya retribusi ' +
  'pajak tagihan meter pipa bocor keruh sumur jembatan retak aspal kerikil debu truk muatan bising musik larut tetangga ' +
  'pabrik limbah asap bakar lahan kebun sawah irigasi pupuk benih bibit ternak anjing nyamuk demam kucing taman bangku ' +
  'ayunan lapangan halte bus angkot sopir ongkos tarif stasiun kereta perlintasan palang rambu zebra cross marka lampu ' +
  'merah simpang tiga gang sempit portal ronda pos satpam maling motor hilang helm razia calo pengurusan paspor visa ' +
  'izin usaha sertifikat tanah sengketa batas patok notaris warisan nikah cerai sidang hakim putusan denda tilang sim ' +
  'mengapa kapan bagaimana siapa berapa minggu bulan tahun kemarin tadi pagi siang sore besok lusa jam menit kali orang ' +
  'ibu bapak lansia difabel kursi roda jalur landai tangga toilet kotor bersih sabun pintu kunci jendela atap genteng ' +
  'plafon ambruk tembok cat pagar besi karat sekali sangat terlalu makin tambah kurang cukup hampir mungkin seharusnya ' +
  'sebaiknya agar supaya sehingga tetapi namun lalu kemudian akhirnya misalnya seperti antara dekat jauh samping ' +
  'belakang seberang ujung tengah utara selatan timur barat baru lama besar kecil tinggi rendah dalam dangkal cepat ' +
  'lambat ramah kasar jujur curang gelap terang panas dingin basah kering aman rawan bahaya celaka jatuh tergelincir ' +
  'luka sakit sembuh meninggal lahir imunisasi vaksin gizi bidan apotek resep mahal murah gratis bayar uang tunai kuitansi'
).split(' ')

const openings = [
  '',
  'ber',
  'me',
  'pe',
  'se',
  'ter',
  'ka',
  'su',
  'ma',
  'wi',
  'pra',
  'gu',
  'no',
  'ra',
  'tu',
  'ja',
]
const middles = [
  'lan',
  'rang',
  'tu',
  'mas',
  'ngga',
  'kir',
  'dop',
  'nye',
  'bu',
  'sar',
  'wa',
  'gil',
  'him',
  'to',
  'pel',
  'run',
]
const endings = [
  'an',
  'kan',
  'i',
  'nya',
  'o',
  'ri',
  'sa',
  'ti',
  'wan',
  'mu',
  'ga',
  'lok',
  'jo',
  'pu',
  'ken',
  'dar',
]

/** 4,096 and as many doubled ones: the tail in which a word stands for a place, a person or a slip of the finger. */
const invented = openings.flatMap((a) =>
  middles.flatMap((b) => endings.flatMap((c) => [`${a}${b}${c}`, `${a}${b}${b.slice(0, 2)}${c}`])),
)

export const vocabulary: readonly string[] = [...new Set([...everyday, ...invented])]

/** The table has a place for each 1/65,536 of the weight, so that drawing a word is one look. */
const places = 1 << 16
const drawn = (() => {
  const table = new Uint16Array(places)
  const whole = vocabulary.reduce((sum, _word, rank) => sum + 1 / (rank + 1), 0)
  let place = 0
  let weight = 0
  vocabulary.forEach((_word, rank) => {
    weight += 1 / (rank + 1)
    for (const end = Math.round((weight / whole) * places); place < end; place++) table[place] = rank
  })
  return table
})()

export const word = (chance: Chance): string => vocabulary[drawn[chance.below(places)]!]!

/** So many words in sentences of 6 to 16. */
export function sentences(chance: Chance, words: number): string {
  let text = ''
  let left = 0
  for (let n = 0; n < words; n++) {
    const one = word(chance)
    if (left === 0) {
      text += `${n === 0 ? '' : '. '}${one[0]!.toUpperCase()}${one.slice(1)}`
      left = 6 + chance.below(11)
    } else text += ` ${one}`
    left--
  }
  return `${text}.`
}

/** A title: a few words without a full stop. */
export function title(chance: Chance): string {
  const text = sentences(chance, 4 + chance.below(5))
  return text.replaceAll('.', '').slice(0, 200)
}
