import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = join(root, 'dist/built-from')

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
  const isThere = [stamp, join(root, '.next/BUILD_ID'), join(root, 'dist/server.mjs')].every((path) =>
    existsSync(path),
  )
  return !isThere || readFileSync(stamp, 'utf8') !== fingerprint()
}

/** Builds the console with Next, then server.ts and what it imports of ours into dist/server.mjs. */
export async function build() {
  // Taken first: what is changed while the build runs may not be in it.
  const sources = fingerprint()
  rmSync(stamp, { force: true })
  const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (status !== 0) throw new Error('The build failed; the reason stands above.')
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['server.ts'],
    outfile: 'dist/server.mjs',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.9',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  writeFileSync(stamp, sources)
}

/** One hash over the names and contents of all sources: copies and checkouts do not make a build stale. */
function fingerprint() {
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build().catch((error) => {
    console.error(error.message)
    process.exit(1)
  })
}
