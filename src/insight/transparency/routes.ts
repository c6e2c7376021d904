import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { paths } from '../../web/paths.ts'
import { transparencyPage } from './pages.ts'
import { checkReceipt } from './queries.ts'

const ReceiptInput = Type.Object({ receipt: Type.String({ minLength: 1, maxLength: 1000 }) })

/** `/transparansi`: anyone with a receipt can check that nothing was lost or rewritten. */
export function routes(app: App, { db, keys }: Ground): void {
  const publicKey = keys.receipt.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  app.get(paths.transparency, { config: { access: 'public' } }, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return transparencyPage(publicKey, undefined, request.csrfField, request.say)
  })
  app.post(
    paths.transparency,
    { schema: { body: ReceiptInput }, attachValidation: true, config: { access: 'public' } },
    async (request, reply) => {
      const receipt = request.validationError ? '' : request.body.receipt
      const verdict = await checkReceipt(db, keys, receipt)
      reply.type('text/html; charset=utf-8')
      return transparencyPage(publicKey, { receipt, verdict }, request.csrfField, request.say)
    },
  )
}
