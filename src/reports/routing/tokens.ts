/** Words as the model sees them. No word is left out: 'tidak' and 'belum' tell a complaint from a question. */
export type Token = {
  /** As the reporter wrote it, for showing why. */
  written: string
  /** Abbreviations written out; a number is only its length. */
  word: string
  /** Without the commonest prefixes and suffixes: 'diperbaiki' and 'memperbaiki' are one. */
  stem: string
}

/** How people shorten words on a phone. Only pairs whose meaning does not depend on the sentence. */
const shortened: Record<string, string> = {
  jalan: 'jl jln jlan jlanan',
  yang: 'yg',
  dengan: 'dgn dg',
  tidak: 'tdk tak gak ga nggak ngga enggak gk tdak ndak',
  belum: 'blm blum belom',
  sudah: 'sdh udah sdah dah',
  mohon: 'mhn mohn',
  tolong: 'tlg tlong',
  karena: 'krn karna krna',
  untuk: 'utk untk',
  dari: 'dr dri',
  pada: 'pd',
  kepada: 'kpd',
  bapak: 'bpk pak',
  saya: 'sy sya',
  bagaimana: 'gmn gimana bgmn',
  kenapa: 'knp',
  kapan: 'kpn',
  sama: 'sm',
  juga: 'jg',
  jangan: 'jgn',
  lagi: 'lg lgi',
  sekarang: 'skrg skrng skr skg',
  sampai: 'sampe',
  tanggal: 'tgl',
  tahun: 'thn',
  bulan: 'bln',
  orang: 'org',
  kelurahan: 'kel',
  kecamatan: 'kec',
  kabupaten: 'kab',
  dapat: 'dpt dapet',
  bisa: 'bs bsa',
  kalau: 'klo kl kalo klau',
  masih: 'msh masi',
  banyak: 'bnyk byk',
  dalam: 'dlm',
  depan: 'dpn',
  tempat: 'tmpt tmp',
  rumah: 'rmh',
  kurang: 'krg',
  lebih: 'lbh',
  sebelum: 'sblm',
  terus: 'trs trus',
  tapi: 'tp tetapi',
  tersebut: 'tsb',
  sehingga: 'shg',
  seperti: 'spt sprti',
  harus: 'hrs',
  lampu: 'lmpu',
  padam: 'pdm',
  anak: 'ank',
  sekolah: 'sklh skolah',
  datang: 'dtg',
  warga: 'wrga wrg',
  bayar: 'byr',
  ktp: 'ektp',
}
const written: Map<string, string> = new Map(
  Object.entries(shortened).flatMap(([word, short]) => short.split(' ').map((one) => [one, word] as const)),
)

/** More than this a reporter may write, but what it is about is said by then; it bounds the cost of a suggestion. */
const mostTokens = 600

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  // What was masked ('[nama]') is nobody's word.
  for (const [found] of text
    .toLowerCase()
    .replaceAll(/\[[a-z]+\]/g, ' ')
    .matchAll(/[a-z]+|\d+/g)) {
    if (tokens.length === mostTokens) break
    tokens.push(knownToken(found))
  }
  return tokens
}

/** The same words come again and again; taking one apart costs more than remembering it. */
const known = new Map<string, Token>()
const mostKnown = 20_000

function knownToken(found: string): Token {
  const before = known.get(found)
  if (before) return before
  if (known.size === mostKnown) known.clear()
  const token = tokenOf(found)
  known.set(found, token)
  return token
}

function tokenOf(found: string): Token {
  if (found < 'a') {
    const size = `#${Math.min(found.length, 5)}`
    return { written: found, word: size, stem: size }
  }
  // 'tolooong' is 'tolong'
  const calm = found.replace(/(.)\1{2,}/g, '$1').slice(0, 40)
  const word = written.get(calm) ?? calm
  return { written: found, word, stem: stemOf(word) }
}

/** A light stem: wrong now and then, but the same way every time, which is all that the model needs. */
export function stemOf(word: string): string {
  if (word.length < 6) return word
  let stem = word.replace(/(nya|lah|kah|pun)$/, '')
  if (stem.length > 6) stem = stem.replace(/(kan|an|i)$/, '')
  if (stem.length <= 5) return stem
  const bare = stem.replace(
    /^(mem(?=[bpf])|meng|meny|men(?=[cdjtsz])|me(?=[lrwmny])|pem(?=[bpf])|peng|peny|pen(?=[cdjtsz])|per|pe(?=[lrwmny])|ber|ter|di|ke|se)/,
    '',
  )
  if (bare.length < 3) return stem
  // 'diperbaiki' is 'di-per-baik-i'
  return bare !== stem && bare.length > 6 ? bare.replace(/^per/, '') : bare
}
