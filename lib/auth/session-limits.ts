/** How long members of a company stay signed in to it. */
export type SessionLimits = { sessionIdleMinutes: number; sessionHours: number }

/** What is known of the session itself. */
type Course = { startedAt: number; activeAt: Date; longestIdleSeconds: number }

/** Which limit of a company a session is past. */
export type Past = 'idle' | 'long'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/**
 * The limit that a session is past, if it is. Doing something again does not help who has been away for too long:
 * the longest pause is kept, so that no other page or company can open this one anew.
 */
export function pastLimit(
  { sessionIdleMinutes, sessionHours }: SessionLimits,
  { startedAt, activeAt, longestIdleSeconds }: Course,
  now = Date.now(),
): Past | undefined {
  const idle = Math.max(longestIdleSeconds * 1_000, now - activeAt.getTime())
  if (idle >= sessionIdleMinutes * MINUTE_MS) return 'idle'
  return now - startedAt >= sessionHours * HOUR_MS ? 'long' : undefined
}

/** What a page needs to know to end by itself: in milliseconds, from now on. */
export type Remaining = { idleMinutes: number; idleFor: number; endsIn: number }

export function remainingOf(
  { sessionIdleMinutes, sessionHours }: SessionLimits,
  { startedAt, activeAt }: Pick<Course, 'startedAt' | 'activeAt'>,
  now = Date.now(),
): Remaining {
  return {
    idleMinutes: sessionIdleMinutes,
    idleFor: Math.max(0, now - activeAt.getTime()),
    endsIn: startedAt + sessionHours * HOUR_MS - now,
  }
}
