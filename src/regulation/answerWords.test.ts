import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saysSomething } from './answerWords.ts'
import type { Facts } from './facts.ts'

const verdict = (words: string) => saysSomething({ input: { text: words } } as unknown as Facts)

// T20: what people hear while nothing happens stops no clock.
for (const words of [
  'Laporan Anda sedang kami koordinasikan.',
  'Sedang dikoordinasikan dengan dinas terkait.',
  'Terima kasih, laporan Anda telah kami terima dan akan segera ditindaklanjuti.',
  'Laporan telah kami tindak lanjuti.',
  'Mohon ditunggu, masih dalam proses.',
  'Akan kami proses.',
  'Mohon ditunggu.',
  'Sedang ditangani.',
  'Siap.',
  'Laporan Anda sudah kami tangani.',
  'Sudah disampaikan kepada pimpinan.',
  'Laporan diteruskan ke bidang terkait untuk dikoordinasikan lebih lanjut.',
])
  test(`"${words}" is no reply`, () => assert.equal(verdict(words), 'answer_too_thin'))

for (const words of [
  'Lampu sudah diganti.',
  'Petugas memeriksa lokasi besok pagi.',
  'Kami koordinasikan dengan PLN; tiang dipasang lagi hari Jumat.',
])
  test(`"${words}" says what is done`, () => assert.equal(verdict(words), undefined))
