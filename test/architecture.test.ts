/** The habits of the house as tests: which way imports go, how long a file may be, what is not here. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { reporterInputs, staffInputs } from '../src/reports/casefile/inputs.ts'
import { reporterActs, staffActs } from '../src/reports/desk/acts.ts'
import { transitions } from '../src/regulation/transitions.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const sources = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.d.ts'))
const code = sources.filter((file) => !file.endsWith('.test.ts'))
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

/** The storeys from top to bottom: a file imports from its own or from one above. */
const storeys = [
  'errors.ts',
  'regulation',
  'platform',
  'web',
  'directory',
  'reports',
  'channels',
  'insight',
  'site',
]
const mayImportAnything = ['app.ts', 'main.ts', 'ops']

const placeOf = (file: string): { storey: string; room: string } => {
  const [, storey = '', room = ''] = file.split('/')
  return { storey, room: room.endsWith('.ts') ? '' : room }
}

/** Sideways imports between rooms of one storey, each with its reason. */
const sideways: [from: string, to: string, why: string][] = [
  ['*', 'reports/casefile', 'the shared room: the one writer of a report'],
  ['*', 'reports/identity', 'the shared room: names and contacts'],
  ['*', 'reports/attachments', 'the shared room: files'],
  ['reports/desk', 'reports/*', 'the desk is where staff meet every step of a report'],
  ['reports/bulk', 'reports/*', 'one action of the desk over many reports'],
  ['reports/dueDays', 'reports/desk', 'a calendar over the lists of the desk'],
  ['reports/intake', 'reports/tracking', 'whoever has just sent a report may open it'],
  ['reports/tracking', 'reports/*', "the reporter's page offers every step of the reporter"],
  ['reports/casefile', 'reports/publication', 'readers who may see masked text only get it masked'],
  ['reports/*', 'reports/publication', 'masking and public cards'],
  ['reports/*', 'reports/routing', 'suggestions and similar reports'],
  ['directory/agencies', 'directory/regions', 'an agency stands in a region'],
  ['directory/accounts', 'directory/agencies', 'an account works for an agency'],
  ['directory/agencies', 'directory/topics', 'offices are matched by their field'],
  ['channels/notifications', 'channels/*', 'messages go out by the gateways'],
  ['channels/staffNews', 'channels/notifications', 'letters to staff leave by the same outbox'],
  ['channels/following', 'channels/notifications', 'letters to followers leave by the same outbox'],
  ['channels/following', 'channels/staffNews', 'the states of a letter'],
  ['channels/api', 'channels/*', 'the interface for programs speaks for every channel'],
  ['directory/deadlines', 'directory/calendar', 'the law in force is rules and calendar together'],
  [
    'directory/*',
    'directory/changes',
    'calendar and rules are changed by the same two persons in the same way',
  ],
  ['directory/calendar', 'directory/agencies', 'a day off may be that of one agency'],
  ['directory/calendar', 'directory/regions', 'or of one region'],
  ['directory/calendar', 'directory/accounts', 'who entered a day and who checked it'],
  ['directory/deadlines', 'directory/agencies', 'a pledge is that of an agency'],
  ['directory/changes', 'directory/accounts', 'who proposes and who approves'],
  ['reports/verification', 'reports/closing', 'what the service does by itself when a clock has passed'],
  ['reports/closing', 'reports/handling', 'what the service does by itself when a clock has passed'],
  ['reports/handling', 'reports/templates', 'a text may come from a template'],
  ['reports/verification', 'reports/templates', 'a text may come from a template'],
  ['directory/accounts', 'directory/absences', 'for whom somebody stands in comes with the sign-in'],
  ['reports/absence', 'reports/desk', 'its pages stand in the frame of the desk'],
  ['reports/assignment', 'reports/desk', 'its pages stand in the frame of the desk'],
  ['reports/handover', 'reports/desk', 'its pages stand in the frame of the desk'],
  ['reports/recount', 'reports/desk', 'its pages stand in the frame of the desk'],
  ['reports/templates', 'reports/desk', 'its pages stand in the frame of the desk'],
  ['channels/email', 'channels/notifications', 'the shape of a gateway'],
  ['insight/statistics', 'insight/agencies', 'the figures of agencies, once'],
  ['insight/*', 'insight/statistics', 'figures are shown on other pages'],
]

const matches = (pattern: string, place: string): boolean =>
  pattern === '*' || pattern === place || (pattern.endsWith('/*') && place.startsWith(pattern.slice(0, -1)))

