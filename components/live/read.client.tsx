'use client'

import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import {
  type DataSearch,
  type ListPage,
  type ListRead,
  listKey,
  readHref,
  searchParsers,
  startOver,
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

/** Asks the JSON door. @throws ReadError when it answers anything but success */
export async function readJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {
    ...(signal && { signal }),
    headers: { accept: 'application/json' },
  })
  if (!response.ok) throw new ReadError(response.status)
  return response.json()
}

export type List<Row> = {
  /** The slug of the company whose list it is. */
  tenant: string
  /** Its name at the JSON door. */
  read: ListRead
  query: UseQueryResult<ListPage<Row>>
  /** Why there is nothing to show of what is searched for, until there is. */
  failure: Error | undefined
  search: DataSearch
  /** Changes the address in place; `history: 'push'` makes it a step that Back undoes. */
  change: (change: Partial<DataSearch>, history?: 'push' | 'replace') => void
}

/** React Query forgets a failure while it asks again, and would show what was read before in between. */
function useFailure({ data, error, errorUpdatedAt, isPlaceholderData }: UseQueryResult): Error | undefined {
  const [last, setLast] = useState<Error>()
  if (error && error !== last) setLast(error)
  const isUnread = data === undefined || isPlaceholderData
  return isUnread && errorUpdatedAt > 0 ? (error ?? last) : undefined
}

/** A list that the server drew first, kept alive through the JSON door; its search lives in the address. */
export function useList<Row>(tenant: string, read: ListRead): List<Row> {
  const [search, setSearch] = useQueryStates(searchParsers)
  const query = useQuery({
    queryKey: listKey(tenant, read, search),
    queryFn: ({ signal }) => readJson<ListPage<Row>>(readHref(tenant, read, search), signal),
    placeholderData: keepPreviousData,
  })
  return {
    tenant,
    read,
    query,
    failure: useFailure(query),
    search,
    change: (change, history = 'push') => {
      setSearch({ ...startOver(change), ...change }, { history })
    },
  }
}
