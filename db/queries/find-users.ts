import { type SQL, sql, type Tx } from '../client'
import { countMembers, countUsers } from './counts'
import { foundTexts, nameFits, type TextSearch, textSearch } from './search-text'
import { filtersOf, fitsText, ORDER_COLUMNS, orderOf, type UserCriteria } from './user-criteria'

/** Ids of one page of what was found; with `more`, more than `total` fit. */
export type FoundIds = { total: number; more?: boolean; ids: string[] }

/** Where filters leave no total that is known, so many are counted at most. */
const MOST_COUNTED = 10_000
/** So many people can be looked at one by one. */
const FEW = 20_000
/** How far an order is walked for a page of people who fit a text. */
const WALKED = 10_000

const ALL = (search: TextSearch): TextSearch => ({ ...search, most: 1_000_000 })

/**
 * How many people fit, and the ids of one page of them. The id decides between equals, so that pages never overlap.
 * Nothing here reads a tenant from end to end: totals come from counters, text from an index of trigrams, pages in
 * the order of an index until they are full.
 */
export function findUsers(tx: Tx, tenantId: string, criteria: UserCriteria): Promise<FoundIds> {
  return criteria.text
    ? findByText(tx, tenantId, criteria, textSearch(criteria.text))
    : findAll(tx, tenantId, criteria)
}

async function findAll(tx: Tx, tenantId: string, criteria: UserCriteria): Promise<FoundIds> {
  const [counted, ids] = await Promise.all([
    countAll(tx, tenantId, criteria),
    selectIds(tx, tenantId, criteria, filtersOf(tenantId, criteria)),
  ])
  return { ...counted, ids }
}

async function countAll(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
): Promise<{ total: number; more?: boolean }> {
  const known = await countKnown(tx, tenantId, criteria)
  return known === undefined ? countUpTo(tx, tenantId, filtersOf(tenantId, criteria)) : { total: known }
}

/** How many people the filters leave, where a counter knows. */
async function countKnown(tx: Tx, tenantId: string, criteria: UserCriteria): Promise<number | undefined> {
  const { active, suspended, managed, managerId, groupIds, changedSince, hasProblems } = criteria
  if (changedSince !== undefined || hasProblems || suspended) return undefined
  if (groupIds === undefined) return countUsers(tx, tenantId, { active, managed, managerId })
  const [groupId, ...others] = groupIds
  const isWhole = active === undefined && managed === undefined && managerId === undefined
  if (groupId === undefined || others.length > 0 || !isWhole) return undefined
  return countMembers(tx, tenantId, groupId)
}

/**
 * Who fits the text, if they are not too many, is sorted. If they are too many, whoever the filters leave is looked
 * at, if those are few. If not, the order is walked, and soon fills the page where so many fit; unless they all
 * stand at its other end, and then all have to be sorted after all.
 */
async function findByText(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
  search: TextSearch,
): Promise<FoundIds> {
  const found = await sortFitting(tx, tenantId, criteria, search)
  if (found.hits <= search.most) return found
  if ((await countFiltered(tx, tenantId, criteria)) < FEW) {
    return sortFiltered(tx, tenantId, criteria, search)
  }
  const { limit, offset } = criteria
  const walked = await selectIds(tx, tenantId, criteria, filtersOf(tenantId, criteria), search)
  const ids = walked.length === limit ? walked : (await sortFitting(tx, tenantId, criteria, ALL(search))).ids
  const total = Math.max(Math.min(found.total, search.most), offset + ids.length)
  return { total, more: true, ids }
}

