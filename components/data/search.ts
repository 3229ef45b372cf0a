import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import type { Route } from '../routes'

const parseAsPage = createParser({
  parse: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null),
  serialize: String,
})

/** What the address of a list says; empty text means “any”, `sort` is a column with `-` in front for descending. */
export const searchParsers = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(['active', 'inactive', '']).withDefault(''),
  origin: parseAsStringLiteral(['idp', 'local', '']).withDefault(''),
  sort: parseAsString.withDefault(''),
  page: parseAsPage.withDefault(1),
}

export type DataSearch = inferParserType<typeof searchParsers>

/** Reads the search from a page's `searchParams` or a URL; what is not understood counts as not given. */
export const loadSearch = createLoader(searchParsers)

const serialize = createSerializer(searchParsers)

/** The address of the same list with some of its search changed; a change of anything but the page starts at page 1. */
export function searchHref(path: string, search: DataSearch, change: Partial<DataSearch>): Route {
  return serialize(path, { ...search, page: 1, ...change }) as Route
}

export type Topic = 'users' | 'groups' | 'requests' | 'integrations'

/** A read of the JSON door, as the path after `/api/console/{tenant}/`; its first part is the topic that refreshes it. */
export type ListRead = Topic | `${Topic}/${string}`

/** The key under which a list is kept: `['console', tenant, topic, read, search]`, alike on the server and in the browser. */
export function listKey(tenant: string, read: ListRead, search: DataSearch) {
  return ['console', tenant, read.split('/')[0] ?? read, read, search] as const
}

/** One page of a list, as verbs and the JSON door give it. */
export type ListPage<Row> = { rows: readonly Row[]; total: number; page: number; pageSize: number }
