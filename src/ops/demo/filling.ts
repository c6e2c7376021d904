/** Lets the invented reports live their lives through the same verbs as real ones, with a clock that is wound forward. */
import type { Ground } from '../../platform/ground.ts'
import { system, type Actor } from '../../regulation/permissions.ts'
import { submit } from '../../reports/intake/actions.ts'
import { reporterActs, staffActs } from '../../reports/desk/acts.ts'
import type { ReporterAction, StaffAction } from '../../reports/casefile/inputs.ts'
import { closeUnanswered } from '../../reports/closing/actions.ts'
import { stories, type Ending, type Story } from './stories.ts'

type Cast = Map<string, Actor[]>
type Told = { number: string; reportId: string }

const reporterOf: Actor = { kind: 'reporter', id: 'reporter', name: '', roles: ['reporter'] }
const hour = 3_600_000
const names = [
  'Sumiati',
  'Joko Lelono',
  'Rahmawati',
  'Pak Karta',
  'Ni Luh Sari',
  'Petrus K.',
  'Hasan B.',
  'Bu Tini',
]

/** How many days ago a story begins, so that its last step lies before today and the list spreads over months. */
const daysAgo: Record<Ending, [least: number, most: number]> = {
  received: [0, 3],
  held: [1, 2],
  awaiting_completion: [3, 12],
  forwarded: [2, 9],
  at_unit: [4, 26],
  authority_dispute: [6, 9],
  in_progress: [8, 40],
  awaiting_reporter: [7, 10],
  answer_proposed: [8, 14],
  answered: [9, 13],
  solved: [20, 140],
  silent: [45, 150],
  rejected: [22, 30],
  appealed: [35, 45],
  with_ombudsman: [60, 90],
  archived: [20, 60],
  archive_proposed: [6, 12],
  withdrawn: [15, 50],
  merged: [5, 20],
}

/** One report of the demo on its way; every step moves its own clock. */
class Life {
  private at: number
  readonly ground: Ground
  private readonly cast: Cast
  private readonly story: Story
  told!: Told
  constructor(ground: Ground, cast: Cast, story: Story, begin: number) {
    this.ground = { ...ground, now: () => new Date(this.at) }
    this.cast = cast
    this.story = story
    this.at = begin
  }

  later(hours: number): this {
    this.at += hours * hour
    return this
  }

  async send(index: number): Promise<void> {
    const { text, title, kind, region, category, level } = this.story
    const named =
      level === undefined && index % 3 === 0
        ? { name: names[index % names.length]!, privacy: 'terbuka' as const }
        : { privacy: level ?? ('tanpa-nama' as const) }
    const input = { kind, title, text, region, category, idempotency_key: `demo-report-${index}`, ...named }
    const { answer, reportId } = await submit(this.ground, input, {
      channel: index % 5 === 0 ? 'counter' : 'web',
      language: 'id',
    })
    this.told = { number: answer.number, reportId: reportId! }
  }

  private who(role: string, agency = ''): Actor {
    return this.cast.get(`${role} ${agency}`.trim())![0]!
  }
  async desk(
    action: StaffAction,
    input: Record<string, unknown> = {},
    role = 'national_verifier',
  ): Promise<void> {
    await staffActs[action](this.ground, this.who(role), this.told.reportId, input)
  }
  async office(
    action: StaffAction,
    input: Record<string, unknown> = {},
    role = 'agency_admin',
  ): Promise<void> {
    await staffActs[action](this.ground, this.colleague(role), this.told.reportId, input)
  }
  /** An inspection is in the hands of the inspectorate alone, which has no admin of its own here. */
  private colleague(role: string): Actor {
    if (kindInside(this.story) !== 'complaint_oversight') return this.who(role, this.story.agency)
    const own = role === 'agency_admin' ? 'unit_officer' : role
    return this.cast
      .get(`${own} ${this.story.agency}`)!
      .find(({ unit }) => unit === `${this.story.agency}.inspektorat`)!
  }
  async reporter(action: ReporterAction, input: Record<string, unknown> = {}): Promise<void> {
    await reporterActs[action](this.ground, reporterOf, this.told.reportId, input)
  }
  async silence(): Promise<void> {
    await closeUnanswered(this.ground, system, this.told.reportId)
  }
}

const kindInside = (story: Story): string | undefined =>
  story.kind !== 'pengaduan'
    ? undefined
    : story.title.startsWith('Diminta uang')
      ? 'complaint_oversight'
      : 'complaint_service'

async function forwarded(life: Life, story: Story): Promise<void> {
  const kind = kindInside(story)
  await life
    .later(20)
    .desk('forward', { agency: story.agency, category: story.category, ...(kind && { kind }) })
  if (story.level !== undefined || kind === 'complaint_oversight') return
  await life.later(1).office('propose_publication', { title: story.title, text: story.text })
  await life.later(2).desk('publish', {}, 'moderator')
}

const atUnit = async (life: Life, story: Story): Promise<void> => {
  await forwarded(life, story)
  if (kindInside(story) === 'complaint_oversight') return
  await life.later(5).office('forward', { agency: story.agency, unit: `${story.agency}.${story.unit}` })
}

async function inProgress(life: Life, story: Story): Promise<void> {
  await atUnit(life, story)
  await life.later(22).office('start', {
    next_step: 'Petugas meninjau lokasi besok pagi.',
    reply: 'Terima kasih laporannya. Petugas kami meninjau lokasi besok pagi dan mengabari Anda sesudahnya.',
  })
}

