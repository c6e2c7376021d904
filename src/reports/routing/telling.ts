/** Words that may weigh something but explain nothing to a verifier. */
const plain = new Set(
  `ada adalah agar akan aku anda antara apa apakah atas atau bagi bagaimana bahkan bahwa banyak bapak bpk pak ibu
  bu belum blm bisa boleh dan dapat dari dengan di dgn dia hal hanya harap harus hingga ini itu jadi jangan jika
  juga kalau kalo kami karena krn kasih ke kenapa kepada kita lagi lain lebih mau maupun masih mereka minta mohon
  mhn namun nya oleh pada pun saat saja sampai sangat saya sebagai sebelum segera sekali sekarang selalu semua
  seperti serta setelah sudah sdh supaya tapi telah tentang terima terimakasih tersebut tetapi tidak tdk gak tolong
  untuk utk waktu yang yg halo selamat pagi siang sore malam assalamualaikum wr wb`.split(/\s+/),
)

export const isTelling = (word: string): boolean => word.length > 2 && !plain.has(word) && !/^\d/.test(word)
