import type { Statement, Tx } from '../client'

const SELECT: Statement = {
  name: 'select_membership_of',
  text: `select m.user_id as id from group_members m
         where m.tenant_id = $1 and m.group_id = $2 and m.user_id = any($3::uuid[])
         union all
         select n.member_group_id from group_groups n
         where n.tenant_id = $1 and n.group_id = $2 and n.member_group_id = any($3::uuid[])`,
}

/** Which of these people and groups are members of a group. */
export async function selectMembership(
  tx: Tx,
  tenantId: string,
  groupId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(SELECT, [tenantId, groupId, ids])
  return new Set(rows.map(({ id }) => id))
}
