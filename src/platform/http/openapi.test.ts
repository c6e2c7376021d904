import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Type } from 'typebox'
import { startBare } from '../../../test/support/bareServer.ts'
import { describeApi, type ApiDescription } from './openapi.ts'

let api: ApiDescription | undefined
await startBare((app) => {
  api = describeApi(app, { title: 'LAPOR', version: '1', description: 'x' })
  app.get('/laporan', { config: { access: 'public' } }, async () => 'ok')
  app.get(
    '/api/v1/reports',
    {
      schema: {
        summary: 'Public reports',
        querystring: Type.Object({ limit: Type.Optional(Type.Integer({ maximum: 100 })) }),
      },
      config: { access: 'public' },
    },
    async () => ({}),
  )
  app.post(
    '/api/v1/reports/:number/actions/:action',
    {
      schema: {
        params: Type.Object({ number: Type.String({ description: 'As 7K4M-29QX.' }), action: Type.String() }),
        headers: Type.Object({ 'x-report-secret': Type.Optional(Type.String()) }),
        body: Type.Object({ text: Type.String({ maxLength: 100 }) }),
        response: { 200: Type.Object({ number: Type.String() }) },
      },
      config: { access: 'reporter' },
    },
    async () => ({ number: 'x', more: 1 }) as { number: string },
  )
  app.get('/api/v1/desk/reports', { config: { access: 'read_desk' } }, async () => ({}))
})
const document = api?.document() as { paths: Record<string, Record<string, any>>; openapi: string }

test('the description holds the routes of the API and no pages', () => {
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(Object.keys(document.paths), [
    '/api/v1/reports',
    '/api/v1/reports/{number}/actions/{action}',
    '/api/v1/desk/reports',
  ])
  assert.deepEqual(Object.keys(document.paths['/api/v1/reports'] ?? {}), ['get'])
})

test('parameters and bodies are the schemas that check the requests', () => {
  const action = document.paths['/api/v1/reports/{number}/actions/{action}']?.['post']
  assert.deepEqual(
    action.parameters.map((one: { in: string; name: string; required: boolean }) => [
      one.in,
      one.name,
      one.required,
    ]),
    [
      ['path', 'number', true],
      ['path', 'action', true],
      ['header', 'x-report-secret', false],
    ],
  )
  assert.equal(action.requestBody.content['application/json'].schema.properties.text.maxLength, 100)
  assert.deepEqual(document.paths['/api/v1/reports']?.['get'].parameters[0].schema.maximum, 100)
})

test('each route says what it asks for: nothing, the secret of the report, or a token', () => {
  const security = (path: string, method: string) => document.paths[path]?.[method].security
  assert.deepEqual(security('/api/v1/reports', 'get'), [{}])
  assert.deepEqual(security('/api/v1/reports/{number}/actions/{action}', 'post'), [{ secret: [] }, {}])
  assert.deepEqual(security('/api/v1/desk/reports', 'get'), [{ token: [] }])
})

test('every route answers problems, and names are not used twice', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  for (const operation of operations) assert.ok(operation.responses.default.$ref.endsWith('/Problem'))
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
})
