import type { RouteOptions } from 'fastify'
import { errors } from '../../errors.ts'
import type { App } from './server.ts'

type Json = Record<string, unknown>

interface Operation {
  method: string
  url: string
  schema: Json
  access: string
}

/** The description of the API under `/api/v1`, made from the schemas that check its requests. */
export interface ApiDescription {
  document: () => Json
}

/** Listens to every route registered from now on; call it before the rooms register theirs. */
export function describeApi(
  app: App,
  info: { title: string; version: string; description: string },
): ApiDescription {
  const operations: Operation[] = []
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!route.url.startsWith('/api/v1/') || route.url.endsWith('openapi.json')) return
    for (const method of [route.method].flat()) {
      if (method === 'HEAD') continue
      operations.push({
        method: method.toLowerCase(),
        url: route.url,
        schema: (route.schema ?? {}) as Json,
        access: route.config?.access ?? 'public',
      })
    }
  })
  return { document: () => documentOf(operations, info) }
}

function documentOf(operations: Operation[], info: Json): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = operation.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method]: describe(operation, path) }
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of a staff account (lapor token create).',
        },
        secret: {
          type: 'apiKey',
          in: 'header',
          name: 'X-Report-Secret',
          description: 'The 16-digit secret of one report.',
        },
      },
      schemas: { Problem: problemSchema },
      responses: {
        Problem: {
          description: 'A problem (RFC 9457); `code` is stable.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function describe({ method, path, schema, access }: Operation & { path?: string }, at: string): Json {
  const security = access === 'public' ? [{}] : access === 'reporter' ? [{ secret: [] }, {}] : [{ token: [] }]
  const { summary, description, tags, body, querystring, params, headers, response } = schema as Record<
    string,
    Json
  >
  return {
    operationId: `${method}${at
      .slice('/api/v1'.length)
      .replace(/[{}]/g, '')
      .replace(/[/_-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    ...(summary && { summary }),
    ...(description && { description }),
    ...(tags && { tags }),
    security,
    parameters: [
      ...pathParameters(path ?? at, params),
      ...parameters('query', querystring),
      ...parameters('header', headers),
    ],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: { ...responses(response), default: { $ref: '#/components/responses/Problem' } },
  }
}

function pathParameters(at: string, params: Json | undefined): Json[] {
  const described = (params?.['properties'] ?? {}) as Record<string, Json>
  return [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: described[name!] ?? { type: 'string' },
  }))
}

function parameters(place: 'query' | 'header', schema: Json | undefined): Json[] {
  const properties = (schema?.['properties'] ?? {}) as Record<string, Json>
  const required = (schema?.['required'] ?? []) as string[]
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(property['description'] !== undefined && { description: property['description'] }),
    schema: property,
  }))
}

function responses(schemas: Json | undefined): Json {
  if (!schemas) return { 200: { description: 'Done.' } }
  return Object.fromEntries(
    Object.entries(schemas).map(([status, schema]) => [
      status,
      {
        description: (schema as Json)['description'] ?? 'Done.',
        content: { 'application/json': { schema } },
      },
    ]),
  )
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(errors) },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
    allowed: { type: 'array', items: { type: 'string' } },
  },
}
