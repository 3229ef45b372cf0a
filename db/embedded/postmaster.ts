import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { isAlive } from './lock'

/** The server process of a cluster, as it tells of itself in postmaster.pid. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly isReady: boolean }

/** Above every pid that a kernel hands out. */
const NOBODY = 4_194_305

/** The server that runs on a cluster; undefined when there is none, whatever a killed one left behind. */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = join(data, 'postmaster.pid')
  const [pid, directory, , port, , , , status] = existsSync(file)
    ? readFileSync(file, 'utf8').split('\n')
    : []
  if (!pid || !directory || !isAlive(Number(pid))) return undefined
  if (isServerOf(Number(pid), directory) && (directory === data || !existsSync(directory))) {
    return { pid: Number(pid), port: Number(port), isReady: status?.trim() === 'ready' }
  }
  // Some other process has the pid by now, or this is a copy of a cluster that is in use elsewhere. Only the
  // pid goes: by the rest of the file PostgreSQL sees whether children of a killed server still write.
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(NOBODY)))
  return undefined
}

function isServerOf(pid: number, directory: string): boolean {
  try {
    const command = existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes(directory)
  } catch {
    return false
  }
}

/** A port of 127.0.0.1 on which nothing listens: `wanted` if it is that, and not 0. */
export async function freePort(wanted: number): Promise<number> {
  let port = wanted
  // Below the range from which systems take the ports of outgoing connections.
  while (port === 0 || !(await isFree(port))) port = 20_000 + Math.floor(Math.random() * 10_000)
  return port
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
