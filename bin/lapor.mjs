#!/usr/bin/env node
// The door to every command, on any Node >= 20: installs what is missing, finds the project's Node 24 and hands the
// command to it (src/ops/main.ts). Plain JavaScript without packages, since it runs before there are any.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installMissing } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

try {
  await installMissing(root)
  await handOver(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

async function handOver(args) {
  const node = await suitableNode()
  // Through the channel the child learns that this process was killed with a signal that cannot be passed on.
  const child = spawn(node, [join(root, 'src/ops/main.ts'), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A signal to the whole process group reaches the child by itself; one to this process alone must be passed on.
  let isTold = false
  const tell = (signal) => {
    if (!isTold) child.kill(signal)
    isTold = true
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => tell(signal))
  watchNpm(() => tell('SIGTERM'))
  await new Promise((done, fail) => {
    child.on('error', fail)
    child.on('exit', (code, signal) => {
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
      done()
    })
  })
}

/** npm passes a signal to the shell between it and us, which ends without passing it on: then our parent changes. */
function watchNpm(whenGone) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && whenGone(), 300).unref()
}

/** The Node 24 that was installed with the project, or the one that runs this file if it is new enough. */
async function suitableNode() {
  const { existsSync } = await import('node:fs')
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `Diperlukan Node.js 24 atau lebih baru; di sini ada ${process.version}, dan untuk sistem ini tidak ada paket Node. ` +
      `Pasang Node.js 24, lalu jalankan lagi.\n` +
      `Node.js 24 or newer is needed; this is ${process.version}, and there is no Node package for this system. ` +
      `Install Node.js 24, then start again.`,
  )
}
