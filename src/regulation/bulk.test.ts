import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bulkKinds, bulkKindsFor } from './bulk.ts'
import { powers, staffRoles, type StaffRole } from './permissions.ts'
import { transitions } from './transitions.ts'

const offered: Partial<Record<StaffRole, string>> = {
  national_verifier: 'forward_first forward ask_completion mark_urgent archive',
  moderator: 'archive',
  agency_admin: 'hand_down assign interim_reply ask_reporter ask_completion archive',
  unit_officer: 'assign interim_reply ask_reporter',
  approver: 'archive',
}
for (const role of staffRoles)
  test(`${role} may do at once: ${offered[role] ?? 'nothing'}`, () => {
    assert.equal(
      bulkKindsFor([role])
        .map(({ kind }) => kind)
        .join(' '),
      offered[role] ?? '',
    )
    assert.equal((powers.bulk_act as readonly string[]).includes(role), role in offered)
  })

test('what is undone is undone by a row of the state table', () => {
  for (const one of bulkKinds)
    if ('undo' in one)
      assert.ok(
        transitions.some((row) => row.action === one.undo.action),
        one.kind,
      )
})

test('no action over many reports is the second person’s half of anything: who confirms has the report itself on the screen', () => {
  const confirming = new Set(
    transitions.flatMap((row) => (row.confirm === undefined ? [] : [row.confirm.action])),
  )
  for (const { kind, action } of bulkKinds) assert.ok(!confirming.has(action as never), kind)
})
