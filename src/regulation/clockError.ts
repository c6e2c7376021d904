export type ClockErrorCode =
  | 'invalid_json'
  | 'invalid_input'
  | 'unknown_clock'
  | 'unknown_zone'
  | 'invalid_instant'
  | 'unordered_changes'
  | 'change_before_start'
  | 'rule_not_in_force'
  | 'rule_without_length'
  | 'calendar_invalid'

/**
 * A clock history, a rule or a calendar that cannot be read. What can be read but is not allowed is no error:
 * it is left out and flagged `refused:<do>` (A17).
 */
export class ClockError extends Error {
  readonly code: ClockErrorCode
  constructor(code: ClockErrorCode, message: string) {
    super(message)
    this.name = 'ClockError'
    this.code = code
  }
}
