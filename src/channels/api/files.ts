/** Files that follow their report: the report is on record first and never waits for its photos. */
import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { addFile } from '../../reports/attachments/actions.ts'
import { filePath } from '../../reports/attachments/address.ts'
import { takeFormFiles } from '../../reports/attachments/form.ts'
import { fileBySecret } from '../../reports/casefile/reading.ts'
import { paths } from '../../web/paths.ts'

const Answer = Type.Object({
  files: Type.Array(
    Type.Object({
      no: Type.Integer(),
      name: Type.String(),
      media_type: Type.String(),
      size_bytes: Type.Integer(),
      url: Type.String(),
    }),
  ),
})

export function routes(app: App, ground: Ground): void {
  app.post(
    paths.api.files(':number'),
    {
      schema: {
        summary: 'Add files to a report',
        description:
          'multipart/form-data with one or more files. The same content sent again is the same file, so a cut-off upload may be repeated.',
        tags: ['reports'],
        params: Type.Object({ number: Type.String({ maxLength: 40 }) }),
        headers: Type.Object({ 'x-report-secret': Type.Optional(Type.String({ maxLength: 60 })) }),
        response: { 201: Answer },
      },
      // The secret in the header is no cookie: no other site can send it along.
      config: { access: 'reporter', formToken: false, files: true },
    },
    async (request, reply) => {
      const { number } = request.params
      const file = await fileBySecret(ground, number, request.headers['x-report-secret'] ?? '')
      if (request.uploads.length === 0) throw refuse('bad_request')
      const files = []
      for (const upload of request.uploads) {
        if (upload.isTooLarge) throw await tooLarge(ground, upload)
        files.push(
          await addFile(ground, file.reportId, { path: upload.path }, upload.filename, {
            addedBy: 'reporter',
          }),
        )
      }
      reply.code(201).header('cache-control', 'private, no-store')
      return {
        files: files.map(({ no, name, mediaType, sizeBytes }) => ({
          no,
          name,
          media_type: mediaType,
          size_bytes: sizeBytes,
          url: filePath(file.number, no),
        })),
      }
    },
  )
}

/** The same words as the form has for a file past its limit. */
async function tooLarge(ground: Ground, upload: Parameters<typeof takeFormFiles>[1]['uploads'][number]) {
  const { problems } = await takeFormFiles(ground, { uploads: [upload], droppedFiles: 0 }, '')
  return refuse('file_refused', { fields: problems })
}
