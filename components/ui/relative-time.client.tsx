'use client'

import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { useFormatter, useTimeZone } from 'use-intl'
import { useWords, Words } from '../messages.client'
import { relative } from './relative'
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
  const [format, words] = [useFormatter(), useWords()]
  const instant = Date.parse(at)
  const textAt = (now: number) => {
    const ago = relative(instant, now)
    return ago ? words(ago) : format.dateTime(instant, { dateStyle: 'medium' })
  }
  const text = useSyncExternalStore(
    subscribe,
    () => textAt(browserNow()),
    () => textAt(serverNow || Number.POSITIVE_INFINITY),
  )
  return (
    <Tooltip text={<ExactTimes instant={instant} />}>
      <time dateTime={at} className="whitespace-nowrap">
        {text}
      </time>
    </Tooltip>
  )
}

/** How long ago and the exact time; where the day says it better, the exact time alone says it. */
export function AgoAndTime({ at }: { at: string }) {
  const serverNow = useContext(ServerNow)
  const isRecent = useSyncExternalStore(
    subscribe,
    () => relative(Date.parse(at), browserNow()) !== undefined,
    () => relative(Date.parse(at), serverNow || Number.POSITIVE_INFINITY) !== undefined,
  )
  return (
    <>
      {isRecent && (
        <>
          <RelativeTime at={at} />
          {' · '}
        </>
      )}
      <AbsoluteTime at={at} />
    </>
  )
}

/** The exact time where the person is, the same on the server and in the browser; in UTC in the tooltip. */
export function AbsoluteTime({ at }: { at: string }) {
  const format = useFormatter()
  const instant = Date.parse(at)
  return (
    <Tooltip text={<ExactTimes instant={instant} />}>
      <time dateTime={at} className="tabular-nums">
        {format.dateTime(instant, { dateStyle: 'medium', timeStyle: 'long' })}
      </time>
    </Tooltip>
  )
}

function ExactTimes({ instant }: { instant: number }) {
  const format = useFormatter()
  const zone = useTimeZone() ?? 'UTC'
  const exact = { dateStyle: 'medium', timeStyle: 'medium' } as const
  return (
    <>
      <span className="block">
        {format.dateTime(instant, { ...exact, timeStyle: 'long', timeZone: 'UTC' })}
      </span>
      {zone !== 'UTC' && (
        <span className="block">
          <Words of="time.inZone" values={{ time: format.dateTime(instant, exact), zone }} />
        </span>
      )}
    </>
  )
}
