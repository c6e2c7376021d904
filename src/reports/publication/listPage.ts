/** The list of published reports: a search that is an address, cards, and the way onward. */
import type { State } from '../../regulation/kinds.ts'
import { flag, html, type Html } from '../../web/html.ts'
import { icon } from '../../web/icons.ts'
import { page } from '../../web/layout.ts'
import { listFileLinks } from '../../web/parts/listFiles.ts'
import { filterField, type Filter, pagination } from '../../web/parts/lists.ts'
import { emptyState } from '../../web/parts/note.ts'
import { statusWords } from '../../web/parts/tags.ts'
import { inLanguage, paths, withQuery } from '../../web/paths.ts'
import type { Say } from '../../web/say.ts'
import { isFiltered, queryOf, type ReadFilter } from './filter.ts'
import type { Choice } from './labels.ts'

export type ListPage = {
  filter: ReadFilter
  cards: readonly Html[]
  next?: string
  provinces: readonly Choice[]
  /** Of the chosen province. */
  regencies: readonly Choice[]
  topics: readonly Choice[]
  /** A kecamatan or village that a link asked for. */
  smallPlace?: string
}

/** States of reports that can be public, in the order of their life. */
const shownStates: State[] = [
  'forwarded',
  'in_progress',
  'awaiting_reporter',
  'answered',
  'closed_solved',
  'closed_by_agency',
  'appealed',
  'with_ombudsman',
  'archived',
]

export function listPage(data: ListPage, say: Say): string {
  const { filter } = data
  const query = queryOf(filter)
  const to = (path: string) => inLanguage(path, say.language)
  const feed = withQuery(paths.publication.feed, query)
  return page(
    {
      title: say('Laporan publik', 'Public reports'),
      description: say(
        'Laporan warga yang sudah dibaca petugas, dengan tenggat dan jawaban instansi.',
        'Citizens’ reports read by an officer, with deadlines and the agencies’ answers.',
      ),
      language: say.language,
      path: withQuery(paths.publication.list, { ...query, cursor: filter.cursor }),
      current: 'reports',
      styles: ['data'],
      feed,
      ...(isFiltered(filter) && { noindex: true }),
    },
    html`<div class="wrap sec flow">
      <div class="row apart">
        <h1>${say('Laporan publik', 'Public reports')}</h1>
        <span class="row md">
          <a href="${feed}">${icon('rss')} Atom</a
          ><a href="${withQuery(paths.publication.rss, query)}">RSS</a>
        </span>
      </div>
      ${formFor(data, say)} ${meantAgencies(data, say)}
      ${
        data.cards.length === 0
          ? nothing(data, say)
          : html`<h2 class="vh">${say('Hasil', 'Results')}</h2>
              <div class="cols c3">${data.cards}</div>`
      }
      ${pagination(
        {
          ...(data.next !== undefined && {
            next: withQuery(to(paths.publication.list), { ...query, cursor: data.next }),
          }),
          ...(filter.cursor !== undefined && { first: withQuery(to(paths.publication.list), query) }),
          shown: say('Yang terbaru di atas.', 'Newest first.'),
        },
        say,
      )}
      ${data.cards.length > 0 && html`<p>${listFileLinks(paths.publication.list, query, say)}</p>`}
    </div>`,
  )
}

// The form without a filter is the same for everybody; the lists in it hardly ever change.
const emptyForms = new Map<string, { choices: readonly Choice[]; form: Html }>()

function formFor(data: ListPage, say: Say): Html {
  if (isFiltered(data.filter)) return form(data, say)
  const known = emptyForms.get(say.language)
  if (known?.choices === data.topics) return known.form
  const made = form(data, say)
  emptyForms.set(say.language, { choices: data.topics, form: made })
  return made
}

