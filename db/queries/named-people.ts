import type { Lookup, Statement, Tx } from '../client'
import type { MemberOfGroup } from './members'
import type { Viewer } from './viewer'

/** Asked with a group, an id and a viewer. Rows are sorted before they are locked. */
const SELECT_NAMED: Lookup<NamedPerson> = {
  name: 'select_named_people',
  text: `select k.place::int, u.id as value, u.label as display,
           (k.viewer is null or u.manager_id is null or u.deleted_at is null) as "isLinkable",
           exists (select from group_members m
                   where m.tenant_id = $1 and m.group_id = k.group_id and m.user_id = u.id) as "isMember"
         from unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as k(group_id, id, viewer, place)
         join users u on u.tenant_id = $1 and u.id = k.id
           and (k.viewer is null or u.manager_id is null or u.manager_id = k.viewer)
         order by u.id for key share of u`,
}

const ADD_MEMBER: Statement = {
  name: 'add_members',
  text: `insert into group_members (tenant_id, group_id, user_id, added_at)
         select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) on conflict do nothing`,
}

const REMOVE_MEMBER: Statement = {
  name: 'remove_members',
  text: `delete from group_members m using unnest($2::uuid[], $3::uuid[]) as r(group_id, user_id)
         where m.tenant_id = $1 and m.group_id = r.group_id and m.user_id = r.user_id`,
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
  const found = await Promise.all(ids.map((id) => tx.find(SELECT_NAMED, tenantId, [groupId, id, viewer])))
  return new Map(found.flatMap((person) => (person ? [[person.value, person] as const] : [])))
}

/**
 * When the transaction ends, adds people who are known not to be in the group, and takes out those who are known to be.
 * Nobody may be moved in a group twice in one transaction: who comes and goes in which order is not kept.
 */
export function moveMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  change: { add: readonly string[]; remove: readonly string[]; at: Date },
): void {
  for (const id of change.remove) tx.later(REMOVE_MEMBER, tenantId, [groupId, id])
  for (const id of change.add) tx.later(ADD_MEMBER, tenantId, [groupId, id, change.at])
}
