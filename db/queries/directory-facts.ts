import { sql, type Tx } from '../client'
import { directoryCount } from './counts'

export type DirectoryCounts = {
  users: number
  groups: number
  integrations: number
  /** Integrations whose group switch is on. */
  syncingGroups: number
  /** The only integration, when there is exactly one. */
  soleIntegrationId: string | null
}

/** How much there is, and whether anything could bring more. */
export async function selectDirectoryCounts(tx: Tx, tenantId: string): Promise<DirectoryCounts> {
  const [row] = await tx.select<DirectoryCounts>(sql`
    select ${directoryCount(tenantId, 'user', [])} as users, ${directoryCount(tenantId, 'group', [])} as groups,
      count(*)::int as integrations, (count(*) filter (where i.group_sync))::int as "syncingGroups",
      case when count(*) = 1 then min(i.id::text) end as "soleIntegrationId"
    from integrations i where i.tenant_id = ${tenantId}`)
  return row ?? { users: 0, groups: 0, integrations: 0, syncingGroups: 0, soleIntegrationId: null }
}

export type Manager = { id: string; name: string; groupSync: boolean }

export async function selectManager(
  tx: Tx,
  tenantId: string,
  managerId: string | null,
): Promise<Manager | undefined> {
  if (managerId === null) return undefined
  const [row] = await tx.select<Manager>(sql`
    select i.id, i.name, i.group_sync as "groupSync" from integrations i
    where i.tenant_id = ${tenantId} and i.id = ${managerId}`)
  return row
}

export type Deactivation = {
  at: Date
  by: string
  /** The rule that decided it, or null where the identity provider said it itself. */
  why: 'left-every-group' | 'deleted-by-provider' | null
}

/** The last time that somebody made this person inactive, or kept them when they were to be deleted. */
export async function selectDeactivation(
  tx: Tx,
  tenantId: string,
  userId: string,
): Promise<Deactivation | undefined> {
  const [row] = await tx.select<Deactivation>(sql`
    select c.at, c.actor_name as by, c.after ->> 'why' as why from changes c
    where c.tenant_id = ${tenantId} and c.user_id = ${userId}
      and c.action in ('user.deactivated', 'user.kept')
    order by c.id desc limit 1`)
  return row
}

export type GroupFacts = {
  members: number
  activeMembers: number
  openProblems: number
  /** What the first of them are. */
  problemDetails: string[]
}

/** Who is in a group, counted, and what is open about it. The inactive are counted: they are the few. */
export async function selectGroupFacts(tx: Tx, tenantId: string, groupId: string): Promise<GroupFacts> {
  const [row] = await tx.select<GroupFacts>(sql`
    select m.members, m.members - a.inactive as "activeMembers", p.count as "openProblems", p.details as "problemDetails"
    from (select ${directoryCount(tenantId, 'member', [sql`c.of_id = ${groupId}`])} as members) m
      cross join
         (select count(*)::int as inactive
          from group_members m join users u on u.tenant_id = m.tenant_id and u.id = m.user_id
          where m.tenant_id = ${tenantId} and m.group_id = ${groupId} and not u.active) a
      cross join
         (select count(*)::int as count,
            coalesce((array_agg(p.detail order by p.last_at desc, p.id desc))[1:5], '{}') as details
          from problems p
          where p.tenant_id = ${tenantId} and p.group_id = ${groupId} and p.closed_at is null) p`)
  return row ?? { members: 0, activeMembers: 0, openProblems: 0, problemDetails: [] }
}
