const DAY_MS = 86_400_000

/** “1 of 2 · expires in 212 d”: how many tokens are live, and when the first of them ends. */
export function tokensSummary(live: number, nextExpiry: Date | null, now: number): string {
  if (live === 0) return 'None live'
  const count = `${live} of 2`
  if (!nextExpiry) return count
  const days = Math.ceil((nextExpiry.getTime() - now) / DAY_MS)
  return `${count} · expires in ${days} d`
}
