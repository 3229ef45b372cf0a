'use client'

import { useEffect, useRef, useState } from 'react'

const BATCH_MILLISECONDS = 3000

/** Says what has been ticked since the page was opened, politely and at most every three seconds. */
export function Announcer({ ticks }: { ticks: readonly string[] }) {
  const known = useRef<ReadonlySet<string>>(undefined)
  const waiting = useRef<string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [said, say] = useState('')

  useEffect(() => {
    const before = known.current
    known.current = new Set(ticks)
    if (!before) return
    waiting.current.push(...ticks.filter((tick) => !before.has(tick)))
    if (waiting.current.length === 0 || timer.current !== undefined) return
    const tell = () => {
      timer.current = undefined
      if (waiting.current.length === 0) return
      say(waiting.current.splice(0).join(' '))
      timer.current = setTimeout(tell, BATCH_MILLISECONDS)
    }
    tell()
  }, [ticks])
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
