const steps: [limit: number, seconds: number, unit: string][] = [
  [60, 1, 's'],
  [3600, 60, 'min'],
  [86_400, 3600, 'h'],
  [86_400 * 30, 86_400, 'd'],
]

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** `22 Nov 2026`, in UTC. Instants are milliseconds, here and below. */
export const dayOf = (at: number) => day.format(at)

/** `22 Nov 2026, 10:41:03 UTC` */
export const exactUtc = (at: number) => `${utc.format(at)} UTC`

/** The same in the time zone of this machine, without naming it. */
export function exactHere(at: number): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' }).format(at)
}

/** `12 s ago`, `4 min ago`, `3 h ago`, `12 d ago`, then the day. A clock that is up to a minute ahead is forgiven. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000)
  if (seconds < -60) return dayOf(at)
  if (seconds < 2) return 'just now'
  const step = steps.find(([limit]) => seconds < limit)
  return step ? `${Math.floor(seconds / step[1])} ${step[2]} ago` : dayOf(at)
}
