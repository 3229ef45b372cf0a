import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** Hands what the server has read to the islands below, under the key they will ask for. */
export function Hydrate({
  queryKey,
  data,
  children,
}: {
  queryKey: QueryKey
  data: unknown
  children: ReactNode
}) {
  const client = new QueryClient()
  client.setQueryData(queryKey, data)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
