import { outsideTenants, type Statement } from '@/db/client'
import { database } from '@/db/database'

const PING: Statement = { name: 'ping', text: 'select 1' }

/** True when the database answers. */
export async function isHealthy(): Promise<boolean> {
  try {
    await outsideTenants(database(), (tx) => tx.run(PING, []))
    return true
  } catch {
    return false
  }
}
