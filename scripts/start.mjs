import { spawnSync } from 'node:child_process'

// What `npm start` runs: plain Node, so that it can say what is missing before anything else is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Rollcall needs Node.js 20.9 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

// npm runs scripts in a shell that does not pass on the signal by which it is ended itself.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}

process.env.NODE_ENV = 'production'
const { isBuildDue, root } = await import('./sources.mjs')
process.chdir(root)
if (isBuildDue()) {
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
try {
  await import('../dist/server.mjs')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
