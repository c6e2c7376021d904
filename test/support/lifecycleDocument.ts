import { conditionWords } from '../../src/regulation/conditionWords.ts'
import { legalBasis } from '../../src/regulation/sources.ts'
import { stateOrder } from './stateNames.ts'
import { officialStatus, roleWords } from '../../src/regulation/words.ts'
import type { Transition } from '../../src/regulation/transition.ts'
import { openStates, transitions } from '../../src/regulation/transitions.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const fromOf = (row: Transition): string =>
  row.from === 'new'
    ? '–'
    : row.from === 'open'
      ? 'S1–S9'
      : row.from === 'any'
        ? 'any'
        : row.from.map(short).join(', ')

const short = (state: string): string => stateOrder.find(({ code }) => code === state)?.short ?? state

const clocksOf = (row: Transition): string =>
  [
    row.meets && `meets ${row.meets.join(', ')}`,
    row.ends && (row.ends === 'all' ? 'ends all' : `ends ${row.ends.join(', ')}`),
    row.pauses && `pauses ${row.pauses.join(', ')}`,
    row.resumes && `resumes ${row.resumes.join(', ')}`,
    row.starts && `starts ${row.starts.join(', ')}`,
    row.startsIfNamed &&
      `starts ${row.startsIfNamed.join(', ')} where the reporter named the agency and tells of no officer's deed`,
    row.startsHalf && `starts ${row.startsHalf.join(', ')} at half length`,
  ]
    .filter(Boolean)
    .join('; ')

const roleNames = ({ by }: Pick<Transition, 'by'>): string =>
  by.map((role) => roleWords[role].en.toLowerCase()).join(', ')

const secondOf = (row: Transition): string =>
  row.confirm
    ? `second person: \`${row.confirm.action}\` by ${roleNames(row.confirm)}${row.confirm.when ? `; only if ${conditionWords(row.confirm.when).en}` : ''}`
    : ''

/** Which row of the action it is, and what must hold; the second person is asked most of it again. */
function conditionsOf({ when, needs = [], bars = [], confirm }: Transition): string {
  const needed = [...new Set([...bars, ...needs, ...(confirm?.needs ?? [])])]
  return [
    ...(when ? [`if ${conditionWords(when).en}`] : []),
    ...(needed.length > 0
      ? [`needed: ${needed.map((condition) => conditionWords(condition).en).join('; ')}`]
      : []),
  ].join('. ')
}

/** docs/lifecycle.md as it must be: made from the state table, so that the two cannot differ. */
export function lifecycleDocument(): string {
  const states = stateOrder.map(
    ({ code, short: name }) =>
      `| ${name} | \`${code}\` | ${officialStatus[code].words.id} | ${officialStatus[code].words.en} |`,
  )
  const rows = transitions.map(
    (row) =>
      `| ${row.id} | ${fromOf(row)} | \`${row.action}\` | ${roleNames(row)} | ${cell(secondOf(row))} | ${cell(conditionsOf(row))} | ${row.to === 'same' || row.to === 'before' ? row.to : short(row.to)} | ${clocksOf(row)} | ${cell(row.told?.en ?? 'nothing')} | ${row.audience} | ${cell(legalBasis(row.source).en)}${row.source.why ? `: ${cell(row.source.why.en)}` : ''} |`,
  )
  const merged = transitions.flatMap((row) =>
    row.toldMerged ? [`| ${row.id} | \`${row.action}\` | ${cell(row.toldMerged.en)} |`] : [],
  )
  return `# The life of a report

Made from \`src/regulation/transitions*.ts\` by \`LAPOR_WRITE_DOCS=1 npm test test/lifecycle.test.ts\`; the public sees the
same table on \`/transparansi/aturan\`. \`advance()\` in \`src/reports/casefile/\` is the only code that carries a row out.
Each row T1–T47 has a test of its name in \`test/stories/rows*.test.ts\`; X rows are steps of our own.
A second person is never the one who proposed, whatever their roles. The words of conditions stand in
\`src/regulation/conditionWords.ts\`.

\`\`\`mermaid
stateDiagram-v2
  [*] --> received
${diagram().join('\n')}
\`\`\`

## States

| | code | official status | in English |
| --- | --- | --- | --- |
${states.join('\n')}

A report in the hands of several agencies shows its least advanced part.

## Rows

| row | from | action | who | and | if and needed | to | clocks | reporter is told | read by | source |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

## What whoever was merged is told (T13)

Of each public step of the main report its title; of these steps, which are between the main report's reporter and an
office, only this:

| row | action | told |
| --- | --- | --- |
${merged.join('\n')}
`
}

/** Arrows of the way most reports go; the table has them all. */
function diagram(): string[] {
  const arrows = new Set<string>()
  for (const row of transitions) {
    if (row.to === 'same' || row.to === 'before' || row.from === 'new' || row.from === 'any') continue
    const starts = row.from === 'open' ? openStates : row.from
    // Withdrawal and the like start from many states; one arrow stands for all of them.
    for (const state of starts.length > 4 ? starts.slice(0, 1) : starts)
      if (state !== row.to) arrows.add(`  ${state} --> ${row.to}: ${row.id} ${row.action}`)
  }
  return [...arrows]
}
