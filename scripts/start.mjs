// The address of `npm start`: plain Node, so that it can say what is missing before anything else runs.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Rollcall needs Node.js 20.9 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

process.env.NODE_ENV = 'production'
const { build, isBuildDue, root } = await import('./build.mjs')
process.chdir(root)
try {
  if (isBuildDue()) await build()
  await import('../dist/server.mjs')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
