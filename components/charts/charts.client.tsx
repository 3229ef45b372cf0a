'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '../ui/skeleton'

/** Charts are drawn in the browser, and their library comes only with a page that has one. */
export const LazyLines = dynamic(() => import('./lines.client'), { ssr: false, loading: Waiting })
export const LazyBars = dynamic(() => import('./bars.client'), { ssr: false, loading: Waiting })

function Waiting() {
  return <Skeleton className="size-full" />
}
