import { resolve } from 'node:path'
import { explained } from './explained.ts'
import { settings } from './settings.ts'

type Settings = typeof settings

/** The settings of this process, read once at its start; optional ones are undefined when left out. */
export type Config = { [Key in keyof Settings]: ReturnType<Settings[Key]['read']> }

/**
 * Reads the settings from the environment; `DATA_DIR` becomes an absolute path.
 * @throws Explained bad_setting, naming the setting and what is expected of it
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const entries = Object.entries(settings).map(([key, { name, fallback, read }]) => {
    const given = environment[name]?.trim()
    try {
      return [key, read(given || fallback)]
    } catch (error) {
      throw explained('bad_setting', { name, reason: (error as Error).message }, error)
    }
  })
  const config = Object.fromEntries(entries) as Config
  config.dataDir = resolve(config.dataDir)
  refuseTestClock(config)
  return config
}

/** The public address of the site without a slash at its end. */
export function baseUrlOf(config: Config): string {
  return (
    config.baseUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}`
  )
}

/** A wrong clock on real data would move legal deadlines, so it takes a second word to have one. */
function refuseTestClock({ clock, databaseUrl, allowTestClock }: Config): void {
  if (clock.kind === 'real' || databaseUrl === undefined || allowTestClock) return
  throw explained('bad_setting', {
    name: 'LAPOR_NOW',
    reason: 'a test clock on a database of your own needs LAPOR_ALLOW_TEST_CLOCK=1.',
  })
}