async function answered(life: Life, story: Story): Promise<void> {
  await inProgress(life, story)
  await life.later(50).office('propose_answer', {
    text: story.answer,
    outcome: story.kind === 'informasi' ? 'explained' : 'repaired',
  })
  await life.later(6).office('approve', {}, 'approver')
}

async function rejected(life: Life, story: Story): Promise<void> {
  await answered(life, story)
  await life
    .later(40)
    .reporter('reject', { reason: story.objection ?? 'Keadaannya masih sama seperti sebelum dijawab.' })
}

/** The steps to each ending, in the words of the state table. */
const lives: Record<Ending, (life: Life, story: Story, main?: Told) => Promise<void>> = {
  received: async () => {},
  held: (life) =>
    life.later(6).desk('hold', { rule: 'Menyebut nama orang dengan kata kasar; diperiksa dulu.' }),
  awaiting_completion: (life) =>
    life.later(25).desk('ask_completion', {
      missing: ['Nama jalan atau patokan', 'Sejak kapan'],
      text: 'Mohon sebutkan nama jalan dan sejak kapan, supaya petugas tidak salah tempat.',
    }),
  forwarded,
  at_unit: atUnit,
  in_progress: inProgress,
  authority_dispute: async (life, story) => {
    await forwarded(life, story)
    await life.later(20).office('bounce', {
      proposed_agency: 'D3578',
      reason: 'Terminalnya dikelola pemerintah kota lain menurut surat izin trayek.',
    })
    await life.later(5).desk('refer_bounce', { reason: 'Kedua instansi menyebut bukan wewenangnya.' })
  },
  awaiting_reporter: async (life, story) => {
    await inProgress(life, story)
    await life.later(20).office('ask_reporter', {
      text: 'Boleh sebutkan nomor tiang, nomor meter, atau nama petugas yang Anda temui?',
    })
  },
  answer_proposed: async (life, story) => {
    await inProgress(life, story)
    await life.later(30).office('propose_answer', { text: story.answer, outcome: 'repaired' })
  },
  answered,
  solved: async (life, story) => {
    await answered(life, story)
    await life
      .later(30)
      .reporter('accept', { rating: 4 + (story.title.length % 2), comment: 'Terima kasih, sudah beres.' })
  },
  silent: async (life, story) => {
    await answered(life, story)
    await life.later(22 * 24).silence()
  },
  rejected,
  appealed: async (life, story) => {
    await rejected(life, story)
    await life
      .later(60)
      .office('propose_answer', { text: `${story.answer} Sudah diperiksa ulang.`, outcome: 'repaired' })
    await life.later(8).office('approve', {}, 'approver')
    await life.later(30).reporter('reject', { reason: story.objection ?? 'Tetap belum selesai.' })
  },
  with_ombudsman: async (life, story) => {
    await inProgress(life, story)
    await life.later(29 * 24).reporter('ask_ombudsman', { share_text: true, share_identity: true })
    await life
      .later(24)
      .desk('take_over', { office: 'Ombudsman RI perwakilan', outside_number: 'RM.01/2026' }, 'ombudsman')
  },
  archived: async (life, story) => {
    await forwarded(life, story)
    await life.later(30).office('archive', {
      reason_code: 'court_pending',
      reason: 'Perkara yang sama sedang diperiksa pengadilan. Putusannya mengikat, jadi kami menunggu.',
    })
    await life.later(6).office('confirm_archive', {}, 'approver')
  },
  archive_proposed: async (life, story) => {
    await forwarded(life, story)
    await life.later(30).office('archive', {
      reason_code: 'same_fact',
      reason: 'Pelapor mengirim hal yang sama dua hari sebelumnya.',
    })
  },
  withdrawn: async (life, story) => {
    await forwarded(life, story)
    await life.later(40).reporter('withdraw', { confirm: true, reason: 'Sudah diselesaikan warga sendiri.' })
  },
  merged: async (life, _story, main) => {
    if (main) await life.later(12).desk('merge', { into: main.number })
  },
}

/** Makes every story's every ending: some 80 reports. Deterministic but for their numbers. */
export async function fillDemo(ground: Ground, cast: Cast): Promise<number> {
  const now = ground.now().getTime()
  const all = stories.flatMap((story) => story.endings.map((ending) => ({ story, ending })))
  const done: Told[] = []
  const one = async ({ story, ending }: (typeof all)[number], index: number): Promise<void> => {
    const [least, most] = daysAgo[ending]
    const days = least + (((index * 37) % 100) / 100) * (most - least)
    const life = new Life(ground, cast, story, now - days * 24 * hour - (1 + (index % 7)) * 0.3 * hour)
    await life.send(index)
    await lives[ending](life, story, mainOf.get(story))
    if (ending === 'in_progress') mainOf.set(story, life.told)
    done.push(life.told)
  }
  const mainOf = new Map<Story, Told>()
  // A merge needs its main report, so the few merges come last; the others go side by side.
  const numbered = all.map((entry, index) => ({ ...entry, index }))
  await inGroups(
    numbered.filter(({ ending }) => ending !== 'merged'),
    8,
    (entry) => one(entry, entry.index),
  )
  for (const entry of numbered.filter(({ ending }) => ending === 'merged')) await one(entry, entry.index)
  return done.length
}

async function inGroups<T>(items: T[], size: number, run: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  await Promise.all(
    Array.from({ length: size }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
    }),
  )
}
