// "Pakai lokasi saya": one point from the device, only after a tap, shown as numbers and easily taken back.
// On `[data-locate]` with a hidden button, `lat` and `lng`.
import { make, say } from './words.js'

const place = document.querySelector('[data-locate]')
const button = place?.querySelector('button')
const words = place?.querySelector('[data-point]')

function put(lat, lng) {
  place.querySelector('[name=lat]').value = lat
  place.querySelector('[name=lng]').value = lng
  place.closest('form').dispatchEvent(new Event('input', { bubbles: true }))
}

function show(lat, lng, accuracy) {
  const about = accuracy
    ? say(`, ketelitian ${Math.round(accuracy)} m`, `, within ${Math.round(accuracy)} m`)
    : ''
  words.replaceChildren(
    say(
      `Titik: ${lat}, ${lng}${about}. Publik hanya melihat kira-kira. `,
      `Point: ${lat}, ${lng}${about}. The public sees it roughly. `,
    ),
    make(
      'button',
      { type: 'button', class: 'linkish', onclick: clear },
      say('Hapus titik', 'Remove the point'),
    ),
  )
}

function clear() {
  put('', '')
  words.replaceChildren(say('Titik dihapus.', 'Point removed.'))
}

function locate() {
  words.replaceChildren(say('Mencari lokasi…', 'Finding your location…'))
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      // Five decimals are a metre; more would only look exact.
      const [lat, lng] = [coords.latitude.toFixed(5), coords.longitude.toFixed(5)]
      put(lat, lng)
      show(lat, lng, coords.accuracy)
    },
    () =>
      words.replaceChildren(
        say(
          'Lokasi tidak didapat. Tulis nama tempatnya saja; laporan tetap bisa dikirim.',
          'No location found. Just name the place; the report can be sent all the same.',
        ),
      ),
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  )
}

if (button && 'geolocation' in navigator) {
  button.hidden = false
  button.addEventListener('click', locate)
  const [lat, lng] = ['lat', 'lng'].map((name) => place.querySelector(`[name=${name}]`).value)
  if (lat && lng) show(lat, lng)
}
