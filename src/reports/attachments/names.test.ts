import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contentDisposition, nameWithEnding, shownName } from './names.ts'

const cases: [typed: string, shown: string][] = [
  ['foto jalan.jpg', 'foto jalan.jpg'],
  ['C:\\Users\\Budi\\foto.jpg', 'foto.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['..', 'berkas'],
  ['', 'berkas'],
  ['a\0b\r\nSet-Cookie: x.jpg', 'abSet-Cookie x.jpg'],
  // Marks that turn the writing direction: it would be read as "fotoexe.jpg".
  ['foto\u202Egpj.exe', 'fotogpj.exe'],
  ['  banyak    spasi .pdf ', 'banyak spasi .pdf'],
]
for (const [typed, shown] of cases)
  test(`the name ${JSON.stringify(typed)} is shown as ${shown}`, () => assert.equal(shownName(typed), shown))

test('a name is one line of 1 to 200 characters without a path, whatever was typed', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const name = shownName(typed)
      assert.ok(name.length >= 1 && name.length <= 200 && name.isWellFormed())
      assert.doesNotMatch(name, /[/\\\n\r\0]/)
    }),
  ))

test('a long name keeps its ending', () =>
  assert.match(shownName(`${'a'.repeat(300)}.jpeg`), /^a{195}\.jpeg$/))

test('the ending says what the file is, not what it was called', () => {
  assert.equal(nameWithEnding('foto.exe', 'jpg'), 'foto.jpg')
  assert.equal(nameWithEnding('IMG_0001.HEIC', 'jpg'), 'IMG_0001.jpg')
  assert.equal(nameWithEnding('.jpg', 'jpg'), 'berkas.jpg')
})

test('a name with letters beyond ASCII is sent in the form of RFC 5987 too', () =>
  assert.equal(
    contentDisposition('attachment', 'KTP "Zoë" (1).pdf'),
    `attachment; filename="KTP Zoe 1.pdf"; filename*=UTF-8''KTP%20%22Zo%C3%AB%22%20%281%29.pdf`,
  ))
