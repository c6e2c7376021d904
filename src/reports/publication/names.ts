/** A stretch of a text, from `start` up to, not including, `end`. */
export interface NameFinding {
  start: number
  end: number
}

const salutations =
  'bapak|ibu|bpk|pak|bu|saudara|saudari|sdr|sdri|tuan|nyonya|tn|ny|mas|mbak|kakak|kak|bang|abang|ustadz?|haji|hajah|hj|' +
  'a\\.?n|atas nama|nama saya|bernama|an\\.'

// "Bapak/Ibu Budi", "Sdr. Budi", "a.n. Budi": a salutation, perhaps a second one, then blanks on the same line.
const anySalutation = `(?:${salutations})\\.?(?:[ ]?/[ ]?(?:ibu|bapak|bpk|sdri?)\\.?)?[ \\t]{1,3}`
const atWordStart = '(?<![\\p{L}\\d])'
/** "Jalan Haji Nawi" is a street. */
const notInStreet = '(?<!\\b(?:jl|jln|jalan|gang|gg)\\.?[ \\t])'

const ordinarySalutation = new RegExp(atWordStart + notInStreet + anySalutation, 'giu')

// A short word with a full stop goes on: "M. Yusuf", "Moh. Ali". Else a full stop ends the sentence.
const nameWord = /\p{Lu}\p{L}{0,2}\.(?=[ \t]{0,2}\p{Lu})|\p{Lu}[\p{L}\p{M}'’-]{0,40}/uy
const gap = /[ \t]{1,2}(?:(?:bin|binti|bt|van|de)[ \t]{1,2})?|(?<=\.)/y

/**
 * In "Pak Jl. Pak Jl. …" each name hides the next salutation, and in endless words one begins where a name is cut off:
 * here those count at once, and not only after the name before them was taken away.
 */
const everySalutation = new RegExp(`(?:${atWordStart}|(?<=[\\p{L}\\p{M}'’-]{41}))${anySalutation}`, 'giu')

/**
 * Words that follow a salutation without naming a person: an office ("Bapak Camat"), a group, the beginning of what
 * is asked in a text written in capitals ("IBU TOLONG …").
 */
const noNames = new Set(
  (
    'ada adalah anak istri bu sdri admin agar air akan akta akte apa apabila apakah aparat april asn atas babinsa bagaimana ' +
    'bagi bagian bahwa banyak bapak begitu belum bendahara bhabinkamtibmas biasanya bila bisa boleh bp ' +
    'bpjs bpk bupati camat cepat cv dan danramil dapat dari dekan dengan desa dewan dgn di dia dinas ' +
    'dinsos direktur dirjen dishub ditempat dlh dokter dosen dpr dprd gub gubernur guru haji hakim hampir ' +
    'harap harus hormat ibu ini itu jaksa jalan jika juga jumat kabag kabid kades kadis kadus kalau kalo ' +
    'kami kamis kanit kantor kapan kapolda kapolres kapolri kapolsek karena karna kasat kasatpol kasi ' +
    'kasubag ke keamanan kecamatan kelurahan kemarin kenapa kepala kepolisian ketika ketua kita komandan ' +
    'kota ktp lagi lapor lurah maaf maka makasih makin mana manajer mandor masih masyarakat mau media ' +
    'melalui mengapa menko menpan menteri menurut merdeka mereka mhn minggu minta mksh mohon nama namun ' +
    'negara nik nuhun nya oleh operator paguyuban pak panitia para parkir pdam pegawai pejabat pekerja ' +
    'pelaksana pelapor pemerintah pemilik pemkab pemkot pendamping penerima pengawas pengelola pengurus ' +
    'penjaga perangkat perawat petugas pimpinan pj plt pns polisi polri presiden provinsi pt pun ' +
    'puskesmas rabu rakyat rektor rt rw saat sabtu saja sama sampai sangat saran satpam satpol saya sebab ' +
    'sebagai sebelumnya sedang seharusnya sejak sekali sekarang sekcam sekda sekdes sekeluarga sekretaris ' +
    'selain selaku selalu selamat selasa semalam semoga semua senin seperti sering setelah setiap siapa ' +
    'soalnya sopir staf staff sudah supaya suwun tanpa tapi tdk telah terhormat terima terimakasih ' +
    'tersebut tetangga tetapi tiap tidak tim tlg tni to tolong untuk utk wakil walau walaupun wali ' +
    'walikota warga ya yang yg yth'
  ).split(' '),
)

const mostWords = 6

/**
 * Names behind a salutation: "Bapak Budi Santoso", "a.n. Siti binti Umar". Capital letters decide, so names in small
 * letters and names without a salutation are missed; the person who publishes still reads the text.
 */
export const namesIn = (text: string): NameFinding[] => namesAfter(text, ordinarySalutation)

/** All that `namesIn` finds, and what it would find after those were taken away: nothing is left for a second look. */
export const allNamesIn = (text: string): NameFinding[] => namesAfter(text, everySalutation)

function namesAfter(text: string, salutation: RegExp): NameFinding[] {
  const found: NameFinding[] = []
  for (const match of text.matchAll(salutation)) {
    const start = match.index + match[0].length
    if (start < (found.at(-1)?.end ?? 0)) continue
    const end = endOfName(text, start, isShouted(match[0]) ? 2 : mostWords)
    if (end > start) found.push({ start, end })
  }
  return found
}

/** In a text all in capitals they say nothing about where the name ends. */
const isShouted = (salutation: string): boolean => {
  const letters = salutation.replace(/[^\p{L}]/gu, '')
  return letters.length > 2 && letters === letters.toUpperCase()
}

function endOfName(text: string, start: number, words: number): number {
  let [at, end] = [start, start]
  for (let word = 0; word < words; word++) {
    nameWord.lastIndex = at
    const found = nameWord.exec(text)?.[0]
    if (found === undefined || noNames.has(found.toLowerCase())) break
    end = at + found.length
    gap.lastIndex = end
    const between = gap.exec(text)
    if (!between) break
    at = end + between[0].length
  }
  return end
}
