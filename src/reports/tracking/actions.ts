/** What the reporter does with number and secret, beside the verdict: answer, add, choose who may know (T11, T22, T44, T45). */
import { verb, type Verb } from '../casefile/step.ts'
import { eraseIdentity } from '../identity/erasure.ts'

/** T11. */
export const complete = verb('complete')
/** T11, T22, X2: any reply counts. */
export const reply = verb('reply')
/** T12: one click opens an uncompleted report again. */
export const revive = verb('revive')
const raise = verb('raise_secrecy')

/** T44. A reporter who becomes anonymous has no row in the vault any more; the step itself already locks it for good. */
export const raiseSecrecy: Verb = async (ground, actor, reportId, input) => {
  const done = await raise(ground, actor, reportId, input)
  if (done.file.identityErased) await eraseIdentity(ground, reportId)
  return done
}
/** T45. */
export const lowerSecrecy = verb('lower_secrecy')
/** X6. */
export const consentContact = verb('consent_contact')
