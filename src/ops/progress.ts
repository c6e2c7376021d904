/** What is being done, said to a person who waits: a step shows only when it takes longer than a second. */
let showing: NodeJS.Timeout | undefined
let shownSince: number | undefined

function start(what: { id: string; en: string }): void {
  end()
  const began = Date.now()
  showing = setTimeout(() => {
    shownSince = began
    process.stderr.write(`${what.id} … / ${what.en} …\n`)
  }, 1_000)
}

function end(): void {
  clearTimeout(showing)
  if (shownSince !== undefined) process.stderr.write(`  ${((Date.now() - shownSince) / 1000).toFixed(1)} s\n`)
  shownSince = undefined
}

/** One step at a time; starting the next one ends the one before. Written to standard error, so that output stays data. */
export const progress = { start, end }
