'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Of many rows those near the window; the others are only room. */
export default function WindowRows({
  count,
  height,
  draw,
}: {
  count: number
  height: number
  draw: (position: number) => ReactNode
}) {
  const top = useRef<HTMLTableRowElement>(null)
  const [offset, setOffset] = useState(0)
  useLayoutEffect(() => setOffset((top.current?.getBoundingClientRect().top ?? 0) + window.scrollY), [])
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 20,
    scrollMargin: offset,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height makes all that was measured wrong
  useEffect(() => virtual.measure(), [virtual, height])
  const items = virtual.getVirtualItems()
  const before = (items[0]?.start ?? offset) - offset
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? offset) - offset)
  return (
    <>
      <tr ref={top} aria-hidden className="block" style={{ height: before }} />
      {items.map(({ index }) => draw(index))}
      <tr aria-hidden className="block" style={{ height: after }} />
    </>
  )
}
