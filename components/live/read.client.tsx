'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import {
  type DataSearch,
  type ListPage,
  type ListRead,
  listKey,
  searchHref,
  searchParsers,
} from '../data/search'

/** The JSON door answered, but not with what was asked; `status` is its HTTP status. */
export class ReadError extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The console’s data door answered ${status}.`)
    this.name = 'ReadError'
    this.status = status
  }
}

export type List<Row> = {
  query: UseQueryResult<ListPage<Row>>
  search: DataSearch
  /** Changes the address in place; `history: 'push'` makes it a step that Back undoes. */
  change: (change: Partial<DataSearch>, history?: 'push' | 'replace') => void
}

/** A list that the server drew first, kept alive through the JSON door; its search lives in the address. */
export function useList<Row>(tenant: string, read: ListRead): List<Row> {
  const [search, setSearch] = useQueryStates(searchParsers)
  const query = useQuery({
    queryKey: listKey(tenant, read, search),
    queryFn: async ({ signal }): Promise<ListPage<Row>> => {
      const response = await fetch(
        searchHref(`/api/console/${tenant}/${read}`, search, { page: search.page }),
        {
          signal,
          headers: { accept: 'application/json' },
        },
      )
      if (!response.ok) throw new ReadError(response.status)
      return response.json()
    },
    placeholderData: keepPreviousData,
  })
  return {
    query,
    search,
    change: (change, history = 'push') => {
      setSearch({ page: 1, ...change }, { history })
    },
  }
}
