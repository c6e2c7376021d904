/** A real mail server as the outside peer, in several moods; what it took is there to be read. */
import type { Socket } from 'node:net'
import { after } from 'node:test'
import { SMTPServer } from 'smtp-server'

export type Letter = { from: string; to: string[]; raw: string }
export type Mood =
  | 'takes'
  | 'busy'
  | 'unknown_mailbox'
  | 'denies_relay'
  | 'refuses_content'
  | 'hangs_up_after_the_letter'

export type MailServer = { url: string; letters: Letter[]; mood: Mood; fresh: () => void }

const refusals: Partial<Record<Mood, { code: number; words: string }>> = {
  busy: { code: 451, words: '4.3.0 try later' },
  unknown_mailbox: { code: 550, words: '5.1.1 no such mailbox' },
  denies_relay: { code: 550, words: '5.7.1 relaying denied' },
}

export async function aMailServer(): Promise<MailServer> {
  const sockets = new Set<Socket>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => {
      const refusal = refusals[peer.mood]
      done(refusal && Object.assign(new Error(refusal.words), { responseCode: refusal.code }))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (peer.mood === 'refuses_content')
          return done(Object.assign(new Error('5.7.1 not wanted here'), { responseCode: 554 }))
        const { mailFrom, rcptTo } = session.envelope
        peer.letters.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        if (peer.mood !== 'hangs_up_after_the_letter') return done()
        for (const socket of sockets) socket.destroy()
      })
    },
  })
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => new Promise<void>((done) => server.close(() => done())))
  const { port } = server.server.address() as { port: number }
  const peer: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    letters: [],
    mood: 'takes',
    fresh: () => {
      peer.letters = []
      peer.mood = 'takes'
    },
  }
  return peer
}

/** The letter as a person reads it. */
export const readable = (raw: string): string => {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const text = body.join('\n\n')
  const decoded = /base64/.test(head)
    ? Buffer.from(text, 'base64').toString()
    : Buffer.from(
        text
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
        'latin1',
      ).toString()
  return `${head.replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, words: string) => words.replaceAll('_', ' '))}\n\n${decoded}`
}
