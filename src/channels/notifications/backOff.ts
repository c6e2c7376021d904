/** When a message that could not be handed over is tried again. */

const minute = 60_000
/** One minute to one day; a mail server that is away for a weekend misses nothing. */
const pausesMs = [1, 5, 15, 60, 180, 360, 720, 1440].map((minutes) => minutes * minute)

/** The pause after the given number of attempts, or undefined when it is given up and shown as failed. */
export const pauseAfter = (attempts: number): number | undefined => pausesMs[attempts - 1]
