import { spawn } from 'node:child_process'

/**
 * The server in development: Next compiles pages as they are asked for, and a change to what server.ts
 * imports starts the process again.
 */
const child = spawn(
  process.execPath,
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development' },
  },
)
// A Ctrl-C reaches the child as well; wait for it to finish.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 0))
