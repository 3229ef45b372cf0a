import { execFile, execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { promisify } from 'node:util'

/** The operating system's account that PostgreSQL runs under; undefined is that of this process. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

const execute = promisify(execFile)

export const isRoot = () => process.getuid?.() === 0

/**
 * PostgreSQL refuses to run as root. Its own account is used when the machine has one, else one is made,
 * else `nobody` must do.
 */
export function serviceAccount(): Account {
  const account = find('postgres') ?? find('rollcall') ?? create('rollcall') ?? find('nobody')
  if (account) return account
  throw new Error(
    'PostgreSQL refuses to run as root, and there is no other account. Start Rollcall as another user.',
  )
}

function find(name: string): Account {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })))
    return uid && gid ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

function create(name: string): Account {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name], { stdio: 'pipe' })
  } catch {
    return undefined
  }
  return find(name)
}

/**
 * What glibc keeps of the memory that a statement has taken. As it comes it gives back at once what is beyond 128 KB,
 * and a page of a hundred people spent a third of its time on having it given anew.
 */
const MEMORY = { MALLOC_TRIM_THRESHOLD_: '4194304', MALLOC_MMAP_THRESHOLD_: '1048576' }

/** Runs a program under an account, with nothing of our environment but what finding programs takes. */
export async function runAs(account: Account, program: string, args: readonly string[]): Promise<string> {
  const { NODE_ENV, PATH, SystemRoot, TEMP } = process.env
  const { stdout } = await execute(program, args, {
    ...account,
    cwd: '/',
    env: { NODE_ENV, PATH, SystemRoot, TEMP, LC_ALL: 'C', ...MEMORY },
  })
  return stdout
}

/** Whether the account can enter a directory: each one above it counts. */
export async function canEnter(account: Account, directory: string): Promise<boolean> {
  try {
    if (account) await runAs(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', directory])
    else accessSync(directory, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Gives a directory and all that is in it to an account; what root makes or copies starts as root's. */
export async function handOver(directory: string, { uid, gid }: NonNullable<Account>): Promise<void> {
  await runAs(undefined, 'chown', ['-R', `${uid}:${gid}`, directory])
}
