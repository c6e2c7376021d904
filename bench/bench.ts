import { mkdtempSync, chmodSync } from 'node:fs'
import { readConfig } from '../src/platform/config.ts'
import { makeLog } from '../src/platform/log.ts'
import { openGround } from '../src/ops/openGround.ts'
import { readWorld } from './world.ts'
import { fillReports } from './fill.ts'
import { openDatabase } from '../src/platform/db/database.ts'
import { loadCalendar } from '../src/directory/calendar/queries.ts'
void loadCalendar
const dir = process.argv[3] ?? mkdtempSync('/tmp/lapor-bench-')
chmodSync(dir, 0o755)
const config = readConfig({ ...process.env, DATA_DIR: dir })
const opened = await openGround({ config, log: makeLog('warn'), use: 'command', role: 'lapor_owner' })
const { pool, close } = await openDatabase({ url: opened.ground.databaseUrl, role: 'lapor_owner', max: 2, statementTimeoutMs: 0 })
const rows = await pool.query(`select day, name, type, scope_kind, scope_code, effect, decree, known_from_day from calendar_row where active order by day, id`)
const calendar = rows.rows.map(({ scope_kind, scope_code, known_from_day, ...row }) => ({ ...row, scope: scope_kind === 'nation' ? 'nation' : scope_kind === 'region' ? { region: scope_code } : { agency: scope_code }, knownFrom: known_from_day }))
const world = await readWorld(pool, calendar, opened.ground.keys.pepper, new Date())
console.log(world.agencies.length, world.places.length, world.topics.length)
console.log(await fillReports(opened.ground.databaseUrl, world, Number(process.argv[2]), (l) => console.log(l)))
await close()
await opened.close()
