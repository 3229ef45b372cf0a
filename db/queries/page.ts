import { type SQL, sql, type Tx } from '../client'
import { type RowAlias, seenBy, type Viewer } from './viewer'

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
  /** How many rows `where` admits, when that is known already. */
  total?: number
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
      ? tx.select<{ total: number }>(sql`select count(*)::int as total from ${from} where ${where}`)
      : [{ total: page.total }]
  const columns = page.position ? sql`${of.columns}, ${page.position}` : of.columns
  const beyond = page.beyond ? sql`${where} and ${page.beyond}` : where
  // Rows that are only passed over are not read whole: their ids are enough.
  const admitted =
    page.offset === 0
      ? beyond
      : sql`${row}.tenant_id = ${tenantId} and ${row}.id = any(array(
          select ${row}.id from ${from} where ${beyond} order by ${page.orderBy} limit ${page.limit} offset ${page.offset}))`
  const selected = tx.select<Row>(
    sql`select ${columns} from ${from} where ${admitted} order by ${page.orderBy} limit ${page.limit}`,
  )
  const [[count], rows] = await Promise.all([counted, selected])
  return { total: count?.total ?? 0, rows }
}
