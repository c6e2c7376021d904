import { tinyDay } from '../dates.ts'
import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Say } from '../say.ts'
import { lines } from './timeline.ts'

export type Voice = {
  /** 'YYYY-MM-DD' */
  on: string
  /** One large word: 'Ditutup', 'Belum selesai'. */
  word: string
  quote?: string | null
  /** Said about it by the program: 'Disetujui orang kedua.' */
  remark?: string | null
}

export type TwoVoices = {
  agency: Voice | null
  reporter: Voice | null
  /** On the reporter's own pages: 'Menurut Anda'. */
  isReporterReading?: boolean
}

/** What the agency says and what the reporter says, side by side and never merged. */
export function twoVoices({ agency, reporter, isReporterReading }: TwoVoices, say: Say): Html {
  const reporterSays = isReporterReading
    ? say('Menurut Anda', 'You say')
    : say('Menurut pelapor', 'Reporter says')
  return html`<div class="voices">
    <div>
      ${icon('building-2')}${said(say('Menurut instansi', 'Agency says'), agency, say('Belum menjawab', 'No answer yet'), say)}
    </div>
    <div>
      ${icon('user-round')}${said(reporterSays, reporter, say('Belum menilai', 'Not judged yet'), say)}
    </div>
  </div>`
}

const said = (who: string, voice: Voice | null, missing: string, say: Say): Html =>
  voice === null
    ? html`<small>${who}</small><b>${missing}</b>`
    : html`<small>${who}, ${tinyDay(voice.on, say)}</small><b>${voice.word}</b>${
          (voice.quote || voice.remark) &&
          html`<p>
            ${voice.quote && html`“${lines(voice.quote)}”`}${voice.quote && voice.remark && ' '}${voice.remark}
          </p>`
        }`
