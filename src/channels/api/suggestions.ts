/** Suggestions while a person writes. The text travels in the body, so that no address and no log holds it. */
import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { longestText } from '../../reports/intake/inputs.ts'
import { suggest } from '../../reports/intake/suggestions.ts'
import { inLanguage, paths } from '../../web/paths.ts'

const Input = Type.Object({
  text: Type.String({ minLength: 1, maxLength: longestText }),
  region: Type.Optional(Type.String({ maxLength: 13, description: 'Code of a region, if it is known' })),
})

const Suggestion = Type.Object({
  code: Type.String(),
  name: Type.String(),
  why: Type.Optional(Type.String({ description: 'One sentence for the person' })),
})

const Answer = Type.Object({
  agencies: Type.Array(Suggestion),
  categories: Type.Array(Suggestion),
  about_officers: Type.Boolean({
    description: 'The text speaks of what an officer did; then no agency is suggested',
  }),
  similar: Type.Array(
    Type.Object({
      number: Type.String(),
      title: Type.String(),
      url: Type.String(),
      supporters: Type.Integer(),
    }),
  ),
})

export function routes(app: App, ground: Ground): void {
  app.post(
    paths.api.suggestions,
    {
      schema: {
        summary: 'Agencies, topics and similar public reports for a text; nothing is stored',
        tags: ['reports'],
        body: Input,
        response: { 200: Answer },
      },
      config: { access: 'public' },
    },
    async (request) => {
      const { similar, aboutOfficers, ...others } = await suggest(ground, request.body, request.say)
      return {
        ...others,
        about_officers: aboutOfficers,
        similar: similar.map((report) => ({
          ...report,
          url: inLanguage(paths.publication.report(report.number), request.language),
        })),
      }
    },
  )
}
