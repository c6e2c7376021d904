import { errors, Refusal } from '../errors.ts'

/** Runs a command; what the program refuses is told in words and with exit code 1, not as a crash. */
export async function sayRefusal(run: () => Promise<void>): Promise<number | void> {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { id, en } = errors[error.code]
    const fields = (error.details.fields ?? []).map((one) => `  ${one.field}: ${one.id} / ${one.en}`)
    process.stderr.write(`${[id, en, ...fields].join('\n')}\n`)
    return 1
  }
}
