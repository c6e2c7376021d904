// Both languages side by side, as on the server; the page's own language decides.
const isEnglish = document.documentElement.lang === 'en'
export const say = (id, en) => (isEnglish ? en : id)

/** 09.41 · 09:41, on the clock of this device. */
export function clock(at) {
  const two = (value) => String(value).padStart(2, '0')
  const time = new Date(at)
  return `${two(time.getHours())}${say('.', ':')}${two(time.getMinutes())}`
}

/** 7K4M29QX → 7K4M-29QX, and keys in groups of four. */
export const shownNumber = (number) =>
  /^\w{8}$/.test(number) ? `${number.slice(0, 4)}-${number.slice(4)}` : number
export const shownSecret = (secret) => secret.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ')

/** `make('p', { class: 'md' }, 'text', node)`: text stays text. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') element.addEventListener('click', value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== undefined && child !== false))
  return element
}

/** As unguessable as the server's own; `randomUUID` exists only where the connection is safe. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )

export const sizeWords = (bytes) =>
  bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(1).replace('.', say(',', '.'))} MB`
