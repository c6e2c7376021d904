/** Fills a box of the desk from a template: nothing is sent and nothing stored, the writer reads it first. */
import { Type } from 'typebox'
import type { FieldProblem } from '../../errors.ts'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Fields } from '../../platform/http/bodies.ts'
import { wantsJson } from '../../platform/http/negotiation.ts'
import { keepOutOfCaches } from '../../platform/http/security.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { partOf } from '../casefile/deciding.ts'
import { fillFor } from '../templates/filling.ts'
import { usableTemplate } from '../templates/queries.ts'
import { keepFiles } from './actionRoutes.ts'
import { ListQuery, openDesk } from './desk.ts'
import { one } from './formInputs.ts'
import { loadForDesk } from './load.ts'
import { Id } from './params.ts'
import { reportPage } from './reportPage.ts'
import { queueView } from './view.ts'
import { fileForStaff } from './visibility.ts'

const FillQuery = Type.Object({
  ...ListQuery.properties,
  untuk: Type.Optional(Type.Enum(['propose_answer', 'ask_completion'])),
})

const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function templateRoutes(app: App, ground: Ground): void {
  app.post(
    paths.desk.fillTemplate(':id'),
    { schema: { params: Id, querystring: FillQuery }, config: { access: 'use_desk_tools', files: true } },
    async (request, reply) => {
      const { untuk: action = 'propose_answer', ...list } = request.query
      const file = await fileForStaff(ground.db, request.params.id, request.actor)
      const typed = (request.body ?? {}) as Fields
      const chosen = one(typed, 'templat')
      const template = isUuid.test(chosen)
        ? await usableTemplate(ground.db, request.actor, chosen)
        : undefined
      if (!template && wantsJson(request)) throw refuse('not_found')
      const filling =
        template &&
        (await fillFor(
          ground,
          template,
          file,
          request.actor,
          partOf(file, request.actor, Number(one(typed, 'part'))),
        ))
      const problems = filling ? leftOver(filling.left) : [nothingChosen]
      if (wantsJson(request))
        return {
          template: template!.id,
          text: filling!.text,
          outcome: template!.outcome,
          left: problems.map((problem) => request.say(problem)),
        }
      const desk = await openDesk(ground, request, list)
      const kept = await keepFiles(ground, desk, file, request, typed)
      const [report, queue] = await Promise.all([
        loadForDesk(ground, desk, file.reportId),
        queueView(ground, desk),
      ])
      const values: Fields = filling
        ? {
            ...typed,
            text: [one(typed, 'text').trimEnd(), filling.text].filter(Boolean).join('\n\n'),
            template: template!.id,
            ...(template!.outcome !== null && one(typed, 'outcome') === '' && { outcome: template!.outcome }),
          }
        : typed
      keepOutOfCaches(reply).type('text/html; charset=utf-8')
      return reply.send(
        reportPage(desk, {
          queue,
          report,
          refused: {
            action,
            values,
            problems,
            lookups: {},
            keptFiles: report.attachments
              .filter(({ no }) => kept.includes(no))
              .map(({ no, name }) => ({ no, name })),
          },
        }),
      )
    },
  )
}

const nothingChosen: FieldProblem = {
  field: 'text',
  code: 'required',
  id: 'Pilih templat dulu.',
  en: 'Choose a template first.',
}

/** Said at once, not only when it is sent. */
const leftOver = (left: readonly string[]): FieldProblem[] => {
  if (left.length === 0) return []
  const names = left.map((name) => `{${name}}`).join(', ')
  return [
    {
      field: 'text',
      code: 'placeholder_left',
      id: `Belum terisi: ${names}. Ganti atau hapus bagian itu sebelum mengirim.`,
      en: `Not filled in: ${names}. Replace or remove that part before sending.`,
    },
  ]
}
