/** How many stand behind a public report. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

/** The number as the rows say: browsers, and reports that were merged into this one. */
export async function recountSupporters(db: Db, reportId: string): Promise<void> {
  await sql`
    update public_report p
    set supporters = (select count(*) from report_support s where s.report_id = p.report_id)
      + (select jsonb_array_length(r.marks -> 'mergedFrom') from report r where r.report_id = p.report_id)
    where p.report_id = ${reportId}
  `.execute(db)
}
