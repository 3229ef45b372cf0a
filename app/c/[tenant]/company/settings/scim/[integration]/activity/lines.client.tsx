'use client'

import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { readJson } from '@/components/live/read.client'
import type { RequestLine, RequestLines } from '@/lib/activity/log'
import { type Asked, activityHref, askedOf } from './search'

type Newer = { count: number; rows: RequestLine[] }
type Pages = InfiniteData<RequestLines, string>

/** Before every row there can be. */
const BEGINNING = '0.00000000-0000-0000-0000-000000000000'

/**
 * The log from its newest row down, a page at a time, and what has come since. The list itself never changes under its
 * reader: newer rows are put on top while `mayJoin` says that nobody would notice, else they wait to be shown.
 */
export function useLines(
  tenant: string,
  integrationId: string,
  asked: Asked,
  options: {
    initial: { asked: Asked; lines: RequestLines }
    isLive: boolean
    mayJoin: () => boolean
  },
) {
  const client = useQueryClient()
  const path = `/api/console/${tenant}/requests/${integrationId}`
  const wanted = askedOf(asked)
  // Not under 'console': an announcement must not draw the list anew.
  const key = ['activity', tenant, integrationId, wanted] as const
  const isInitial = JSON.stringify(wanted) === JSON.stringify(options.initial.asked)
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      readJson<RequestLines>(
        activityHref(path, wanted, pageParam === '' ? {} : { after: pageParam }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: (page: RequestLines) => page.older ?? undefined,
    ...(isInitial && { initialData: { pages: [options.initial.lines], pageParams: [''] } satisfies Pages }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const [first] = rows
  const newest = first ? `${Date.parse(first.at)}.${first.id}` : BEGINNING
  const newer = useQuery({
    queryKey: ['console', tenant, 'requests', 'newer', integrationId, wanted, newest],
    queryFn: ({ signal }) =>
      readJson<Newer>(activityHref(`${path}/newer`, wanted, { newer: newest }), signal),
    enabled: options.isLive && list.isSuccess && asked.to === 0,
    staleTime: 0,
  })

  function show() {
    const waiting = newer.data
    if (!waiting || waiting.count === 0) return
    if (waiting.count > waiting.rows.length) {
      void client.resetQueries({ queryKey: key, exact: true })
      return
    }
    client.setQueryData<Pages>(key, (data) => {
      const [page, ...rest] = data?.pages ?? []
      if (!data || !page) return data
      return { ...data, pages: [{ ...page, rows: [...waiting.rows, ...page.rows] }, ...rest] }
    })
  }

  const latest = useRef({ show, mayJoin: options.mayJoin })
  latest.current = { show, mayJoin: options.mayJoin }
  const waiting = newer.data?.count ?? 0
  useEffect(() => {
    if (waiting > 0 && latest.current.mayJoin()) latest.current.show()
  }, [waiting])

  return { list, rows, waiting, show, reached: list.data?.pages.at(-1)?.reached ?? null }
}
