import { accessSync, constants, chownSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { explained } from '../explained.ts'

/** How to start a program of PostgreSQL, which refuses to run as root. */
export interface Unprivileged {
  /** Makes a folder belong to the user that PostgreSQL runs as. */
  own: (path: string) => void
  /** The command line and the user to start `program` with. */
  start: (program: string, args: string[]) => { command: string; args: string[]; uid?: number; gid?: number }
}

/** Users that exist for services, the most fitting first. */
const serviceUsers = ['postgres', 'nobody', 'daemon', 'www-data']

/**
 * As a normal user nothing needs doing. Root drops to an existing service user; when that user cannot reach
 * the folders (a checkout under /root or in a private temporary folder), it keeps the one capability to pass
 * through folders, by `setpriv` of util-linux.
 * @param paths what PostgreSQL must be able to reach
 * @throws no_unprivileged_user, folder_not_reachable
 */
export function unprivileged(paths: string[]): Unprivileged {
  if (process.getuid?.() !== 0) return { own: () => {}, start: (command, args) => ({ command, args }) }
  const user = serviceUser()
  const own = (path: string) => chownSync(path, user.uid, user.gid)
  const closed = paths.map((path) => closedFolder(path, user)).find((path) => path !== undefined)
  if (closed === undefined) return { own, start: (command, args) => ({ command, args, ...user }) }
  const setpriv = findProgram('setpriv')
  if (!setpriv) throw explained('folder_not_reachable', { folder: closed, user: user.uid })
  const options = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    // Without this bit access(2), by which PostgreSQL looks at its own programs, forgets the capability.
    '--securebits=+no_setuid_fixup',
    '--',
  ]
  return { own, start: (program, args) => ({ command: setpriv, args: [...options, program, ...args] }) }
}

function serviceUser(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const users = new Map(lines.map((line) => [line.split(':')[0], line.split(':')] as const))
  for (const name of serviceUsers) {
    const [, , uid, gid] = users.get(name) ?? []
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw explained('no_unprivileged_user', { users: serviceUsers.join(', ') })
}

/** The first folder on the way to `path` that the user may not pass through. */
function closedFolder(path: string, { uid, gid }: { uid: number; gid: number }): string | undefined {
  const above = dirname(path)
  const closed = above === path ? undefined : closedFolder(above, { uid, gid })
  if (closed !== undefined) return closed
  const { mode, uid: owner, gid: group } = statSync(above)
  const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
  return mode & bit ? undefined : above
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin']
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}
