import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkReceipt } from '../../src/insight/transparency/queries.ts'
import { signReceipt } from '../../src/reports/intake/receipt.ts'
import { submit } from '../../src/reports/intake/actions.ts'
import { aTown } from '../support/town.ts'

const town = await aTown()
const { ground, database } = town
const send = async () =>
  submit(
    ground,
    { kind: 'pengaduan', text: 'Lampu jalan di depan balai warga padam.' },
    { channel: 'web', language: 'id' },
  )

test('a receipt shows that the report is there and unchanged', async () => {
  const { answer } = await send()
  assert.equal((await checkReceipt(database.db, ground.keys, answer.receipt)).result, 'unchanged')
})

test('a receipt that was changed by one letter is not ours', async () => {
  const { answer } = await send()
  const forged = answer.receipt.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  assert.equal((await checkReceipt(database.db, ground.keys, `x${forged}`)).result, 'not_ours')
})

test('a receipt tells when a report was taken away, and when its first event was rewritten', async () => {
  const { answer, reportId } = await send()
  const owner = await database.as('lapor_owner')
  await owner
    .updateTable('report_event')
    .set({ actor_name: 'orang lain' })
    .where('report_id', '=', reportId!)
    .execute()
  assert.equal((await checkReceipt(database.db, ground.keys, answer.receipt)).result, 'changed')
  const gone = signReceipt(ground.keys, { number: 'ZZZZZZZZ', hash: 'x', at: '2026-07-06T02:10:00.000Z' })
  assert.equal((await checkReceipt(database.db, ground.keys, gone)).result, 'missing')
})

test('the web role can add events and never change or take one away', async () => {
  const { reportId } = await send()
  await assert.rejects(
    database.db.deleteFrom('report_event').where('report_id', '=', reportId!).execute(),
    /permission denied/,
  )
  await assert.rejects(
    database.db
      .updateTable('report_event')
      .set({ actor_name: 'x' })
      .where('report_id', '=', reportId!)
      .execute(),
    /permission denied/,
  )
})
