import { type SQL, sql, type Tx } from '../client'
import { localSeenBy, type RowAlias, seenBy, type Viewer } from './viewer'

/** How a page is cut out of the rows that `where` admits. */
export type PageOfRows = {
  where: SQL
  orderBy: SQL
  limit: number
  offset: number
  /** Only rows beyond a position; the others are counted all the same. */
  beyond?: SQL
  /** One more column, `sortKey`: with the id it says where a row stands. */
  position?: SQL
  /** How many rows `where` admits, when that is known already, or without counting them. */
  total?: number | Promise<number>
  /** All that the viewer sees, in the order of ids, after the row with the id `after` if there is one. */
  byId?: boolean
  after?: string
}

/** A table under the alias that `where`, `orderBy` and `columns` use. */
export type PagedTable = { table: string; alias: RowAlias; columns: SQL }

/** How many rows a page is cut out of, and the rows of that page. */
export async function selectPage<Row>(
  tx: Tx,
  tenantId: string,
  viewer: Viewer,
  of: PagedTable,
  page: PageOfRows,
): Promise<{ total: number; rows: Row[] }> {
  const row = sql.raw(of.alias)
  const from = sql`${sql.raw(of.table)} ${row}`
  const where = sql`${row}.tenant_id = ${tenantId} and ${seenBy(viewer, of.alias)} and ${page.where}`
  const counted =
    page.total === undefined
      ? tx
          .select<{ total: number }>(sql`select count(*)::int as total from ${from} where ${where}`)
          .then(([count]) => count?.total ?? 0)
      : page.total
  const columns = page.position ? sql`${of.columns}, ${page.position}` : of.columns
  const beyond = page.beyond ? sql`${where} and ${page.beyond}` : where
  // Rows that are only passed over are not read whole: their ids are enough.
  const ids = page.byId
    ? idsInOrder(tenantId, viewer, of, page)
    : sql`select ${row}.id from ${from} where ${beyond} order by ${page.orderBy} limit ${page.limit} offset ${page.offset}`
  const admitted =
    page.offset === 0 && !page.byId
      ? beyond
      : sql`${row}.tenant_id = ${tenantId} and ${row}.id = any(array(${ids}))`
  const selected = tx.select<Row>(
    sql`select ${columns} from ${from} where ${admitted} order by ${page.orderBy} limit ${page.limit}`,
  )
  const [total, rows] = await Promise.all([counted, selected])
  return { total, rows }
}

/**
 * The ids of a page of all that a viewer sees: what it manages and what nobody does, each from its index and merged,
 * so that others’ people, however many, are not even passed over. That one part is all of one manager has to be said
 * in its order: of a null the planner does not see it.
 */
function idsInOrder(
  tenantId: string,
  viewer: Viewer,
  { table, alias }: PagedTable,
  { limit, offset, after }: PageOfRows,
): SQL {
  const row = sql.raw(alias)
  const part = (seen: SQL) => sql`(select ${row}.id from ${sql.raw(table)} ${row}
    where ${row}.tenant_id = ${tenantId} and ${seen} ${after ? sql`and ${row}.id > ${after}::uuid` : sql``}
    order by ${viewer === null ? sql`` : sql`${row}.manager_id, `}${row}.id limit ${limit + offset})`
  if (viewer === null) {
    return sql`select x.id from ${part(sql`true`)} x order by x.id limit ${limit} offset ${offset}`
  }
  const mine = sql`${row}.manager_id = ${viewer}::uuid${table === 'users' ? sql` and ${row}.deleted_at is null` : sql``}`
  return sql`select x.id from (${part(localSeenBy(viewer, alias))} union all ${part(mine)}) x
    order by x.id limit ${limit} offset ${offset}`
}
