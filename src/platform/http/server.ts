import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import {
  fastify,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyTypeProvider,
  type RawServerDefault,
} from 'fastify'
import type { Static, TSchema } from 'typebox'
import { errors, refuse } from '../../errors.ts'
import { visitor } from '../../regulation/permissions.ts'
import type { Logger } from '../log.ts'
import { addAccess, type Door, type Identify } from './access.ts'
import { parseQuery } from './bodies.ts'
import { finishText } from './compression.ts'
import { addForgeryProtection, setFormCookie } from './forgery.ts'
import { addHealth } from './health.ts'
import { addFormReading, addInputs, type InputOptions } from './inputs.ts'
import { languageOf, withoutLanguagePrefix, type Language, type Say } from './language.ts'
import { addMetrics, makeMetrics, type Metrics } from './metrics.ts'
import { wantsJson } from './negotiation.ts'
import { addPageMemory } from './pageMemory.ts'
import { sendProblem, withoutValues, type RenderProblem } from './problems.ts'
import { addRecords, requestId } from './records.ts'
import './request.ts'
import { securityHeaders } from './security.ts'

/** Lets fastify read the types of a route's TypeBox schemas. */
export interface TypeBoxProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

/** What rooms register their routes on. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxProvider
>

/** What the server needs to be told; what lies in lower storeys (pages, accounts) is handed in as functions. */
export interface ServerOptions {
  log: Logger
  /** Where the public reaches us; `https://…` switches on secure cookies and HSTS. */
  baseUrl: string | undefined
  /** Proxies whose word about the caller's address is taken: fastify's `trustProxy`. */
  trustProxy: boolean | string | string[]
  /** 32 bytes that seal form tokens; the same in all processes. */
  formKey: Buffer
  inputs: InputOptions
  identify: Identify
  isReady: () => Promise<boolean>
  renderProblem: RenderProblem
  sayIn: (language: Language) => Say
  /** The sign-in page for a request that needs one, with the way back in it. */
  signInPath: (request: FastifyRequest) => string
  /** Differs after each change of what the public may read; without it no page is kept. */
  publicVersion?: () => number
  metricsToken?: string | undefined
  /** Origins of map tiles, when the operator has set some. */
  pictureOrigins?: readonly string[]
  /** How long the head of a request may take, in milliseconds. */
  headersMs?: number
}

/** The server and what rooms may add to. */
export interface Server {
  app: App
  metrics: Metrics
  /** Every route that was registered, with its access. */
  doors: readonly Door[]
}

const minuteMs = 60_000

/**
 * The web server with everything that is the same for every route; rooms add theirs to `app`.
 * The order of the hooks is the order of the calls below.
 */
export async function makeServer(options: ServerOptions): Promise<Server> {
  const isHttps = options.baseUrl?.startsWith('https:') ?? false
  const headers = securityHeaders({ isHttps, pictureOrigins: options.pictureOrigins ?? [] })
  const app: App = fastify({
    trustProxy: options.trustProxy,
    bodyLimit: options.inputs.bodyBytes,
    genReqId: requestId,
    rewriteUrl: withoutLanguagePrefix,
    // Bodies have deadlines of their own (`readBody`); these bound the head of a request and silent connections.
    requestTimeout: 30 * minuteMs,
    connectionTimeout: 2 * minuteMs,
    keepAliveTimeout: 65_000,
    http: { headersTimeout: options.headersMs ?? 15_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { ignoreTrailingSlash: true, querystringParser: parseQuery, maxParamLength: 200 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    frameworkErrors: (error, bareRequest, bareReply) => {
      const request = bareRequest as FastifyRequest
      const reply = bareReply as unknown as FastifyReply
      // Outside of every route: no hook has run, and the request has none of our decorators.
      const language = languageOf(request.raw)
      Object.assign(request, { actor: visitor, language, say: options.sayIn(language), uploads: [], isHttps })
      reply.headers(headers)
      try {
        answer(error, request, reply)
      } catch (failure) {
        // Nobody above would catch it: one address would end the program for everybody.
        options.log.error({ requestId: request.id, failure: withoutValues(failure) }, 'no problem page')
        reply.code(404).type('text/plain; charset=utf-8').send(errors.not_found[language])
      }
    },
    clientErrorHandler: answerUnreadable,
  }).withTypeProvider<TypeBoxProvider>()
  const answer = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    sendProblem(error, request, reply, options)

  app.decorateRequest('language', {
    getter(this: FastifyRequest) {
      return languageOf(this.raw)
    },
  })
  app.decorateRequest('say', {
    getter(this: FastifyRequest) {
      return options.sayIn(this.language)
    },
  })
  app.decorateRequest('isHttps', {
    getter(this: FastifyRequest) {
      return isHttps || this.protocol === 'https'
    },
  })
  // Answers are what the rooms made of them: response schemas describe the API and cut nothing away.
  app.setSerializerCompiler(() => (value: unknown) => JSON.stringify(value))
  app.setErrorHandler(answer)
  app.removeAllContentTypeParsers()

  await app.register(cookie)
  await app.register(multipart, { throwFileSizeLimit: false })
  addHeaders(app, headers)
  addRecords(app, options.log)
  const doors = addAccess(app, options.identify)
  addInputs(app, options.inputs)
  addForgeryProtection(app, { key: options.formKey, baseUrl: options.baseUrl })
  addFormReading(app)
  app.addHook('onSend', (request, reply, payload, done) => {
    setFormCookie(request, reply)
    setCaching(request, reply)
    const finished = finishText(request, reply, payload)
    if (finished instanceof Promise) finished.then((bytes) => done(null, bytes), done)
    else done(null, finished)
  })
  if (options.publicVersion) addPageMemory(app, options.publicVersion)

  app.setNotFoundHandler(async (request) => {
    throw refuse(wantsJson(request) ? 'not_found' : 'page_not_found')
  })
  const metrics = makeMetrics()
  addHealth(app, options.isReady)
  addMetrics(app, metrics, options.metricsToken)
  return { app, metrics, doors }
}

function addHeaders(app: App, headers: Record<string, string>): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}

/** What visitors read may be kept and asked for again with its ETag; what is for one person may not. */
function setCaching(request: FastifyRequest, reply: FastifyReply): void {
  if (reply.hasHeader('cache-control')) return
  const isForAll =
    request.actor?.kind === 'visitor' && (request.method === 'GET' || request.method === 'HEAD')
  reply.header('cache-control', isForAll ? 'no-cache' : 'private, no-store')
}

/** What is no HTTP, or whose head never ends, gets one line and a closed connection. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const status =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? '431 Request Header Fields Too Large'
        : '400 Bad Request'
  const body = JSON.stringify({
    type: 'urn:sp4n-lapor:problem:bad_request',
    title: 'The request is not readable.',
    status: Number(status.slice(0, 3)),
    code: 'bad_request',
    detail: 'The request is not readable.',
  })
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    )
  }
  socket.destroySoon()
}
