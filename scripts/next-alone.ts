import { createServer } from 'node:http'
import next from 'next'
import { env } from '@/lib/base/env'
import { openProcess } from '@/lib/process/open'
import { sessionSecret } from '@/lib/process/session-secret'

/**
 * The console and the SCIM route handler on Next alone, as a hosting without a server of one's own runs them.
 * Serves the tests that hold both SCIM doors to the same answers.
 */
await openProcess()
process.env.NEXTAUTH_SECRET = sessionSecret()
const app = next({ dev: false, port: env().PORT })
await app.prepare()
createServer(app.getRequestHandler()).listen(env().PORT)
