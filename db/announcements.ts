import pg from 'pg'
import { log } from '@/lib/base/log'
import type { Database } from './client'
import { databaseUrl } from './database'

/** What changed, never the content: screens ask again for what they show. */
export type Topic = 'users' | 'groups' | 'requests' | 'integrations'

type Announcement = { tenantId: string; topics: Topic[] }
type Listener = (topics: Topic[]) => void

const EVERYTHING: Topic[] = ['users', 'groups', 'requests', 'integrations']

const CHANNEL = 'rollcall'
const RECONNECT_MILLISECONDS = 1_000

/** Next compiles its own copy of this module; the one connection that listens is shared by the process. */
const shared = globalThis as { rollcallListeners?: Map<string, Set<Listener>> }

/** Tells every process that something of this tenant changed. */
export async function announce(db: Database, tenantId: string, topics: Topic[]): Promise<void> {
  await db.pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ tenantId, topics })])
}

/** Calls `listener` for each announcement of the tenant, from whatever process. Returns how to stop. */
export function subscribe(tenantId: string, listener: Listener): () => void {
  if (!shared.rollcallListeners) {
    shared.rollcallListeners = new Map()
    listen(shared.rollcallListeners)
  }
  const listeners = shared.rollcallListeners
  const ofTenant = listeners.get(tenantId) ?? new Set()
  listeners.set(tenantId, ofTenant.add(listener))
  return () => {
    ofTenant.delete(listener)
    if (ofTenant.size === 0) listeners.delete(tenantId)
  }
}

/** Keeps one connection listening for as long as the process lives. */
function listen(listeners: Map<string, Set<Listener>>, isAgain = false): void {
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true })
  let ended = false
  const again = (reason: string) => {
    if (ended) return
    ended = true
    log().warn({ reason }, 'live updates lost their connection')
    client.end().catch(() => {})
    setTimeout(() => listen(listeners, true), RECONNECT_MILLISECONDS).unref()
  }
  client.on('error', (error) => again(error.message))
  client.on('end', () => again('closed'))
  client.on('notification', ({ payload }) => {
    const { tenantId, topics } = JSON.parse(payload ?? '{}') as Announcement
    for (const listener of listeners.get(tenantId) ?? []) listener(topics)
  })
  client
    .connect()
    .then(() => client.query(`listen ${CHANNEL}`))
    .then(
      // What was announced while no connection stood is not known: everything may have changed.
      () => {
        if (!isAgain) return
        for (const ofTenant of listeners.values()) for (const listener of ofTenant) listener(EVERYTHING)
      },
      (error) => again(error.message),
    )
}
