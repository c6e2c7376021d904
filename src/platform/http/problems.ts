import type { FastifyReply, FastifyRequest } from 'fastify'
import { errors, Refusal, refuse, type ErrorCode, type FieldProblem } from '../../errors.ts'
import type { Logger } from '../log.ts'
import type { Fields } from './bodies.ts'
import { addVary } from './compression.ts'
import { keepOutOfCaches } from './security.ts'
import { wantsJson } from './negotiation.ts'

/** A refusal on its way to a reader: as a page, or as RFC 9457 problem+json. */
export interface Problem {
  code: ErrorCode
  status: number
  /** What happened, what is safe and what to do next, in both languages. */
  words: { id: string; en: string }
  fields: FieldProblem[]
  /** Whatever else the refusal told: `allowed`, `version`, `pending` … */
  more: Record<string, unknown>
  retryAfterSeconds?: number | undefined
  /** Found in the log of the operator; only for failures of the service. */
  errorId?: string
  /** What the person had typed into the form that could not be taken; never passwords, keys or tokens. */
  kept: Fields
}

/** Makes the page of a problem; `web/` looks after its words and looks. */
export type RenderProblem = (problem: Problem, request: FastifyRequest) => string

/** Any error as a problem. What is no refusal is our fault, and says nothing of itself but an id. */
export function problemOf(error: unknown, request: FastifyRequest): Problem {
  const refusal = asRefusal(error)
  const { fields = [], retryAfterSeconds, ...more } = refusal.details
  const { id, en } = errors[refusal.code]
  return {
    code: refusal.code,
    status: refusal.status,
    words: { id, en },
    fields,
    more,
    retryAfterSeconds: retryAfterSeconds ?? (refusal.status === 503 ? 5 : undefined),
    ...(refusal.status === 500 && { errorId: request.id }),
    kept: keptFields(request.body),
  }
}

const frameworkCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_NOT_FOUND: 'page_not_found',
  // An address that cannot be decoded names nothing, just like a mistyped one.
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
  const known = code === undefined ? undefined : frameworkCodes[code]
  if (known) return refuse(known)
  const isTheirs =
    code?.startsWith('FST_') && statusCode !== undefined && statusCode >= 400 && statusCode < 500
  return refuse(isTheirs ? 'bad_request' : 'server_error')
}

const neverKept = /^csrf$|password|sandi|secret|kunci|token/i

function keptFields(body: unknown): Fields {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return {}
  const typed = Object.entries(body).filter(
    (entry): entry is [string, string | string[]] => typeof entry[1] === 'string' || Array.isArray(entry[1]),
  )
  return Object.fromEntries(typed.filter(([name]) => !neverKept.test(name)))
}

/** The problem as RFC 9457 JSON in the language of the request; `type` is a name, not an address. */
export function problemJson(problem: Problem, request: FastifyRequest): Record<string, unknown> {
  const { code, status, fields, errorId, more } = problem
  const detail = problem.words[request.language]
  return {
    ...more,
    type: `urn:sp4n-lapor:problem:${code}`,
    title: /^.*?[.!?](?=\s|$)/.exec(detail)?.[0] ?? detail,
    status,
    code,
    detail,
    ...(errorId && { instance: `urn:sp4n-lapor:error:${errorId}` }),
    ...(fields.length > 0 && {
      errors: fields.map(({ field, code: fieldCode, ...words }) => ({
        field,
        code: fieldCode,
        detail: words[request.language],
      })),
    }),
  }
}

/** Answers with a problem: JSON for programs, a page for people, the sign-in page for who must sign in first. */
export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  options: { log: Logger; renderProblem: RenderProblem; signInPath: (request: FastifyRequest) => string },
): FastifyReply {
  const problem = problemOf(error, request)
  if (problem.status >= 500) logFailure(options.log, error, problem, request)
  keepOutOfCaches(reply)
  if (problem.retryAfterSeconds !== undefined)
    reply.header('retry-after', Math.ceil(problem.retryAfterSeconds))
  // The rest of a body that was not read must not be taken for the next request.
  if (problem.status === 413 || problem.status === 408) reply.header('connection', 'close')
  addVary(reply, 'accept')
  if (wantsJson(request)) {
    addVary(reply, 'accept-language')
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    reply.code(problem.status).type('application/problem+json; charset=utf-8')
    return reply.send(JSON.stringify(problemJson(problem, request)))
  }
  if (problem.code === 'sign_in_required' && request.method === 'GET') {
    return reply.redirect(options.signInPath(request), 303)
  }
  return reply
    .code(problem.status)
    .type('text/html; charset=utf-8')
    .send(options.renderProblem(problem, request))
}

function logFailure(log: Logger, error: unknown, problem: Problem, request: FastifyRequest): void {
  const cause = error instanceof Refusal ? error.cause : error
  log.error(
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url,
      code: problem.code,
      failure: withoutValues(cause),
    },
    problem.code,
  )
}

/**
 * What an operator needs of an error and nothing that a person typed: messages of PostgreSQL and of parsers
 * repeat values, so quoted parts, numbers of five and more digits and addresses are cut out.
 */
export function withoutValues(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint } = error as { code?: unknown; constraint?: unknown }
  return {
    type: error.name,
    code,
    constraint,
    message: error.message
      .replace(/"[^"]*"|'[^']*'|«[^»]*»|\([^)]*\)=\([^)]*\)/g, '…')
      .replace(/\S+@\S+|\d{5,}/g, '…')
      .slice(0, 300),
    frames: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12)
      .join('\n'),
  }
}
