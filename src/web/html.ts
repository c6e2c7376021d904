/**
 * The template of every page. What is written in the template is HTML, what is put into it is text:
 * a forgotten escape is impossible, because escaping is not something a page does.
 */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/** A whole attribute inside a tag, made by `flag` or `attribute`. */
export class Attribute {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

export type Fill = Html | Attribute | string | number | bigint | boolean | null | undefined | readonly Fill[]

/** Where an interpolation stands, decided once for each template. */
type Place = 'text' | 'attribute' | 'url' | 'tag'

type Template = { strings: readonly string[]; places: Place[] }

const templates = new WeakMap<TemplateStringsArray, Template>()

/** HTML from a template; every value is escaped unless it is HTML already. `false`, `null`, `''` leave nothing. */
export function html(strings: TemplateStringsArray, ...fills: Fill[]): Html {
  let template = templates.get(strings)
  if (template === undefined) {
    template = { strings: withoutIndent(strings), places: findPlaces(strings) }
    templates.set(strings, template)
  }
  const { strings: pieces, places } = template
  let out = pieces[0]!
  for (let at = 0; at < fills.length; at++) out += fillIn(fills[at], places[at]!) + pieces[at + 1]!
  return new Html(out)
}

/** The indentation of the source is for those who read the source; where space matters it stays. */
const withoutIndent = (strings: readonly string[]): readonly string[] =>
  strings.some((text) => /<(pre|textarea)/i.test(text))
    ? strings
    : strings.map((text) => text.replace(/\n\s+/g, '\n'))

/** Marks a string as HTML. Only `web/` may call it (a test looks for imports elsewhere). */
export const trusted = (text: string): Html => new Html(text)

/**
 * The same for sending it many times: in one piece of memory, and with letters beyond Latin-1 as references, because
 * one such letter makes the whole page that it stands in twice as large and five times as slow to encode.
 */
export const forManyPages = ({ text }: Html): Html =>
  new Html(
    Buffer.from(
      text.replace(/[^\0-\xff]/gu, (letter) => `&#${letter.codePointAt(0)};`),
      'latin1',
    ).toString('latin1'),
  )

/** A boolean attribute: `<input ${flag('checked', isChosen)}>`. */
export const flag = (name: string, isOn: boolean | undefined): Attribute =>
  isOn ? new Attribute(name) : nothing

/** An attribute that is left out when it has no value: `<a ${attribute('aria-current', current)}>`. */
export function attribute(name: string, value: string | number | false | null | undefined): Attribute {
  if (value === false || value === null || value === undefined) return nothing
  const place = urlAttributes.has(name) ? 'url' : 'attribute'
  return new Attribute(`${name}="${fillIn(value, place)}"`)
}

const nothing = new Attribute('')

function fillIn(fill: Fill, place: Place): string {
  if (typeof fill === 'string')
    return place === 'url' ? escape(safeUrl(fill)) : place === 'tag' ? bare(fill) : escape(fill)
  if (typeof fill === 'number' || typeof fill === 'bigint') return String(fill)
  if (fill === false || fill === null || fill === undefined || fill === true) return ''
  if (fill instanceof Html) {
    if (place === 'text') return fill.text
    throw new TypeError('HTML cannot stand inside a tag; use flag() or attribute()')
  }
  if (fill instanceof Attribute) {
    if (place === 'tag') return fill.text
    throw new TypeError('flag() and attribute() belong inside a tag, outside quotes')
  }
  if (Array.isArray(fill)) {
    let out = ''
    for (const one of fill) out += place === 'tag' ? ` ${fillIn(one, place)}` : fillIn(one, place)
    return out
  }
  throw new TypeError(`cannot put a ${Object.prototype.toString.call(fill)} into a page`)
}

function bare(text: string): string {
  if (text === '') return ''
  throw new TypeError(`an attribute value must stand in quotes: ${text.slice(0, 40)}`)
}

const special = /[&<>"']/

export function escape(text: string): string {
  if (!special.test(text)) return text
  let out = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const entity = entities[text.charCodeAt(at)]
    if (entity === undefined) continue
    out += text.slice(from, at) + entity
    from = at + 1
  }
  return out + text.slice(from)
}

const entities: (string | undefined)[] = []
entities[38] = '&amp;'
entities[60] = '&lt;'
entities[62] = '&gt;'
entities[34] = '&quot;'
entities[39] = '&#39;'

// Browsers skip control characters and spaces in front of and inside a scheme.
// oxlint-disable-next-line no-control-regex
const scheme = /^[\u0000-\u0020]*([a-z][a-z0-9+.\-\u0000-\u0020]*):/i
const safeScheme = /^(https?|mailto|tel|sms)$/i

/** A link that a person wrote may run nothing: other schemes than the usual ones become a dead link. */
function safeUrl(url: string): string {
  const found = scheme.exec(url)
  return found === null || safeScheme.test(found[1]!) ? url : '#'
}

const urlAttributes = new Set(['href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href'])

type State = 'text' | 'tag' | '"' | "'" | 'comment' | 'raw'

/** Reads the template once, as a browser would, and refuses places where escaping cannot protect. */
function findPlaces(strings: readonly string[]): Place[] {
  const places: Place[] = []
  let state: State = 'text'
  let attributeName = ''
  let valueIsEmpty = false
  let holdsRaw = false
  for (let part = 0; part < strings.length - 1; part++) {
    const text = strings[part]!
    for (let at = 0; at < text.length; at++) {
      const sign = text[at]!
      if (state === 'text' && sign === '<') {
        if (text.startsWith('<!--', at)) state = 'comment'
        else if (/^<\/?[a-z!]/i.test(text.slice(at, at + 3))) {
          state = 'tag'
          holdsRaw = /^<(script|style)[\s>]/i.test(text.slice(at, at + 8))
        }
      } else if (state === 'comment' && text.startsWith('-->', at)) state = 'text'
      else if (state === 'raw' && /^<\/(script|style)/i.test(text.slice(at, at + 8))) {
        state = 'tag'
        holdsRaw = false
      } else if (state === 'tag' && sign === '>') state = holdsRaw ? 'raw' : 'text'
      else if (state === 'tag' && (sign === '"' || sign === "'")) {
        attributeName = /([^\s"'<>/=]+)\s*=\s*$/.exec(text.slice(0, at))?.[1]?.toLowerCase() ?? ''
        state = sign
        valueIsEmpty = true
      } else if (state === sign) state = 'tag'
      else if (state === '"' || state === "'") valueIsEmpty = false
    }
    // A value that begins with two interpolations is judged at both: the first may be empty.
    places.push(placeFor(state, text, attributeName, valueIsEmpty))
  }
  return places
}

function placeFor(state: State, before: string, attributeName: string, valueIsEmpty: boolean): Place {
  const refuse = (why: string) => new TypeError(`${why}: …${before.slice(-60)}\${}`)
  if (state === 'text' && /<\/?$/.test(before)) throw refuse('nothing may be put in as the name of a tag')
  if (state === 'text') return 'text'
  if (state === 'comment' || state === 'raw')
    throw refuse('nothing may be put into a comment, script or style')
  if (state === 'tag') {
    if (/[=/<]\s*$/.test(before) || !/\s$/.test(before))
      throw refuse('an interpolation inside a tag must stand in quotes')
    return 'tag'
  }
  if (attributeName.startsWith('on') || attributeName === 'style' || attributeName === 'srcdoc') {
    throw refuse(`nothing may be put into ${attributeName}`)
  }
  return urlAttributes.has(attributeName) && valueIsEmpty ? 'url' : 'attribute'
}
