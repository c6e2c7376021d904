// Installs the packages of package-lock.json when they are missing or of other versions.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs `npm ci` if needed; another start that is installing at the same time is waited for. */
export async function installMissing(root) {
  if (isInstalled(root)) return
  const mark = join(tmpdir(), `lapor-install-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`)
  while (!takeTurn(mark)) {
    await new Promise((done) => setTimeout(done, 300))
    if (isInstalled(root)) return
  }
  try {
    if (!isInstalled(root)) await install(root)
  } finally {
    rmSync(mark, { force: true })
  }
}

async function install(root) {
  process.stderr.write(
    'Memasang paket yang diperlukan (sekali saja) … / Installing the packages (only once) …\n',
  )
  const began = Date.now()
  const { code, said } = await npm(root, [
    'ci',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code !== 0 || !isInstalled(root)) {
    const full = /ENOSPC/.test(said)
    throw new Error(
      `${said.trim()}\n` +
        `Paket tidak dapat dipasang. ${full ? 'Disk penuh: kosongkan ruang' : 'Periksa sambungan ke registri npm'}, lalu jalankan lagi.\n` +
        `The packages could not be installed. ${full ? 'The disk is full: free some space' : 'Check the connection to the npm registry'}, then start again.`,
    )
  }
  process.stderr.write(`  selesai dalam ${Math.round((Date.now() - began) / 1000)} detik / done\n`)
}

/** npm writes node_modules/.package-lock.json when it is done; every package that is not optional must be in it. */
function isInstalled(root) {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
    const there = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages
    const isNeeded = ({ optional, devOptional, dev }) =>
      !optional && !devOptional && !(dev && process.env.NODE_ENV === 'production')
    return Object.entries(wanted).every(
      ([path, entry]) => path === '' || !isNeeded(entry) || there[path]?.version === entry.version,
    )
  } catch {
    return false
  }
}

function npm(root, args) {
  // Under `npm start` npm says where it lies; elsewhere it is looked for in PATH.
  const own = process.env.npm_execpath
  const isScript = own?.endsWith('npm-cli.js') && existsSync(own)
  const [command, first] = isScript
    ? [process.execPath, [own]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  return new Promise((done) => {
    let said = ''
    const child = spawn(command, [...first, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const from of [child.stdout, child.stderr]) from.on('data', (data) => (said += data))
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', (error) => done({ code: 1, said: error.message }))
    child.on('close', (code) => done({ code, said }))
  })
}

function takeTurn(mark) {
  try {
    writeFileSync(mark, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  try {
    process.kill(Number(readFileSync(mark, 'utf8')), 0)
  } catch {
    // The other start was killed.
    rmSync(mark, { force: true })
  }
  return false
}
