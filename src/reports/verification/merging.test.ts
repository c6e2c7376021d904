/** T13: who stands behind whom, how long a merge can be undone, and by whom. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aReportIn, aTown, type Sent } from '../../../test/support/town.ts'

const town = await aTown()
const { act, does, own, seen, submit: send } = town

const behind = async ({ id }: Sent): Promise<string[]> => {
  const { marks } = await town.database.db
    .selectFrom('report')
    .select('marks')
    .where('report_id', '=', id)
    .executeTakeFirstOrThrow()
  return marks.mergedFrom
}
const heard = async (report: Sent): Promise<string[]> =>
  (await seen(report))['events']
    .filter(({ action }: { action: string }) => action === 'main_moved')
    .map(({ text }: { text: string }) => text)

test('a merge that is undone is no longer counted, and can be made again without counting twice', async () => {
  const [main, double] = [await aReportIn(town, 'forwarded'), await send()]
  await does('verifier', double, 'merge', { into: main.number })
  assert.deepEqual(await behind(main), [double.id])
  await does('verifier', double, 'unmerge', { reason: 'Ternyata lain tempat.' })
  assert.deepEqual(await behind(main), [])
  await does('verifier', double, 'merge', { into: main.number })
  assert.deepEqual(await behind(main), [double.id])
})

test('whoever stood behind a report that is merged itself stands behind the last one, and hears of it', async () => {
  const [last, middle, first] = [
    await aReportIn(town, 'forwarded'),
    await aReportIn(town, 'forwarded'),
    await send(),
  ]
  await does('verifier', first, 'merge', { into: middle.number })
  await does('verifier', middle, 'merge', { into: last.number })
  assert.deepEqual((await behind(last)).sort(), [first.id, middle.id].sort())
  await does('admin', last, 'start', { next_step: 'Memeriksa lokasi.' })
  assert.deepEqual(await heard(first), ['Mulai dikerjakan'])
  assert.deepEqual(await heard(middle), ['Mulai dikerjakan'])
  await does('verifier', middle, 'unmerge', { reason: 'Ternyata lain tempat.' })
  assert.deepEqual([await behind(last), await behind(middle)], [[], [first.id]])
})

test('the first leaves the middle one: the last one no longer counts it either', async () => {
  const [last, middle, first] = [
    await aReportIn(town, 'forwarded'),
    await aReportIn(town, 'forwarded'),
    await send(),
  ]
  await does('verifier', first, 'merge', { into: middle.number })
  await does('verifier', middle, 'merge', { into: last.number })
  await does('reporter', first, 'unmerge', { reason: 'Masalah saya di jalan sebelah.' })
  assert.deepEqual([await behind(last), await behind(middle)], [[middle.id], []])
})

test('reports are not merged in a circle', async () => {
  const [one, two, three] = [await send(), await send(), await send()]
  await does('verifier', one, 'merge', { into: two.number })
  await does('verifier', two, 'merge', { into: three.number })
  const refused = await act('verifier', three, 'merge', { into: one.number })
  assert.deepEqual([refused.status, refused.json['code']], [409, 'merge_not_possible'])
})

test('an officer undoes a merge within thirty days; after that only its reporter, who can always leave', async () => {
  const [main, double] = [await aReportIn(town, 'forwarded'), await send()]
  await does('verifier', double, 'merge', { into: main.number })
  town.clock.later(31)
  const refused = await act('verifier', double, 'unmerge', { reason: 'Ternyata lain tempat.' })
  assert.deepEqual([refused.status, refused.json['code']], [409, 'unmerge_too_late'])
  assert.match(refused.json['detail'], /Pelapornya sendiri masih dapat memisahkannya kapan saja/)
  assert.equal(
    (await own(double, 'unmerge', { reason: 'Lubang saya belum ditutup.' })).json['state'],
    'received',
  )
})

test('a withdrawn report speaks for nobody: whoever stood behind it is checked again, also after thirty days', async () => {
  const [main, double] = [await aReportIn(town, 'forwarded'), await send()]
  await does('verifier', double, 'merge', { into: main.number })
  town.clock.later(31)
  await does('reporter', main, 'withdraw', { confirm: true })
  assert.equal((await seen(double))['state'], 'received')
  assert.deepEqual(await behind(main), [])
})

test('of what its own reporter wrote in the main report nothing reaches those who were merged', async () => {
  const [main, double] = [await aReportIn(town, 'answered'), await send()]
  await does('verifier', double, 'merge', { into: main.number })
  await does('reporter', main, 'reject', { reason: 'Saya Kenari Uji, telepon 081234567890.' })
  assert.deepEqual(await heard(double), ['Pelapor: belum selesai'])
  assert.doesNotMatch(JSON.stringify(await seen(double)), /Kenari|0812/)
})
