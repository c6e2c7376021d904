/** Every agency with what it received and how it answered. */
import type { AgencyType } from '../../directory/agencies/tables.ts'
import { number } from '../../web/dates.ts'
import { attribute, type Html, html } from '../../web/html.ts'
import { page } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { filtersForm, pagination } from '../../web/parts/lists.ts'
import { emptyState } from '../../web/parts/note.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import { formula } from '../statistics/formula.ts'
import { cellWords, firstOnTime, onTime, shareWords, solvedShare } from '../statistics/shares.ts'
import {
  agenciesOfAPage,
  type AgencyPage,
  type AgencyQuestion,
  type Listed,
  type Sorting,
} from './queries.ts'

export const typeWords: Record<AgencyType, Words> = {
  ministry: { id: 'Kementerian', en: 'Ministry' },
  institution: { id: 'Lembaga', en: 'Institution' },
  province: { id: 'Pemerintah provinsi', en: 'Province' },
  regency: { id: 'Pemerintah kabupaten', en: 'Regency' },
  city: { id: 'Pemerintah kota', en: 'City' },
  state_company: { id: 'BUMN atau BUMD', en: 'State company' },
  campus: { id: 'Perguruan tinggi', en: 'University' },
  mission: { id: 'Perwakilan di luar negeri', en: 'Mission abroad' },
  national_desk: { id: 'Admin nasional', en: 'National desk' },
}

const shownTypes = [
  'ministry',
  'institution',
  'province',
  'regency',
  'city',
  'state_company',
  'campus',
  'mission',
] as const

export type AgenciesPage = AgencyPage & { question: AgencyQuestion }

const addressOf = (question: AgencyQuestion, change: Partial<AgencyQuestion>, say: Say): string => {
  const { q, type, sort, page: at } = { ...question, ...change }
  return withQuery(inLanguage(paths.agencies.list, say.language), {
    q,
    type,
    sort: sort === 'received' ? undefined : sort,
    page: at === 0 ? undefined : at + 1,
  })
}

export function agenciesPage(data: AgenciesPage, say: Say): string {
  const { question, agencies, total } = data
  return page(
    {
      title: say('Instansi', 'Agencies'),
      description: say(
        'Berapa laporan yang diterima setiap instansi, dan berapa yang dijawab tepat waktu.',
        'How many reports each agency received, and how many it answered on time.',
      ),
      language: say.language,
      path: addressOf(question, {}, say).replace(/^\/en(?=\/)/, ''),
      current: 'agencies',
      styles: ['data'],
    },
    html`<div class="wrap sec flow">
      <h1>${say('Instansi', 'Agencies')}</h1>
      <p>
        ${say(
          'Anda tidak perlu mencari instansi untuk melapor: kami yang memilihkan. Di sini Anda bisa melihat siapa yang menjawab tepat waktu.',
          'You need not look up an agency to report: we pick it. Here you see who answers on time.',
        )}
      </p>
      ${filtersForm(
        {
          action: inLanguage(paths.agencies.list, say.language),
          keep: { sort: question.sort === 'received' ? undefined : question.sort },
          filters: [
            {
              type: 'search',
              name: 'q',
              label: say('Nama instansi', 'Name of the agency'),
              value: question.q ?? null,
            },
            {
              type: 'select',
              name: 'type',
              label: say('Jenis', 'Type'),
              value: question.type ?? null,
              choices: [
                { value: '', label: say('Semua', 'All') },
                ...shownTypes.map((type) => ({ value: type, label: say(typeWords[type]) })),
              ],
            },
          ],
          submit: say('Cari', 'Search'),
        },
        say,
      )}
      ${
        agencies.length === 0
          ? emptyState({
              title: say('Tidak ada instansi yang cocok', 'No agency fits'),
              why: say(
                'Coba sebagian namanya saja, misalnya “Bandung” atau “Kesehatan”.',
                'Try a part of the name, such as “Bandung” or “Kesehatan”.',
              ),
              next: {
                href: inLanguage(paths.agencies.list, say.language),
                label: say('Semua instansi', 'All agencies'),
              },
            })
          : table(data, say)
      }
      ${pagination(
        {
          shown: say(
            `${number(total, say)} instansi, halaman ${question.page + 1} dari ${Math.max(1, Math.ceil(total / agenciesOfAPage))}`,
            `${number(total, say)} agencies, page ${question.page + 1} of ${Math.max(1, Math.ceil(total / agenciesOfAPage))}`,
          ),
          ...(data.hasMore && { next: addressOf(question, { page: question.page + 1 }, say) }),
          ...(question.page > 0 && { first: addressOf(question, { page: 0 }, say) }),
        },
        say,
      )}
      ${agencies.length > 0 && html`<p>${listFileLinks(paths.agencies.list, { q: question.q, type: question.type, sort: question.sort }, say)}</p>`}
      ${formula(say)}
    </div>`,
  )
}

export const heads: Record<Sorting, Words> = {
  name: { id: 'Instansi', en: 'Agency' },
  received: { id: 'Diterima', en: 'Received' },
  first: { id: 'Jawaban pertama tepat waktu', en: 'First reply on time' },
  answers: { id: 'Jawaban akhir tepat waktu', en: 'Answer on time' },
  solved: { id: 'Selesai menurut pelapor', en: 'Solved, say reporters' },
}

const table = ({ agencies, question }: AgenciesPage, say: Say): Html =>
  html`<table class="stack">
    <caption class="md mut">
      ${say('12 bulan terakhir. Judul kolom mengurutkan.', 'Last 12 months. Column titles sort.')}
    </caption>
    <thead>
      <tr>
        ${(Object.keys(heads) as Sorting[]).map(
          (sort) =>
            html`<th
              scope="col"
              class="${sort === 'name' ? '' : 'n'}"
              ${attribute('aria-sort', question.sort === sort && (sort === 'name' ? 'ascending' : 'descending'))}
            >
              <a href="${addressOf(question, { sort, page: 0 }, say)}">${say(heads[sort])}</a>
            </th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${agencies.map((agency) => row(agency, say))}
    </tbody>
  </table>`

const row = ({ name, slug, type, counts }: Listed, say: Say): Html =>
  html`<tr>
    <th scope="row">
      <a href="${inLanguage(paths.agencies.agency(slug), say.language)}">${name}</a>
      <span class="sm mut norm">${say(typeWords[type])}</span>
    </th>
    <td class="n" data-l="${say(heads.received)}">${cellWords(counts.received, say)}</td>
    <td class="n" data-l="${say(heads.first)}">${shareWords(firstOnTime(counts), say)}</td>
    <td class="n" data-l="${say(heads.answers)}"><b>${shareWords(onTime(counts), say)}</b></td>
    <td class="n" data-l="${say(heads.solved)}">${shareWords(solvedShare(counts), say)}</td>
  </tr>`
