import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { oggChecksum } from '../../src/reports/attachments/cleaning/ogg.ts'

/** Small files of every kind, made here and carrying what must not survive: `secretPlace` and `secretPerson`. */
export const secretPlace = '-07.2575+112.7521/'
export const secretPerson = 'Warga Rahasia'

const text = (value: string): Buffer => Buffer.from(value, 'latin1')
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A photo as a phone makes it: taken on its side, with place, owner and a colour profile. */
export const aPhoto = (width = 64, height = 32): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .composite([
      {
        input: { create: { width: width >> 2, height: height >> 2, channels: 3, background: 'black' } },
        left: 0,
        top: 0,
      },
    ])
    .jpeg()
    .withExif({
      IFD0: { Artist: secretPerson, Make: 'Contoh', ImageDescription: secretPerson },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '7/1 15/1 27/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '112/1 45/1 7/1',
      },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>${secretPerson}</creator></x:xmpmeta>`)
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toBuffer()

export const aPicture = (format: 'png' | 'webp' | 'avif', width = 40, height = 20): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 4, background: '#33669980' } })
    .toFormat(format)
    .toBuffer()

/** Two frames; only the first may stay. */
export async function aMovingPicture(): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .png()
      .toBuffer()
  return sharp([await frame('red'), await frame('blue')], { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}

/** A few hundred bytes that announce 900 million pixels. */
export function aPictureBomb(side = 30_000): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([text(type), data])
    return Buffer.concat([u32(data.length), body, u32(crc32(body))])
  }
  const head = Buffer.concat([u32(side), u32(side), Buffer.from([1, 0, 0, 0, 0])])
  const data = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes: Buffer): number {
  let value = 0xffff_ffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1
  }
  return (value ^ 0xffff_ffff) >>> 0
}

export function aPdf(): Buffer {
  const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>${secretPerson}</creator></x:xmpmeta><?xpacket end="w"?>`
  const hex = Buffer.from(secretPerson).toString('hex')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /Metadata 5 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>',
    `<< /Author (${secretPerson} \\(ketua\\) (RT 3)) /Creator <${hex}> /CreationDate (D:20260101) >>`,
    `<< /Type /Metadata /Subtype /XML /Length ${xmp.length} >>\nstream\n${xmp}\nendstream`,
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R /Info 4 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
  return text(body + end)
}

const box = (type: string, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([u32(content.length + 8), text(type), content])
}

/** What is seen, what only says where it was, and the sound of `sizeBytes` in the middle. */
export function anMp4({ brand = 'isom', sizeBytes = 100 } = {}): Buffer {
  const place = text(`gps ${secretPlace}`)
  const handler = (type: string) => box('hdlr', u32(0), u32(0), text(type), Buffer.alloc(13))
  const track = (type: string, offset: number, length: number) =>
    box(
      'trak',
      box('tkhd', u32(0), u32(3_800_000_000), u32(3_800_000_000), Buffer.alloc(72)),
      box(
        'mdia',
        box('mdhd', u32(0), u32(3_800_000_000), Buffer.alloc(16)),
        handler(type),
        box(
          'minf',
          box(
            'stbl',
            box('stsz', u32(0), u32(0), u32(1), u32(length)),
            box('stsc', u32(0), u32(1), u32(1), u32(1), u32(1)),
            box('stco', u32(0), u32(1), u32(offset)),
          ),
        ),
      ),
    )
  const film = (mediaAt: number) =>
    box(
      'moov',
      box('mvhd', u32(0), u32(3_800_000_000), u32(3_800_000_000), Buffer.alloc(88)),
      track('vide', mediaAt, sizeBytes),
      track('meta', mediaAt + sizeBytes, place.length),
      box('udta', box('\xa9xyz', text(secretPlace))),
      box('meta', u32(0), text(secretPerson)),
    )
  const head = box('ftyp', text(brand), u32(512), text('isomiso2mp41'))
  const before = head.length + film(0).length + 8
  return Buffer.concat([
    head,
    film(before),
    box('mdat', Buffer.alloc(sizeBytes, 7), place),
    box('uuid', text('0123456789abcdef'), text(secretPerson)),
    box('zzzz', text(secretPlace)),
  ])
}

