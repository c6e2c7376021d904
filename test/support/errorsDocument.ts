import { errors } from '../../src/errors.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|')

/** docs/errors.md as it must be: made from src/errors.ts, so that the two cannot differ. */
export function errorsDocument(): string {
  const rows = Object.entries(errors)
    .toSorted(([one], [other]) => one.localeCompare(other, 'en'))
    .map(([code, entry]) => {
      const operator = 'operator' in entry ? entry.operator : ''
      return `| \`${code}\` | ${entry.status} | ${cell(entry.id)} | ${cell(entry.en)} | ${cell(operator)} |`
    })
  return `# Errors

Every error that a person or a program can get, made from \`src/errors.ts\` by
\`LAPOR_WRITE_DOCS=1 npm test test/errors.test.ts\`. Codes are stable: programs may rely on them.

- The API answers \`application/problem+json\` (RFC 9457) with \`type\`, \`title\`, \`status\`, \`code\` and \`detail\`. Wrong
  fields stand in \`errors\` (\`field\`, \`code\`, \`detail\`), possible actions in \`allowed\`, the name of a failure in
  \`instance\`; a wait is told in the header \`Retry-After\`.
- Pages say the same in words, in the language of the page, and keep what was typed.
- Codes of wrong fields: \`required\`, \`unknown_field\`, \`wrong_type\`, \`not_a_choice\`, \`too_long\`, \`too_short\`,
  \`out_of_range\`, \`too_many\`, \`wrong_form\`; rooms add their own.

| code | status | in Indonesian | in English | what the operator does |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}
