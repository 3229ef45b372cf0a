import { type Statement, sql, type Tx } from '../client'
import { directoryCount } from './counts'

/** How many people and groups there are. */
export type DirectorySize = { users: number; activeUsers: number; groups: number }

/** The same when a day began, in UTC; `day` is `2026-11-22`. */
export type DirectoryDay = DirectorySize & { day: string }

export async function selectDirectorySize(tx: Tx, tenantId: string): Promise<DirectorySize> {
  const [row] = await tx.select<DirectorySize>(sql`
    select ${directoryCount(tenantId, 'user', [])} as users,
      ${directoryCount(tenantId, 'user', [sql`c.active`])} as "activeUsers",
      ${directoryCount(tenantId, 'group', [])} as groups`)
  return row ?? { users: 0, activeUsers: 0, groups: 0 }
}

/** Notes how large the directory was when a day began; the first who comes is believed. */
export async function insertDirectoryDay(tx: Tx, tenantId: string, row: DirectoryDay): Promise<void> {
  await tx.select(sql`
    insert into directory_days (tenant_id, day, users, active_users, groups)
    values (${tenantId}, ${row.day}, ${row.users}, ${row.activeUsers}, ${row.groups})
    on conflict do nothing`)
}

/** The days from `from` on, the oldest first. */
export function selectDirectoryDays(tx: Tx, tenantId: string, from: string): Promise<DirectoryDay[]> {
  return tx.select<DirectoryDay>(sql`
    select to_char(d.day, 'YYYY-MM-DD') as day, d.users, d.active_users as "activeUsers", d.groups
    from directory_days d where d.tenant_id = ${tenantId} and d.day >= ${from}::date order by d.day`)
}

export async function selectDirectoryDay(
  tx: Tx,
  tenantId: string,
  day: string,
): Promise<DirectoryDay | undefined> {
  const [row] = await selectDirectoryDays(tx, tenantId, day)
  return row?.day === day ? row : undefined
}

const TENANT_IDS: Statement = {
  name: 'tenant_ids',
  text: 'select id from tenants where purged_at is null order by id',
}

/** Every tenant. Runs outside every tenant. */
export async function selectTenantIds(tx: Tx): Promise<string[]> {
  return (await tx.run<{ id: string }>(TENANT_IDS, [])).map(({ id }) => id)
}
