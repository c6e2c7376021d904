// Keeps the empty form and what it needs on the device, so that /lapor opens without a signal.
// `assets` stands on the line above this one; the server writes it. Nothing that a person typed passes here.
const shell = `lapor ${assets}`
// The same bytes whatever the browser says it accepts.
const kept = { ignoreVary: true }
const forms = ['/lapor', '/en/lapor']
const parts = [
  'site.css',
  'fonts/jakarta-600-800.woff2',
  'js/draft.js',
  'js/photos.js',
  'js/shrink.js',
  'js/suggest.js',
  'js/region.js',
  'js/map.js',
  'js/words.js',
  'js/store.js',
  'js/queue.js',
  'js/replyQueue.js',
]

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) =>
        Promise.allSettled(
          [...forms, ...parts.map((part) => assets + part)].map((address) => cache.add(address)),
        ),
      ),
  )
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== shell).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith(assets)) event.respondWith(fromDevice(request))
  else if (request.mode === 'navigate' && forms.includes(url.pathname))
    event.respondWith(formOf(request, url))
})

const fromDevice = async (request) => (await caches.match(request, kept)) ?? fetch(request)

// The network first: the form on the device is only for when there is none.
async function formOf(request, url) {
  try {
    const fresh = await fetch(request)
    if (fresh.ok && url.search === '') (await caches.open(shell)).put(url.pathname, fresh.clone())
    return fresh
  } catch {
    return (await caches.match(url.pathname, kept)) ?? Response.error()
  }
}
