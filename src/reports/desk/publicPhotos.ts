/** Which photos go public: chosen by the first person, seen by the second; none goes along by itself. */
import { flag, type Html, html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { filePath, thumbnailPath } from '../attachments/address.ts'
import type { Attachment } from '../attachments/queries.ts'
import { photosOf } from '../publication/actions.ts'
import type { Desk } from './desk.ts'
import type { DeskReport } from './load.ts'

/** A PDF is never shown to everyone (docs/decisions/pdf-attachments.md). */
const mayBePublic = (file: Attachment): boolean =>
  file.kind !== 'pdf' && (file.state === 'stored' || file.state === 'public')

const picture = ({ file }: DeskReport, one: Attachment): Html =>
  one.thumbSha256 !== null
    ? html`<img src="${thumbnailPath(file.number, one.no)}" alt="" width="96" height="96" loading="lazy" />`
    : icon('file-text')

export function photoChoice({ say }: Desk, report: DeskReport, chosen: readonly number[]): Html | false {
  const files = report.attachments.filter(mayBePublic)
  if (files.length === 0) return false
  return html`<fieldset class="flow">
    <legend>${say('Foto yang ikut tampil', 'Photos that are shown too')}</legend>
    <p class="hint">
      ${say(
        'Foto menunjukkan orang dan tempat. Centang hanya yang tidak memperlihatkan wajah, pelat nomor, atau rumah orang.',
        'Photos show people and places. Tick only those without faces, number plates or homes.',
      )}
    </p>
    <ul class="plain shots">
      ${files.map(
        (one) =>
          html`<li>
            <label
              ><input
                type="checkbox"
                name="photos"
                value="${one.no}"
                ${flag('checked', chosen.includes(one.no))}
              />${picture(report, one)}<span>${one.name}</span></label
            >
          </li>`,
      )}
    </ul>
  </fieldset>`
}

/** What the second person agrees to beside the text. */
export function proposedPhotos({ say }: Desk, report: DeskReport, input: Record<string, unknown>): Html {
  const numbers = photosOf(input)
  const files = report.attachments.filter((one) => numbers.includes(one.no))
  if (files.length === 0) return html`<p class="md mut">${say('Tanpa foto.', 'Without photos.')}</p>`
  return html`<ul
    class="plain shots"
    aria-label="${say('Foto yang ikut tampil', 'Photos that are shown too')}"
  >
    ${files.map(
      (one) =>
        html`<li>
          <a href="${filePath(report.file.number, one.no)}"
            >${picture(report, one)}<span>${one.name}</span></a
          >
        </li>`,
    )}
  </ul>`
}