function form(data: ListPage, say: Say): Html {
  const { filter } = data
  const any = { value: '', label: say('Semua', 'All') }
  const choices = (list: readonly Choice[]) => [
    any,
    ...list.map(({ code, name }) => ({ value: code, label: name })),
  ]
  const province = filter.region?.slice(0, 2)
  const isMore = ['region', 'category', 'from', 'to', 'agencyName'].some((name) => name in filter)
  const first: Filter[] = [
    { type: 'search', name: 'q', label: say('Cari kata', 'Search words'), value: filter.q ?? null },
    {
      type: 'select',
      name: 'kind',
      label: say('Jenis', 'Kind'),
      value: filter.kind ?? null,
      choices: [
        any,
        { value: 'complaint', label: say('Pengaduan', 'Complaint') },
        { value: 'aspiration', label: say('Aspirasi', 'Suggestion') },
        { value: 'information', label: say('Permintaan informasi', 'Information request') },
      ],
    },
    {
      type: 'select',
      name: 'state',
      label: say('Keadaan', 'Status'),
      value: filter.state ?? null,
      choices: [any, ...shownStates.map((state) => ({ value: state, label: statusWords(state, {}, say) }))],
    },
  ]
  const more: Filter[] = [
    {
      type: 'select',
      name: 'province',
      label: say('Provinsi', 'Province'),
      value: province ?? null,
      choices: choices(data.provinces),
    },
    ...(data.regencies.length > 0
      ? [
          {
            type: 'select' as const,
            name: 'regency',
            label: say('Kabupaten atau kota', 'Regency or city'),
            value: filter.region?.slice(0, 5) ?? null,
            choices: choices(data.regencies),
          },
        ]
      : []),
    {
      type: 'select',
      name: 'category',
      label: say('Bidang', 'Topic'),
      value: filter.category ?? null,
      choices: choices(data.topics),
    },
    {
      type: 'search',
      name: 'agency',
      label: say('Nama instansi', 'Name of the agency'),
      value: filter.agencyName ?? null,
    },
    { type: 'date', name: 'from', label: say('Sejak tanggal', 'From'), value: filter.from ?? null },
    { type: 'date', name: 'to', label: say('Sampai tanggal', 'Until'), value: filter.to ?? null },
  ]
  return html`<form
    class="sheet flow"
    method="get"
    action="${inLanguage(paths.publication.list, say.language)}"
    role="search"
  >
    <div class="find">
      ${first.map(filterField)}<button class="btn">${icon('search')}${say('Cari', 'Search')}</button>
    </div>
    <details class="more" ${flag('open', isMore)}>
      <summary>
        ${icon('map-pin')}${say('Wilayah, instansi, bidang, dan waktu', 'Area, agency, topic and time')}
      </summary>
      <div class="cols c3">${more.map(filterField)}</div>
    </details>
    ${data.smallPlace !== undefined && html`<p class="md">${icon('map-pin')} ${data.smallPlace}</p>`}
    ${
      isFiltered(filter) &&
      html`<p class="md">
        <a href="${inLanguage(paths.publication.list, say.language)}"
          >${say('Hapus semua saringan', 'Remove all filters')}</a
        >
      </p>`
    }
  </form>`
}

const meantAgencies = ({ filter }: ListPage, say: Say): Html | false =>
  filter.meant !== undefined &&
  html`<section class="note soon">
    ${icon('building-2')}
    <div>
      ${
        filter.meant.length === 0
          ? say(
              `Tidak ada instansi bernama “${filter.agencyName}”. Hasil di bawah dari semua instansi.`,
              `No agency is called “${filter.agencyName}”. The results below are of all agencies.`,
            )
          : html`${say('Instansi yang mana?', 'Which agency?')}
            ${filter.meant.map(({ code, name }, at) => html`${at > 0 && ' · '}<a href="${withQuery(inLanguage(paths.publication.list, say.language), { ...queryOf(filter), agency: code })}">${name}</a>`)}`
      }
    </div>
  </section>`

const nothing = ({ filter }: ListPage, say: Say): Html =>
  isFiltered(filter) || filter.cursor !== undefined
    ? emptyState({
        title: say('Tidak ada laporan yang cocok', 'No report fits'),
        why: say(
          'Coba kata lain, wilayah yang lebih luas, atau hapus saringannya. Laporan yang tidak dibuka untuk umum tidak tampil di sini.',
          'Try other words, a larger area, or remove the filters. Reports that are not public do not appear here.',
        ),
        next: {
          href: inLanguage(paths.publication.list, say.language),
          label: say('Lihat semua laporan', 'See all reports'),
        },
      })
    : emptyState({
        title: say('Belum ada laporan publik', 'No public reports yet'),
        why: say(
          'Laporan tampil di sini setelah dibaca petugas dan data pribadinya ditutup.',
          'A report appears here once an officer has read it and masked personal data.',
        ),
        next: {
          href: inLanguage(paths.intake.form, say.language),
          label: say('Buat laporan', 'Make a report'),
        },
      })
