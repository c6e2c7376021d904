/** What the public sees, decided by two persons and taken back by one (T33–T35). */
import { refuse } from '../../errors.ts'
import { verb, type Verb } from '../casefile/step.ts'
import { maskPersonalData } from './masking.ts'

/** A text that still holds a telephone or identity number is not proposed; the finding says where. */
const withoutPersonalData =
  (next: Verb): Verb =>
  (ground, actor, reportId, input = {}) => {
    const { findings } = maskPersonalData(String(input['text'] ?? ''))
    const certain = findings.filter((finding) => finding.id !== 'name')
    if (certain.length > 0)
      throw refuse('personal_data_left', { found: certain.map(({ start, end, label }) => ({ start, end, label })) })
    return next(ground, actor, reportId, input)
  }

/** T33, first person. */
export const proposePublication: Verb = withoutPersonalData(verb('propose_publication'))
/** T33, second person. */
export const publish = verb('publish')
/** T34. */
export const unpublish = verb('unpublish')
/** T35. */
export const mask: Verb = withoutPersonalData(verb('mask'))
