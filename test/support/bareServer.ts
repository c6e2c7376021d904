import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pino } from 'pino'
import { Refusal } from '../../src/errors.ts'
import type { Actor } from '../../src/regulation/permissions.ts'
import { makeServer, type App, type ServerOptions } from '../../src/platform/http/server.ts'
import { sayIn } from '../../src/web/say.ts'

export const officer: Actor = {
  kind: 'staff',
  id: 'a1',
  name: 'Sari',
  roles: ['unit_officer'],
  agency: 'kominfo',
}

/** Where files of forms lie while a request of the test is answered. */
export const uploadsFolder = join(tmpdir(), `lapor-uploads-${process.pid}`)

export interface BareServer {
  url: string
  /** Every line of the log so far. */
  lines: Record<string, unknown>[]
  /** Sends raw bytes and gives back all that came until the other side closed. */
  raw: (pieces: string[], pauseMs?: number) => Promise<string>
}

/** The web server with a few routes of the test's own and no rooms: what is true here is true for every route. */
export async function startBare(
  routes: (app: App) => void,
  options: Partial<ServerOptions> = {},
): Promise<BareServer> {
  const lines: Record<string, unknown>[] = []
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const { app } = await makeServer({
    log,
    baseUrl: undefined,
    trustProxy: false,
    formKey: Buffer.alloc(32, 7),
    inputs: {
      bodyBytes: 20_000,
      bodyGraceMs: 300,
      uploads: {
        folder: uploadsFolder,
        files: 2,
        fileBytes: 1_000,
        totalBytes: 50_000,
      },
    },
    identify: async ({ bearer, session }) =>
      bearer === 'good' || session === 'good'
        ? { actor: officer, language: 'id', desk: { language: 'id', shortcutsOff: false, savedFilters: 0 } }
        : undefined,
    isReady: async () => true,
    renderProblem: (problem) =>
      `<h1>${problem.code}</h1><p>${problem.words.id}</p><pre>${JSON.stringify(problem.kept)}</pre>`,
    sayIn,
    signInPath: (request) => `/masuk?next=${encodeURIComponent(request.originalUrl)}`,
    ...options,
  })
  routes(app)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  after(async () => {
    await app.close()
    await rm(uploadsFolder, { recursive: true, force: true })
  })
  return { url, lines, raw: (pieces, pauseMs = 0) => sendRaw(Number(new URL(url).port), pieces, pauseMs) }
}

function sendRaw(port: number, pieces: string[], pauseMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    const timer = setTimeout(() => socket.destroy(new Error('no answer within 10 s')), 10_000)
    socket.on('data', (chunk) => (received += chunk.toString('latin1')))
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(received)
    })
    socket.on('error', (error: Error & { code?: string }) => error.code === undefined && reject(error))
    const send = (at: number) => {
      if (at >= pieces.length || socket.destroyed) return
      socket.write(Buffer.from(pieces[at]!, 'latin1'))
      setTimeout(send, pauseMs, at + 1)
    }
    socket.on('connect', () => send(0))
  })
}

export const isRefusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code
