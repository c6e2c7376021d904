export type HandoverState = 'offered' | 'accepted' | 'declined' | 'withdrawn'

export type HandoverRow = {
  id: string
  agency_code: string
  from_id: string
  to_id: string | null
  to_unit: string | null
  note: string
  state: HandoverState
  offered_by: string
  offered_at: Date
  decided_by: string | null
  decided_at: Date | null
  answer: string | null
}

export type ItemState = 'waiting' | 'moved' | 'left'

export type HandoverItemRow = {
  report_id: string
  handover_id: string
  part_no: number
  state: ItemState
  /** The code of the error that kept it where it is. */
  why: string | null
  done_at: Date | null
}

declare module '../../platform/db/database.ts' {
  interface Tables {
    handover: HandoverRow
    handover_item: HandoverItemRow
  }
}
