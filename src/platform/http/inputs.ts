import type { FastifySchemaCompiler, FastifyRequest } from 'fastify'
import { refuse, type FieldProblem } from '../../errors.ts'
import { hasBrokenEncoding, parseForm, parseJson, readBody } from './bodies.ts'
import { discardUploads, readMultipart, type UploadLimits } from './multipart.ts'
import type { App } from './server.ts'
import { cleanValues } from './text.ts'
import { closed, compileCheck, readFields, withDefaults } from './validation.ts'

export interface InputOptions {
  bodyBytes: number
  uploads: UploadLimits
  /** How long a small body may take; larger ones get more, see `watchPace`. */
  bodyGraceMs: number
}

/**
 * From bytes to checked values, the same for every route: read within size and time, decode strictly, clean
 * the text, and hold it against the route's schema.
 */
export function addInputs(app: App, options: InputOptions): void {
  const parse = (parser: (bytes: Buffer) => unknown) => async (request: FastifyRequest) =>
    parser(
      await readBody(
        request.raw,
        request.routeOptions.config.bodyBytes ?? options.bodyBytes,
        options.bodyGraceMs,
      ),
    )
  app.addContentTypeParser(/^application\/([\w.-]+\+)?json\b/, parse(parseJson))
  app.addContentTypeParser('application/x-www-form-urlencoded', parse(parseForm))

  app.decorateRequest('uploads', null as never)
  app.decorateRequest('droppedFiles', 0)
  app.setValidatorCompiler(compiler as FastifySchemaCompiler<unknown>)
  app.addHook('onRequest', (request, _reply, done) => {
    request.uploads = []
    const question = request.raw.url?.indexOf('?') ?? -1
    const isBroken = question >= 0 && hasBrokenEncoding(request.raw.url!.slice(question + 1))
    done(isBroken ? refuse('broken_encoding') : undefined)
  })
  app.addHook('preValidation', (request, _reply, done) => {
    if (!request.isMultipart() || request.is404) done()
    else readUploads(request, options).then(() => done(), done)
  })
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.uploads.length === 0) done()
    else discardUploads(request.uploads).then(() => done(), done)
  })
}

/** Reads a multipart form on routes that take files (`config.files`); elsewhere it is another media type. */
async function readUploads(request: FastifyRequest, options: InputOptions): Promise<void> {
  if (!request.routeOptions.config.files) throw refuse('unsupported_media_type')
  const { fields, uploads, droppedFiles } = await readMultipart(request, options)
  request.body = fields
  request.uploads = uploads
  request.droppedFiles = droppedFiles
}

/** Turns the text fields of a form into the types of the route's schema; runs after the token was taken out. */
export function addFormReading(app: App): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const schema = request.routeOptions.schema?.body
    if (typeof schema !== 'object' || schema === null) return done()
    // An action without inputs may be sent without a body.
    request.body ??= {}
    const isForm = !/\bjson\b/i.test(request.headers['content-type'] ?? '')
    if (isForm) {
      request.typed = request.body as Record<string, string | string[]>
      request.body = readFields(schema, request.typed)
    }
    done()
  })
}

type Part = 'body' | 'querystring' | 'params' | 'headers'

/** Fastify's validator: faults in a body are 422, in a query 400; an address that cannot exist is not found. */
function compiler({ schema, httpPart }: { schema: object; httpPart?: string }) {
  const part = httpPart as Part
  if (part === 'body') {
    const check = compileCheck(closed(schema))
    return (value: unknown) => {
      const filled = withDefaults(schema, value)
      const problems = check(filled)
      return problems.length > 0 ? faults(problems, 'invalid_input') : { value: filled }
    }
  }
  const check = compileCheck(schema)
  if (part === 'headers') return (value: unknown) => faults(check(value), 'bad_request')
  return (value: unknown) => {
    const fields = readFields(schema, cleanValues({ ...(value as object) }) as Record<string, unknown>)
    const problems = check(fields)
    if (problems.length > 0) return faults(problems, part === 'params' ? 'not_found' : 'bad_request')
    return { value: fields }
  }
}

const faults = (fields: FieldProblem[], code: 'invalid_input' | 'bad_request' | 'not_found') =>
  fields.length === 0 ? {} : { error: refuse(code, code === 'not_found' ? {} : { fields }) }
