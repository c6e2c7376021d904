import { settings } from '../platform/settings.ts'
import { commands } from './commands.ts'

/** `lapor help`: the commands; `lapor help settings`: the settings. */
export async function run([topic]: string[]): Promise<void> {
  process.stdout.write(`${(topic === 'settings' ? settingLines() : commandLines()).join('\n')}\n`)
}

function commandLines(): string[] {
  const lines = commands.map(({ name, takes = '', what }) => [`lapor ${name} ${takes}`.trim(), what] as const)
  return ['Perintah / commands:', ...columns(lines), '', 'Pengaturan / settings: lapor help settings']
}

function settingLines(): string[] {
  const lines = Object.values(settings).map(({ name, fallback, what }) => {
    return [`${name}${fallback && `=${fallback}`}`, what.en] as const
  })
  return ['Pengaturan lewat lingkungan / settings by environment:', ...columns(lines)]
}

function columns(lines: (readonly [string, string])[]): string[] {
  const width = Math.max(...lines.map(([left]) => left.length))
  return lines.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
