import { type SQL, sql } from '../client'
import { seenBy } from '../queries/viewer'
import type { Entries, Target } from './columns'

/**
 * A person's groups as entries: the direct ones and, where the tenant has groups in groups, those that hold a group
 * they are in. `id` narrows them to one, so that an index finds it.
 */
export function groupsOfUser(target: Target, id: string | undefined): Entries[] {
  const { tenantId, viewer, baseUrl } = target
  const direct = {
    from: sql`group_members m join groups gg on gg.tenant_id = m.tenant_id and gg.id = m.group_id
      cross join lateral (${groupEntry('direct', baseUrl)}) e`,
    where: sql`m.tenant_id = ${tenantId} and m.user_id = u.id and ${seenBy(viewer, 'gg')}
      ${id === undefined ? sql`` : sql`and m.group_id = ${id}::uuid`}`,
  }
  return target.nested
    ? [direct, id === undefined ? indirectGroups(target) : indirectGroup(target, id)]
    : [direct]
}

function groupEntry(type: 'direct' | 'indirect', baseUrl: string): SQL {
  return sql`select jsonb_build_object('value', gg.id, 'display', gg.display_name, 'type', ${type}::text,
    '$ref', ${`${baseUrl}/Groups/`}::text || gg.id) as value, gg.id as position`
}

const notDirectly = ({ tenantId }: Target) =>
  sql`not exists (select from group_members d where d.tenant_id = ${tenantId} and d.user_id = u.id and d.group_id = gg.id)`

/** Upwards from the groups of each person. */
function indirectGroups(target: Target): Entries {
  const { tenantId, viewer, baseUrl } = target
  return {
    from: sql`(with recursive up(id) as (
        select n.group_id from group_members m
          join group_groups n on n.tenant_id = m.tenant_id and n.member_group_id = m.group_id
          where m.tenant_id = ${tenantId} and m.user_id = u.id
        union
        select n.group_id from up join group_groups n on n.tenant_id = ${tenantId} and n.member_group_id = up.id)
        select up.id from up) held join groups gg on gg.tenant_id = ${tenantId} and gg.id = held.id
      cross join lateral (${groupEntry('indirect', baseUrl)}) e`,
    where: sql`${seenBy(viewer, 'gg')} and ${notDirectly(target)}`,
  }
}

/** Downwards from one group, once for all people. */
function indirectGroup(target: Target, id: string): Entries {
  const { tenantId, viewer, baseUrl } = target
  return {
    from: sql`groups gg cross join lateral (${groupEntry('indirect', baseUrl)}) e`,
    where: sql`gg.tenant_id = ${tenantId} and gg.id = ${id}::uuid and ${seenBy(viewer, 'gg')}
      and u.id in (select m.user_id from group_members m where m.tenant_id = ${tenantId} and m.group_id in (
        with recursive down(id) as (
          select n.member_group_id from group_groups n where n.tenant_id = ${tenantId} and n.group_id = ${id}::uuid
          union
          select n.member_group_id from down join group_groups n on n.tenant_id = ${tenantId} and n.group_id = down.id)
        select down.id from down))
      and ${notDirectly(target)}`,
  }
}

/** A group's members as entries: people and, where the tenant has groups in groups, groups. */
export function membersOfGroup(target: Target, id: string | undefined): Entries[] {
  const { tenantId, viewer, baseUrl } = target
  const people = {
    from: sql`group_members m join users uu on uu.tenant_id = m.tenant_id and uu.id = m.user_id
      cross join lateral (select jsonb_build_object('value', uu.id, 'display', uu.label, 'type', 'User',
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
