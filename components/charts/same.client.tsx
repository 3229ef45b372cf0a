'use client'

import { useMemo } from 'react'

type Points = readonly Record<string, string | number>[]

/** The points as one list for as long as they say the same: a chart that is given another begins anew, and what it showed of a point is gone. */
export function useSame(points: Points): Record<string, string | number>[] {
  const said = JSON.stringify(points)
  return useMemo(() => JSON.parse(said), [said])
}
