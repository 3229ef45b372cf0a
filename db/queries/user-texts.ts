import { type Database, inTenant, type Lookup, type Statement, sql, type Tx } from '../client'
import { lookUp } from '../lookups'
import { addIndirectGroups, hasNestedGroups } from './nested-groups'
import { type PageOfRows, selectPage } from './page'
import { type GroupOfUser, groupsSeenBy } from './users'
import { groupSeenBy, type Viewer } from './viewer'

/** A person as it is answered, written out by the database: nobody looks into it on the way. */
export type UserText = {
  id: string
  version: number
  /** The stored resource as JSON. */
  resource: string
  /** As the database writes instants. */
  createdAt: string
  modifiedAt: string
  groups: GroupOfUser[]
}

const TEXT_COLUMNS = `u.id, u.version, u.resource::text as resource, u.created_at::text as "createdAt",
  u.modified_at::text as "modifiedAt"`

/** The key has the column's own type: under row-level security a cast keeps a condition from its index. */
const byKey = (column: string, type: 'uuid' | 'text') =>
  `select k.place::int, ${TEXT_COLUMNS}, ${groupsSeenBy('k.viewer')}
   from unnest($2::${type}[], $3::uuid[]) with ordinality as k(key, viewer, place)
   join users u on u.tenant_id = $1 and u.${column} = k.key
     and (k.viewer is null or u.manager_id is null or u.manager_id = k.viewer and u.deleted_at is null)`

/** Asked with an id and a viewer. */
const USER: Lookup<UserText & { nested: boolean }> = {
  name: 'look_up_user',
  text: byKey('id', 'uuid'),
}

/** Asked with a folded userName and a viewer. */
const USER_BY_NAME: Lookup<UserText & { nested: boolean }> = {
  name: 'look_up_user_by_name',
  text: byKey('user_name_key', 'text'),
}

const SELECT_GROUPS_OF: Statement = {
  name: 'select_groups_of_users',
  text: `select m.user_id as "userId", g.id as value, g.display_name as display
         from group_members m join groups g on g.tenant_id = m.tenant_id and g.id = m.group_id
         where m.tenant_id = $1 and m.user_id = any($2::uuid[])
           and ${groupSeenBy('g', '$3')}
         order by m.user_id, g.id`,
}

/** The person by id, or by folded userName, as far as the viewer sees them; asked together with others. */
export async function lookUpUser(
  db: Database,
  tenantId: string,
  by: { id: string } | { userNameKey: string },
  viewer: Viewer,
): Promise<UserText | undefined> {
  const row = await ('id' in by
    ? lookUp(db, tenantId, USER, [by.id, viewer])
    : lookUp(db, tenantId, USER_BY_NAME, [by.userNameKey, viewer]))
  if (!row?.nested) return row
  // Who asked at the same moment holds the very same row.
  const own = { ...row, groups: [...row.groups] }
  return (await inTenant(db, tenantId, (tx) => addIndirectGroups(tx, tenantId, viewer, [own])))[0]
}

/** How many people `where` admits, and one page of them. The statement's table alias is `u`. */
export async function selectUserPage(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  page: PageOfRows & { withGroups: boolean },
): Promise<{ total: number; rows: (UserText & { sortKey?: string | null })[] }> {
  const of = { table: 'users', alias: 'u', columns: sql.raw(TEXT_COLUMNS) } as const
  const { total, rows } = await selectPage<UserText>(tx, tenantId, viewer, of, page)
  if (!page.withGroups || rows.length === 0)
    return { total, rows: rows.map((row) => ({ ...row, groups: [] })) }
  const ids = rows.map(({ id }) => id)
  const [nested, memberships] = await Promise.all([
    hasNestedGroups(tx, tenantId),
    tx.run<GroupOfUser & { userId: string }>(SELECT_GROUPS_OF, [tenantId, ids, viewer]),
  ])
  const groups = new Map<string, GroupOfUser[]>(ids.map((id) => [id, []]))
  for (const { userId, value, display } of memberships) groups.get(userId)?.push({ value, display })
  const told = rows.map((row) => ({ ...row, nested, groups: groups.get(row.id) ?? [] }))
  return { total, rows: await addIndirectGroups(tx, tenantId, viewer, told) }
}
