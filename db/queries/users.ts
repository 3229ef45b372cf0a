import type { JsonObject } from '@/lib/scim'
import type { Lookup, Presumption, Statement, Tx } from '../client'
import { addIndirectGroups } from './nested-groups'
import { groupSeenBy, type Viewer } from './viewer'

/** A membership as a person's resource shows it; indirect through a group that is a member of this one. */
export type GroupOfUser = { value: string; display: string; indirect?: boolean }

export type UserRow = {
  id: string
  managerId: string | null
  userName: string
  active: boolean
  resource: JsonObject
  version: number
  createdAt: Date
  modifiedAt: Date
  label: string
  /** Set on somebody whom their manager deleted and its rule kept: to the manager they are gone. */
  deletedAt: Date | null
}

export type UserWithGroups = UserRow & { groups: GroupOfUser[] }
type SelectedUser = UserWithGroups & { nested: boolean }

const COLUMNS = `u.id, u.manager_id as "managerId", u.user_name as "userName", u.active, u.resource, u.version,
  u.created_at as "createdAt", u.modified_at as "modifiedAt", u.label, u.deleted_at as "deletedAt"`

const SEEN_BY_3 = '($3::uuid is null or u.manager_id is null or u.manager_id = $3 and u.deleted_at is null)'

const NESTED = 'exists (select from group_groups n where n.tenant_id = $1) as nested'

/** The direct memberships of `u`; `nested` tells whether there can be others. */
export const groupsSeenBy = (viewer: string) => `${NESTED}, coalesce((
    select json_agg(json_build_object('value', g.id, 'display', g.display_name) order by g.id)
    from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
    where m.tenant_id = $1 and m.user_id = u.id
      and ${groupSeenBy('g', viewer)}), '[]'::json) as groups`

const GROUPS = groupsSeenBy('$3')

const SELECT: Statement = {
  name: 'select_user',
  text: `select ${COLUMNS}, ${GROUPS} from users u where u.tenant_id = $1 and u.id = $2 and ${SEEN_BY_3}`,
}

const LOCK: Statement = {
  name: 'lock_user',
  text: `select ${COLUMNS}, ${GROUPS} from users u where u.tenant_id = $1 and u.id = $2 and ${SEEN_BY_3} for update of u`,
}

const GROUPS_SEEN_BY_KEY = groupsSeenBy('k.viewer')

/**
 * Asked with an id and a viewer. Lets groups refer to the person meanwhile: who only changes attributes stands in
 * nobody's way. Rows are sorted before they are locked.
 */
const HOLD: Lookup<SelectedUser> = {
  name: 'hold_users',
  text: `select k.place::int, ${COLUMNS}, ${GROUPS_SEEN_BY_KEY}
         from unnest($2::uuid[], $3::uuid[]) with ordinality as k(id, viewer, place)
         join users u on u.tenant_id = $1 and u.id = k.id
           and (k.viewer is null or u.manager_id is null or u.manager_id = k.viewer and u.deleted_at is null)
         order by u.id for no key update of u`,
}

/**
 * Asked with an externalId and a manager. `is not true`, so that a plan made while nobody was inactive does not read
 * the index of the inactive.
 */
const LOCK_LEAVER: Lookup<SelectedUser> = {
  name: 'lock_leavers',
  text: `select k.place::int, u.* from unnest($2::text[], $3::uuid[]) with ordinality as k(external_id, viewer, place)
         cross join lateral (
           select ${COLUMNS}, ${GROUPS_SEEN_BY_KEY} from users u
           where u.tenant_id = $1 and u.external_id = k.external_id and u.manager_id = k.viewer
             and u.active is not true
           order by u.id limit 1 for no key update of u) u`,
}

/** Fails where there is somebody of one of these keys. The comment is for who finds that in PostgreSQL's log. */
const NO_LEAVERS: Presumption = {
  name: 'presume_no_leavers',
  text: `/* by intention: who comes back is asked for again */ select 1 / (count(*) = 0)::int
         from unnest($2::text[], $3::uuid[]) as k(external_id, viewer)
         cross join lateral (
           select from users u
           where u.tenant_id = $1 and u.external_id = k.external_id and u.manager_id = k.viewer
             and u.active is not true
           limit 1) u`,
}

const SELECT_HOLDER: Statement = {
  name: 'select_user_name_holder',
  text: `select u.id, u.user_name as "userName", u.deleted_at as "deletedAt", i.id as "integrationId", i.name as "integrationName"
         from users u left join integrations i on i.tenant_id = u.tenant_id and i.id = u.manager_id
         where u.tenant_id = $1 and u.user_name_key = $2`,
}

export async function selectUser(
  tx: Tx,
  tenantId: string,
  id: string,
  viewer: Viewer,
): Promise<UserWithGroups | undefined> {
  const rows = await tx.run<SelectedUser>(SELECT, [tenantId, id, viewer])
  return (await addIndirectGroups(tx, tenantId, viewer, rows))[0]
}

/** The same, held until the transaction ends: writers of one person come one after the other. */
export async function lockUser(
  tx: Tx,
  tenantId: string,
  id: string,
  viewer: Viewer,
): Promise<UserWithGroups | undefined> {
  const rows = await tx.run<SelectedUser>(LOCK, [tenantId, id, viewer])
  return (await addIndirectGroups(tx, tenantId, viewer, rows))[0]
}

/** The same for a change of attributes: groups may take the person in meanwhile. */
export async function holdUser(
  tx: Tx,
  tenantId: string,
  id: string,
  viewer: Viewer,
): Promise<UserWithGroups | undefined> {
  return withIndirectGroups(tx, tenantId, viewer, await tx.find(HOLD, tenantId, [id, viewer]))
}

/** An inactive person whom this integration manages under the same externalId: someone who comes back. */
export async function lockLeaver(
  tx: Tx,
  tenantId: string,
  externalId: string,
  integrationId: string,
): Promise<UserWithGroups | undefined> {
  const row = await tx.find(LOCK_LEAVER, tenantId, [externalId, integrationId])
  return withIndirectGroups(tx, tenantId, integrationId, row)
}

/** Presumes that there is nobody like that. */
export function presumeNoLeaver(tx: Tx, tenantId: string, externalId: string, integrationId: string): void {
  tx.presume(NO_LEAVERS, tenantId, [externalId, integrationId])
}

async function withIndirectGroups(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  row: SelectedUser | undefined,
): Promise<UserWithGroups | undefined> {
  return row?.nested ? (await addIndirectGroups(tx, tenantId, viewer, [row]))[0] : row
}

/** Who has a userName, and which integration manages them (nulls: nobody does). */
export type UserNameHolder = {
  id: string
  userName: string
  deletedAt: Date | null
  integrationId: string | null
  integrationName: string | null
}

export async function selectUserNameHolder(
  tx: Tx,
  tenantId: string,
  userNameKey: string,
): Promise<UserNameHolder | undefined> {
  const [row] = await tx.run<UserNameHolder>(SELECT_HOLDER, [tenantId, userNameKey])
  return row
}
