/** The agencies as a file, in the order of the page; small figures are hidden as they are there. */
import type { Ground } from '../../platform/ground.ts'
import { listFiles } from '../../platform/http/listFiles.ts'
import type { App } from '../../platform/http/server.ts'
import type { Cell, Column, Row } from '../../platform/sheets/sheet.ts'
import { paths } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { numberColumn, shareColumn, textColumn } from '../../web/sheets.ts'
import { lastYear } from '../statistics/period.ts'
import {
  firstOnTime,
  leastOfACell,
  leastOfARatio,
  onTime,
  ratio,
  solvedShare,
  type Share,
} from '../statistics/shares.ts'
import { questionOf } from './inputs.ts'
import { heads, typeWords } from './listPage.ts'
import { foundAgencies, type Listed } from './queries.ts'

export function agencyFiles(app: App, ground: Ground): void {
  const caching = 'public, max-age=300'
  listFiles(app, ground, paths.agencies.list, { access: 'public', caching }, async (request) => {
    const { say } = request
    const question = questionOf(request.query as Record<string, unknown>)
    const found = await foundAgencies(ground.db, question, lastYear(ground.now()))
    return { name: 'instansi', columns: columnsOf(say), pages: [found.map((one) => rowOf(one, say))] }
  })
}

const columnsOf = (say: Say): Column[] => [
  textColumn(say('Kode', 'Code')),
  textColumn(say(heads.name)),
  textColumn(say('Singkatan', 'Short name')),
  textColumn(say('Jenis', 'Type')),
  numberColumn(say(heads.received)),
  shareColumn(say(heads.first)),
  shareColumn(say(heads.answers)),
  shareColumn(say(heads.solved)),
]

const rowOf = ({ code, name, short_name, type, counts }: Listed, say: Say): Row => [
  code,
  name,
  short_name,
  say(typeWords[type]),
  countCell(counts.received),
  shareCell(firstOnTime(counts)),
  shareCell(onTime(counts)),
  shareCell(solvedShare(counts)),
]

const countCell = (count: number): Cell => (count > 0 && count < leastOfACell ? `< ${leastOfACell}` : count)

/** Nothing where there was no case; the words of the page where there are too few for a share. */
const shareCell = (share: Share): Cell =>
  share.whole === 0 ? null : (ratio(share) ?? `n < ${leastOfARatio}`)
