import { Type } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { verifierKey } from '../../platform/merkle/checkpoint.ts'
import { paths } from '../../web/paths.ts'
import { apiRoutes } from './api.ts'
import { inclusionOf, logHead } from './log.ts'
import { transparencyPage } from './pages.ts'
import { logOrigin } from './sequencer.ts'

const ReceiptInput = Type.Object({ receipt: Type.String({ minLength: 1, maxLength: 1000 }) })

/** `/transparansi`: anyone with a receipt can check that nothing was lost or rewritten. */
export function routes(app: App, ground: Ground): void {
  const { publicKey } = ground.keys.receipt
  const keys = {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    verifierKey: verifierKey(logOrigin(ground.config), publicKey),
  }
  app.get(paths.transparency, { config: { access: 'public' } }, async (request, reply) => {
    reply.type('text/html; charset=utf-8')
    return transparencyPage(keys, await logHead(ground), undefined, request.csrfField, request.say)
  })
  app.post(
    paths.transparency,
    { schema: { body: ReceiptInput }, attachValidation: true, config: { access: 'public' } },
    async (request, reply) => {
      const receipt = request.validationError ? '' : request.body.receipt
      const found = await inclusionOf(ground, receipt)
      const head = found.status === 'included' ? found.head : await logHead(ground)
      reply.type('text/html; charset=utf-8')
      return transparencyPage(keys, head, { receipt, found }, request.csrfField, request.say)
    },
  )
  apiRoutes(app, ground)
}
