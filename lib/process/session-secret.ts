import { join } from 'node:path'
import { env } from '@/lib/base/env'
import { keepSecret } from '@/lib/base/secret-file'

/** The secret that signs sessions: the one that is set, else one that is made once and kept beside the data. */
export function sessionSecret(): string {
  return env().NEXTAUTH_SECRET ?? keepSecret(join(env().ROLLCALL_DATA_DIR, 'session-secret'))
}
