import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A holder touches its lock this often, and has lost it after this long, in milliseconds. */
const HEARTBEAT = 1_000
const SILENCE = 10_000

/**
 * Runs `work` while nobody else, in this process or another, runs anything under the same lock file.
 * The lock of a process that was killed is taken over: at once when its pid is free, else when its
 * heartbeat has stopped (in a container the next process often gets the same pid).
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path)
  const heartbeat = setInterval(() => touch(path), HEARTBEAT)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    rmSync(path, { force: true })
  }
}

async function acquire(path: string): Promise<void> {
  const claim = `${process.pid} ${randomBytes(6).toString('hex')}`
  for (;;) {
    try {
      writeFileSync(path, claim, { flag: 'wx', mode: 0o600 })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = read(path)
    if (holder !== undefined && isStale(path, holder)) breakLock(path, holder, `${path}.${claim}`)
    else await sleep(50)
  }
}

/** Of several processes that want to break one lock, the rename lets one succeed; it looks at what it got. */
function breakLock(path: string, holder: string, aside: string): void {
  try {
    renameSync(path, aside)
    if (read(aside) !== holder) linkSync(aside, path)
  } catch {
    // Somebody else was quicker.
  } finally {
    rmSync(aside, { force: true })
  }
}

function isStale(path: string, holder: string): boolean {
  const pid = Number.parseInt(holder, 10)
  if (pid && !isAlive(pid)) return true
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
  return Date.now() - mtimeMs > SILENCE
}

/** Whether a process has this pid, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // The directory was removed under us; there is nothing left to guard.
  }
}
