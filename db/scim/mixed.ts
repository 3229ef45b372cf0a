import type { AttributePath, Filter, Query, ResourceType } from '@/lib/scim'
import { type SQL, sql, type Tx } from '../client'
import { type GroupRow, selectGroupPage } from '../queries/groups'
import { selectUserPage, type UserText } from '../queries/user-texts'
import { seenBy } from '../queries/viewer'
import type { Target } from './columns'
import { compileFilter } from './compile-filter'
import { compileBeyond, compileOrder, positionColumns, rowId, type SortKey, sortKeyOf } from './compile-sort'
import { type ListPage, type Seek, walkedPage } from './lists'
import { withNesting } from './nesting'

/** Rows of several types in one order: what is asked of each type, and which page of them all. */
export type MixedQuery = Pick<Query, 'sortOrder' | 'startIndex' | 'count'> & {
  seek?: Seek
  parts: { target: Target; filter?: Filter | undefined; sortBy?: AttributePath | undefined }[]
}

/** Which resource stands in a place of a mixed list. */
export type MixedRow = { type: ResourceType; id: string; sortKey?: string | null }

const ROW = { id: sql`r.id`, key: sql`r.key` }

/**
 * One page of the resources of all types, in the order of their sort key and their id: ids sort by the time of
 * creation across types. A type without the attribute that is sorted by has no key.
 */
export async function selectMixed(tx: Tx, asked: MixedQuery): Promise<ListPage<MixedRow>> {
  if (asked.parts.length === 0) return walkedPage({ total: 0, rows: [] }, asked)
  const parts = asked.parts.map(async (part) => ({
    ...part,
    target: await withNesting(tx, part.target, part),
  }))
  const query = { ...asked, parts: await Promise.all(parts) }
  const { seek, sortOrder, count } = query
  const key = sharedKey(query)
  const rows = sql.join(
    query.parts.map((part) => partRows(part, key, seek !== undefined)),
    sql` union all `,
  )
  const counted =
    seek?.total === undefined
      ? tx.select<{ total: number }>(sql`select count(*)::int as total from (${rows}) r`)
      : [{ total: seek.total }]
  const beyond = seek?.from ? compileBeyond(key, ROW.id, sortOrder, seek.from, seek.backwards) : sql`true`
  const selected = tx.select<MixedRow>(
    sql`select r.type, r.id, ${positionColumns(key?.sql)} from (${rows}) r where ${beyond}
        order by ${compileOrder(key?.sql, ROW.id, sortOrder, seek?.backwards)}
        limit ${seek ? count + 1 : count} offset ${seek ? 0 : query.startIndex - 1}`,
  )
  const [[total], page] = await Promise.all([counted, selected])
  return walkedPage({ total: total?.total ?? 0, rows: page }, query)
}

/** The key of the whole list; types that keep the attribute in different kinds of columns meet as text. */
function sharedKey({ parts }: MixedQuery): SortKey | undefined {
  const types = parts.flatMap(({ sortBy, target }) =>
    sortBy ? [sortKeyOf(sortBy, target, { short: true }).type] : [],
  )
  const [first] = types
  if (first === undefined) return undefined
  return { sql: ROW.key, type: types.every((type) => type === first) ? first : 'text', optional: true }
}

function partRows(part: MixedQuery['parts'][number], key: SortKey | undefined, short: boolean): SQL {
  const { target, filter, sortBy } = part
  const { tenantId, viewer } = target
  const alias = target.type === 'User' ? 'u' : 'g'
  const row = sql.raw(alias)
  const table = sql.raw(target.type === 'User' ? 'users' : 'groups')
  const own = sortBy ? sortKeyOf(sortBy, target, { short }).sql : sql`null`
  const typed = key && sql`(${own})::${sql.raw(key.type)}${key.type === 'text' ? sql` collate "C"` : sql``}`
  return sql`select ${sql.raw(`'${target.type}'`)}::text as type, ${row}.id${typed ? sql`, ${typed} as key` : sql``}
    from ${table} ${row}
    where ${row}.tenant_id = ${tenantId}
      and ${seenBy(viewer, alias)}
      and ${filter ? compileFilter(filter, target) : sql`true`}`
}

/** The people with these ids whom the viewer sees, in the order of their ids. */
export async function selectUsersOf(
  tx: Tx,
  target: Target,
  ids: readonly string[],
  options: { groups: boolean },
): Promise<UserText[]> {
  if (ids.length === 0) return []
  const page = { ...allOf(target, ids), withGroups: options.groups }
  const { rows } = await selectUserPage(tx, target.tenantId, target.viewer, page)
  return rows
}

/** The same of groups. */
export async function selectGroupsOf(tx: Tx, target: Target, ids: readonly string[]): Promise<GroupRow[]> {
  if (ids.length === 0) return []
  const { rows } = await selectGroupPage(tx, target.tenantId, target.viewer, allOf(target, ids))
  return rows
}

function allOf(target: Target, ids: readonly string[]) {
  const id = rowId(target)
  const where = sql`${id} = any(${sql.param(ids)}::uuid[])`
  return { where, orderBy: id, limit: ids.length, offset: 0, total: ids.length }
}
