'use client'

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { dayOf, exactHere, exactUtc, relative } from './relative'
import { Tooltip } from './tooltip.client'

const ServerNow = createContext(0)

/** Carries the server's clock, so that the first text in the browser is the one the server wrote. */
export function NowProvider({ now, children }: { now: number; children: ReactNode }) {
  return <ServerNow value={now}>{children}</ServerNow>
}

const listeners = new Set<() => void>()
let clock = 0
let ticking: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  ticking ??= setInterval(() => {
    clock = Date.now()
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
    clock = 0
  }
}

function browserNow() {
  if (clock === 0) clock = Date.now()
  return clock
}

/** How long ago, kept current; the exact time in UTC and here is in the tooltip. `at` is an ISO instant. */
export function RelativeTime({ at }: { at: string }) {
  const serverNow = useContext(ServerNow)
  const instant = Date.parse(at)
  const text = useSyncExternalStore(
    subscribe,
    () => relative(instant, browserNow()),
    () => (serverNow === 0 ? dayOf(instant) : relative(instant, serverNow)),
  )
  return (
    <Tooltip
      text={
        <>
          <span className="block">{exactUtc(instant)}</span>
          <span className="block">{exactHere(instant)} here</span>
        </>
      }
    >
      <time dateTime={at} className="whitespace-nowrap">
        {text}
      </time>
    </Tooltip>
  )
}

/** The exact time in UTC, the same on the server and in the browser. */
export function AbsoluteTime({ at }: { at: string }) {
  return (
    <time dateTime={at} className="tabular-nums">
      {exactUtc(Date.parse(at))}
    </time>
  )
}
