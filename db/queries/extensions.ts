import { type Json, type JsonObject, type ResourceType, type SeenAttribute, schemaOf } from '@/lib/scim'
import type { Statement, Tx } from '../client'
import { NOBODY } from './counts'
import type { Viewer } from './viewer'

/** One kind of value that has been seen under an attribute, or a sub-attribute; `sub` is empty for the attribute itself. */
type Seen = { type: ResourceType; urn: string; name: string; sub: string; many: boolean; kind: string }

/** A tenant has no more of them: names that clients go on making up are data, and no schema. */
const MOST_OF_TENANT = 2_000
/** What this process knows to be kept already. */
const kept = new Set<string>()
const MOST_KEPT = 50_000

/** What a transaction has sent: seen there a second time, it is in the way of itself, and may yet be taken back. */
const sent = new WeakMap<Tx, Set<string>>()

const KEEP: Statement = {
  name: 'keep_seen_attributes',
  text: `insert into extension_attributes (tenant_id, manager_id, type, urn, name, sub, many, kind)
         select $1, $2, s.type, s.urn, s.name, s.sub, s.many, s.kind
         from jsonb_to_recordset($3::jsonb) as s(type text, urn text, name text, sub text, many boolean, kind text)
         where (select count(*) from extension_attributes e where e.tenant_id = $1) < ${MOST_OF_TENANT}
         order by 3, 4, 5, 6, 7, 8
         on conflict do nothing returning type, urn, name, sub, many, kind`,
}

/**
 * Keeps which attributes a resource carries under URNs of no schema here. Of nearly all resources that is none, and
 * of the others it is known already: then nothing is sent. Nobody waits for it; if it fails, the transaction does.
 */
export function keepSeenAttributes(
  tx: Tx,
  tenantId: string,
  of: { type: ResourceType; managerId: string | null },
  resource: JsonObject,
): void {
  const managerId = of.managerId ?? NOBODY
  const keyOf = ({ type, urn, name, sub, many, kind }: Seen) =>
    JSON.stringify([tenantId, managerId, type, urn, name, sub, many, kind])
  const isFresh = (key: string) => !kept.has(key) && !sent.get(tx)?.has(key)
  const fresh = seenIn(of.type, resource).filter((seen) => isFresh(keyOf(seen)))
  if (fresh.length === 0) return
  sent.set(tx, new Set([...(sent.get(tx) ?? []), ...fresh.map(keyOf)]))
  tx.run<Seen>(KEEP, [tenantId, managerId, JSON.stringify(fresh)]).then(
    (added) => {
      if (kept.size > MOST_KEPT) kept.clear()
      // What this transaction added may be taken back with it: the next write looks again.
      const adding = new Set(added.map(keyOf))
      for (const key of fresh.map(keyOf)) if (!adding.has(key)) kept.add(key)
    },
    () => {},
  )
}

function seenIn(type: ResourceType, resource: JsonObject): Seen[] {
  const seen: Seen[] = []
  for (const [urn, extension] of Object.entries(resource)) {
    if (!/^urn:/i.test(urn) || isKnown(type, urn) || !isObject(extension)) continue
    for (const [name, value] of Object.entries(extension)) {
      const many = Array.isArray(value)
      for (const entry of many ? value : [value]) {
        const subs = isObject(entry) ? Object.entries(entry) : []
        if (subs.length === 0) seen.push({ type, urn, name, sub: '', many, kind: kindOf(entry) })
        for (const [sub, inner] of subs) seen.push({ type, urn, name, sub, many, kind: kindOf(inner) })
      }
    }
  }
  return seen
}

function isKnown(type: ResourceType, urn: string): boolean {
  const { core, extensions } = schemaOf(type)
  return [core, ...extensions].some((schema) => schema.urn.toLowerCase() === urn.toLowerCase())
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As PostgreSQL names the kinds of JSON. */
function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

const SELECT: Statement = {
  name: 'select_seen_attributes',
  text: `select e.type, e.urn, e.name, nullif(e.sub, '') as sub, bool_or(e.many) as many,
           array_agg(distinct e.kind) as kinds
         from extension_attributes e
         where e.tenant_id = $1 and e.type = any($2::text[])
           and ($3::uuid is null or e.manager_id = '${NOBODY}' or e.manager_id = $3)
         group by e.type, e.urn, e.name, e.sub order by e.urn, e.name, e.sub`,
}

/** The attributes that have been seen under URNs of no schema here, in resources that the viewer sees. */
export function selectSeenAttributes(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  types: readonly ResourceType[],
): Promise<SeenAttribute[]> {
  return tx.run(SELECT, [tenantId, types, viewer])
}

const RELEASE: Statement = {
  name: 'release_seen_attributes',
  text: `with released as (
           delete from extension_attributes where tenant_id = $1 and manager_id = $2
           returning type, urn, name, sub, many, kind)
         insert into extension_attributes select $1, '${NOBODY}', r.* from released r on conflict do nothing`,
}

/** What an integration brought is nobody’s from now on, as its people and groups are. */
export async function releaseSeenAttributes(tx: Tx, tenantId: string, managerId: string): Promise<void> {
  await tx.run(RELEASE, [tenantId, managerId])
}
