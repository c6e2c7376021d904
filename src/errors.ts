/**
 * Every error that a person or a program can get: a stable code, the HTTP status, what the person reads
 * (what happened, what is safe, what to do next) and, where it helps, what the operator does.
 * A test keeps the codes unique, used and documented in docs/errors.md.
 */
type ErrorEntry = { status: number; id: string; en: string; operator?: string }

export const errors = {
  // ---- what was sent ----
  invalid_input: {
    status: 422,
    id: 'Ada isian yang perlu diperbaiki. Tulisan Anda tidak hilang.',
    en: 'Some fields need correcting. What you wrote is kept.',
  },
  broken_json: {
    status: 400,
    id: 'Kiriman tidak terbaca sebagai JSON. Periksa tanda kutip dan kurungnya, lalu kirim lagi.',
    en: 'The body is not readable as JSON. Check its quotes and brackets, then send it again.',
  },
  bad_request: {
    status: 400,
    id: 'Permintaan tidak terbaca. Periksa alamat dan isiannya, lalu coba lagi.',
    en: 'The request is not readable. Check its address and values, then try again.',
  },
  unsupported_media_type: {
    status: 415,
    id: 'Jenis kiriman ini tidak diterima. Kirim formulir atau JSON.',
    en: 'This media type is not accepted. Send a form or JSON.',
  },
  body_too_large: {
    status: 413,
    id: 'Kiriman terlalu besar. Kurangi ukuran berkas atau panjang tulisan, lalu kirim lagi.',
    en: 'The body is too large. Make the files smaller or the text shorter, then send it again.',
  },
  body_too_slow: {
    status: 408,
    id: 'Kiriman tidak sampai lengkap pada waktunya. Periksa sinyal Anda, lalu kirim lagi.',
    en: 'The body did not arrive in time. Check your connection, then send it again.',
  },
  broken_encoding: {
    status: 400,
    id: 'Tulisan tidak terbaca: bukan UTF-8. Kirim lagi dengan pengodean UTF-8.',
    en: 'The text is not valid UTF-8. Send it again in UTF-8.',
  },
  key_reused: {
    status: 409,
    id: 'Kunci kiriman ini sudah dipakai untuk isi yang berbeda. Laporan yang pertama aman; buka formulir baru untuk laporan lain.',
    en: 'This idempotency key was already used with another body. The first report is safe; use a new key for another one.',
  },
  // ---- who you are ----
  sign_in_required: {
    status: 401,
    id: 'Masuk dulu dengan akun petugas untuk membuka halaman ini.',
    en: 'Sign in with a staff account to open this.',
  },
  sign_in_failed: {
    status: 401,
    id: 'Surel atau kata sandi tidak cocok. Periksa lagi, atau minta admin instansi membuat kata sandi baru.',
    en: 'E-mail and password do not match. Check them, or ask your agency admin for a new password.',
  },
  not_permitted: {
    status: 403,
    id: 'Akun Anda tidak berwenang untuk tindakan ini.',
    en: 'Your account may not do this.',
  },
  form_expired: {
    status: 403,
    id: 'Formulir ini sudah kedaluwarsa. Kirim sekali lagi; tulisan Anda masih ada.',
    en: 'This form has expired. Send it once more; your text is still there.',
  },
  foreign_origin: {
    status: 403,
    id: 'Kiriman ini datang dari situs lain, jadi ditolak. Buka halamannya di sini, lalu kirim lagi.',
    en: 'This was sent from another site, so it is refused. Open the page here and send it again.',
  },
  too_many_attempts: {
    status: 429,
    id: 'Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.',
    en: 'Too many attempts. Wait a few minutes, then try again.',
  },
  too_many_streams: {
    status: 503,
    id: 'Terlalu banyak halaman terbuka untuk dikabari langsung. Daftar tetap dapat dimuat ulang.',
    en: 'Too many pages are open to be kept up to date. Lists can still be reloaded.',
  },
  // ---- finding things ----
  not_found: {
    status: 404,
    id: 'Tidak ditemukan. Nomor atau kuncinya mungkin salah ketik, atau laporan ini tidak dibuka untuk umum.',
    en: 'Not found. The number or the key may be mistyped, or this report is not public.',
  },
  page_not_found: {
    status: 404,
    id: 'Halaman ini tidak ada. Mungkin alamatnya salah ketik.',
    en: 'There is no such page. The address may be mistyped.',
  },
  // ---- the life of a report ----
  action_not_allowed: {
    status: 409,
    id: 'Tindakan ini belum atau tidak lagi dapat dilakukan pada tahap laporan sekarang. Muat ulang laporan dan pilih langkah yang tersedia.',
    en: 'The report is not at a stage where this can be done. Reload it and choose one of the steps it offers.',
  },
  stale_version: {
    status: 409,
    id: 'Laporan ini baru saja diubah orang lain. Tulisan Anda tidak hilang; periksa perubahannya, lalu putuskan lagi.',
    en: 'Somebody has just changed this report. What you wrote is kept; look at the change, then decide again.',
  },
  receipt_broken: {
    status: 409,
    id: 'Tanda terima ini sah, tetapi laporannya tidak lagi sama atau tidak ada. Ini kesalahan kami. Simpan tanda terima ini dan laporkan kepada Ombudsman.',
    en: 'This receipt is genuine, but its report is no longer the same or is gone. The fault is ours. Keep the receipt and tell the Ombudsman.',
    operator:
      'Run `lapor verify`: it names the event. Compare with a backup before anything else is written.',
  },
  version_needed: {
    status: 422,
    id: 'Sejak usulan ini dibuat ada perubahan, atau usulannya lebih dari satu. Muat ulang laporan, lalu sahkan dengan nomor versi (version) yang Anda lihat.',
    en: 'Something changed since this was proposed, or there was more than one proposal. Read the report again, then confirm with the version that you saw.',
  },
  second_person_needed: {
    status: 403,
    id: 'Langkah ini harus disahkan orang lain, bukan oleh orang yang mengusulkan.',
    en: 'This step must be confirmed by another person than the one who proposed it.',
  },
  nothing_pending: {
    status: 409,
    id: 'Tidak ada usulan yang menunggu pengesahan.',
    en: 'There is no proposal waiting to be confirmed.',
  },
  already_pending: {
    status: 409,
    id: 'Usulan ini sudah menunggu pengesahan orang lain.',
    en: 'This proposal is already waiting for another person.',
  },
  effect_being_counted: {
    status: 409,
    id: 'Pengaruh usulan ini masih dihitung. Tunggu sebentar, lihat hasilnya, lalu setujui.',
    en: 'The effect of this proposal is still being counted. Wait a moment, look at it, then approve.',
  },
  agency_unknown: {
    status: 422,
    id: 'Instansi itu tidak ada atau sudah tidak aktif. Pilih instansi dari daftar.',
    en: 'There is no such agency, or it is no longer active. Choose one from the list.',
  },
  unit_outside_agency: {
    status: 422,
    id: 'Unit itu bukan bagian dari instansi yang dipilih, atau sudah tidak ada. Pilih unit di bawah instansi itu.',
    en: 'That unit does not belong to the agency chosen, or is no longer there. Choose a unit of that agency.',
  },
  officer_unknown: {
    status: 422,
    id: 'Petugas itu tidak bekerja di instansi yang memegang laporan ini. Pilih petugas dari daftar.',
    en: 'That officer does not work for the agency that has this report. Choose one from the list.',
  },
  already_assigned: {
    status: 409,
    id: 'Laporan ini sudah dipegang orang lain. Lihat siapa yang memegangnya sekarang.',
    en: 'Somebody else has this report already. See who has it now.',
  },
  plan_not_tried: {
    status: 409,
    id: 'Rancangan ini berubah setelah dicoba. Coba lagi pada laporan 30 hari terakhir, lihat hasilnya, lalu berlakukan.',
    en: 'The draft was changed after it was tried. Try it on the last 30 days, look at the result, then put it in force.',
  },
  handover_decided: {
    status: 409,
    id: 'Serah terima ini sudah dijawab atau ditarik kembali. Muat ulang halamannya untuk melihat keadaannya.',
    en: 'This handover was answered or taken back already. Reload the page to see how it stands.',
  },
  already_there: {
    status: 409,
    id: 'Laporan sudah ada di instansi atau unit itu. Pilih tujuan lain.',
    en: 'The report is already at that agency or unit. Choose another one.',
  },
  kind_unchanged: {
    status: 409,
    id: 'Laporan sudah berjenis itu. Pilih jenis lain.',
    en: 'The report already is of that kind. Choose another one.',
  },
  held_too_often: {
    status: 409,
    id: 'Laporan ini sudah pernah ditahan. Lepaskan atau arsipkan dengan alasan.',
    en: 'This report was held before. Release it, or archive it with a reason.',
  },
  answer_too_thin: {
    status: 422,
    id: 'Jawaban harus menyebut apa yang dilakukan, bukan hanya "sedang dikoordinasikan".',
    en: 'The answer must say what was done, not only that it is being coordinated.',
  },
  placeholder_left: {
    status: 422,
    id: 'Ada isian templat yang belum terisi. Tulisan Anda tidak hilang; lengkapi bagian di dalam kurung kurawal.',
    en: 'A placeholder of the template is not filled in. What you wrote is kept; complete the part in braces.',
  },
  mention_unknown: {
    status: 422,
    id: 'Catatan menyebut orang yang tidak dapat membuka laporan ini, atau namanya belum jelas. Tulisan Anda tidak hilang.',
    en: 'The note names somebody who may not open this report, or the name is not clear. What you wrote is kept.',
  },
  parts_not_answered: {
    status: 409,
    id: 'Masih ada instansi lain yang belum menjawab bagiannya. Jawaban bersama menunggu mereka.',
    en: 'Another agency has not answered its part yet. The joint answer waits for it.',
  },
  pause_not_possible: {
    status: 409,
    id: 'Waktu tidak dapat dihentikan lagi: sudah dua kali, atau tenggatnya sudah lewat. Jawab dengan data yang ada.',
    en: 'The clock cannot be paused again: it was paused twice, or is past its due date. Answer with what you have.',
  },
  extension_not_possible: {
    status: 409,
    id: 'Aturan tidak memberi perpanjangan untuk tenggat ini, atau perpanjangannya sudah dipakai.',
    en: 'The rules give no extension of this deadline, or it has been used.',
  },
  bounce_too_late: {
    status: 409,
    id: 'Batas tiga hari kerja untuk mengembalikan laporan sudah lewat. Laporan ini menjadi tanggung jawab instansi Anda.',
    en: 'The three working days for handing a report back have passed. It stays with your agency.',
  },
  authority_decided: {
    status: 409,
    id: 'Penengah sudah memutuskan siapa yang berwenang, dan putusan itu mengikat. Kerjakan laporan ini, atau bagi tugasnya dengan instansi lain.',
    en: 'The arbiter has decided who is competent, and that decision binds. Work on this report, or share the task with another agency.',
  },
  inspectorate_unknown: {
    status: 409,
    id: 'Pengaduan berkadar pengawasan ditangani inspektorat, dan inspektorat instansi ini belum punya petugas di sini. Teruskan ke instansi di atasnya, atau minta instansi ini mendaftarkan petugas inspektoratnya.',
    en: 'An inspectorate handles a complaint that needs an inspection, and that of this agency has no officer here yet. Forward it to the agency above, or ask this agency to register one.',
  },
  kind_leaves_law: {
    status: 409,
    id: 'Pelapor mengirimnya sebagai pengaduan. Terima dulu sebagai pengaduan, lalu usulkan ubah jenis; meja nasional yang menyetujui.',
    en: 'The reporter sent it as a complaint. Accept it as one, then propose another kind; the national desk agrees.',
  },
  inspection_stays: {
    status: 409,
    id: 'Pengaduan berkadar pengawasan tetap di inspektorat; unit lain tidak membacanya. Kalau tidak perlu pemeriksaan, usulkan ubah jenis laporan.',
    en: 'A complaint that needs an inspection stays with the inspectorate; other units do not read it. If no inspection is needed, propose another kind of report.',
  },
  already_split: {
    status: 409,
    id: 'Laporan ini sudah dibagi. Instansi yang memimpin menunggu bagian yang lain; instansi yang keliru diberi bagian mengembalikannya dengan usulan instansi lain.',
    en: 'This report is split already. The lead waits for the other parts; an agency that got a part by mistake hands it back and proposes another one.',
  },
  split_not_possible: {
    status: 422,
    id: 'Pembagian harus punya satu instansi pemimpin, setiap instansi sekali saja, dan instansi Anda sendiri tetap ikut. Bila bukan wewenang Anda, kembalikan dengan usulan instansi.',
    en: 'A split needs one lead, each agency once, and your own agency among them. If it is not your task, hand it back and propose an agency.',
  },
  merge_not_possible: {
    status: 409,
    id: 'Kedua laporan tidak dapat digabung: yang utama harus masih terbuka, berbeda, dan kerahasiaannya sama. Pilih laporan utama lain, atau teruskan laporan ini tersendiri.',
    en: 'These reports cannot be merged: the main one must be open, another one, and equally secret. Choose another main report, or forward this one on its own.',
  },
  unmerge_too_late: {
    status: 409,
    id: 'Penggabungan hanya dapat dibatalkan petugas dalam 30 hari. Pelapornya sendiri masih dapat memisahkannya kapan saja dari halaman lacak.',
    en: 'Officers can undo a merge within 30 days only. Its reporter can still take it out at any time on the tracking page.',
  },
  publication_not_possible: {
    status: 409,
    id: 'Laporan rahasia atau anonim penuh tidak ditampilkan ke publik tanpa persetujuan pelapor.',
    en: 'A secret or fully anonymous report is not shown to the public without the reporter agreeing.',
  },
  personal_data_left: {
    status: 422,
    id: 'Naskah publik masih memuat data pribadi. Tutup dulu bagian yang ditandai.',
    en: 'The public text still holds personal data. Mask the marked parts first.',
  },
  more_than_masked: {
    status: 422,
    id: 'Menutup data pribadi hanya boleh mengganti bagian naskah yang tampil dengan tanda seperti [nama] atau [alamat]. Naskah lain diusulkan dengan "Usulkan tampil di publik" dan diperiksa orang kedua.',
    en: 'Masking may only replace parts of the published text by a mark such as [nama] or [alamat]. Another text is proposed with "Propose publication" and checked by a second person.',
  },
  too_late: {
    status: 409,
    id: 'Batas waktu untuk tindakan ini sudah lewat. Anda dapat membuat laporan baru dan menyebut nomor ini.',
    en: 'The time for this has passed. You can send a new report and name this number.',
  },
  reporter_must_agree: {
    status: 422,
    id: 'Tindakan ini memerlukan persetujuan pelapor.',
    en: 'This needs the agreement of the reporter.',
  },
  earlier_hand: {
    status: 403,
    id: 'Anda sudah menangani laporan ini sebelumnya, jadi yang memutuskan harus orang lain. Serahkan kepada rekan yang belum pernah menanganinya.',
    en: 'You handled this report before, so somebody else must decide. Leave it to a colleague who never handled it.',
  },
  no_identity: {
    status: 409,
    id: 'Pelapor memilih anonim penuh, jadi tidak ada identitas yang disimpan. Hubungi lewat balasan di halaman lacak.',
    en: 'The reporter chose to be fully anonymous, so no identity is kept. Reply on the tracking page instead.',
  },
  identity_locked: {
    status: 403,
    id: 'Identitas ini terkunci. Ajukan alasan untuk membukanya; izinnya berlaku 15 menit.',
    en: 'This identity is locked. Give a reason to open it; permission lasts 15 minutes.',
  },
  secrecy_not_higher: {
    status: 422,
    id: 'Pilih tingkat kerahasiaan yang lebih tinggi daripada sekarang.',
    en: 'Choose a level more secret than the present one.',
  },
  secrecy_not_lower: {
    status: 422,
    id: 'Pilih tingkat yang lebih terbuka daripada sekarang.',
    en: 'Choose a level more open than the present one.',
  },
  rule_not_in_force: {
    status: 422,
    id: 'Aturan tenggat itu belum berlaku pada tanggal mulainya. Periksa tanggalnya; laporan dari sebelum aturan itu dicatat tanpa tenggat.',
    en: 'That deadline rule was not yet in force on the start date. Check the date; a report from before the rule is entered without a deadline.',
  },
  // ---- files ----
  file_refused: {
    status: 422,
    id: 'Satu berkas tidak dapat diterima. Tulisan Anda tidak hilang.',
    en: 'A file cannot be accepted. Your text is safe.',
  },
  // ---- the service ----
  database_unavailable: {
    status: 503,
    id: 'Maaf, layanan sedang terganggu. Tulisan Anda tidak hilang. Coba kirim lagi sebentar lagi.',
    en: 'Sorry, the service has a problem. Your text is not lost. Please send it again in a moment.',
    operator: 'The database cannot be reached: see /readyz and the log line database_unavailable.',
  },
  server_error: {
    status: 500,
    id: 'Maaf, terjadi kesalahan pada layanan. Tulisan Anda tidak hilang. Coba lagi sebentar lagi.',
    en: 'Sorry, the service failed. Your text is not lost. Please try again in a moment.',
    operator: 'Search the log for the error id that the person saw.',
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

/** One wrong field of an input: its name, a stable code and the words for the person. */
export type FieldProblem = { field: string; code: string; id: string; en: string }

export type RefusalDetails = {
  fields?: FieldProblem[]
  /** The actions that are possible instead, for `action_not_allowed` and `not_permitted`. */
  allowed?: string[]
  retryAfterSeconds?: number
  [more: string]: unknown
}

/** A named refusal. Routes turn it into a page or an RFC 9457 problem; nothing else is caught on the way. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: RefusalDetails
  constructor(code: ErrorCode, details: RefusalDetails = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = errors[code].status
    this.details = details
  }
}

export const refuse = (code: ErrorCode, details?: RefusalDetails): Refusal => new Refusal(code, details)
