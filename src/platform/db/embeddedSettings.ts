import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

/** The settings of the embedded server, as arguments of `postgres`. */
export function embeddedSettings(purpose: 'data' | 'throwaway', sockets: string): string[] {
  const settings: Record<string, string | number> = {
    // Reached through a socket in a private folder and in no other way.
    listen_addresses: '',
    unix_socket_directories: sockets,
    unix_socket_permissions: '0700',
    port: 5432,
    max_connections: purpose === 'data' ? 100 : 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    // The server's log must not hold what people wrote: no statements, no values, no details of rows.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    shared_buffers: `${megabytes(totalmem() / 8, 64, purpose === 'data' ? 1024 : 256)}MB`,
    effective_cache_size: `${megabytes(totalmem() / 2, 128, 16_384)}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    jit: 'off',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // No replica hangs on a trial database, so the log need not carry what only a replica wants.
    wal_level: 'minimal',
    max_wal_senders: 0,
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
    ...(purpose === 'data' ? durable : throwaway),
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** An acknowledged report must outlive a power cut. */
const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  io_method: 'sync',
  autovacuum: 'off',
}

function megabytes(bytes: number, least: number, most: number): number {
  return Math.round(Math.min(Math.max(bytes / megabyte, least), most))
}

/** Containers often have 64 MB of /dev/shm, too little for an index built by two workers. */
function hasRoomyShm(): boolean {
  try {
    const { bsize, bavail } = statfsSync('/dev/shm')
    return bsize * bavail > 512 * megabyte
  } catch {
    return process.platform !== 'linux'
  }
}
