import type { ResourceType, SeenAttribute } from '@/lib/scim'
import { sql, type Tx } from '../client'
import type { Viewer } from './viewer'

/** How many resources, those changed last, are looked into. */
const LOOKED_INTO = 1000

/**
 * The attributes that stand under URNs other than `known` in the resources that changed last and that the viewer
 * sees: their names, one row for each sub-attribute, and the kinds of their values.
 */
export function selectSeenAttributes(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  of: { type: ResourceType; known: readonly string[] },
): Promise<SeenAttribute[]> {
  const table = sql.raw(of.type === 'User' ? 'users' : 'groups')
  return tx.select<SeenAttribute>(sql`
    select ${of.type}::text as type, x.urn, a.name, s.sub, bool_or(jsonb_typeof(a.value) = 'array') as many,
      array_agg(distinct jsonb_typeof(coalesce(s.value, e.value))) as kinds
    from (select t.resource from ${table} t where t.tenant_id = ${tenantId}
        and (${viewer}::uuid is null or t.manager_id is null or t.manager_id = ${viewer}::uuid)
      order by t.modified_at desc, t.id desc limit ${LOOKED_INTO}) r
    cross join lateral jsonb_each(r.resource) x(urn, value)
    cross join lateral jsonb_each(case when jsonb_typeof(x.value) = 'object' then x.value else '{}' end) a(name, value)
    cross join lateral jsonb_array_elements(
      case when jsonb_typeof(a.value) = 'array' then a.value else jsonb_build_array(a.value) end) e(value)
    left join lateral jsonb_each(case when jsonb_typeof(e.value) = 'object' then e.value else '{}' end) s(sub, value) on true
    where lower(x.urn) like 'urn:%' and lower(x.urn) <> all(${sql.param(of.known.map((urn) => urn.toLowerCase()))}::text[])
    group by x.urn, a.name, s.sub
    order by x.urn, a.name, s.sub
    limit 2000`)
}
