import { type Html, html } from '../html.ts'
import { icon } from '../icons.ts'
import { inLanguage, withQuery } from '../paths.ts'
import type { Say } from '../say.ts'

/**
 * The list on this page as a file, with the same filter. @param path of the page, without language
 * @param isNamed says beside several lists of one page which one is meant
 * @param query as in the page's own address, but not from where on: a file holds the list from its beginning
 */
export const listFileLinks = (
  path: string,
  query: Record<string, string | number | undefined>,
  say: Say,
  what = say('daftar ini', 'this list'),
  isNamed = false,
): Html => {
  const to = (format: 'csv' | 'xlsx') => withQuery(inLanguage(`${path}.${format}`, say.language), query)
  return html`<span class="row md"
    >${icon('download')}<span
      >${say('Unduh', 'Download')}<span class="${isNamed ? '' : 'vh'}"> ${what}</span></span
    >
    <a href="${to('xlsx')}" download>Excel (XLSX)</a> <a href="${to('csv')}" download>CSV</a></span
  >`
}
