import pg from 'pg'
import { log } from '@/lib/base/log'
import type { Database } from './client'
import { databaseUrl } from './database'

/** What changed, never the content: screens ask again for what they show. */
export type Topic = 'users' | 'groups' | 'requests' | 'integrations' | 'exports' | 'reviews'

type Announcement = { tenantId: string; topics: Topic[] }
type Listener = (topics: Topic[]) => void

const EVERYTHING: Topic[] = ['users', 'groups', 'requests', 'integrations', 'exports', 'reviews']

const CHANNEL = 'rollcall'
const RECONNECT_MILLISECONDS = 1_000
/** A page that was drawn longer ago than this is told that everything may have changed. */
const REMEMBERED_MILLISECONDS = 60_000

type Ear = {
  listeners: Map<string, Set<Listener>>
  /** When each topic of a tenant last changed, the longest silent tenant first. */
  heard: Map<string, Map<Topic, number>>
  /** Since when nothing can have been missed; undefined while no connection listens. */
  since: number | undefined
}

/** Next compiles its own copy of this module; the one connection that listens is shared by the process. */
const shared = globalThis as { rollcallEar?: Ear }

/** Tells every process that something of this tenant changed. */
export async function announce(db: Database, tenantId: string, topics: Topic[]): Promise<void> {
  await db.pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ tenantId, topics })])
}

/** Calls `listener` for each announcement of the tenant, from whatever process. Returns how to stop. */
export function subscribe(tenantId: string, listener: Listener): () => void {
  const { listeners } = ear()
  const ofTenant = listeners.get(tenantId) ?? new Set()
  listeners.set(tenantId, ofTenant.add(listener))
  return () => {
    ofTenant.delete(listener)
    if (ofTenant.size === 0) listeners.delete(tenantId)
  }
}

/** What may have changed in the tenant since `time`, in milliseconds since 1970: what was drawn then is older. */
export function changedSince(tenantId: string, time: number): Topic[] {
  const { since, heard } = ear()
  if (since === undefined || time < since || time < Date.now() - REMEMBERED_MILLISECONDS) return EVERYTHING
  return [...(heard.get(tenantId) ?? [])].filter(([, changed]) => changed >= time).map(([topic]) => topic)
}

function ear(): Ear {
  if (!shared.rollcallEar) {
    shared.rollcallEar = { listeners: new Map(), heard: new Map(), since: undefined }
    listen(shared.rollcallEar)
  }
  return shared.rollcallEar
}

function remember(heard: Ear['heard'], { tenantId, topics }: Announcement): void {
  const now = Date.now()
  const ofTenant = heard.get(tenantId) ?? new Map<Topic, number>()
  for (const topic of topics) ofTenant.set(topic, now)
  heard.delete(tenantId)
  heard.set(tenantId, ofTenant)
  for (const [silent, changes] of heard) {
    if (Math.max(...changes.values()) >= now - REMEMBERED_MILLISECONDS) break
    heard.delete(silent)
  }
}

/** Keeps one connection listening for as long as the process lives. */
function listen(ear: Ear, isAgain = false): void {
  const { listeners, heard } = ear
  const client = new pg.Client({ connectionString: databaseUrl(), keepAlive: true })
  let ended = false
  const again = (reason: string) => {
    if (ended) return
    ended = true
    ear.since = undefined
    log().warn({ reason }, 'live updates lost their connection')
    client.end().catch(() => {})
    setTimeout(() => listen(ear, true), RECONNECT_MILLISECONDS).unref()
  }
  client.on('error', (error) => again(error.message))
  client.on('end', () => again('closed'))
  client.on('notification', ({ payload }) => {
    const announcement = JSON.parse(payload ?? '{}') as Announcement
    remember(heard, announcement)
    for (const listener of listeners.get(announcement.tenantId) ?? []) listener(announcement.topics)
  })
  client
    .connect()
    .then(() => client.query(`listen ${CHANNEL}`))
    .then(
      // What was announced while no connection stood is not known: everything may have changed.
      () => {
        ear.since = Date.now()
        if (!isAgain) return
        for (const ofTenant of listeners.values()) for (const listener of ofTenant) listener(EVERYTHING)
      },
      (error) => again(error.message),
    )
}
