import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
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
writeFileSync(stamp, sources)
