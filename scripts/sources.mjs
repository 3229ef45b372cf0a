import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Holds the fingerprint of the sources that the build was made from. */
export const stamp = join(root, 'dist/built-from')

/** What a build is made of; the tests that lie there are not. */
const SOURCES = [
  'app',
  'components',
  'db',
  'lib',
  'server.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
]

/** Whether the build is missing, or was made from other sources than these. */
export function isBuildDue() {
  const results = [stamp, join(root, '.next/BUILD_ID'), join(root, 'dist/server.mjs')]
  return !results.every((path) => existsSync(path)) || readFileSync(stamp, 'utf8') !== fingerprint()
}

/** One hash over the names and contents of all sources: copies and checkouts do not make a build stale. */
export function fingerprint() {
  const hash = createHash('sha256')
  for (const path of SOURCES.flatMap(filesOf).sort()) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesOf(source) {
  const path = join(root, source)
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [source]
  return readdirSync(path, { recursive: true })
    .map((name) => join(source, name))
    .filter((name) => !/\.test\.tsx?$/.test(name) && statSync(join(root, name)).isFile())
}