const element = (id: string, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(0x1000_0000 | content.length)
  return Buffer.concat([Buffer.from(id, 'hex'), size, content])
}
const endless = (id: string): Buffer =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.from('01ffffffffffffff', 'hex')])

/** As a browser records it: neither the whole nor its clusters say how long they will be. */
export function aWebm(): Buffer {
  const block = element('a3', Buffer.from([0x81, 0, 0, 0x80]), Buffer.alloc(50, 7))
  return Buffer.concat([
    element('1a45dfa3', element('4282', text('webm'))),
    endless('18538067'),
    element(
      '1549a966',
      element('2ad7b1', u32(1_000_000)),
      element('7ba9', text(secretPerson)),
      element('4d80', text('Chrome')),
      element('4461', Buffer.alloc(8, 1)),
    ),
    element('1654ae6b', element('ae', element('d7', Buffer.from([1])), element('536e', text(secretPerson)))),
    element('1254c367', element('7373', element('67c8', text(secretPlace)))),
    endless('1f43b675'),
    element('e7', Buffer.from([0])),
    block,
    endless('1f43b675'),
    element('e7', Buffer.from([9])),
    block,
    element('1941a469', text(secretPerson)),
  ])
}

function oggPage(flags: number, sequence: number, segments: number[], body: Buffer): Buffer {
  const head = Buffer.alloc(27)
  head.write('OggS', 0, 'latin1')
  head[5] = flags
  head.writeUInt32LE(1234, 14)
  head.writeUInt32LE(sequence, 18)
  head[26] = segments.length
  const page = Buffer.concat([head, Buffer.from(segments), body])
  page.writeUInt32LE(oggChecksum(page), 22)
  return page
}

/** A voice note whose remarks run over two pages. */
export function anOgg(): Buffer {
  const u32le = (value: number) => u32(value).reverse()
  const remark = text(`LOCATION=${secretPlace}${secretPerson}`.padEnd(380, '.'))
  const remarks = Buffer.concat([
    text('OpusTags'),
    u32le(4),
    text('test'),
    u32le(1),
    u32le(remark.length),
    remark,
  ])
  const first = remarks.subarray(0, 255)
  const rest = remarks.subarray(255)
  const head = Buffer.concat([text('OpusHead'), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])])
  return Buffer.concat([
    oggPage(2, 0, [head.length], head),
    oggPage(0, 1, [255], first),
    oggPage(1, 2, [rest.length], rest),
    oggPage(4, 3, [200], Buffer.alloc(200, 7)),
  ])
}

/** Ten silent frames between labels of three kinds. */
export function anMp3(): Buffer {
  const label = text(`TPE1${secretPerson}${secretPlace}`)
  const id3 = Buffer.concat([text('ID3'), Buffer.from([4, 0, 0, 0, 0, 0, label.length]), label])
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0]), Buffer.alloc(413)])
  const ape = Buffer.alloc(32)
  ape.write('APETAGEX', 0, 'latin1')
  ape.writeUInt32LE(32 + secretPerson.length, 12)
  const id3v1 = Buffer.concat([text('TAG'), text(secretPerson)], 128)
  return Buffer.concat([id3, ...Array.from({ length: 10 }, () => frame), text(secretPerson), ape, id3v1])
}

export const anAmr = (): Buffer => Buffer.concat([text('#!AMR\n'), Buffer.alloc(320, 0x3c)])

/** A photo of an iPhone as far as we can tell: nothing here can write the HEVC inside. */
export async function aHeicPhoto(): Promise<Buffer> {
  const avif = (await aPicture('avif')).toString('latin1')
  return text(avif.replace('ftypavif', 'ftypheic').replaceAll('av01', 'hvc1').replaceAll('av1C', 'hvcC'))
}
