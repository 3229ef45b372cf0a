import { sql, type Tx } from '../client'

export type ComparedPerson = { id: string; label: string; userName: string }
export type ComparedMembers = {
  /** Names of the list whom the group lacks; `here` says that somebody here answers to it. */
  missing: { name: string; here: boolean }[]
  extra: ComparedPerson[]
  inactive: ComparedPerson[]
  /** How many members the list names. */
  matched: number
}

/** Holds a group's members against folded userNames and e-mail addresses; so many of each difference at most. */
export async function compareMembers(
  tx: Tx,
  tenantId: string,
  groupId: string,
  names: readonly string[],
  most: number,
): Promise<ComparedMembers> {
  const [row] = await tx.select<ComparedMembers>(sql`
    with given as (select distinct x.name from unnest(${sql.param(names)}::text[]) as x(name)),
      known as materialized (
        select g.name, u.id from given g join users u on u.tenant_id = ${tenantId} and u.user_name_key = g.name
        union
        select g.name, e.user_id from given g join user_emails e on e.tenant_id = ${tenantId} and e.value_key = g.name),
      members as materialized (
        select m.user_id as id from group_members m where m.tenant_id = ${tenantId} and m.group_id = ${groupId}),
      present as materialized (select distinct k.name, k.id from known k join members m on m.id = k.id),
      missing as (
        select g.name, exists (select from known k where k.name = g.name) as here
        from given g where g.name not in (select name from present) order by g.name limit ${most}),
      extra as (
        select u.id, u.label, u.user_name as "userName" from members m
          join users u on u.tenant_id = ${tenantId} and u.id = m.id
        where m.id not in (select id from present) order by u.label_key, u.id limit ${most}),
      inactive as (
        select distinct u.id, u.label, u.user_name as "userName" from present p
          join users u on u.tenant_id = ${tenantId} and u.id = p.id
        where not u.active order by u.label, u.id limit ${most})
    select (select coalesce(json_agg(m), '[]') from missing m) as missing,
      (select coalesce(json_agg(e), '[]') from extra e) as extra,
      (select coalesce(json_agg(i), '[]') from inactive i) as inactive,
      (select count(distinct id)::int from present) as matched`)
  return row ?? { missing: [], extra: [], inactive: [], matched: 0 }
}
