import type { Text } from '@/lib/messages/text'

const steps: [limit: number, seconds: number, key: Text['key']][] = [
  [60, 1, 'time.seconds'],
  [3600, 60, 'time.minutes'],
  [86_400, 3600, 'time.hours'],
  [86_400 * 30, 86_400, 'time.days'],
]

/**
 * `12 s ago`, `4 min ago`, `3 h ago`, `12 d ago`, or undefined where the day says it better. A clock that is up to a
 * minute ahead is forgiven.
 */
export function relative(at: number, now: number): Text | undefined {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < -60) return undefined
  if (seconds < 2) return { key: 'time.now' }
  const step = steps.find(([limit]) => seconds < limit)
  return step && { key: step[2], values: { count: Math.floor(seconds / step[1]) } }
}
