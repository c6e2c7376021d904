/** Words for the states and failures of outgoing messages. */
import type { Say, Words } from '../../web/say.ts'

const states: Record<string, Words> = {
  waiting: { id: 'menunggu dikirim', en: 'waiting' },
  claimed: { id: 'sedang disiapkan', en: 'being prepared' },
  sending: { id: 'sedang dikirim', en: 'being sent' },
  sent: { id: 'terkirim dalam 24 jam', en: 'sent in the last 24 hours' },
  failed: { id: 'gagal', en: 'failed' },
  held: { id: 'ditahan', en: 'held' },
}

const errors: Record<string, Words> = {
  no_gateway: { id: 'Belum ada gerbang untuk kanal ini.', en: 'There is no gateway for this channel yet.' },
  stopped: { id: 'Pelapor tidak ingin pesan lagi.', en: 'The reporter wants no more messages.' },
  returned: {
    id: 'Surel sempat diterima, lalu dikembalikan server penerima.',
    en: 'The letter was taken and then returned by the receiving server.',
  },
  undeliverable: {
    id: 'Alamat ini ditolak server surel, jadi tidak dikirimi lagi. Pelapor membacanya di halaman laporannya dan dapat memberi alamat lain.',
    en: 'The mail server knows nobody at this address, so no more is sent. The reporter is told on the page of the report and can give another.',
  },
  too_many_letters: {
    id: 'Terlalu banyak laporan dengan alamat ini dalam sehari, jadi surel pertamanya ditahan. Pelapor membacanya di halaman laporannya.',
    en: 'Too many reports with this address in a day, so the first letter is held. The reporter reads it on the page of the report.',
  },
  no_address: { id: 'Alamatnya sudah tidak ada.', en: 'The address is no longer there.' },
  interrupted: {
    id: 'Terputus saat dikirim: mungkin sampai, mungkin tidak. Tidak dikirim ulang sendiri.',
    en: 'Interrupted while it was sent: it may have arrived or not. It is not sent again by itself.',
  },
}

const channels: Record<string, Words> = {
  email: { id: 'Surel ke pelapor', en: 'E-mail to reporters' },
  sms: { id: 'SMS ke pelapor', en: 'SMS to reporters' },
  staff: { id: 'Surel ke petugas', en: 'E-mail to staff' },
  follow: { id: 'Surel ke pengikut laporan', en: 'E-mail to followers' },
}

export const stateLabel = (state: string, say: Say): string => say(states[state] ?? { id: state, en: state })
export const channelLabel = (channel: string, say: Say): string =>
  say(channels[channel] ?? { id: channel, en: channel })

/** It was handed over and no answer came: sending it again may be the second time. */
export const mayHaveArrived = (error: string | null): boolean => /^(unclear|interrupted)\b/.test(error ?? '')

/** The letter is good; what is wrong about its address may have passed. */
export const isHeldForAddress = (error: string | null): boolean =>
  error === 'undeliverable' || error === 'too_many_letters'

export function errorOf(error: string | null, say: Say): string {
  if (mayHaveArrived(error)) return say(errors['interrupted']!)
  const [first = ''] = (error ?? '').split(' ')
  const known = errors[first]
  // Only the code: mail servers like to repeat the address in their words.
  const code = /\b[2-5]\d\d\b/.exec(error ?? '')?.[0] ?? say('tanpa kode', 'no code')
  return known ? say(known) : say(`Server surel menjawab: ${code}`, `The mail server said: ${code}`)
}
