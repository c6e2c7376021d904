import type { FieldProblem } from '../../errors.ts'
import type { RuleBook } from '../../regulation/deadlines.ts'
import type { CaseFile } from '../../regulation/facts.ts'
import type { KeptFile } from '../../web/parts/fields.ts'
import type { Words } from '../../web/say.ts'
import type { Attachment } from '../attachments/queries.ts'
import type { Typed } from '../intake/typed.ts'
import type { ContactTrouble } from './contactNote.ts'
import type { Told } from './entries.ts'
import type { MainReport } from './queries.ts'

export type ActsView = {
  file: CaseFile
  offered: readonly string[]
  csrf: string
  /** Of this showing of the page: the same form sent twice is one step. */
  key: string
  mostFiles: number
  mostBytes: number
  /** A form that could not be taken: it comes back open and filled in. */
  refused?: { action: string; typed: Typed; problems: readonly FieldProblem[]; kept: readonly KeptFile[] }
  /** What the desk or the agency asked last. */
  question?: string
  /** Whether that question still waits for an answer. */
  isStillAsked?: boolean
}

export type ReportView = Told &
  ActsView & {
    files: readonly Attachment[]
    /** For the steps whose clocks have not begun. */
    rules: RuleBook
    /** Of a merged report: the one that speaks for it. */
    main?: MainReport
    /** 'Kelurahan …, Kota …' of the report's region. */
    regionName?: string
    /** Said on top: what was just done, or why it could not be done. */
    notice?: { tone: 'good' | 'late'; words: Words }
    /** Letters to the reporter come back. */
    contactTrouble?: ContactTrouble
    /** The step that has just been carried out. */
    done?: string
  }
