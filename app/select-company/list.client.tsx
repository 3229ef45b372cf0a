'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

/** A list of links that arrow keys walk through. Its first link has the focus, so Enter goes there. */
export function LinkList({ children }: { children: ReactNode }) {
  const list = useRef<HTMLUListElement>(null)

  useEffect(() => list.current?.querySelector('a')?.focus(), [])

  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    if (!step || links.length === 0) return
    event.preventDefault()
    const here = links.indexOf(document.activeElement as HTMLAnchorElement)
    links[(here + step + links.length) % links.length]?.focus()
  }

  return (
    <ul ref={list} onKeyDown={walk} className="-mx-2 flex flex-col gap-1">
      {children}
    </ul>
  )
}
