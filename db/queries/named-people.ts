import type { Statement, Tx } from '../client'
import type { MemberOfGroup } from './members'
import type { Viewer } from './viewer'

const SELECT_NAMED: Statement = {
  name: 'select_named_people',
  text: `select u.id as value, u.label as display, 
           ($3::uuid is null or u.manager_id is null or u.deleted_at is null) as "isLinkable",
           exists (select from group_members m
                   where m.tenant_id = $1 and m.group_id = $4 and m.user_id = u.id) as "isMember"
         from users u where u.tenant_id = $1 and u.id = any($2::uuid[])
           and ($3::uuid is null or u.manager_id is null or u.manager_id = $3)
         order by u.id for key share of u`,
}

const ADD_MEMBERS: Statement = {
  name: 'add_members',
  text: `insert into group_members (tenant_id, group_id, user_id, added_at)
         select $1, $2, id, $4 from unnest($3::uuid[]) as added(id) on conflict do nothing`,
}

const REMOVE_MEMBERS: Statement = {
  name: 'remove_members',
  text: 'delete from group_members where tenant_id = $1 and group_id = $2 and user_id = any($3::uuid[])',
}

/** A person whom a change of members names, as far as the viewer sees them. */
export type NamedPerson = MemberOfGroup & { isLinkable: boolean; isMember: boolean }

/** People by id, with whether they are in the group now; they stay until the transaction ends. */
export async function selectNamed(
  tx: Tx,
  tenantId: string,
  groupId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<Map<string, NamedPerson>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.run<NamedPerson>(SELECT_NAMED, [tenantId, ids, viewer, groupId])
  return new Map(rows.map((row) => [row.value, row]))
}

/** Adds people who are known not to be in the group, and takes out those who are known to be; nobody waits for it. */
export function moveMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  change: { add: readonly string[]; remove: readonly string[]; at: Date },
): void {
  if (change.remove.length > 0) tx.send(REMOVE_MEMBERS, [tenantId, groupId, change.remove])
  if (change.add.length > 0) tx.send(ADD_MEMBERS, [tenantId, groupId, change.add, change.at])
}
