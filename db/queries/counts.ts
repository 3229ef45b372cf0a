import { type SQL, type Statement, sql, type Tx } from '../client'
import { localGroupRule, type Viewer } from './viewer'

/** The stand-in for “nobody manages it” where a key may not be null. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Which people are counted; what is undefined does not matter. */
export type CountedUsers = {
  active?: boolean | undefined
  managed?: boolean | undefined
  managerId?: string | undefined
}

/** How many people there are, exactly, without reading them. */
export async function countUsers(tx: Tx, tenantId: string, of: CountedUsers = {}): Promise<number> {
  const [row] = await tx.select<{ total: number }>(sql`select ${countedUsers(tenantId, of)} as total`)
  return row?.total ?? 0
}

/** The same as a part of a larger statement. */
export function countedUsers(tenantId: string, of: CountedUsers): SQL {
  return directoryCount(tenantId, 'user', [
    ...ofManager(of),
    ...(of.active === undefined ? [] : [sql`c.active = ${of.active}`]),
  ])
}

/** The same of groups. */
export async function countGroups(
  tx: Tx,
  tenantId: string,
  of: Omit<CountedUsers, 'active'> = {},
): Promise<number> {
  return sumOf(tx, tenantId, 'group', ofManager(of))
}

/** How many rows of a kind the viewer sees, as a text; null is the console, which sees all. */
export const seenTotal = (counted: string, viewer: string) => `(select coalesce(sum(s.count), 0)::int from (
    select c.of_id, c.hidden, c.count from directory_counts c where c.tenant_id = $1 and c.counted = ${counted}
    union all
    select c.of_id, c.hidden, c.count from directory_count_entries c where c.tenant_id = $1 and c.counted = ${counted}) s
  where ${viewer}::uuid is null or s.of_id = '${NOBODY}' or s.of_id = ${viewer} and not s.hidden)`

const COUNT_SEEN_USERS: Statement = {
  name: 'count_seen_users',
  text: `select ${seenTotal(`'user'`, '$2')} as total`,
}

/** Local groups count as the rule of the viewer says, but for the few about which somebody has decided. */
const COUNT_SEEN_GROUPS: Statement = {
  name: 'count_seen_groups',
  text: `select (coalesce(sum(s.count) filter (where $2::uuid is null or s.of_id = $2 and not s.hidden
        or s.of_id = '${NOBODY}' and r.rule = 'link'), 0) + coalesce(max(d.count), 0))::int as total
      from (select ${localGroupRule('$1', '$2')} as rule) r
      left join lateral (
        select sum((g.local_choices ->> $2::text = 'link')::int - (r.rule = 'link')::int)::int as count
        from groups g
        where g.tenant_id = $1 and g.manager_id is null and g.local_choices is not null
          and g.local_choices ->> $2::text is not null) d on true
      left join (
        select c.of_id, c.hidden, c.count from directory_counts c where c.tenant_id = $1 and c.counted = 'group'
        union all
        select c.of_id, c.hidden, c.count from directory_count_entries c
        where c.tenant_id = $1 and c.counted = 'group') s on true`,
}

/** How many people, or groups, `viewer` sees; see `seenBy`. */
export async function countSeen(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  counted: 'user' | 'group',
): Promise<number> {
  const statement = counted === 'user' ? COUNT_SEEN_USERS : COUNT_SEEN_GROUPS
  const [row] = await tx.run<{ total: number }>(statement, [tenantId, viewer])
  return row?.total ?? 0
}

/** How many people are in a group, whoever manages them. */
export async function countMembers(tx: Tx, tenantId: string, groupId: string): Promise<number> {
  return sumOf(tx, tenantId, 'member', [sql`c.of_id = ${groupId}`])
}

/** The sum of what fits as a part of a larger statement. */
export function directoryCount(
  tenantId: string | SQL,
  counted: 'user' | 'group' | 'member',
  conditions: readonly SQL[],
): SQL {
  const where = sql.join(
    [sql`c.tenant_id = ${tenantId}`, sql`c.counted = ${sql.raw(`'${counted}'`)}`, ...conditions],
    sql` and `,
  )
  return sql`(select coalesce(sum(s.count), 0)::int from (
    select c.count from directory_counts c where ${where}
    union all select c.count from directory_count_entries c where ${where}) s)`
}

async function sumOf(
  tx: Tx,
  tenantId: string,
  counted: 'user' | 'group' | 'member',
  conditions: readonly SQL[],
): Promise<number> {
  const [row] = await tx.select<{ total: number }>(
    sql`select ${directoryCount(tenantId, counted, conditions)} as total`,
  )
  return row?.total ?? 0
}

function ofManager({ managed, managerId }: Omit<CountedUsers, 'active'>): SQL[] {
  return [
    ...(managed === undefined ? [] : [managed ? sql`c.of_id <> ${NOBODY}` : sql`c.of_id = ${NOBODY}`]),
    ...(managerId === undefined ? [] : [sql`c.of_id = ${managerId}`]),
  ]
}
