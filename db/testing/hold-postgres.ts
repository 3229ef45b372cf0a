import { ensurePostgres } from '@/db/embedded'

/** A process for tests to kill: it uses the server of a data directory until its standard input ends. */
const server = await ensurePostgres({ dataDirectory: process.argv[2] ?? '' })
process.stdout.write(`${server.url}\n`)
process.stdin.resume().once('end', async () => {
  await server.release()
  process.exit()
})
