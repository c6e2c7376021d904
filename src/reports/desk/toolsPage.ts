/** The tools beside the lists, each with what it is for; only those that this account may use. */
import { mayUse, type Power } from '../../regulation/permissions.ts'
import { html } from '../../web/html.ts'
import { icon, type IconName } from '../../web/icons.ts'
import { deskPage } from '../../web/layout.ts'
import { paths } from '../../web/paths.ts'
import type { Say, Words } from '../../web/say.ts'
import type { Desk } from './desk.ts'
import { deskOptions, inDeskLanguage } from './frame.ts'

type Tool = { power: Power; path: string; icon: IconName; title: Words; what: Words }

const tools: readonly Tool[] = [
  {
    power: 'read_due_days',
    path: paths.desk.dueDays,
    icon: 'clock',
    title: { id: 'Kalender tenggat', en: 'Calendar of deadlines' },
    what: {
      id: 'Berapa laporan jatuh tempo pada hari apa, dengan hari liburnya.',
      en: 'How many reports fall due on which day, with the holidays.',
    },
  },
  {
    power: 'edit_templates',
    path: paths.desk.templates,
    icon: 'file-text',
    title: { id: 'Templat', en: 'Templates' },
    what: {
      id: 'Naskah jawaban, kabar, dan permintaan kelengkapan yang sering dipakai.',
      en: 'Texts of answers, news and questions that are written often.',
    },
  },
  {
    power: 'enter_absence',
    path: paths.desk.absences,
    icon: 'user-round',
    title: { id: 'Tidak masuk dan pengganti', en: 'Absence and substitutes' },
    what: {
      id: 'Siapa yang tidak masuk, sampai kapan, dan siapa yang mengerjakan laporannya.',
      en: 'Who is away, until when, and who does their work meanwhile.',
    },
  },
  {
    power: 'edit_routing',
    path: paths.desk.routing,
    icon: 'split',
    title: { id: 'Pembagian laporan', en: 'Who gets what' },
    what: {
      id: 'Aturan kategori, wilayah, dan kata yang membagikan laporan kepada unit atau petugas, juga bergilir.',
      en: 'Rules by category, region and words that give reports to a unit or an officer, also in turn.',
    },
  },
  {
    power: 'hand_over',
    path: paths.desk.handovers,
    icon: 'users-round',
    title: { id: 'Serah terima', en: 'Handover' },
    what: {
      id: 'Menyerahkan semua laporan seseorang kepada orang lain atau unit, dengan paketnya.',
      en: 'Hand everything that one officer holds to another or to a unit, with its packet.',
    },
  },
  {
    power: 'bulk_act',
    path: paths.desk.bulk,
    icon: 'layers',
    title: { id: 'Tindakan massal', en: 'Bulk actions' },
    what: {
      id: 'Yang dikerjakan untuk banyak laporan sekaligus: sampai mana, apa yang ditolak, dan pembatalannya.',
      en: 'What was done to many reports at once: how far it is, what was refused, and how to undo it.',
    },
  },
]

export function toolsPage(desk: Desk): string {
  const { say, actor } = desk
  const title = say('Alat kerja', 'Tools')
  const own = tools.filter(({ power }) => mayUse(actor, power))
  return deskPage(
    deskOptions(desk, title, paths.desk.tools, 'tools'),
    html`<div class="wrap sec flow">
      <h1>${title}</h1>
      ${own.length === 0 && html`<p>${say('Belum ada alat untuk peran Anda.', 'There is no tool for your role yet.')}</p>`}
      <ul class="q waiting">
        ${own.map((tool) => toolItem(desk, tool, say))}
      </ul>
    </div>`,
  )
}

const toolItem = (desk: Desk, tool: Tool, say: Say) =>
  html`<li class="plain-row">
    <a href="${inDeskLanguage(desk, tool.path)}">${icon(tool.icon)} ${say(tool.title)}</a>
    <div class="row"><span>${say(tool.what)}</span></div>
  </li>`
