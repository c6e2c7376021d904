import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speaksOfMisconduct } from './misconduct.ts'

const deeds = [
  'Kepala dinas di Pemkot Bandung minta uang dua juta supaya izin saya keluar.',
  'Di loket saya dimintai uang rokok oleh petugas.',
  'Ada pungli di terminal setiap pagi.',
  'Saya diperas oknum supaya berkas didahulukan.',
  'Katanya harus bayar uang pelicin dulu.',
  'Lurah mengancam warga yang mengeluh.',
  'The officer asked me for some money to stamp the letter.',
]
for (const text of deeds) test(`what an officer did: ${text}`, () => assert.ok(speaksOfMisconduct(text)))

const others = [
  'Lampu jalan di depan balai warga padam sejak hari Senin.',
  'Saya minta jalan desa diperbaiki, biaya kecil saja.',
  'Petugas kebersihan belum datang dua minggu.',
  'Uang bantuan sosial belum cair sampai sekarang.',
  'Mohon bantuan biaya sekolah untuk anak saya.',
]
for (const text of others)
  test(`no word of an officer's deed: ${text}`, () => assert.ok(!speaksOfMisconduct(text)))
