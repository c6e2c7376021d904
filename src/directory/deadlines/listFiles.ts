/** Deadlines with all their versions, and the agencies' shorter pledges, as files. */
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import { basisOf } from '../../regulation/deadlines.ts'
import { legalBasis } from '../../regulation/sources.ts'
import { paths } from '../../web/paths.ts'
import { dayColumn, numberColumn, textColumn } from '../../web/sheets.ts'
import { agenciesByCode } from '../agencies/queries.ts'
import { lengthWords } from './pages.ts'
import { loadRules } from './queries.ts'

export function deadlineFiles(app: App, ground: Ground): void {
  const { db } = ground
  listFiles(app, ground, paths.desk.rules, { access: 'read_law' }, async ({ say }) => {
    const { rules } = await loadRules(db)
    return {
      name: 'tenggat',
      columns: [
        textColumn(say('Kode', 'Code')),
        textColumn(say('Tenggat', 'Deadline')),
        textColumn(say('Lama', 'Length')),
        numberColumn(say('Perpanjangan paling banyak', 'Extension of at most')),
        dayColumn(say('Berlaku sejak', 'In force since')),
        dayColumn(say('Sampai', 'Until')),
        textColumn(say('Juga yang sedang berjalan', 'Also those that run')),
        textColumn(say('Dasar', 'Basis')),
      ],
      pages: [
        [...rules.values()]
          .flat()
          .map((row) => [
            row.id,
            say(row.name),
            lengthWords(row, say),
            row.extension?.n ?? null,
            row.validFrom,
            row.validTo ?? null,
            row.appliesToOpen ? say('ya', 'yes') : null,
            say(legalBasis(basisOf(row))),
          ]),
      ],
    }
  })
  listFiles(app, ground, paths.desk.pledges, { access: 'read_law' }, async ({ say }) => {
    const { pledges } = await loadRules(db)
    const agencies = await agenciesByCode(
      db,
      pledges.map(({ agency }) => agency),
    )
    return {
      name: 'janji-instansi',
      columns: [
        textColumn(say('Kode', 'Code')),
        textColumn(say('Instansi', 'Agency')),
        textColumn(say('Tenggat', 'Deadline')),
        numberColumn(say('Hari kerja', 'Working days')),
        dayColumn(say('Mulai', 'From')),
      ],
      pages: [
        pledges.map((pledge) => [
          pledge.agency,
          agencies.get(pledge.agency)?.name ?? pledge.agency,
          pledge.rule,
          pledge.workingDays,
          pledge.validFrom,
        ]),
      ],
    }
  })
}
