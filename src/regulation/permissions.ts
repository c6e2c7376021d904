/**
 * Roles, and the powers that are not actions of the state table (DOMAIN section 5). Who may do which action of
 * the state table stands in transitions.ts, one row per action.
 */
export const roles = [
  'visitor',
  'reporter',
  'national_verifier',
  'arbiter',
  'agency_admin',
  'unit_officer',
  'approver',
  'moderator',
  'identity_custodian',
  'oversight_province',
  'oversight_ministry',
  'ombudsman',
  'evaluator',
  'auditor',
  'api_client',
  'operator',
  'system',
] as const
export type Role = (typeof roles)[number]

/** Whoever acts: a visitor, a reporter with the secret of one report, a staff account, or the service itself. */
export type Actor = {
  kind: 'visitor' | 'reporter' | 'staff' | 'system'
  /** Account id, or 'visitor', 'reporter', 'system'. */
  id: string
  name: string
  roles: readonly Role[]
  agency?: string
  unit?: string
  /** Colleagues who are away today and whose work this account does meanwhile. */
  standsInFor?: readonly { id: string; name: string }[]
}

export const visitor: Actor = { kind: 'visitor', id: 'visitor', name: '', roles: ['visitor'] }
export const reporter: Actor = { kind: 'reporter', id: 'reporter', name: '', roles: ['reporter'] }
export const system: Actor = { kind: 'system', id: 'system', name: '', roles: ['system'] }

/** Roles that a staff account can be given. */
export const staffRoles = roles.filter(
  (role): role is Exclude<Role, 'visitor' | 'reporter' | 'system'> =>
    !['visitor', 'reporter', 'system'].includes(role),
)
export type StaffRole = (typeof staffRoles)[number]

/** Roles whose account must name an agency (and, for the liaison, a unit of it). */
export const agencyRoles = ['agency_admin', 'unit_officer', 'approver'] as const satisfies readonly Role[]

const everyStaff: readonly Role[] = staffRoles.filter((role) => role !== 'api_client')
/** Roles that read reports at a desk; the operator never reads a report's text on any page. */
const deskReaders: readonly Role[] = everyStaff.filter((role) => role !== 'operator')

/** Powers beside the state table: what a route may name as its `access`. */
export const powers = {
  /** Anyone, signed in or not. */
  public: roles,
  /** Whoever holds the secret of the report; the route checks it. */
  reporter: roles,
  /** Any signed-in staff account: its own account page, the desk's front door. */
  signed_in: everyStaff,
  read_desk: deskReaders,
  act_at_desk: everyStaff,
  /** The calendar of what falls due: for whoever has to answer by then. */
  read_due_days: ['national_verifier', 'arbiter', 'moderator', 'agency_admin', 'unit_officer', 'approver'],
  /** One action over a whole filter; each report still asks the state table. */
  bulk_act: ['national_verifier', 'moderator', 'agency_admin', 'unit_officer', 'approver'],
  enter_manual_report: ['national_verifier', 'agency_admin', 'unit_officer'],
  write_note: ['national_verifier', 'arbiter', 'agency_admin', 'unit_officer', 'approver'],
  read_suggestions: ['national_verifier', 'arbiter', 'agency_admin', 'moderator'],
  /** Texts for everybody of an agency, or for everybody: whoever keeps them answers for them (DOMAIN C1). */
  edit_templates: ['agency_admin', 'national_verifier'],
  /** The tools beside the lists: templates, who is away, who gets what, handing over. */
  use_desk_tools: ['national_verifier', 'agency_admin', 'unit_officer', 'approver'],
  edit_routing: ['agency_admin'],
  hand_over: ['agency_admin', 'unit_officer'],
  hand_over_of_others: ['agency_admin'],
  enter_absence: ['agency_admin', 'unit_officer', 'approver'],
  enter_absence_of_others: ['agency_admin'],
  see_accuracy: ['national_verifier', 'evaluator', 'auditor', 'operator'],
  see_identity: ['agency_admin', 'unit_officer', 'approver', 'national_verifier', 'ombudsman'],
  /** What went wrong with messages to reporters is for whoever runs the service; reports are read at desks. */
  read_mailbox: ['operator'],
  /** Calendars, deadlines, pledges: two evaluators, never one (DOMAIN section 5). Everybody at a desk may read them. */
  edit_calendar: ['evaluator'],
  edit_rules: ['evaluator'],
  read_law: everyStaff,
  /** A message that failed is tried once more, on a person's word. */
  send_again: ['operator'],
} as const satisfies Record<string, readonly Role[]>
export type Power = keyof typeof powers

/**
 * Whether somebody may do for an absent colleague what that one did: every role of the agency that the one has, the
 * other has too. An admin may take every step of a liaison. No role is lent: each appointment names a person.
 */
export const mayStandInFor = (substitute: readonly Role[], absent: readonly Role[]): boolean =>
  absent
    .filter((role) => (agencyRoles as readonly Role[]).includes(role))
    .every(
      (role) => substitute.includes(role) || (role === 'unit_officer' && substitute.includes('agency_admin')),
    )

export const mayUse = (actor: Actor, power: Power): boolean =>
  actor.roles.some((role) => (powers[power] as readonly Role[]).includes(role))

/** National roles see every report; agency roles their own agency or unit; oversight roles their own area. */
export const seesEverything: readonly Role[] = ['national_verifier', 'arbiter', 'moderator']
/** Roles that see reports in masked text only, within their scope (DOMAIN section 5, "masked text: s"). */
export const seesMasked: readonly Role[] = [
  'oversight_province',
  'oversight_ministry',
  'ombudsman',
  'evaluator',
  'auditor',
]
/** Those of them without an area of their own: they watch the whole country. */
export const seesAllMasked: readonly Role[] = ['evaluator', 'auditor', 'ombudsman']

/**
 * Oversight of an area decides appeals within that area. Beside a role that sees the whole country it would decide
 * everybody's, so it stands alone; who does both jobs has two accounts.
 */
export const loneRoles: readonly Role[] = ['oversight_province', 'oversight_ministry']
