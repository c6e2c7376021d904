/** The public log for programs: `/api/v1/transparency/…`. */
import { Type } from 'typebox'
import { refuse } from '../../errors.ts'
import type { Ground } from '../../platform/ground.ts'
import type { App } from '../../platform/http/server.ts'
import { fieldProblem } from '../../platform/http/validation.ts'
import { verifierKey } from '../../platform/merkle/checkpoint.ts'
import { leafHash } from '../../platform/merkle/tree.ts'
import { paths } from '../../web/paths.ts'
import { consistencyFrom, inclusionOf, logHead, type LogHead } from './log.ts'
import { promisedWithinSeconds } from '../../reports/intake/receipt.ts'
import { logOrigin } from './sequencer.ts'

const Hash = Type.String({ description: 'SHA-256 in base64' })
const Head = {
  origin: Type.String(),
  size: Type.Integer({ description: 'how many events the log holds' }),
  root: Hash,
  at: Type.String({ format: 'date-time' }),
  checkpoint: Type.String({ description: 'the C2SP signed note; also as text/plain' }),
}
const Proof = Type.Object({
  status: Type.String({ description: 'included, or pending within the minute that the receipt promises' }),
  number: Type.String(),
  received_at: Type.String({ format: 'date-time' }),
  due_at: Type.Optional(
    Type.String({ format: 'date-time', description: 'pending: by when it is in the log' }),
  ),
  event_hash: Type.Optional(Hash),
  leaf_hash: Type.Optional(Hash),
  leaf_index: Type.Optional(Type.Integer()),
  proof: Type.Optional(Type.Array(Hash, { description: 'RFC 6962 audit path, from the leaf up' })),
  ...Object.fromEntries(Object.entries(Head).map(([name, type]) => [name, Type.Optional(type)])),
})

const headView = (ground: Ground, { size, root, at, note }: LogHead) => ({
  origin: logOrigin(ground.config),
  size,
  root: root.toString('base64'),
  at: at.toISOString(),
  checkpoint: note,
})
const base64 = (hashes: readonly Buffer[]): string[] => hashes.map((one) => one.toString('base64'))

export function apiRoutes(app: App, ground: Ground): void {
  app.get(
    paths.api.checkpoint,
    {
      schema: {
        summary: 'The newest signed checkpoint of the public log',
        tags: ['transparency'],
        response: { 200: Type.Object({ ...Head, verifier_key: Type.String() }) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const head = await logHead(ground)
      reply.header('cache-control', 'public, max-age=5')
      // Programs that watch logs take the note itself.
      if (/^text\/plain\b/.test(request.headers.accept ?? ''))
        return reply
          .type('text/plain; charset=utf-8')
          .serializer(String)
          .send(head.note as never)
      const { origin, ...view } = headView(ground, head)
      return { origin, ...view, verifier_key: verifierKey(origin, ground.keys.receipt.publicKey) }
    },
  )

  app.get(
    paths.api.proof,
    {
      schema: {
        summary: 'Proof that the report of a receipt is in the public log, unchanged',
        tags: ['transparency'],
        querystring: Type.Object({ receipt: Type.String({ minLength: 1, maxLength: 1000 }) }),
        response: { 200: Proof },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const found = await inclusionOf(ground, request.query.receipt)
      reply.header('cache-control', 'no-store')
      if (found.status === 'not_ours')
        throw refuse('invalid_input', { fields: [fieldProblem('receipt', 'wrong_form')] })
      if (found.status === 'missing' || found.status === 'changed') throw refuse('receipt_broken')
      const { status, number, receivedAt } = found
      const about = { status, number, received_at: receivedAt }
      if (found.status === 'pending')
        return {
          ...about,
          due_at: new Date(Date.parse(receivedAt) + promisedWithinSeconds * 1_000).toISOString(),
        }
      return {
        ...about,
        event_hash: found.eventHash.toString('base64'),
        leaf_hash: leafHash(found.eventHash).toString('base64'),
        leaf_index: found.leafIndex,
        proof: base64(found.proof),
        ...headView(ground, found.head),
      }
    },
  )

  app.get(
    paths.api.consistency,
    {
      schema: {
        summary: 'Proof that the log of today still holds the whole log of an earlier checkpoint',
        tags: ['transparency'],
        querystring: Type.Object({
          from: Type.Integer({
            minimum: 0,
            maximum: 1e15,
            description: 'the size of the earlier checkpoint',
          }),
        }),
        response: { 200: Type.Object({ from: Type.Integer(), proof: Type.Array(Hash), ...Head }) },
      },
      config: { access: 'public' },
    },
    async (request, reply) => {
      const { from } = request.query
      const { head, proof } = await consistencyFrom(ground, from)
      reply.header('cache-control', 'public, max-age=5')
      return { from, proof: base64(proof), ...headView(ground, head) }
    },
  )
}
