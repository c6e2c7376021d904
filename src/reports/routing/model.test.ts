import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calibrate } from './calibration.ts'
import { leastReports, trainMeasured } from './evaluation.ts'
import { inventedReports } from './invented.ts'
import { learnInThread } from './learn.ts'
import { measuredConfidence, suggest, topOf } from './model.ts'
import { packModel, unpackModel } from './modelBytes.ts'
import { train } from './training.ts'
import { columnOf, scoresOf, weightsOf } from './weights.ts'

const reports = inventedReports(400)
const { model, measured } = trainMeasured(reports)
const lamp = { text: 'Mohon lampu PJU padam di gang kami', place: { regency: '35.78' } }

test('a report goes to the kind of office that took reports like it', () => {
  const { offices, categories } = suggest(model, lamp)
  assert.equal(offices[0]?.label, 'local.dinas-perhubungan')
  assert.equal(categories[0]?.label, '1398')
})

test('a suggestion names the words of the reporter that it comes from, and not the polite ones', () => {
  const { why } = suggest(model, lamp).offices[0]!
  assert.ok(why.includes('pju') && why.includes('padam'), why.join(' '))
  assert.ok(!why.includes('mohon'))
})

test('a word that was never seen, an empty text and an unknown place do no harm', () => {
  assert.equal(suggest(model, { text: 'xyzzy' }).offices.length > 0, true)
  assert.equal(
    suggest(model, { text: '' }).offices.every(({ why }) => why.length === 0),
    true,
  )
  assert.ok(suggest(model, { text: 'lampu pju padam', place: { regency: '99.99' } }).offices.length > 0)
})

test('the same reports give the same model', () =>
  assert.deepEqual(packModel(train(reports)), packModel(train(inventedReports(400)))))

test('a stored model suggests what it suggested before', () =>
  assert.deepEqual(suggest(unpackModel(packModel(model))!, lamp), suggest(model, lamp)))

test('a stored model may begin anywhere in memory', () => {
  const bytes = packModel(model)
  const moved = Buffer.concat([Buffer.alloc(1), bytes]).subarray(1)
  assert.deepEqual(suggest(unpackModel(moved)!, lamp), suggest(model, lamp))
})

test('a model of another format is not used', () => {
  const bytes = packModel(model)
  const other = Buffer.from(bytes)
  other.write('"format":9', bytes.indexOf('"format":'))
  assert.equal(unpackModel(other), undefined)
})

test('a model holds no word of any report', () => {
  const bytes = packModel(model)
  for (const word of ['bansos', 'aspal', 'gang kami']) assert.equal(bytes.indexOf(word), -1)
})

test('measured on reports that it has not seen, easy reports are easy', () => {
  for (const { office, category, trainedOn } of [measured.random, measured.time]) {
    assert.equal(trainedOn, 320)
    assert.equal(office.tested, 80)
    assert.ok(office.first > 0.95 && category.first > 0.95)
  }
  assert.equal(measured.time.since, reports[320]!.decidedAt)
  assert.ok(measured.bytes < 20_000_000)
})

test('where the label says nothing, neither does the confidence', () => {
  const offices = ['a', 'b', 'c', 'd']
  const noise = inventedReports(600).map((report, index) => ({
    ...report,
    office: offices[(index * 7919) % 4]!,
  }))
  const { model: lost } = trainMeasured(noise)
  const { confidence } = suggest(lost, lamp).offices[0]!
  assert.ok(confidence < 0.5, String(confidence))
})

test('an office of another place counts as missed', () => {
  const elsewhere = reports.map((report) => ({ ...report, isElsewhere: true }))
  assert.equal(trainMeasured(elsewhere).measured.random.office.firstThree, 0)
})

test('a report without a category teaches its office and is never suggested as a category', () => {
  const some = inventedReports(leastReports).map(({ category, ...report }, index) =>
    index % 3 === 0 ? report : { ...report, category: category! },
  )
  const { offices, categories } = suggest(train(some), lamp)
  assert.equal(offices[0]?.label, 'local.dinas-perhubungan')
  assert.ok(categories.every(({ label }) => !label.startsWith('~')))
})

test('without any category there are still offices', () => {
  const none = inventedReports(leastReports).map((report) => ({ ...report, category: '' }))
  const { offices, categories } = suggest(train(none), lamp)
  assert.equal(offices[0]?.label, 'local.dinas-perhubungan')
  assert.deepEqual(categories, [])
})

test('training in a thread gives the same bytes and lets the process go on', async () => {
  let ticks = 0
  const clock = setInterval(() => ticks++, 5)
  const { bytes } = await learnInThread(reports)
  clearInterval(clock)
  assert.ok(ticks > 3)
  assert.equal(bytes.length, packModel(model).length)
})

test('confidence rises with the share and is what was right', () => {
  const tried = Array.from({ length: 1000 }, (_, index) => ({
    share: index / 1000,
    isRight: index % 1000 < 500 ? index % 5 === 0 : index % 10 !== 0,
    isFirst: true,
  }))
  const calibration = calibrate(tried)
  assert.ok(Math.abs(measuredConfidence(calibration, 0.25) - 0.2) < 0.03)
  assert.ok(Math.abs(measuredConfidence(calibration, 0.75) - 0.9) < 0.03)
  assert.ok(calibration.every(([, accuracy], index) => index === 0 || accuracy > calibration[index - 1]![1]))
})

test('weights in one byte give nearly the same score; over the limit the smallest go first', () => {
  const full = [
    columnOf(Float32Array.from([1, -0.5, 0.01, 0]), 0.25),
    columnOf(Float32Array.from([0, 0.3, 0.2, 0.1]), 0),
  ]
  const ask = (most: number) => [
    ...scoresOf(weightsOf(full, 4, most), Int32Array.from([0, 1, 2]), Float32Array.from([1, 1, 1])),
  ]
  const [one, other] = ask(100)
  assert.ok(Math.abs(one! - 0.76) < 0.01 && Math.abs(other! - 0.5) < 0.01)
  assert.ok(Math.abs(ask(5)[0]! - 0.75) < 0.01)
})

test('the largest come first', () =>
  assert.deepEqual(topOf(Float64Array.from([0.1, 0.5, 0.2, 0.4]), 3), [1, 3, 2]))