const importsOf = (file: string): string[] =>
  [
    ...textOf(file).matchAll(/^(?:import|export)\s[^'"]*?['"](\.{1,2}\/[^'"]+)['"]/gms),
    ...textOf(file).matchAll(/import\(['"](\.{1,2}\/[^'"]+)['"]\)/g),
  ].map(([, target]) => normalize(join(dirname(file), target!)))

test('a file imports only from its own storey or from one above', () => {
  const wrong: string[] = []
  for (const file of code) {
    const from = placeOf(file)
    if (mayImportAnything.includes(from.storey)) continue
    for (const target of importsOf(file)) {
      const to = placeOf(target)
      if (storeys.indexOf(to.storey) > storeys.indexOf(from.storey) || mayImportAnything.includes(to.storey))
        wrong.push(`${file} → ${target}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('rooms of one storey import each other only where the list above says why', () => {
  const wrong: string[] = []
  for (const file of code) {
    const from = placeOf(file)
    if (!['directory', 'reports', 'channels', 'insight'].includes(from.storey) || from.room === '') continue
    for (const target of importsOf(file)) {
      const to = placeOf(target)
      if (to.storey !== from.storey || to.room === '' || to.room === from.room) continue
      const [here, there] = [`${from.storey}/${from.room}`, `${to.storey}/${to.room}`]
      if (!sideways.some(([one, other]) => matches(one, here) && matches(other, there)))
        wrong.push(`${file} → ${target}`)
    }
  }
  assert.deepEqual(wrong, [])
})

test('no file is longer than 400 lines', () => {
  const files = [
    ...sources,
    ...globSync('{test,bench}/**/*.ts', { cwd: root }),
    ...globSync('src/**/*.js', { cwd: root }),
  ]
  const long = files
    .map((file) => [file, textOf(file).split('\n').length] as const)
    .filter(([, lines]) => lines > 400)
  assert.deepEqual(long, [])
})

test('there are no barrels, default exports, classes for data, or rooms without an idea', () => {
  for (const file of code) {
    const text = textOf(file)
    assert.doesNotMatch(file, /\/(utils|helpers|common|services|lib)\b/, file)
    assert.doesNotMatch(file, /\/index\.ts$/, file)
    assert.doesNotMatch(text, /^export default /m, file)
    assert.doesNotMatch(text, /^export \* from/m, file)
  }
})

test('every relative import names its file with its ending', () => {
  for (const file of sources)
    for (const [, target] of textOf(file).matchAll(/from ['"](\.{1,2}\/[^'"]+)['"]/g))
      assert.match(target!, /\.(ts|js|mjs)$/, `${file} → ${target}`)
})

test('only the case file writes the state of a report', () => {
  const writers = code.filter((file) =>
    /(insertInto|updateTable|deleteFrom)\('(report|report_event|report_clock|agency_inbox)'\)|(insert into|update|delete from) (report|report_event|report_clock|agency_inbox)\b/i.test(
      textOf(file),
    ),
  )
  const allowed = ['src/reports/casefile/', 'src/reports/recount/', 'src/ops/']
  assert.deepEqual(
    writers.filter((file) => !allowed.some((start) => file.startsWith(start))),
    [],
  )
})

test('no page or action asks for a state or a role by itself; the table is asked', () => {
  const wrong = code
    .filter((file) => !file.startsWith('src/regulation/'))
    .filter((file) => /\bif \(.{0,60}\brole === '/.test(textOf(file)))
  assert.deepEqual(wrong, [])
})

test('every action that a person may take has one verb and one input', () => {
  const internal = [
    'submit',
    'submit_by_sms',
    'submit_by_message',
    'submit_for_reporter',
    'submit_by_partner',
    'absorb',
  ]
  const offered = transitions.filter(
    (row) => !internal.includes(row.action) && !row.by.every((role) => role === 'system'),
  )
  for (const row of offered) {
    const acts = { ...staffActs, ...reporterActs } as Record<string, unknown>
    assert.ok(acts[row.action], `${row.id} ${row.action} has no verb`)
    assert.ok(
      { ...staffInputs, ...reporterInputs }[row.action as 'hold'],
      `${row.id} ${row.action} has no input`,
    )
    if (row.confirm) assert.ok(acts[row.confirm.action], `${row.confirm.action} has no verb`)
  }
})

test('nothing in the project names a path outside of it', () => {
  const files = [
    ...sources,
    ...globSync('{test,bench,bin,docs}/**/*.{ts,mjs,md}', { cwd: root }),
    'README.md',
  ].filter((file) => {
    try {
      return textOf(file) !== ''
    } catch {
      return false
    }
  })
  for (const file of files) {
    if (file === relative(root, fileURLToPath(import.meta.url))) continue
    assert.doesNotMatch(textOf(file), /\/work\//, file)
  }
})
