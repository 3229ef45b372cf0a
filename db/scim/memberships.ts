import { type SQL, sql } from '../client'
import { seenBy } from '../queries/viewer'
import type { Entries, Target } from './columns'

/**
 * A person's groups as entries: the direct ones and, where the tenant has groups in groups, those that hold a group
 * they are in. `id` narrows them to one, so that an index finds it.
 */
export function groupsOfUser(target: Target, id: string | undefined): Entries[] {
  const has = (condition: SQL, asksType: boolean) =>
    asksType && target.nested ? inOneByType(target, id, condition) : inOne(target, id, condition)
  return target.nested
    ? [
        { ...directGroups(target), has },
        { ...indirectGroups(target), has: () => sql`false` },
      ]
    : [{ ...directGroups(target), has }]
}

/** `offset 0` keeps the planner from going through all groups for each person while it knows nothing of the tenant. */
function directGroups({ tenantId, viewer, baseUrl }: Target): Entries {
  return {
    from: sql`group_members m cross join lateral (select e.value, e.position
      from groups gg cross join lateral (${groupEntry('direct', baseUrl)}) e
      where gg.tenant_id = ${tenantId} and gg.id = m.group_id and ${seenBy(viewer, 'gg')} offset 0) e`,
    where: sql`m.tenant_id = ${tenantId} and m.user_id = u.id`,
  }
}

/** Upwards from the groups of each person. */
function indirectGroups({ tenantId, viewer, baseUrl }: Target): Entries {
  return {
    from: sql`(with recursive up(id) as (
        select n.group_id from group_members m
          join group_groups n on n.tenant_id = m.tenant_id and n.member_group_id = m.group_id
          where m.tenant_id = ${tenantId} and m.user_id = u.id
        union
        select n.group_id from up join group_groups n on n.tenant_id = ${tenantId} and n.member_group_id = up.id)
        select up.id from up) held join groups gg on gg.tenant_id = ${tenantId} and gg.id = held.id
      cross join lateral (${groupEntry('indirect', baseUrl)}) e`,
    where: sql`${seenBy(viewer, 'gg')} and not exists (select from group_members d
      where d.tenant_id = ${tenantId} and d.user_id = u.id and d.group_id = gg.id)`,
  }
}

/** The groups whose entry satisfies a condition: they are few, so it is asked of each once and not of each member. */
function matchingGroups(
  { tenantId, viewer, baseUrl }: Target,
  type: 'direct' | 'indirect',
  id: string | undefined,
  condition: SQL,
): SQL {
  return sql`select gg.id from groups gg cross join lateral (${groupEntry(type, baseUrl)}) e
    where gg.tenant_id = ${tenantId} and ${seenBy(viewer, 'gg')} and ${condition}
      ${id === undefined ? sql`` : sql`and gg.id = ${id}::uuid`}`
}

/** Downwards from the matching groups, once for all people. */
function inOne(target: Target, id: string | undefined, condition: SQL): SQL {
  const { tenantId, nested } = target
  const matching = matchingGroups(target, 'direct', id, condition)
  const groups = nested
    ? sql`with recursive down(id) as (
        ${matching}
        union
        select n.member_group_id from down join group_groups n on n.tenant_id = ${tenantId} and n.group_id = down.id)
      select down.id from down`
    : matching
  return sql`exists (select from group_members m
    where m.tenant_id = ${tenantId} and m.user_id = u.id and ${amongGroups(groups, id)})`
}

/** `is true` makes the groups a table to look into; those below a single one are found by its index instead. */
function amongGroups(groups: SQL, id: string | undefined): SQL {
  return id === undefined ? sql`(m.group_id in (${groups})) is true` : sql`m.group_id in (${groups})`
}

/** The same where the type matters: who is in a group directly is not in it indirectly as well. */
function inOneByType(target: Target, id: string | undefined, condition: SQL): SQL {
  const { tenantId } = target
  return sql`exists (select from (
    select m.user_id from group_members m where m.tenant_id = ${tenantId}
      and ${amongGroups(matchingGroups(target, 'direct', id, condition), id)}
    union all
    (with recursive down(top, id) as (
      select n.group_id, n.member_group_id from group_groups n where n.tenant_id = ${tenantId}
        and n.group_id in (${matchingGroups(target, 'indirect', id, condition)})
      union
      select down.top, n.member_group_id from down
        join group_groups n on n.tenant_id = ${tenantId} and n.group_id = down.id)
    select m.user_id from down join group_members m on m.tenant_id = ${tenantId} and m.group_id = down.id
    where not exists (select from group_members d
      where d.tenant_id = ${tenantId} and d.user_id = m.user_id and d.group_id = down.top))
  ) s where s.user_id = u.id)`
}

function groupEntry(type: 'direct' | 'indirect', baseUrl: string): SQL {
  return sql`select jsonb_build_object('value', gg.id, 'display', gg.display_name, 'type', ${type}::text,
    '$ref', ${`${baseUrl}/Groups/`}::text || gg.id) as value, gg.id as position`
}

/** A group's members as entries: people and, where the tenant has groups in groups, groups. */
export function membersOfGroup(target: Target, id: string | undefined): Entries[] {
  const { tenantId, viewer, baseUrl } = target
  const people = {
    from: sql`group_members m join users uu on uu.tenant_id = m.tenant_id and uu.id = m.user_id
      cross join lateral (select jsonb_build_object('value', uu.id, 'display', coalesce(uu.mapped ->> 'display', uu.label), 'type', 'User',
        '$ref', ${`${baseUrl}/Users/`}::text || uu.id) as value, uu.id as position) e`,
    where: sql`m.tenant_id = ${tenantId} and m.group_id = g.id and ${seenBy(viewer, 'uu')}
      ${id === undefined ? sql`` : sql`and m.user_id = ${id}::uuid`}`,
  }
  if (!target.nested) return [people]
  const groups = {
    from: sql`group_groups n join groups mg on mg.tenant_id = n.tenant_id and mg.id = n.member_group_id
      cross join lateral (select jsonb_build_object('value', mg.id, 'display', mg.display_name, 'type', 'Group',
        '$ref', ${`${baseUrl}/Groups/`}::text || mg.id) as value, mg.id as position) e`,
    where: sql`n.tenant_id = ${tenantId} and n.group_id = g.id and ${seenBy(viewer, 'mg')}
      ${id === undefined ? sql`` : sql`and n.member_group_id = ${id}::uuid`}`,
  }
  return [people, groups]
}
