import { pino, type Logger as PinoLogger } from 'pino'

/** Structured lines, one JSON object each, on standard error. Codes, numbers and ids go in; people do not. */
export type Logger = PinoLogger

/** Fields that may hold a person or a secret. A slip in one call must not put them on disk. */
const personal = [
  'name',
  'email',
  'phone',
  'nik',
  'address',
  'text',
  'title',
  'body',
  'secret',
  'password',
  'token',
  'cookie',
  'authorization',
  'headers',
  'ip',
  'remoteAddress',
]

/**
 * The program's logger. Personal fields are cut out at two depths; addresses of requests are never passed in.
 * @param level pino's level, `silent` for tests
 */
export function makeLog(level: string): Logger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: personal.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' },
      serializers: { err: errorWithoutValues },
    },
    // Synchronous: the last lines before a crash are the ones that matter.
    pino.destination({ fd: 2, sync: true }),
  )
}

/** PostgreSQL repeats the values of a row in `detail`; only code, message and place are kept. */
function errorWithoutValues(error: Error & { code?: string; constraint?: string }): object {
  return {
    type: error.name,
    code: error.code,
    constraint: error.constraint,
    message: error.message,
    stack: error.stack,
    ...(error.cause instanceof Error && { cause: errorWithoutValues(error.cause) }),
  }
}