/** The people who fit the text, one more than `most` if need be, then the filters, in order. */
async function sortFitting(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
  search: TextSearch,
): Promise<FoundIds & { hits: number }> {
  const filters = filtersOf(tenantId, criteria)
  const fits = nameFits(sql`h.text_key`, search)
  const from =
    filters.length === 0 && criteria.order === 'name'
      ? sql`select h.user_id as id, h.text_key as label_key from hits h where ${fits}`
      : sql`select u.id, ${sql.raw(ORDER_COLUMNS[criteria.order])} from hits h
          join users u on u.tenant_id = ${tenantId} and u.id = h.user_id
          where ${sql.join([fits, ...filters], sql` and `)}`
  const [row] = await tx.select<FoundIds & { hits: number }>(sql`
    with hits as materialized (select * from ${foundTexts(search)}), found as materialized (${from})
    select (select count(*)::int from hits) as hits, ${pageOfFound(criteria)}`)
  return row ?? { hits: 0, total: 0, ids: [] }
}

/** The people whom the filters leave, then those of them who fit the text, in order. */
async function sortFiltered(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
  search: TextSearch,
): Promise<FoundIds> {
  const [row] = await tx.select<FoundIds>(sql`
    with filtered as materialized (
      select u.id, ${sql.raw(ORDER_COLUMNS[criteria.order])} from users u
      where ${sql.join([sql`u.tenant_id = ${tenantId}`, ...filtersOf(tenantId, criteria)], sql` and `)}),
    found as materialized (
      select u.* from filtered u where ${fitsText(tenantId, search)})
    select ${pageOfFound(criteria)}`)
  return row ?? { total: 0, ids: [] }
}

function pageOfFound(criteria: UserCriteria): SQL {
  return sql`(select count(*)::int from found) as total,
    array(select u.id from found u order by ${orderOf(criteria)}
          limit ${criteria.limit} offset ${criteria.offset}) as ids`
}

/** How many people the filters leave, at most. */
async function countFiltered(tx: Tx, tenantId: string, criteria: UserCriteria): Promise<number> {
  const { active, managed, managerId } = criteria
  const people = await countUsers(tx, tenantId, { active, managed, managerId })
  if (people <= FEW) return people
  const known = await countKnown(tx, tenantId, criteria)
  return known ?? (await countUpTo(tx, tenantId, filtersOf(tenantId, criteria), FEW)).total
}

async function countUpTo(
  tx: Tx,
  tenantId: string,
  conditions: readonly SQL[],
  most = MOST_COUNTED,
): Promise<{ total: number; more?: boolean }> {
  const where = sql.join([sql`u.tenant_id = ${tenantId}`, ...conditions], sql` and `)
  const [row] = await tx.select<{ total: number }>(sql`
    select count(*)::int as total from (select from users u where ${where} limit ${most + 1}) u`)
  const total = row?.total ?? 0
  return total > most ? { total: most, more: true } : { total }
}

/**
 * The ids of one page in its order; with `search`, of those who fit it among the first in that order. Active and
 * inactive people are walked one after the other, each by name.
 */
async function selectIds(
  tx: Tx,
  tenantId: string,
  criteria: UserCriteria,
  filters: readonly SQL[],
  search?: TextSearch,
): Promise<string[]> {
  const { limit, offset } = criteria
  const order = orderOf(criteria)
  const reach = search ? WALKED + offset : limit + offset
  const walk = (also: readonly SQL[], by: SQL) => sql`
    (select u.id, ${sql.raw(ORDER_COLUMNS[criteria.order])} from users u
     where ${sql.join([sql`u.tenant_id = ${tenantId}`, ...filters, ...also], sql` and `)}
     order by ${by} limit ${reach})`
  const byName = sql`u.label_key, u.id`
  const source =
    criteria.order === 'status'
      ? sql`(${walk([sql`u.active`], byName)} union all ${walk([sql`not u.active`], byName)})`
      : walk([], order)
  const fits = search ? sql`where ${fitsText(tenantId, search)}` : sql``
  const rows = await tx.select<{ id: string }>(
    sql`select u.id from ${source} u ${fits} order by ${order} limit ${limit} offset ${offset}`,
  )
  return rows.map(({ id }) => id)
}
