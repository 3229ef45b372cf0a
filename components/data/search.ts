import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { Route } from '../routes'

const parseAsPage = createParser({
  parse: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null),
  serialize: String,
})

export const PAGE_SIZES = [25, 50, 100] as const
const parseAsSize = createParser({
  parse: (text) => PAGE_SIZES.find((size) => String(size) === text) ?? null,
  serialize: String,
})

const filterParsers = {
  status: parseAsStringLiteral(['active', 'inactive', 'suspended', '']).withDefault(''),
  origin: parseAsStringLiteral(['idp', 'local', '']).withDefault(''),
  integration: parseAsString.withDefault(''),
  group: parseAsString.withDefault(''),
  problems: parseAsStringLiteral(['open', '']).withDefault(''),
  since: parseAsStringLiteral(['1d', '7d', '30d', '']).withDefault(''),
  members: parseAsStringLiteral(['none', '']).withDefault(''),
  loss: parseAsStringLiteral(['deactivated', 'deleted', 'removed', '']).withDefault(''),
  movement: parseAsStringLiteral(['joined', 'returned', 'left', '']).withDefault(''),
  from: parseAsString.withDefault(''),
  to: parseAsString.withDefault(''),
  seed: parseAsString.withDefault(''),
  outcome: parseAsStringLiteral(['lost', 'back', 'restored', 'refused', '']).withDefault(''),
}

/**
 * How rows are drawn; it decides nothing about which rows there are. `cols` are ids of columns, in their order, `widths`
 * how wide some of them are.
 */
const lookParsers = {
  cols: parseAsArrayOf(parseAsString).withDefault([]),
  widths: parseAsArrayOf(parseAsString).withDefault([]),
  density: parseAsStringLiteral(['compact', 'comfortable', '']).withDefault(''),
  view: parseAsString.withDefault(''),
}

const askedParsers = {
  q: parseAsString.withDefault(''),
  ...filterParsers,
  sort: parseAsString.withDefault(''),
  page: parseAsPage.withDefault(1),
  size: parseAsSize.withDefault(25),
}

/** What the address of a list says; empty text means “any”, `sort` is a column with `-` in front for descending. */
export const searchParsers = { ...askedParsers, ...lookParsers }

export type DataSearch = inferParserType<typeof searchParsers>
export type FilterName = keyof typeof filterParsers
export type Density = DataSearch['density']
/** The part of a search that decides which rows are answered. */
export type Asked = Omit<DataSearch, keyof typeof lookParsers>

const FILTERS = Object.keys(filterParsers) as readonly FilterName[]

/** Nothing looked for and nothing filtered. */
export const NO_FILTERS = {
  q: '',
  ...Object.fromEntries(FILTERS.map((name) => [name, ''])),
} as Partial<DataSearch>

/** Reads the search from a page's `searchParams` or a URL; what is not understood counts as not given. */
export const loadSearch = createLoader(searchParsers)

const serialize = createSerializer(searchParsers)

/** The address of the same list with some of its search changed; a change of which rows there are starts at page 1. */
export function searchHref(path: string, search: DataSearch, change: Partial<DataSearch>): Route {
  return serialize(path, { ...search, ...startOver(change), ...change }) as Route
}

/** Page 1, unless only the look of the rows changes. */
export function startOver(change: Partial<DataSearch>): Partial<DataSearch> {
  return Object.keys(change).every((name) => name in lookParsers) ? {} : { page: 1 }
}

export function askedOf({ cols: _, widths: __, density: ___, view: ____, ...asked }: DataSearch): Asked {
  return asked
}

/** Columns whose values rows bring only when somebody has chosen them: attributes under names of the client’s own. */
function broughtOf({ cols }: DataSearch): Pick<DataSearch, 'cols'> {
  return { cols: cols.filter((id) => id.startsWith('urn:')) }
}

/** True when text or a filter leaves rows out. */
export function isNarrowed(search: DataSearch): boolean {
  return search.q !== '' || FILTERS.some((name) => search[name] !== '')
}

export type Topic =
  | 'users'
  | 'groups'
  | 'requests'
  | 'integrations'
  | 'exports'
  | 'stamps'
  | 'movements'
  | 'reviews'

/** A read of the JSON door, as the path after `/api/console/{tenant}/`; its first part is the topic that refreshes it. */
export type ListRead = Topic | `${Topic}/${string}`

/** The address at which the JSON door answers a list. */
export function readHref(tenant: string, read: string, search: DataSearch): string {
  return serialize(`/api/console/${tenant}/${read}`, { ...askedOf(search), ...broughtOf(search) })
}

/** The address of a list as a file: its search without the page, and what else the export takes. */
export function exportHref(
  tenant: string,
  list: string,
  search: DataSearch,
  more: Record<string, string>,
): string {
  const href = readHref(tenant, `export/${list}`, { ...search, cols: [], page: 1, size: 25 })
  return `${href}${href.includes('?') ? '&' : '?'}${new URLSearchParams(more)}`
}

/** The key under which a list is kept: `['console', tenant, topic, read, asked]`, alike on the server and in the browser. */
export function listKey(tenant: string, read: ListRead, search: DataSearch) {
  return [
    'console',
    tenant,
    read.split('/')[0] ?? read,
    read,
    { ...askedOf(search), ...broughtOf(search) },
  ] as const
}

/** One page of a list, as verbs and the JSON door give it. */
export type ListPage<Row> = {
  rows: readonly Row[]
  total: number
  /** More than `total` fit: they were counted no further. */
  more?: boolean
  page: number
  pageSize: number
}
