/** Who acted where no agency did, by its own name: a verdict on an appeal is not a clerk's. */
import type { Say } from '../../web/say.ts'

export function officeOf(transition: string, say: Say): string {
  if (transition === 'T18') return say('Penengah', 'Arbiter')
  if (transition === 'T37' || transition === 'T38') return say('Pemeriksa banding', 'Appeal officer')
  if (transition === 'T39' || transition === 'T40') return 'Ombudsman'
  return say('Petugas nasional', 'National desk')
}
