import { type Database, inTenant, outsideTenants, sql } from '@/db/client'

/**
 * All rows of a tenant as text, by table: whatever has a tenant_id. Of the request log only calls that were let in:
 * a stranger who knocks leaves a row.
 */
export async function dumpTenant(db: Database, tenantId: string): Promise<Record<string, string[]>> {
  const tables = await outsideTenants(db, (tx) =>
    tx.select<{ name: string }>(sql`
      select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      order by 1`),
  )
  return inTenant(db, tenantId, async (tx) => {
    const dump: Record<string, string[]> = {}
    for (const { name } of tables) {
      const where = name === 'requests' ? sql`where t.refusal is null` : sql``
      const rows = await tx.select<{ row: string }>(
        sql`select t::text as row from ${sql.identifier(name)} t ${where} order by 1`,
      )
      dump[name] = rows.map(({ row }) => row)
    }
    return dump
  })
}

/** How many of the calls in a tenant's request log were let in. */
export async function countAccepted(db: Database, tenantId: string): Promise<number> {
  const [row] = await inTenant(db, tenantId, (tx) =>
    tx.select<{ count: number }>(sql`select count(*)::int as count from requests where refusal is null`),
  )
  return row?.count ?? 0
}
