'use client'

import { lazy, type ReactNode, Suspense } from 'react'

const WindowRows = lazy(() => import('./window-rows.client'))

export const WINDOW_FROM = 200

/** Rows of a table; of more than 200 only those near the window are drawn, each of them `height` pixels high. */
export function ManyRows({
  count,
  height,
  draw,
}: {
  count: number
  height: number
  draw: (position: number) => ReactNode
}) {
  const all = () => Array.from({ length: count }, (_, position) => draw(position))
  if (count <= WINDOW_FROM) return all()
  return (
    <Suspense fallback={all()}>
      <WindowRows {...{ count, height, draw }} />
    </Suspense>
  )
}
