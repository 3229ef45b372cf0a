import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './sources.mjs'

/** Exits with 1 when the migrations do not lead to the schema: generates into a copy what is missing. */
const copy = 'dist/drift'
rmSync(join(root, copy), { recursive: true, force: true })
mkdirSync(join(root, copy), { recursive: true })
cpSync(join(root, 'db/migrations'), join(root, copy, 'migrations'), { recursive: true })
writeFileSync(
  join(root, copy, 'drizzle.config.ts'),
  `import config from '../../drizzle.config'\nexport default { ...config, out: './${copy}/migrations' }\n`,
)
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  ['node_modules/drizzle-kit/bin.cjs', 'generate', '--name=drift', `--config=${copy}/drizzle.config.ts`],
  { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
)
const isComplete =
  readdirSync(join(root, copy, 'migrations')).length === readdirSync(join(root, 'db/migrations')).length
if (status === 0 && isComplete) {
  console.log('The migrations lead to the schema.')
} else {
  console.error(stdout, stderr)
  console.error('The schema says more than the migrations: run npm run db:generate.')
  process.exit(1)
}
