/**
 * The permission matrix, whole and by hand: what each role may do in each state (DOMAIN sections 4 and 5), and at the
 * end who may be the second person of a step that takes two. A surplus right fails like a missing one. Whether a report
 * is theirs at all is another question (test/stories/walls.test.ts).
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { states, type State } from './kinds.ts'
import { roles, type Role } from './permissions.ts'
import { confirmationOf, permittedActions, transitions } from './transitions.ts'

// oxfmt-ignore
const matrix: Partial<Record<Role, Partial<Record<State, string>>>> = {
  visitor: {},
  reporter: {
    received: 'withdraw raise_secrecy lower_secrecy reply consent_contact',
    held: 'withdraw raise_secrecy lower_secrecy reply consent_contact',
    awaiting_completion: 'complete reply withdraw raise_secrecy lower_secrecy consent_contact',
    forwarded: 'withdraw raise_secrecy lower_secrecy reply consent_contact ask_ombudsman take_back_ombudsman',
    authority_dispute: 'withdraw raise_secrecy lower_secrecy reply consent_contact ask_ombudsman take_back_ombudsman',
    in_progress: 'withdraw raise_secrecy lower_secrecy reply consent_contact ask_ombudsman take_back_ombudsman',
    awaiting_reporter: 'reply withdraw raise_secrecy lower_secrecy consent_contact ask_ombudsman take_back_ombudsman',
    answer_proposed: 'withdraw raise_secrecy lower_secrecy reply consent_contact ask_ombudsman take_back_ombudsman',
    answered: 'accept reject withdraw raise_secrecy lower_secrecy reply consent_contact extend_response ask_ombudsman take_back_ombudsman',
    closed_solved: 'reopen raise_secrecy lower_secrecy reply rate consent_contact ask_ombudsman take_back_ombudsman',
    closed_by_agency: 'reopen appeal raise_secrecy lower_secrecy reply rate consent_contact ask_ombudsman take_back_ombudsman',
    appealed: 'raise_secrecy lower_secrecy reply consent_contact ask_ombudsman take_back_ombudsman',
    with_ombudsman: 'raise_secrecy lower_secrecy reply consent_contact',
    archived: 'revive appeal raise_secrecy lower_secrecy reply consent_contact',
    withdrawn: 'raise_secrecy lower_secrecy consent_contact revoke_withdrawal',
    merged: 'unmerge raise_secrecy lower_secrecy reply consent_contact',
  },
  national_verifier: {
    received: 'hold forward ask_completion merge propose_publication unpublish archive reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    held: 'release archive merge propose_publication unpublish reclassify raise_secrecy mark_urgent correct_error note decline absorb open_identity',
    awaiting_completion: 'merge propose_publication unpublish reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    forwarded: 'merge split refer_bounce propose_publication unpublish archive reclassify raise_secrecy mark_urgent note decline absorb open_identity recall',
    authority_dispute: 'merge propose_publication unpublish archive reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    in_progress: 'merge split propose_publication unpublish archive reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    awaiting_reporter: 'propose_publication unpublish reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    answer_proposed: 'propose_publication unpublish reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    answered: 'propose_publication unpublish reclassify raise_secrecy mark_urgent note decline absorb open_identity',
    closed_solved: 'propose_publication unpublish raise_secrecy note decline open_identity',
    closed_by_agency: 'propose_publication unpublish raise_secrecy note decline open_identity',
    appealed: 'propose_publication unpublish grant_appeal refuse_appeal raise_secrecy note decline open_identity',
    with_ombudsman: 'propose_publication unpublish raise_secrecy note decline open_identity',
    archived: 'propose_publication unpublish raise_secrecy correct_error note decline open_identity',
    withdrawn: 'propose_publication unpublish raise_secrecy note decline go_on_ex_officio',
    merged: 'unmerge propose_publication unpublish raise_secrecy note decline open_identity',
  },
  arbiter: {
    received: 'merge raise_secrecy note absorb',
    held: 'merge raise_secrecy note absorb',
    awaiting_completion: 'merge raise_secrecy note absorb',
    forwarded: 'merge split raise_secrecy note absorb',
    authority_dispute: 'merge split decide_authority raise_secrecy note absorb',
    in_progress: 'merge split raise_secrecy note absorb',
    awaiting_reporter: 'raise_secrecy note absorb',
    answer_proposed: 'raise_secrecy note absorb',
    answered: 'raise_secrecy note absorb',
    closed_solved: 'raise_secrecy note',
    closed_by_agency: 'raise_secrecy note',
    appealed: 'raise_secrecy note',
    with_ombudsman: 'raise_secrecy note',
    archived: 'raise_secrecy note',
    withdrawn: 'raise_secrecy note',
    merged: 'raise_secrecy note',
  },
  agency_admin: {
    received: 'forward ask_completion propose_publication archive reclassify raise_secrecy note decline absorb open_identity read_original',
    held: 'propose_publication reclassify raise_secrecy note decline absorb open_identity read_original',
    awaiting_completion: 'propose_publication reclassify raise_secrecy note decline absorb open_identity read_original',
    forwarded: 'merge split forward bounce start propose_publication archive reclassify raise_secrecy note assign decline absorb open_identity read_original recall',
    authority_dispute: 'merge propose_publication archive reclassify raise_secrecy note decline absorb open_identity read_original',
    in_progress: 'merge split interim_reply ask_reporter propose_answer propose_publication archive reclassify raise_secrecy note assign decline absorb open_identity read_original',
    awaiting_reporter: 'propose_publication reclassify raise_secrecy note assign decline absorb open_identity read_original',
    answer_proposed: 'propose_publication reclassify raise_secrecy note assign decline absorb open_identity read_original',
    answered: 'propose_publication reclassify raise_secrecy note decline absorb open_identity read_original',
    closed_solved: 'propose_publication raise_secrecy note decline open_identity read_original',
    closed_by_agency: 'propose_publication raise_secrecy note decline open_identity read_original',
    appealed: 'propose_publication raise_secrecy note decline open_identity read_original',
    with_ombudsman: 'propose_publication raise_secrecy note decline open_identity read_original',
    archived: 'propose_publication raise_secrecy note decline open_identity read_original',
    withdrawn: 'propose_publication raise_secrecy note decline read_original go_on_ex_officio',
    merged: 'propose_publication raise_secrecy note decline open_identity read_original',
  },
  unit_officer: {
    received: 'propose_publication raise_secrecy note decline open_identity read_original',
    held: 'propose_publication raise_secrecy note decline open_identity read_original',
    awaiting_completion: 'propose_publication raise_secrecy note decline open_identity read_original',
    forwarded: 'start propose_publication raise_secrecy note assign decline open_identity read_original',
    authority_dispute: 'propose_publication raise_secrecy note decline open_identity read_original',
    in_progress: 'interim_reply ask_reporter propose_answer propose_publication raise_secrecy note assign decline open_identity read_original',
    awaiting_reporter: 'propose_publication raise_secrecy note assign decline open_identity read_original',
    answer_proposed: 'propose_publication raise_secrecy note assign decline open_identity read_original',
    answered: 'propose_publication raise_secrecy note decline open_identity read_original',
    closed_solved: 'propose_publication raise_secrecy note decline open_identity read_original',
    closed_by_agency: 'propose_publication raise_secrecy note decline open_identity read_original',
    appealed: 'propose_publication raise_secrecy note decline open_identity read_original',
    with_ombudsman: 'propose_publication raise_secrecy note decline open_identity read_original',
    archived: 'propose_publication raise_secrecy note decline open_identity read_original',
    withdrawn: 'propose_publication raise_secrecy note decline read_original go_on_ex_officio',
    merged: 'propose_publication raise_secrecy note decline open_identity read_original',
  },
  approver: {
    received: 'propose_publication archive raise_secrecy note decline open_identity read_original',
    held: 'propose_publication raise_secrecy note decline open_identity read_original',
    awaiting_completion: 'propose_publication raise_secrecy note decline open_identity read_original',
    forwarded: 'extend propose_publication archive raise_secrecy note decline open_identity read_original',
    authority_dispute: 'propose_publication archive raise_secrecy note decline open_identity read_original',
    in_progress: 'extend propose_publication archive raise_secrecy note decline open_identity read_original',
    awaiting_reporter: 'propose_publication raise_secrecy note decline open_identity read_original',
    answer_proposed: 'return_answer approve propose_publication raise_secrecy note decline open_identity read_original',
    answered: 'propose_publication raise_secrecy note decline open_identity read_original',
    closed_solved: 'propose_publication raise_secrecy note decline open_identity read_original',
    closed_by_agency: 'propose_publication raise_secrecy note decline open_identity read_original',
    appealed: 'propose_publication raise_secrecy note decline open_identity read_original',
    with_ombudsman: 'propose_publication raise_secrecy note decline open_identity read_original',
    archived: 'propose_publication raise_secrecy note decline open_identity read_original',
    withdrawn: 'propose_publication raise_secrecy note decline read_original',
    merged: 'propose_publication raise_secrecy note decline open_identity read_original',
  },
  moderator: {
    received: 'hold propose_publication unpublish mask raise_secrecy decline',
    held: 'release archive propose_publication unpublish mask raise_secrecy decline',
    awaiting_completion: 'propose_publication unpublish mask raise_secrecy decline',
    forwarded: 'propose_publication unpublish mask raise_secrecy decline',
    authority_dispute: 'propose_publication unpublish mask raise_secrecy decline',
    in_progress: 'propose_publication unpublish mask raise_secrecy decline',
    awaiting_reporter: 'propose_publication unpublish mask raise_secrecy decline',
    answer_proposed: 'propose_publication unpublish mask raise_secrecy decline',
    answered: 'propose_publication unpublish mask raise_secrecy decline',
    closed_solved: 'propose_publication unpublish mask raise_secrecy decline',
    closed_by_agency: 'propose_publication unpublish mask raise_secrecy decline',
    appealed: 'propose_publication unpublish mask raise_secrecy decline',
    with_ombudsman: 'propose_publication unpublish mask raise_secrecy decline',
    archived: 'propose_publication unpublish mask raise_secrecy decline',
    withdrawn: 'propose_publication unpublish mask raise_secrecy decline',
    merged: 'propose_publication unpublish mask raise_secrecy decline',
  },
  identity_custodian: {
    received: 'decline',
    held: 'decline',
    awaiting_completion: 'decline',
    forwarded: 'decline',
    authority_dispute: 'decline',
    in_progress: 'decline',
    awaiting_reporter: 'decline',
    answer_proposed: 'decline',
    answered: 'decline',
    closed_solved: 'decline',
    closed_by_agency: 'decline',
    appealed: 'decline',
    with_ombudsman: 'decline',
    archived: 'decline',
    withdrawn: 'decline',
    merged: 'decline',
  },
  oversight_province: {
    appealed: 'grant_appeal refuse_appeal',
  },
  oversight_ministry: {
    appealed: 'grant_appeal refuse_appeal',
  },
  ombudsman: {
    received: 'open_identity',
    held: 'open_identity',
    awaiting_completion: 'open_identity',
    forwarded: 'take_over open_identity decline_takeover',
    authority_dispute: 'take_over open_identity decline_takeover',
    in_progress: 'take_over open_identity decline_takeover',
    awaiting_reporter: 'take_over open_identity decline_takeover',
    answer_proposed: 'take_over open_identity decline_takeover',
    answered: 'take_over open_identity decline_takeover',
    closed_solved: 'take_over open_identity decline_takeover',
    closed_by_agency: 'take_over open_identity decline_takeover',
    appealed: 'take_over open_identity decline_takeover',
    with_ombudsman: 'ombudsman_result open_identity',
    archived: 'open_identity',
    merged: 'open_identity',
  },
  evaluator: {},
  auditor: {},
  api_client: {},
  operator: {},
  system: {
    received: 'hold mark_urgent escalate assign let_go',
    held: 'mark_urgent escalate assign let_go',
    awaiting_completion: 'expire_completion mark_urgent remind escalate assign let_go',
    forwarded: 'forward refer_bounce mark_urgent escalate offer_ombudsman assign let_go',
    authority_dispute: 'mark_urgent escalate offer_ombudsman assign let_go',
    in_progress: 'mark_urgent escalate offer_ombudsman assign let_go',
    awaiting_reporter: 'expire_question mark_urgent escalate offer_ombudsman assign let_go',
    answer_proposed: 'mark_urgent escalate offer_ombudsman assign let_go',
    answered: 'close_unanswered mark_urgent remind escalate assign let_go',
    appealed: 'escalate offer_ombudsman let_go',
    merged: 'unmerge main_moved let_go',
    closed_solved: 'let_go',
    closed_by_agency: 'let_go',
    with_ombudsman: 'let_go',
    archived: 'let_go',
    withdrawn: 'let_go',
  },
}

for (const role of roles)
  test(`${role} may do exactly what the table says, in every state`, () => {
    for (const state of states)
      assert.deepEqual(
        permittedActions(state, role).sort(),
        (matrix[role]?.[state] ?? '').split(' ').filter(Boolean).sort(),
        state,
      )
  })

/** Steps that wait for a second person: the row, what is proposed, what completes it, and who may. */
const secondPersons: [row: string, proposed: string, completed: string, who: string][] = [
  ['T8', 'archive', 'confirm_archive', 'national_verifier moderator'],
  ['T16', 'bounce', 'confirm_bounce', 'national_verifier'],
  ['T33', 'propose_publication', 'publish', 'moderator national_verifier approver agency_admin'],
  ['T42', 'archive', 'confirm_archive', 'approver national_verifier moderator agency_admin'],
  ['T42', 'archive', 'confirm_archive', 'national_verifier'],
  ['T43', 'reclassify', 'reclassify', 'national_verifier agency_admin'],
  ['T43', 'reclassify', 'reclassify', 'national_verifier'],
  ['T47', 'correct_error', 'correct_error', 'national_verifier moderator'],
  ['X12', 'open_identity', 'approve_identity', 'identity_custodian'],
]
test('what takes two persons, and who the second one may be', () => {
  const rows = transitions.flatMap((row) =>
    row.confirm ? [[row.id, row.action, row.confirm.action, row.confirm.by.join(' ')]] : [],
  )
  assert.deepEqual(rows, secondPersons)
})

test('a role that the table does not name completes nothing', () => {
  for (const role of roles)
    for (const action of new Set(secondPersons.map(([, proposed]) => proposed)))
      assert.equal(
        confirmationOf(action, [role]).length > 0,
        secondPersons.some(([, proposed, , who]) => proposed === action && who.split(' ').includes(role)),
        `${role} ${action}`,
      )
})
