import type { JsonObject } from '@/lib/scim'
import { type Lookup, type Statement, sql, type Tx } from '../client'
import { type PageOfRows, selectPage } from './page'
import { groupSeenBy, localGroupRule, type Viewer } from './viewer'

export type GroupRow = {
  id: string
  managerId: string | null
  displayName: string
  externalId: string | null
  resource: JsonObject
  version: number
  createdAt: Date
  modifiedAt: Date
}

export type GroupValues = GroupRow & { displayNameKey: string }

export const GROUP_COLUMNS = `g.id, g.manager_id as "managerId", g.display_name as "displayName", g.external_id as "externalId",
  g.resource, g.version, g.created_at as "createdAt", g.modified_at as "modifiedAt"`

const SELECT: Statement = {
  name: 'select_group',
  text: `select ${GROUP_COLUMNS} from groups g where g.tenant_id = $1 and g.id = $2 and ${groupSeenBy('g', '$3')}`,
}

/**
 * Asked with an id and a viewer. Rows are sorted before they are locked. The rules are read before: PostgreSQL looks
 * again at a row that was waited for, and crashes where only that second look needs a subquery on
 * another table under row-level security (18, EvalPlanQual).
 */
const LOCK: Lookup<GroupRow> = {
  name: 'lock_groups',
  text: `with k as materialized (
           select w.*, ${localGroupRule('$1', 'w.viewer')} as rule
           from unnest($2::uuid[], $3::uuid[]) with ordinality as w(id, viewer, place))
         select k.place::int, ${GROUP_COLUMNS} from k
         join groups g on g.tenant_id = $1 and g.id = k.id and ${groupSeenBy('g', 'k.viewer', 'k.rule')}
         order by g.id for no key update of g`,
}

const INSERT: Statement = {
  name: 'insert_group',
  text: `insert into groups (tenant_id, id, manager_id, display_name, display_name_key, external_id, resource,
           version, created_at, modified_at)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
}

const UPDATE: Statement = {
  name: 'update_group',
  text: `update groups set manager_id = $3, display_name = $4, display_name_key = $5, external_id = $6,
           resource = $7::jsonb, version = $8, modified_at = $9
         where tenant_id = $1 and id = $2`,
}

/** Of a group that is written several times in a transaction, what it is at the end counts. */
const UPDATE_VERSION: Statement = {
  name: 'update_group_versions',
  text: `update groups g set version = v.version, modified_at = v.modified_at
         from (select id, max(version) as version, max(modified_at) as modified_at
               from unnest($2::uuid[], $3::integer[], $4::timestamptz[]) as r(id, version, modified_at) group by id) v
         where g.tenant_id = $1 and g.id = v.id and g.version < v.version`,
}

const TOUCH: Statement = {
  name: 'touch_groups',
  text: `update groups set version = version + 1, modified_at = $3
         where tenant_id = $1 and id in (
           select id from groups where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update)`,
}

const LOCK_OF_USER: Statement = {
  name: 'lock_groups_of_user',
  text: `select g.id from groups g
         where g.tenant_id = $1 and g.id in (select group_id from group_members where tenant_id = $1 and user_id = $2)
         order by g.id for no key update`,
}

const DELETE: Statement = {
  name: 'delete_group',
  text: 'delete from groups where tenant_id = $1 and id = $2',
}

export async function selectGroup(
  tx: Tx,
  tenantId: string,
  id: string,
  viewer: Viewer,
): Promise<GroupRow | undefined> {
  const [row] = await tx.run<GroupRow>(SELECT, [tenantId, id, viewer])
  return row
}

/**
 * The same, held until the transaction ends: writers of one group come one after the other. Others may meanwhile
 * refer to it: whoever puts it into another group need not wait.
 */
export function lockGroup(
  tx: Tx,
  tenantId: string,
  id: string,
  viewer: Viewer,
): Promise<GroupRow | undefined> {
  return tx.find(LOCK, tenantId, [id, viewer])
}

export async function insertGroup(tx: Tx, tenantId: string, group: GroupValues): Promise<void> {
  await tx.run(INSERT, [
    tenantId,
    group.id,
    group.managerId,
    group.displayName,
    group.displayNameKey,
    group.externalId,
    JSON.stringify(group.resource),
    group.version,
    group.createdAt,
    group.modifiedAt,
  ])
}

/** Writes the whole row; nobody waits for it. A displayName that is taken fails the transaction. */
export function updateGroup(tx: Tx, tenantId: string, group: GroupValues): void {
  tx.send(UPDATE, [
    tenantId,
    group.id,
    group.managerId,
    group.displayName,
    group.displayNameKey,
    group.externalId,
    JSON.stringify(group.resource),
    group.version,
    group.modifiedAt,
  ])
}

/** Writes that a group's members have changed, when the transaction ends. */
export function updateGroupVersion(
  tx: Tx,
  tenantId: string,
  group: Pick<GroupRow, 'id' | 'version' | 'modifiedAt'>,
): void {
  tx.later(UPDATE_VERSION, tenantId, [group.id, group.version, group.modifiedAt])
}

/** Holds every group that a person is in. Whoever locks both does so before the person: groups first, then people. */
export async function lockGroupsOfUser(tx: Tx, tenantId: string, userId: string): Promise<Set<string>> {
  const rows = await tx.run<{ id: string }>(LOCK_OF_USER, [tenantId, userId])
  return new Set(rows.map(({ id }) => id))
}

/** Gives groups whose members changed from outside a new version. */
export async function touchGroups(tx: Tx, tenantId: string, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length > 0) await tx.run(TOUCH, [tenantId, ids, at])
}

export async function deleteGroup(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.run(DELETE, [tenantId, id])
}

/** How many groups `where` admits, and one page of them. The statement's table alias is `g`. */
export function selectGroupPage(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  page: PageOfRows,
): Promise<{ total: number; rows: (GroupRow & { sortKey?: string | null })[] }> {
  return selectPage(
    tx,
    tenantId,
    viewer,
    { table: 'groups', alias: 'g', columns: sql.raw(GROUP_COLUMNS) },
    page,
  )
}
