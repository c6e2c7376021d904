/** The reporter asks a higher officer to look again (T36–T38). */
import { verb } from '../casefile/step.ts'

/** T36. */
export const appeal = verb('appeal')
/** T37. */
export const grantAppeal = verb('grant_appeal')
/** T38. */
export const refuseAppeal = verb('refuse_appeal')
