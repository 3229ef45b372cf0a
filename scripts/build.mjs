import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { fingerprint, root, stamp } from './sources.mjs'

// Taken first: what is changed while the build runs may not be in it.
const sources = fingerprint()
rmSync(stamp, { force: true })

const { status } = spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
if (status !== 0) process.exit(1)

// Next builds the console; this is server.ts with what it imports of ours.
await build({
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
// Once here, as small as it gets, and not for every request anew.
const files = join(root, '.next/static')
for (const name of readdirSync(files, { recursive: true, encoding: 'utf8' })) {
  if (/\.(js|css)$/.test(name))
    writeFileSync(join(files, `${name}.br`), brotliCompressSync(readFileSync(join(files, name))))
}
writeFileSync(stamp, sources)
